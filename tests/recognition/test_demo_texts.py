"""The demo's awards and nominations: whole, about people who exist, and no two alike."""

import re
import tomllib
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

import recognition
from planner.demo import texts as planner_texts
from planner.demo.furnishing import DIRECTORY_AHEAD
from planner.demo.organisation import in_line, rows, start_date
from planner.rules.dates import service_week
from tests.planner.shipped_texts import repeated

FOLDER = Path(recognition.__file__).parent / "demo"
ROSTER = planner_texts.read("people")
PEOPLE = {row["name"]: row for row in in_line(list(rows(ROSTER)))}
TEAMS = {team["name"] for team in ROSTER["team"]}


def keys(text: str) -> set[str]:
    return set(text.split())


STATES = ["presented", "decided", "tied", "judging", "close-call", "closed", "open", "upcoming"]
TAKES_NONE_ANY_MORE = {"presented", "decided", "tied", "judging", "close-call"}
LONGEST = {
    "title": 60,
    "honours": 160,
    "citation": 250,
    "prize": 120,
    "donor": 120,
    "value": 40,
    "lies": 120,
    "presenter": 80,
    "words": 4000,
    "question": 500,
}
AWARD = keys(
    "slug title honours subject icon time_zone opens_at closes_at tie_rule quorum places minutes "
    "prize donor value lies judges chair reserve criteria"
)
THIS_YEAR = AWARD | {"state", "opens_in_days", "closes_in_days"}
MAY_HAVE = keys(
    "joined_within_months not_last_winner not_own_team cosigning teams presenter winner citation "
    "reason decided_days_ago presented_days_ago ceremony"
)
LAST_YEAR = AWARD | keys(
    "presenter winner citation reason nominations "
    "opens_days_before closes_days_before decided_days_before"
)
NOMINATION = {"award", "by", "words", "days_ago", "state"}
NOMINATION_MAY_HAVE = keys("nominee team unnamed may_be_read question cosigned_by")


def read(name: str) -> dict:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


AWARDS = read("awards")["awards"]
LAST = read("awards")["last_year"]
NOMINATIONS = read("nominations")["nominations"]
BY_SLUG = {award["slug"]: award for award in [*AWARDS, *LAST]}

each_award = pytest.mark.parametrize("award", [*AWARDS, *LAST], ids=lambda award: award["slug"])


def nominee(row: dict) -> str:
    return row.get("nominee") or row["team"]


def strange_names(row: dict) -> list[str]:
    """Names in an award or a nomination that the directory does not have."""
    people = [*row.get("judges", []), *row.get("reserve", []), *row.get("cosigned_by", [])]
    people += [row[key] for key in ("chair", "by", "nominee") if key in row]
    wrong = [name for name in people if name not in PEOPLE]
    winner_of = TEAMS if row.get("subject") == "team" else PEOPLE
    wrong += [row["winner"]] if "winner" in row and row["winner"] not in winner_of else []
    wrong += [
        name for name in [*row.get("teams", []), row.get("team")] if name and name not in TEAMS
    ]
    return wrong


def too_long(row: dict) -> list[str]:
    return [key for key, most in LONGEST.items() if len(row.get(key, "")) > most]


def twice(rows: list[dict]) -> list[tuple]:
    counts = Counter((row["award"], row["by"], nominee(row)) for row in rows)
    return [which for which, count in counts.items() if count > 1]


def not_allowed(row: dict) -> list[str]:
    """What the award's own rules, or those for every award, would not let in."""
    award = BY_SLUG[row["award"]]
    wrong = []
    if row["by"] == nominee(row) or row["by"] in row.get("cosigned_by", []):
        wrong.append("themselves")
    if ("team" in row) != (award["subject"] == "team"):
        wrong.append("subject")
    teams = {PEOPLE[name]["team"] for name in [row["by"], *row.get("cosigned_by", [])]}
    if award.get("not_own_team") and row.get("team") in teams:
        wrong.append("own team")
    if row.get("cosigned_by") and not award.get("cosigning"):
        wrong.append("co-signed")
    if not -award["opens_in_days"] > row["days_ago"] > -award["closes_in_days"]:
        wrong.append("outside the window")
    return wrong


