"""Tables out of CSV and XLSX, whatever made them; and nothing that harms, in or out."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from csweek.lib.sheets import BadSheet, Limits, guard, read_table, unguard, write_csv, write_xlsx
from tests.samples import hostile, workbooks

ROOT = Path(__file__).parents[2]
PEOPLE = "Name;E-mail\nConceição;c@example.org\n"
EXPECTED = [["Conceição", "c@example.org"]]


def cells(data: bytes, **options) -> list[list[str]]:
    return [row.cells for row in read_table("staff.csv", data, **options).rows]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_any_usual_encoding_is_read(encoding):
    table = read_table("staff.csv", PEOPLE.encode(encoding))
    assert table.header == ["Name", "E-mail"]
    assert [row.cells for row in table.rows] == EXPECTED


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_usual_delimiter_and_line_end_is_read(delimiter, newline):
    text = PEOPLE.replace(";", delimiter).replace("\n", newline)
    assert cells(text.encode()) == EXPECTED


def test_commas_in_a_column_do_not_make_a_semicolon_file_a_comma_file():
    data = b"Name, in full;E-mail\nCarter, Cole;cole@example.org\nJang, Jun;jun@example.org\n"
    known = {"is_header": lambda header: "E-mail" in header}
    assert cells(data, **known) == [
        ["Carter, Cole", "cole@example.org"],
        ["Jang, Jun", "jun@example.org"],
    ]


def test_a_hint_for_excel_in_the_first_line_is_obeyed():
    table = read_table("staff.csv", b"sep=|\nName|E-mail\nA,B|a@example.org\n")
    assert (table.header, table.line) == (["Name", "E-mail"], 2)
    assert [row.cells for row in table.rows] == [["A,B", "a@example.org"]]


def test_lines_are_those_of_the_file_also_after_a_cell_of_two_lines_and_a_blank_one():
    data = b'Name,Team\r\n"Ann\r\nLee",Tills\r\n\r\nBo,Tills\r\n'
    table = read_table("staff.csv", data)
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ["Ann\r\nLee", "Tills"]),
        (5, ["Bo", "Tills"]),
    ]


def test_a_title_above_the_header_is_passed_over():
    data = b"Staff of the south\n\nName,E-mail\nAnn,ann@example.org\n"
    table = read_table("staff.csv", data, is_header=lambda header: "E-mail" in header)
    assert (table.header, table.line) == (["Name", "E-mail"], 3)


def test_without_a_known_header_the_first_row_is_told_as_the_header():
    table = read_table("staff.csv", b"Nome,Idade\nAna,40\n", is_header=lambda header: False)
    assert table.header == ["Nome", "Idade"]
    assert [row.cells for row in table.rows] == [["Ana", "40"]]


def test_empty_columns_at_the_end_are_no_columns():
    assert cells(b"Name,Team,,\nAnn,Tills,,\n") == [["Ann", "Tills"]]


def test_a_workbook_is_read_whatever_its_name():
    table = read_table("staff.csv", workbooks.sound())
    assert table.header == workbooks.HEADER
    assert [row.cells for row in table.rows] == workbooks.ROWS


def test_numbers_dates_and_truths_of_a_workbook_read_as_one_would_write_them():
    xml = (
        b'<row r="4"><c r="A4"><v>12</v></c><c r="B4"><v>0.5</v></c><c r="C4" t="b"><v>1</v></c>'
        b'</row><row r="6"><c r="A6" s="1"><v>46300</v></c><c r="B6" s="2"><v>46300.375</v></c>'
        b'<c r="C6" t="d"><v>2026-10-05</v></c></row>'
    )

    def with_date_styles(styles: bytes) -> bytes:
        head, xfs, tail = styles.partition(b"</cellXfs>")
        return head + b'<xf numFmtId="14"/><xf numFmtId="22"/>' + xfs + tail

    data = workbooks.repacked(
        {
            workbooks.SHEET: lambda sheet: sheet.replace(b"</sheetData>", xml + b"</sheetData>"),
            "xl/styles.xml": with_date_styles,
        }
    )
    table = read_table("staff.xlsx", data)
    assert [(row.line, row.cells) for row in table.rows][2:] == [
        (4, ["12", "0.5", "TRUE"]),
        (6, ["2026-10-05", "2026-10-05 09:00", "2026-10-05"]),
    ]


def test_the_first_sheet_with_the_known_header_is_read():
    sheets = {"Notes": [["Read me"]], "Empty": [], "Staff": [["Name", "E-mail"], ["Ann", "a@x"]]}
    data = workbooks.of_sheets(sheets)
    assert read_table("staff.xlsx", data).header == ["Read me"]
    table = read_table("staff.xlsx", data, is_header=lambda header: "E-mail" in header)
    assert [row.cells for row in table.rows] == [["Ann", "a@x"]]


def test_a_hidden_sheet_is_not_read():
    hide = {"xl/workbook.xml": lambda xml: xml.replace(b"<sheet ", b'<sheet state="hidden" ')}
    with pytest.raises(BadSheet, match="is empty"):
        read_table("staff.xlsx", workbooks.repacked(hide))


@pytest.mark.parametrize("case", hostile.WHOLE_FILE)
def test_a_file_that_is_no_list_is_refused_and_told_why(case):
    data, answer = hostile.WHOLE_FILE[case]
    with pytest.raises(BadSheet) as refused:
        read_table("staff.csv", data)
    assert answer in str(refused.value)


@pytest.mark.parametrize("case", hostile.ONE_ROW)
def test_a_row_that_cannot_be_told_apart_is_told_by_its_line(case):
    data, line, answer = hostile.ONE_ROW[case]
    rows = read_table("staff.csv", data).rows
    bad = [row for row in rows if row.problem]
    assert [row.line for row in bad] == [line]
    assert answer in bad[0].problem
    assert bad[0].cells == []


def test_limits_are_the_callers():
    data = b"Name\n" + b"Ann\n" * 6
    assert len(cells(data, limits=Limits(rows=6))) == 6
    with pytest.raises(BadSheet, match="more than 5 rows"):
        read_table("staff.csv", data, limits=Limits(rows=5))
    with pytest.raises(BadSheet, match="larger than 1 MB"):
        read_table("staff.csv", data * 100_000, limits=Limits(size=1024 * 1024))


# Memory ----------------------------------------------------------------------

# Reads a file in a process of its own, whose memory is bounded, and prints what it took in MB.
PROBE = """
import resource, sys
import django
from django.conf import settings
settings.configure(INSTALLED_APPS=[])
django.setup()
from csweek.lib import sheets
import python_calamine
sheets.read_table("warm.xlsx", sheets.write_xlsx(["a"], [["b"]]))
data = open(sys.argv[2], "rb").read()
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
if sys.argv[1] == "guarded":
    try:
        sheets.read_table("staff.xlsx", data)
    except sheets.BadSheet:
        print("refused", end=" ")
