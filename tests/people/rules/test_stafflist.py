"""Staff lists as people really have them: which column says what, and which row cannot be used."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from hypothesis import example, given
from hypothesis import strategies as st

from csweek.lib.sheets import Row, open_table
from csweek.people.models import Person, Shift, Site, Team
from csweek.people.rules.columns import HEADERS, MissingColumns, is_header, key, recognise
from csweek.people.rules.stafflist import (
    LONGEST,
    Problem,
    StaffRow,
    find_order,
    is_address,
    read_date,
    read_rows,
)

SAMPLES = Path(__file__).parents[2] / "samples"


def read_sample(name: str):
    table = open_table(name, (SAMPLES / name).read_bytes(), is_header=is_header)
    return read_rows(recognise(table.header), table.rows)


def read(header: str, *lines: str):
    rows = [Row(number, line.split("|")) for number, line in enumerate(lines, start=2)]
    return read_rows(recognise(header.split("|")), rows)


def problems(header: str, *lines: str) -> list[Problem]:
    return read(header, *lines).problems


# Headers ---------------------------------------------------------------------


def test_an_export_of_google_workspace_is_known_by_its_headers():
    columns = read_sample("google-workspace.csv").columns
    assert columns.source == "google"
    assert columns.used == {
        "email": ("Email Address [Required]",),
        "given_name": ("First Name [Required]",),
        "surname": ("Last Name [Required]",),
        "team": ("Department", "Org Unit Path [Required]"),
        "site": ("Building ID",),
        "line_manager": ("Manager Email",),
        "external_id": ("Employee ID",),
        "status": ("Status [READ ONLY]",),
    }
    for ours_is_not in ("Password [Required]", "Recovery Email", "New Status [UPLOAD ONLY]"):
        assert ours_is_not in columns.unused


def test_its_good_rows_are_read_and_the_two_bad_ones_told():
    found = read_sample("google-workspace.csv")
    assert found.rows[:4] == [
        StaffRow(
            line=2,
            email="paula@example.org",
            name="Paula Prieto",
            team="Customer Service",
            site="Leeds",
            external_id="1001",
            is_active=True,
        ),
        StaffRow(
            line=3,
            email="mara@example.org",
            name="Mara Mendes",
            team="Billing",
            site="Porto",
            line_manager="paula@example.org",
            external_id="1002",
            is_active=True,
        ),
        StaffRow(
            line=4,
            email="jun@example.org",
            name="Jun Jang",
            team="Billing",
            site="Leeds",
            line_manager="mara@example.org",
            external_id="1003",
            is_active=True,
        ),
        # Jun's address has two lines, so Cole begins on the sixth. No department: the unit's name.
        StaffRow(
            line=6,
            email="cole@example.org",
            name="Cole Carter",
            team="Helpdesk",
            site="Leeds",
            line_manager="mara@example.org",
            external_id="1004",
            is_active=True,
        ),
    ]
    assert [row.name for row in found.rows if row.is_active is False] == ["Former Colleague"]
    assert found.problems == [
        Problem(8, "bad-email", "nadia.oneill@example"),
        Problem(11, "no-name"),
    ]


def test_an_export_of_microsoft_entra_is_known_by_its_headers():
    found = read_sample("entra.csv")
    assert found.columns.source == "entra"
    assert found.problems == []
    assert [
        (row.line, row.email, row.name, row.team, row.site, row.is_active) for row in found.rows
    ] == [
        (2, "paula@example.org", "Paula Prieto", "Customer Service", "Leeds", True),
        (3, "mara@example.org", "Mara Mendes", "Billing", "Porto", True),
        (4, "jun@example.org", "Jun Jang", "Billing", "Cape Town", True),
        (5, "cole@example.org", "Cole Carter", "Helpdesk", "", False),
    ]
    assert found.rows[0].external_id == "7cc0c81b-f2a2-489a-8243-eda96da40001"


def test_guests_of_an_entra_export_are_left_out_and_counted():
    assert read_sample("entra.csv").guests == 2


def test_the_older_column_names_of_entra_are_known_too():
    columns = recognise(
        ["userPrincipalName", "displayName", "objectId", "userType", "physicalDeliveryOfficeName"]
    )
    assert (columns.source, columns.used["site"]) == ("entra", ("physicalDeliveryOfficeName",))


def test_a_portuguese_sheet_is_read_below_its_title():
    found = read_sample("folha.csv")
    assert found.columns.source == "sheet"
    assert found.problems == []
    assert found.rows[0] == StaffRow(
        line=4,
        email="conceicao@example.org",
        name="Conceição Araújo",
        team="Faturação",
        site="Porto",
        shift="Manhã",
        line_manager="Mara Mendes",
        start_date=date(2019, 10, 13),
    )
    assert [row.start_date for row in found.rows[1:]] == [date(2015, 2, 1), date(2021, 6, 5)]


@pytest.mark.parametrize(
    "header",
    [
        "Name|E-mail|Team|Site|Line manager|Start date|Shift",
        "FULL NAME|E-Mail Address|Department|Location|Manager|Joined|Shift",
        "First name|Surname|email|Dept|Office|Reports to|Hire Date|Work shift",
        "Nome|Apelido|E-mail|Equipa|Local de trabalho|Chefia direta|Data de admissão|Turno",
        "Nome completo|Endereço de e-mail|Departamento|Cidade|Gestor|Data de início|Horário",
        "Name|E-Mail-Adresse|Abteilung|Standort|Vorgesetzte/r|Eintrittsdatum|Schicht",
        "Nombre|Apellidos|Correo electrónico|Equipo|Sede|Jefe directo|Fecha de inicio|Turno",
        "Prénom|Nom|Courriel|Équipe|Lieu de travail|Responsable|Date d'entrée|Horaire",
    ],
)
def test_plain_sheets_are_known_in_five_languages(header):
    columns = recognise(header.split("|"))
    assert columns.places.keys() >= {
        *("email", "team", "site", "line_manager", "start_date", "shift"),
    }
    assert columns.unused == ()


def test_name_beside_surname_is_the_first_name():
    assert read("Name|Surname|E-mail", "Cole|Carter|cole@example.org").rows[0].name == "Cole Carter"


@pytest.mark.parametrize("header", ["Vorname|Name", "Prénom|Nom", "Nombre|Apellidos"])
def test_given_name_and_surname_are_told_apart(header):
    row = read(f"{header}|E-mail", "Cole|Carter|cole@example.org").rows[0]
    assert row.name == "Cole Carter"


@pytest.mark.parametrize(
    ("header", "active", "left"),
    [("Aktiv", "ja", "nein"), ("Activo", "Sí", "No"), ("Actif", "oui", "non")],
)
def test_who_has_left_is_known_in_other_languages_too(header, active, left):
    rows = read(
        f"Name|E-mail|{header}", f"A|a@example.org|{active}", f"B|b@example.org|{left}"
    ).rows
    assert [row.is_active for row in rows] == [True, False]


def test_no_header_stands_for_two_fields():
    every = [header for headers in HEADERS.values() for header in headers]
    assert len(every) == len(set(every))
    assert every == [key(header) for header in every]


def test_a_list_without_addresses_or_names_says_what_is_missing():
    with pytest.raises(MissingColumns) as told:
        recognise(["Colour", "", "Size"])
    assert told.value.missing == ("email", "name")
    assert told.value.header == ("Colour", "Size")
    with pytest.raises(MissingColumns) as told:
        recognise(["E-mail", "Team"])
    assert told.value.missing == ("name",)


def test_headers_are_compared_without_brackets_accents_signs_or_case():
    assert key("Email Address [Required]") == key("e-mail address") == "emailaddress"
    assert key("Data de Início") == "datadeinicio"
    assert key("User name [userPrincipalName] Required") == "username"


# Rows ------------------------------------------------------------------------


def test_addresses_are_lower_case_and_names_lose_what_nobody_sees():
    row = read("Name|E-mail", "  Ann\u00a0 \u202eLee\ufeff | Ann.Lee@Example.ORG ").rows[0]
    assert (row.name, row.email) == ("Ann Lee", "ann.lee@example.org")


def test_joiners_inside_a_name_stay_because_some_scripts_need_them():
    name = "می\u200cخواهم"
    assert read("Name|E-mail", f"{name}|a@example.org").rows[0].name == name


def test_the_address_of_a_manager_is_taken_from_name_and_address():
    row = read("Name|E-mail|Manager", "Jun|jun@example.org|Mara <Mara@Example.org>").rows[0]
    assert row.line_manager == "mara@example.org"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Ann|", Problem(2, "no-email")),
        ("Ann|ann@", Problem(2, "bad-email", "ann@")),
        ("Ann|ann@example", Problem(2, "bad-email", "ann@example")),
        ("Ann|a b@example.org", Problem(2, "bad-email", "a b@example.org")),
        (
            "Ann|a@example.org, b@example.org",
            Problem(2, "bad-email", "a@example.org, b@example.org"),
        ),
        ("|ann@example.org", Problem(2, "no-name")),
        ("A" * 121 + "|ann@example.org", Problem(2, "long-name", "A" * 80, (120,))),
        ("An\x07n|ann@example.org", Problem(2, "odd-letters", "An\ufffdn")),
    ],
)
def test_a_bad_row_is_told_with_its_line_and_what_was_found(line, problem):
    found = read("Name|E-mail", line, "Bo|bo@example.org")
    assert found.problems == [problem]
    assert [row.name for row in found.rows] == ["Bo"]


def test_two_rows_with_one_address_are_both_told_with_both_lines():
    found = read("Name|E-mail", "Ann|ann@example.org", "Bo|bo@example.org", "Anna|ANN@example.org")
    assert found.problems == [
        Problem(2, "repeated", "ann@example.org", (4,)),
        Problem(4, "repeated", "ann@example.org", (2,)),
    ]
    assert [row.name for row in found.rows] == ["Bo"]


def test_a_row_that_could_not_be_read_is_told_in_the_words_of_whoever_read_it():
    columns = recognise(["Name", "E-mail"])
    found = read_rows(columns, [Row(7, [], "This row has 3 cells.")])
    assert found.problems == [Problem(7, "unreadable", "This row has 3 cells.")]


@pytest.mark.parametrize(
    ("header", "cell", "is_active"),
    [
        ("Status [READ ONLY]", "Active", True),
        ("Status [READ ONLY]", "Suspended", False),
        ("Status [READ ONLY]", "Archived", False),
        ("accountEnabled", "False", False),
        ("accountEnabled", "True", True),
        ("Suspended", "TRUE", False),
        ("Suspended", "", None),
        ("Ativo", "Não", False),
        ("Status", "Maternity leave", None),
    ],
)
def test_whether_somebody_is_active_is_read_from_the_list(header, cell, is_active):
    row = read(f"Name|E-mail|{header}", f"Ann|ann@example.org|{cell}").rows[0]
    assert row.is_active is is_active


def test_a_field_is_never_longer_here_than_in_the_directory():
    tables = {"team": Team, "site": Site, "shift": Shift}
    for name, longest in LONGEST.items():
        model, column = (tables[name], "name") if name in tables else (Person, name)
        assert longest == model._meta.get_field(column).max_length


address = st.from_regex(r"[a-z0-9.+'@ _é-]{1,30}@[a-z0-9.é-]{1,30}", fullmatch=True)


@given(address | st.text(max_size=40) | st.emails().map(str.lower))
@example("a" * 65 + "@example.org")
@example("a@" + "b" * 64 + ".org")
@example("a@-b.org")
def test_every_address_we_take_is_one_that_sign_in_takes(text):
    if is_address(text):
        try:
            validate_email(text)
        except ValidationError:
            pytest.fail(f"{text} would be refused by the sign-in form")


# Dates -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-10-05", date(2026, 10, 5)),
        ("2026/1/5", date(2026, 1, 5)),
        ("2026-10-05 09:00", date(2026, 10, 5)),
        ("2026-10-05T09:00:00Z", date(2026, 10, 5)),
        ("05/05/2026", date(2026, 5, 5)),
        ("13.10.2026", date(2026, 10, 13)),
        ("10/13/2026", None),
        ("05/10/2026", None),
        ("2026-02-30", None),
        ("5 October 2026", None),
        ("46300", None),
        ("12345678901234567890", None),
        ("0000-00-00", None),
        ("05/10/26", None),
        ("٢٠٢٦-١٠-٠٥", None),
    ],
)
def test_a_date_alone_is_read_only_when_it_can_be_one_thing(text, expected):
    assert read_date(text, "unclear") == expected


def test_one_day_over_12_tells_for_the_whole_column():
    dates = ["05/10/2020", "13/10/2020", "2020-01-01"]
    assert find_order(dates) == "day first"
    assert read_date("05/10/2020", "day first") == date(2020, 10, 5)
    assert find_order(["10/05/2020", "10/13/2020 08:00:00"]) == "month first"
    assert read_date("10/05/2020", "month first") == date(2020, 10, 5)
    assert find_order(["13/10/2020", "10/13/2020"]) == "unclear"
    assert find_order(["05/10/2020"]) == "unclear"


def test_dates_that_could_be_two_are_told_and_so_are_those_that_are_none():
    found = problems(
        "Name|E-mail|Start date",
        "Ann|ann@example.org|05/10/2020",
        "Bo|bo@example.org|last spring",
        "Cy|cy@example.org|2020-10-05",
    )
    assert found == [
        Problem(2, "unclear-date", "05/10/2020"),
        Problem(3, "bad-date", "last spring"),
    ]
