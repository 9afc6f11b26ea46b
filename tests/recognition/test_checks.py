"""What recognition finds wrong with a week."""

import uuid

import pytest
from django.utils import timezone

from planner.checks import WeekFacts, find_problems
from planner.marks import find_marks
from planner.models import Activity, Kind
from planner.rules.problems import Problem, Severity
from recognition.checks import (
    awards_day_without_a_ceremony,
    awards_to_decide,
    awards_without_what_they_need,
    ceremony_too_short,
)
from recognition.models import Decision
from tests import factories
from tests.recognition import factories as recognition

pytestmark = pytest.mark.django_db


def ceremony(week):
    return [each for each in find_problems(week) if each.check == "no-ceremony"]


def test_a_week_without_a_ceremony_misses_it_on_friday(week):
    assert ceremony(week) == [
        Problem(
            "no-ceremony",
            Severity.WARNS,
            "Friday 9 October has no awards ceremony.",
            "Add an activity of the kind “Awards”, so that the best are rewarded.",
            (),
            5,
        )
    ]


@pytest.mark.parametrize("day", [1, 4, 5])
def test_a_ceremony_on_any_day_is_enough(week, day):
    factories.activity(week, "Awards", day, kind=Kind.AWARDS)
    assert ceremony(week) == []


def test_a_ceremony_among_the_ideas_cancelled_or_deleted_is_none(week):
    factories.activity(week, "Some day", None, kind=Kind.AWARDS)
    assert len(ceremony(week)) == 1
    factories.activity(week, "Called off", 5, kind=Kind.AWARDS).cancel(by=None)
    assert len(ceremony(week)) == 1
    factories.activity(week, "Deleted", 5, kind=Kind.AWARDS).discard(by=None)
    assert len(ceremony(week)) == 1
    assert Activity.objects.count() == 3


def test_a_week_of_seven_days_misses_it_on_its_friday(week):
    week.change({"days_count": 7}, by=None)
    assert ceremony(week)[0].day == 5


def test_a_week_that_starts_on_a_wednesday_misses_it_on_its_friday(week):
    moved = {"first_day": week.first_day.replace(day=7), "moved_because": "The move"}
    week.change(moved, by=None)
    assert (ceremony(week)[0].day, ceremony(week)[0].what) == (
        3,
        "Friday 9 October has no awards ceremony.",
    )


def test_a_week_without_a_friday_misses_it_on_its_last_day(week):
    moved = {"first_day": week.first_day.replace(day=10), "moved_because": "The move"}
    week.change(moved, by=None)  # Saturday to Wednesday
    assert ceremony(week)[0].day == 5
    assert ceremony(week)[0].what.startswith("Wednesday 14 October")


def test_the_planner_finds_it_through_the_registry_alone(week, monkeypatch):
    from planner import checks

    registered = list(checks._checks)
    assert awards_day_without_a_ceremony in registered
    registered.remove(awards_day_without_a_ceremony)
    monkeypatch.setattr(checks, "_checks", registered)
    assert ceremony(week) == []


# Awards. -----------------------------------------------------------------------------------------


@pytest.fixture
def stage(week):
    """Friday's ceremony, an hour long."""
    return factories.activity(week, "Awards", 5, "15:00", 60, kind=Kind.AWARDS)


def told(week) -> dict[str, Problem]:
    return {each.check: each for each in find_problems(week) if "award" in each.check}


def whole(week, title: str, *, by, judges, **values):
    """An award that lacks nothing but its decision."""
    award = recognition.award(week, title, by=by, presented_by="A customer", quorum=1, **values)
    recognition.panel(award, judges, by=by)
    return award


def decide(award, by) -> None:
    Decision.objects.create(
        award=award, number=1, key=uuid.uuid4(), by=by, at=timezone.now(), reason="Best", frozen=""
    )


def test_awards_to_decide_are_told_on_the_card_of_the_ceremony(week, mara, jun, stage):
    for number in range(3):
        whole(week, f"Award {number}", by=mara, judges=[jun], activity=stage if number else None)
    decide(week.awards.last(), mara)
    problem = told(week).pop("awards-to-decide")
    assert (problem.what, problem.activities) == ("2 awards to decide by Wed 7 Oct", (stage.pk,))
    assert set(told(week)) == {"awards-to-decide"}


def test_without_a_ceremony_awards_are_to_be_decided_before_friday(week, mara, jun):
    whole(week, "Quiet hero", by=mara, judges=[jun])
    problem = told(week)["awards-to-decide"]
    assert (problem.what, problem.activities) == ("1 award to decide by Wed 7 Oct", ())


def test_a_ceremony_on_another_day_moves_the_day_to_decide_by(week, mara, jun):
    factories.activity(week, "Awards", 4, "15:00", 60, kind=Kind.AWARDS)
    whole(week, "Quiet hero", by=mara, judges=[jun])
    assert told(week)["awards-to-decide"].what == "1 award to decide by Tue 6 Oct"


