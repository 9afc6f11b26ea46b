"""The demo's judging: possible scores, no judge with a conflict, and the outcomes it tells of."""

from collections import Counter

import pytest

from recognition.rules.closecalls import Method
from recognition.rules.conflicts import Case, Colleague, find_conflicts, may_judge
from recognition.rules.reviews import Criterion, Review
from recognition.rules.tally import tally
from recognition.rules.ties import TieRule
from tests.recognition.test_demo_texts import AWARDS, BY_SLUG, LAST, NOMINATIONS, PEOPLE, nominee
from tests.recognition.test_demo_texts import read as read_demo

JUDGING = read_demo("reviews")
REVIEWS = JUDGING["reviews"]
WAIVED = {(row["award"], row["judge"], nominee(row)) for row in JUDGING["waivers"]}
STEPPED_BACK = {(row["award"], row["judge"], nominee(row)) for row in JUDGING["step_backs"]}
JUDGED = ("presented", "decided", "tied", "close-call")
NOTHING_SENT = {"Ayanda Hlatshwayo", "Peter Ogunbanjo"}


def key(row: dict) -> tuple:
    return row["award"], row["judge"], nominee(row)


def slug_of(state: str) -> str:
    return next(award["slug"] for award in AWARDS if award["state"] == state)


def nominations_of(slug: str) -> list[dict]:
    award = BY_SLUG[slug]
    rows = award.get("nominations") or [row for row in NOMINATIONS if row["award"] == slug]
    return [row for row in rows if row.get("state", "accepted") == "accepted"]


def files_of(slug: str) -> set[str]:
    return {nominee(row) for row in nominations_of(slug)}


def colleague(name: str) -> Colleague:
    return Colleague(name, PEOPLE[name]["team"], PEOPLE[name]["line_manager"] or None)


def case_of(slug: str, name: str) -> Case:
    rows = [row for row in nominations_of(slug) if nominee(row) == name]
    is_team = BY_SLUG[slug]["subject"] == "team"
    people = [each for each in PEOPLE if each == name or PEOPLE[each]["team"] == name]
    return Case(
        tuple(colleague(each) for each in people),
        team=name if is_team else None,
        nominators=frozenset(row["by"] for row in rows),
        cosigners=frozenset(each for row in rows for each in row.get("cosigned_by", [])),
    )


def may_score(slug: str, judge: str, name: str) -> bool:
    conflicts = find_conflicts(colleague(judge), case_of(slug, name))
    waived = (slug, judge, name) in WAIVED
    stepped_back = (slug, judge, name) in STEPPED_BACK
    return may_judge(conflicts, has_waiver=waived) and not stepped_back


def criteria_of(slug: str) -> list[Criterion]:
    return [Criterion(each["title"], each["weight"]) for each in BY_SLUG[slug]["criteria"]]


def tally_of(slug: str, rows=REVIEWS, **options):
    reviews = [
        Review(row["judge"], nominee(row), row["scores"], is_sent=row.get("sent", True))
        for row in rows
        if row["award"] == slug
    ]
    rule = TieRule(BY_SLUG[slug]["tie_rule"])
    return tally(criteria_of(slug), reviews, rule=rule, **options)


def sent_keys() -> set[tuple]:
    return {key(row) for row in REVIEWS if row.get("sent", True)}


def test_scores_are_whole_numbers_from_one_to_five_for_the_awards_own_criteria():
    for row in REVIEWS:
        titles = {each["title"] for each in BY_SLUG[row["award"]]["criteria"]}
        assert set(row) <= {"award", "judge", "nominee", "team", "scores", "note", "sent"}
        assert set(row["scores"]) <= titles
        assert set(row["scores"]) == titles or not row.get("sent", True)
        assert all(type(score) is int and 1 <= score <= 5 for score in row["scores"].values())


def test_a_judge_scores_a_file_once():
    assert [which for which, count in Counter(map(key, REVIEWS)).items() if count > 1] == []


def test_nobody_scores_a_file_who_may_not():
    assert [key(row) for row in REVIEWS if not may_score(*key(row))] == []
    assert [
        key(row) for row in REVIEWS if row["judge"] not in BY_SLUG[row["award"]]["judges"]
    ] == []