def joined(year: int) -> dict:
    """When everybody joined, in the demo whose coming week is that of `year`."""
    laid_out = service_week(year - 1).first - DIRECTORY_AHEAD
    return {name: start_date(number, laid_out) for number, name in enumerate(PEOPLE)}


def test_eight_awards_stand_in_eight_states():
    assert sorted(award["state"] for award in AWARDS) == sorted(STATES)
    assert len({award["slug"] for award in [*AWARDS, *LAST]}) == len(AWARDS) + len(LAST) == 11


def test_the_awards_that_were_asked_for_are_among_them():
    titles = {award["title"] for award in AWARDS}
    assert titles >= {"Quiet hero", "Rookie of the year", "Team of the year", "Above and beyond"}


@each_award
def test_an_award_has_what_it_needs_and_nothing_that_nobody_reads(award):
    if award in LAST:
        assert set(award) - {"joined_within_months", "not_own_team"} == LAST_YEAR
    else:
        assert THIS_YEAR <= set(award) <= THIS_YEAR | MAY_HAVE
    assert too_long(award) == []
    assert strange_names(award) == []
    assert 3 <= award["minutes"] <= 6
    assert award["tie_rule"] in ("standard", "chair", "joint")


@each_award
def test_an_awards_criteria_can_be_judged(award):
    assert 2 <= len(award["criteria"]) <= 4
    for criterion in award["criteria"]:
        assert set(criterion) == {"title", "weight", "description"}
        assert len(criterion["title"]) <= 40 and len(criterion["description"]) <= 200
        assert criterion["weight"] in range(1, 6)
    assert len({each["title"] for each in award["criteria"]}) == len(award["criteria"])


@each_award
def test_a_panel_has_its_chair_enough_judges_and_no_judge_in_reserve_twice(award):
    assert award["chair"] in award["judges"]
    assert len(award["judges"]) >= award["quorum"]
    seated = [*award["judges"], *award["reserve"]]
    assert len(seated) == len(set(seated))


@pytest.mark.parametrize("award", AWARDS, ids=lambda award: award["slug"])
def test_an_awards_days_fit_its_state(award):
    opens, closes = award["opens_in_days"], award["closes_in_days"]
    assert opens < closes
    assert (opens > 0) == (award["state"] == "upcoming")
    assert (opens < 0 < closes) == (award["state"] == "open")
    assert ("winner" in award) == (award["state"] in ("decided", "presented"))
    assert ("presented_days_ago" in award) == (award["state"] == "presented")
    if "winner" in award:
        assert award["citation"] and award["reason"]
        assert -closes > award["decided_days_ago"] > award.get("presented_days_ago", 0)


def test_there_are_a_hundred_and_forty_nominations_and_none_for_what_is_not_open_yet():
    assert len(NOMINATIONS) >= 140
    assert {BY_SLUG[row["award"]]["state"] for row in NOMINATIONS} == {*STATES} - {"upcoming"}


def test_a_nomination_has_what_it_needs_and_nothing_that_nobody_reads():
    for row in NOMINATIONS:
        assert set(row) >= NOMINATION and set(row) <= NOMINATION | NOMINATION_MAY_HAVE
        assert ("nominee" in row) != ("team" in row)
        assert row["state"] in ("accepted", "sent", "returned", "withdrawn", "draft")
        assert ("question" in row) == (row["state"] == "returned")
        assert row["words"].strip() and too_long(row) == []


def test_everybody_named_is_in_the_directory():
    assert [name for row in NOMINATIONS for name in strange_names(row)] == []
    last = [row | {"award": award["slug"]} for award in LAST for row in award["nominations"]]
    assert [row["by"] for row in last if row["by"] not in PEOPLE] == []
    assert [row["nominee"] for row in last if row["nominee"] not in {*PEOPLE, *TEAMS}] == []


def test_nobody_nominates_the_same_colleague_twice_for_an_award():
    assert twice(NOMINATIONS) == []


def test_every_nomination_is_one_that_its_award_lets_in():
    wrong = {(row["by"], nominee(row)): not_allowed(row) for row in NOMINATIONS}
    assert {who: faults for who, faults in wrong.items() if faults} == {}


