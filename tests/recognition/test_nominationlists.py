"""The list of nominations as a file: every row, guarded, and read again as it was written."""

import pytest
from django.urls import reverse
from hypothesis import given

from csweek.lib.sheets import read_table
from csweek.people.models import Person
from recognition.documents.nominations import AT_ONCE, csv_pieces
from recognition.models import Nomination, State
from tests import factories as people
from tests.lib.test_sheets import formulas, tables
from tests.recognition import factories

NAMES = ["One", "Two"]
ENDINGS = ["csv", "xlsx"]


@given(tables)
def test_a_file_in_pieces_read_again_gives_the_original(rows):
    written = b"".join(csv_pieces(iter([list(row) for row in rows]), NAMES))
    again = read_table("out.csv", written)
    assert again.header == NAMES
    assert [tuple(row.cells) for row in again.rows] == rows
    assert formulas(written) == []


def test_pieces_are_no_larger_than_some_rows_and_only_the_first_is_marked():
    taken = []

    def rows():
        for number in range(AT_ONCE * 3):
            taken.append(number)
            yield [str(number), "x"]

    pieces = csv_pieces(rows(), NAMES)
    first = next(pieces)
    assert first.startswith(b"\xef\xbb\xbf") and taken == []
    assert next(pieces).count(b"\r\n") == AT_ONCE == len(taken)
    assert b"\xef\xbb\xbf" not in b"".join(pieces)


@pytest.fixture
def award(week, mara):
    return factories.award(week, by=mara)


def saved(client, ending: str, **query) -> tuple:
    answer = client.get(reverse(f"recognition:nomination-{ending}", args=[2026], query=query))
    assert answer.status_code == 200
    data = answer.getvalue()
    return answer, read_table(f"out.{ending}", data)


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ENDINGS)
def test_every_row_that_fits_is_in_the_file_as_it_was_typed(
    client, award, week, mara, cole, otto, ending
):
    words = '=HYPERLINK("https://example.org")\r\n@SUM(A1);\'tis'
    factories.sent(award, otto, by=cole, words=words, is_unnamed=True, may_be_read=False)
    team = factories.team_award(week, by=mara)
    factories.accepted(team, people.team("Chat crew"), by=cole, manager=mara)
    client.force_login(mara)
    answer, table = saved(client, ending, state="all")
    rows = {row.cells[1]: row.cells for row in table.rows}
    day = rows["Chat crew"][5]
    assert len(day) == 10
    assert rows == {
        "Otto Okafor": [
            "Quiet hero",
            "Otto Okafor",
            "Returns desk",
            "Leeds",
            "To read",
            day,
            "yes",
            "no",
            words,
            "Cole Carter",
        ],
        "Chat crew": [
            "Team of the year",
            "Chat crew",
            "Chat crew",
            "",
            "Accepted",
            day,
            "no",
            "yes",
            factories.WORDS,
            "Cole Carter",
        ],
    }
    assert f'filename="nominations-2026.{ending}"' in answer.headers["Content-Disposition"]
    assert [row.cells[1] for row in saved(client, ending)[1].rows] == ["Otto Okafor"]
    assert [row.cells[1] for row in saved(client, ending, state="all", q="chat")[1].rows] == [
        "Chat crew"
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("ending", ENDINGS)
def test_all_2500_are_in_the_file_and_the_pages_ask_as_often_as_for_few(
    client, award, week, mara, otto, ending, django_assert_max_num_queries
):
    made = Person.objects.bulk_create(
        Person(email=f"n{n}@example.org", name=f"N {n}", password="!") for n in range(2500)
    )
    rows = [
        Nomination(
            week=week,
            award=award,
            nominator=each,
            person=otto,
            words=f"{factories.WORDS} {each.name}",
            state=State.SENT,
            sent_at=factories.ago(minutes=n),
        )
        for n, each in enumerate(made)
    ]
    for each in rows:
        each.tidy()
    Nomination.objects.bulk_create(rows)
    client.force_login(mara)
    with django_assert_max_num_queries(12):
        assert len(saved(client, ending)[1].rows) == 2500
    with django_assert_max_num_queries(12):
        where = reverse("recognition:nomination-list", args=[2026], query={"q": "hours"})
        assert client.get(where).context["list"].count == 2500