else:
    from io import BytesIO
    workbook = python_calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    print(len(workbook.get_sheet_by_index(0).to_python()), "rows", end=" ")
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


def probe(reader: str, data: bytes, folder: Path) -> subprocess.CompletedProcess:
    file = folder / "file"
    file.write_bytes(data)
    return subprocess.run(
        [sys.executable, "-c", PROBE, reader, str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )


HARMFUL = {
    "bomb": workbooks.bomb,
    "corner": workbooks.cell_in_the_last_corner,
    "strings": workbooks.uncountable_strings,
    "entities": workbooks.entities,
    "lying directory": workbooks.lying_directory,
}


@pytest.mark.parametrize("case", HARMFUL)
def test_a_harmful_workbook_costs_less_than_100_megabytes(case, tmp_path):
    done = probe("guarded", HARMFUL[case](), tmp_path)
    answer, grown = done.stdout.split()
    assert (done.returncode, answer) == (0, "refused")
    assert int(grown) <= 100


def test_control_without_our_checks_the_bomb_is_read_and_the_corner_ends_the_process(tmp_path):
    read = probe("unguarded", workbooks.bomb(), tmp_path)
    assert read.returncode == 0
    assert "refused" not in read.stdout and int(read.stdout.split()[0]) > 70_000
    for harm in (workbooks.cell_in_the_last_corner, workbooks.uncountable_strings):
        assert probe("unguarded", harm(), tmp_path).returncode != 0


# Out -------------------------------------------------------------------------

RISKY_STARTS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]


@pytest.mark.parametrize("start", RISKY_STARTS)
@pytest.mark.parametrize("before", ["", " ", "\u00a0", "  "])
def test_a_cell_that_could_be_a_formula_is_guarded(start, before):
    value = f"{before}{start}cmd|' /C calc'!A0"
    assert guard(value) == f"'{value}"
    written = write_csv(["Name"], [[value]]).decode("utf-8-sig")
    assert written == f'"Name"\r\n"\'{value}"\r\n'


def test_harmless_cells_are_left_as_they_are():
    for value in ["Ann O'Neill", "'tis", "a=b", "12", "", "‘quoted’"]:
        assert guard(value) == value


@given(st.text())
def test_unguard_gives_back_what_guard_was_given(value):
    assert unguard(guard(value)) == value
    assert not guard(value).lstrip(" ").startswith(tuple(RISKY_STARTS))


# Characters that a file of text can hold: no NUL, no half of a pair.
writable = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
tricky = st.text(st.sampled_from("'=+-@\t\r\n ＝\"；;,|_x0D&<"), max_size=12)
tables = st.lists(
    st.tuples(writable | tricky, writable | tricky).filter(lambda row: any(map(str.strip, row)))
)


@given(tables)
@example([("", ";\r;"), ("", "\n;\r;")])
@example([("", "a;b\n" * 50)])
def test_a_csv_file_read_again_gives_the_original(rows):
    again = read_table("out.csv", write_csv(["One", "Two"], rows))
    assert again.header == ["One", "Two"]
    assert [tuple(row.cells) for row in again.rows] == rows


@given(tables)
def test_a_workbook_read_again_gives_the_original(rows):
    again = read_table("out.xlsx", write_xlsx(["One", "Two"], rows))
    assert [tuple(row.cells) for row in again.rows] == rows


def test_a_workbook_holds_text_only():
    risky = ["=1+1", "https://example.org", "12", "{=1}", "internal:Sheet1!A1"]
    data = write_xlsx(["One"], [[value] for value in risky])
    sheet = workbooks.part(data, workbooks.SHEET)
    assert b"<f>" not in sheet and b"hyperlink" not in sheet
    assert sheet.count(b't="s"') == len(risky) + 1
    assert cells(data) == [[value] for value in risky]


def formulas(written: bytes) -> list[str]:
    """The cells of a CSV file that a spreadsheet program may take for a formula."""
    found = csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    return [
        cell for row in found for cell in row if cell.lstrip(" ").startswith(tuple(RISKY_STARTS))
    ]


def test_no_written_cell_is_a_formula_and_control_a_plain_writer_lets_them_through():
    values = [f"{start}1+1" for start in RISKY_STARTS] + ["", "'", "fine"]
    plain = io.StringIO(newline="")
    csv.writer(plain).writerows([value] for value in values)
    assert len(formulas(plain.getvalue().encode())) == len(RISKY_STARTS)
    assert formulas(write_csv(["One"], [[value] for value in values])) == []