@pytest.mark.parametrize(
    ("fault", "change"),
    [
        ("themselves", {"by": "Danuta Krawczyk"}),
        ("subject", {"award": "team-of-the-year"}),
        ("co-signed", {"cosigned_by": ["Priya Raman"]}),
        ("outside the window", {"days_ago": 15}),
    ],
)
def test_a_nomination_that_is_not_let_in_would_be_found(fault, change):
    first = next(row for row in NOMINATIONS if nominee(row) == "Danuta Krawczyk")
    assert fault in not_allowed(first | change)


def test_praise_for_the_own_team_a_stranger_and_the_same_once_more_would_be_found():
    team = next(row for row in NOMINATIONS if nominee(row) == "Night Line")
    assert not_allowed(team | {"by": "Joyce Amponsah"}) == ["own team"]
    assert not_allowed(team | {"cosigned_by": ["Joyce Amponsah"]}) == ["own team"]
    assert strange_names(team | {"by": "Nobody Known"}) == ["Nobody Known"]
    assert len(twice([*NOMINATIONS, team])) == 1


def test_no_sentence_is_written_twice():
    words = [row["words"] for row in NOMINATIONS]
    words += [row["words"] for award in LAST for row in award["nominations"]]
    words += [award["citation"] for award in [*AWARDS, *LAST] if "citation" in award]
    assert repeated(words) == []
    assert repeated([*words, words[0]]) != []


def test_what_is_being_judged_or_further_waits_for_no_manager():
    late = [row for row in NOMINATIONS if BY_SLUG[row["award"]]["state"] in TAKES_NONE_ANY_MORE]
    assert {row["state"] for row in late} <= {"accepted", "withdrawn", "draft"}


def test_every_state_of_a_nomination_is_there():
    states = Counter(row["state"] for row in NOMINATIONS)
    assert min(states[each] for each in ("sent", "returned", "draft")) >= 3
    assert states["withdrawn"] >= 1 and states["accepted"] >= 100


def test_nominees_have_from_one_to_nine_nominations_and_most_have_one_to_three():
    files = Counter((row["award"], nominee(row)) for row in NOMINATIONS)
    assert max(files.values()) in range(6, 13)
    assert sum(count <= 3 for count in files.values()) > len(files) / 2
    assert sum(count >= 5 for count in files.values()) >= 5


def test_one_in_five_wishes_to_stay_unnamed_and_a_few_not_to_be_read_aloud():
    unnamed = sum(row.get("unnamed", False) for row in NOMINATIONS)
    assert 0.17 <= unnamed / len(NOMINATIONS) <= 0.23
    assert sum(not row.get("may_be_read", True) for row in NOMINATIONS) in range(2, 8)


def test_they_are_long_and_short_in_two_languages_and_from_every_site_and_team():
    words = [row["words"].strip() for row in NOMINATIONS]
    assert any(len(text) >= 2400 for text in words)
    assert any(len(re.findall(r"\S+", text)) == 9 for text in words)
    assert any(text.count("\n\n") >= 1 for text in words)
    assert sum(bool(re.search(r"\b(não|uma|dos|nos|pela|ele|ela)\b", t)) for t in words) >= 12
    writers = [PEOPLE[row["by"]] for row in NOMINATIONS]
    assert {each["site"] for each in writers} == {each["site"] for each in PEOPLE.values()}
    assert len({each["team"] for each in writers}) >= 9
    assert len({each["name"] for each in writers}) >= 100


def test_last_years_winners_win_nothing_again():
    winners = {(award["title"], award["winner"]) for award in LAST}
    barred = {award["slug"]: award["title"] for award in AWARDS if award.get("not_last_winner")}
    nominated = {(barred[r["award"]], nominee(r)) for r in NOMINATIONS if r["award"] in barred}
    assert winners & nominated == set()
    assert {title for title, _winner in winners} == set(barred.values())


@pytest.mark.parametrize("year", [2026, 2027, 2030, 2044])
def test_rookies_are_new_enough_in_whatever_year_the_demo_is_looked_at(year):
    dates = joined(year)
    rookies = {nominee(row) for row in NOMINATIONS if row["award"] == "rookie-of-the-year"}
    longest = timedelta(days=365 * 2)
    assert min(dates[name] for name in rookies) >= service_week(year).first - longest
    assert dates["Kirsty Dobson"] >= service_week(year - 1).first - timedelta(days=365)
    assert dates["Danuta Krawczyk"] < service_week(year).first - longest