@pytest.mark.parametrize(
    ("judge", "name"),
    [
        ("Tomás Ribeiro", "Jade Rushworth"),  # he has nominated her
        ("Tomás Ribeiro", "Ewan MacLeod"),  # he leads his team
        ("Ayanda Hlatshwayo", "Luana Siqueira"),  # same team
    ],
)
def test_the_award_being_judged_has_conflicts_that_nobody_has_waived(judge, name):
    assert not may_score("members-words", judge, name)


def test_waivers_and_steps_back_are_about_judges_and_files_that_exist():
    for row in [*JUDGING["waivers"], *JUDGING["step_backs"]]:
        award = BY_SLUG[row["award"]]
        assert row["judge"] in award["judges"]
        assert nominee(row) in files_of(row["award"])
        assert row["reason"] and len(row["reason"]) <= 300
    for row in JUDGING["waivers"]:
        assert row["by"] == BY_SLUG[row["award"]]["chair"] != row["judge"]
        assert not may_judge(
            find_conflicts(colleague(row["judge"]), case_of(row["award"], nominee(row)))
        )


@pytest.mark.parametrize("award", [each for each in AWARDS if each["state"] in JUDGED] + LAST)
def test_where_the_judging_is_over_everybody_has_scored_every_file_they_may(award):
    slug = award["slug"]
    due = {
        (slug, judge, name)
        for judge in award["judges"]
        for name in files_of(slug)
        if may_score(slug, judge, name)
    }
    assert {which for which in sent_keys() if which[0] == slug} == due
    per_file = Counter(name for which, _judge, name in sent_keys() if which == slug)
    assert min(per_file.values()) >= award["quorum"]


def test_where_it_goes_on_some_judges_have_sent_all_some_a_few_and_some_none():
    slug = slug_of("judging")
    sent = Counter(judge for which, judge, _name in sent_keys() if which == slug)
    assert sent == {"Gonçalo Pacheco": 8, "Sarah Mallinson": 5, "Tomás Ribeiro": 2}
    assert set(BY_SLUG[slug]["judges"]) - set(sent) == NOTHING_SENT
    assert sum(not row.get("sent", True) for row in REVIEWS) == 4


def test_nothing_is_scored_where_nominations_are_not_closed_or_not_all_read():
    states = {BY_SLUG[row["award"]].get("state", "last year") for row in REVIEWS}
    assert states == {*JUDGED, "judging", "last year"}


@pytest.mark.parametrize("award", [each for each in [*AWARDS, *LAST] if "winner" in each])
def test_what_is_decided_went_to_the_clear_winner(award):
    outcome = tally_of(award["slug"])
    assert outcome.winners == (award["winner"],)
    assert outcome.close_calls == () and outcome.open_tie == ()


def test_the_tie_can_be_broken_by_the_chairs_vote_alone():
    slug = slug_of("tied")
    outcome = tally_of(slug)
    assert set(outcome.winners) == {"Night Line", "Complaints and Care"}
    assert outcome.is_joint and set(outcome.open_tie) == set(outcome.winners)
    voted = tally_of(slug, vote=["Complaints and Care", "Night Line"])
    assert voted.winners == ("Complaints and Care",)


def test_one_point_more_would_break_the_tie():
    slug = slug_of("tied")
    changed = [
        row | {"scores": row["scores"] | {"Good neighbours": 5}}
        if key(row) == (slug, "Helen Ashworth", "Night Line")
        else row
        for row in REVIEWS
    ]
    assert tally_of(slug, changed).winners == ("Night Line",)


def test_the_close_call_goes_otherwise_by_borda_and_without_one_judge():
    outcome = tally_of(slug_of("close-call"))
    assert outcome.winners == ("Aroha Tipene",)
    assert [(call.method, call.winners, call.judge) for call in outcome.close_calls] == [
        (Method.BORDA, ("Adaeze Obi",), None),
        (Method.WITHOUT_JUDGE, ("Adaeze Obi",), "Devon Clarke"),
    ]