def test_what_awards_lack_is_told_once_for_each_thing(week, mara, jun, stage):
    for title in ("One", "Two", "Three", "Four"):
        recognition.award(week, title, by=mara, window=None, criteria=())
    short = recognition.award(week, "Five", by=mara)
    recognition.panel(short, [jun], by=mara)
    found = told(week)
    four = "“One”, “Two”, “Three” and 1 more"
    assert found["award-window"].what == (f"Nobody can nominate for {four}: nobody has said when.")
    assert found["award-criteria"].what == f"Without criteria: {four}."
    assert found["award-panel"].what == f"Without a panel and its chair: {four}."
    assert found["award-quorum"].what == "Fewer judges than each file needs: “Five”."
    assert "and 2 more" in found["award-presenter"].what


def test_a_chair_who_has_left_is_lacking(week, mara, jun, stage):
    whole(week, "Quiet hero", by=mara, judges=[jun])
    assert "award-panel" not in told(week)
    jun.change({"is_active": False}, by=None)
    assert told(week)["award-panel"].what == "Without a panel and its chair: “Quiet hero”."


def test_awards_that_take_longer_than_their_ceremony_are_told(week, mara, jun, stage):
    for number in range(2):
        whole(week, f"Award {number}", by=mara, judges=[jun], activity=stage, minutes=30)
    assert "ceremony-minutes" not in {each.check for each in find_problems(week)}
    whole(week, "One more", by=mara, judges=[jun], activity=stage, minutes=1)
    (problem,) = [each for each in find_problems(week) if each.check == "ceremony-minutes"]
    assert problem.what == "“Awards” lasts 60 minutes; its awards take 61."
    assert problem.activities == (stage.pk,)


def test_presented_and_deleted_awards_are_told_no_more(week, mara, stage):
    recognition.award(week, "Presented", by=mara, presented_at=timezone.now())
    recognition.award(week, "Deleted", by=mara).discard(by=mara)
    assert told(week) == {}


def test_all_checks_of_awards_take_one_query(week, mara, stage, django_assert_num_queries):
    for number in range(9):
        recognition.award(week, f"Award {number}", by=mara)
    facts = WeekFacts.gather(week)
    assert facts.taking_part  # what the planner's own marks ask for
    with django_assert_num_queries(1):
        found = [*awards_to_decide(facts), *awards_without_what_they_need(facts)]
        found += [*ceremony_too_short(facts), *find_marks(facts)]
    assert len(found) > 2


# Managers. ---------------------------------------------------------------------------------------


def alone(week) -> list[Problem]:
    return [each for each in find_problems(week) if each.check == "managers"]


def test_one_manager_alone_is_told_in_words_that_everybody_may_read(week, mara, ada, jun):
    recognition.award(week, "Quiet hero", by=mara)
    assert alone(week) == [
        Problem(
            "managers",
            Severity.WARNS,
            "Only one person is a manager: a nomination of them would be read by nobody.",
            "Make a second one. Administrators can.",
            path="/people/",
        )
    ]


def test_it_is_told_whether_the_manager_is_nominated_or_not(week, mara, ada, cole):
    award = recognition.award(week, "Quiet hero", by=mara)
    before = alone(week)
    recognition.sent(award, mara, by=cole)
    assert alone(week) == before != []


def test_a_second_manager_is_enough_but_none_who_has_left(week, mara, cole):
    recognition.award(week, "Quiet hero", by=mara)
    other = factories.person("Max Meyer", is_manager=True, is_active=False)
    assert len(alone(week)) == 1
    other.is_active = True
    other.save()
    assert alone(week) == []


def test_no_manager_at_all_is_told_too(week, mara, ada):
    recognition.award(week, "Quiet hero", by=mara)
    mara.is_active = False
    mara.save()
    assert [each.what for each in alone(week)] == [
        "Nobody is a manager: nominations are read by nobody."
    ]


def test_without_awards_or_once_all_are_presented_one_manager_will_do(week, mara):
    assert alone(week) == []
    recognition.award(week, "Quiet hero", by=mara, presented_at=timezone.now())
    assert alone(week) == []


def test_only_administrators_get_the_link(client, week, mara, ada, paula):
    recognition.award(week, "Quiet hero", by=mara)
    mara.is_organizer = True
    mara.save()
    client.force_login(mara)
    for url in ("/2026/problems/", "/2026/awards/"):
        page = client.get(url).content.decode()
        assert "Administrators can." in page and "Choose somebody" not in page
    mara.is_administrator = True
    mara.save()
    for url in ("/2026/problems/", "/2026/awards/"):
        assert '<a href="/people/">' in client.get(url).content.decode()


def test_the_board_says_how_many_awards_are_given_and_names_no_winner(
    client, week, mara, paula, jun, cole, otto, stage
):
    award = whole(week, "Quiet hero", by=mara, judges=[jun], activity=stage)
    whole(week, "Rookie", by=mara, judges=[jun], activity=stage)
    file = recognition.accepted(award, cole, by=otto, manager=mara).file
    decide(award, mara)
    Decision.objects.get().winners.add(file)
    client.force_login(paula)
    page = client.get("/2026/board/").content.decode()
    assert "2 awards, 1 decided" in page
    assert "1 award to decide by Wed 7 Oct" in page
    assert "Cole Carter" not in page
