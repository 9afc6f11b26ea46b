"""What judges are told by itself: once, by day, and not before there is something to send."""

from datetime import UTC, datetime, timedelta

import pytest
from time_machine import travel

from csweek.notices.models import Notice
from csweek.notices.words import in_words
from recognition.jobs.panels import remind_judges, tell_where_judges_are_missing
from recognition.models import Award
from tests.recognition import factories
from tests.recognition.judging import file_of, person

pytestmark = pytest.mark.django_db

CLOSED = datetime(2026, 10, 2, 18, tzinfo=UTC)
# The week is 5 to 9 October: decided by Wednesday the 7th, two days before the ceremony.
SATURDAY, MONDAY, TUESDAY = (datetime(2026, 10, day, 9, tzinfo=UTC) for day in (3, 5, 6))


@pytest.fixture
def judged(week, mara, jun, otto):
    """Jun and Cara judge two files; Cara has sent all of hers."""
    award = factories.award(week, by=mara, quorum=2)
    cara = person("Cara Chair")
    factories.panel(award, [cara, jun], by=mara)
    for name in ("Nell Nominee", "Abe Nominee"):
        file = file_of(person(name, "Chat crew"), award, mara, otto)
        factories.review(file, cara, 3, 4)
    values = {"opens_at": CLOSED - timedelta(9), "closes_at": CLOSED}
    Award.objects.filter(pk=award.pk).update(**values)
    return award


def told(name: str) -> list[str]:
    return list(Notice.objects.filter(name=name).values_list("person__name", flat=True))


def at(moment: datetime, job) -> None:
    with travel(moment, tick=False):
        job(lambda: False)


def test_two_days_before_the_decision_who_has_something_to_send_is_reminded_once(judged):
    at(SATURDAY, remind_judges)
    assert told("judging-due") == []
    for moment in (MONDAY, MONDAY + timedelta(hours=1), TUESDAY):
        at(moment, remind_judges)
    assert told("judging-due") == ["Jun Jang"]


@pytest.mark.parametrize("hours", [-4, 12])
def test_nobody_is_reminded_at_night(judged, hours):
    at(MONDAY + timedelta(hours=hours), remind_judges)
    assert told("judging-due") == []


def test_where_judges_are_missing_managers_and_the_chair_are_told_once(judged):
    at(SATURDAY, tell_where_judges_are_missing)
    assert told("few-judges") == []
    Award.objects.update(quorum=3)
    for _time in range(2):
        at(SATURDAY, tell_where_judges_are_missing)
    assert sorted(told("few-judges")) == ["Cara Chair", "Mara Mendes"]


def test_no_message_names_a_nominee_and_none_is_about_a_deleted_award(judged, mara):
    Award.objects.update(quorum=3)
    at(MONDAY, tell_where_judges_are_missing)
    at(MONDAY, remind_judges)
    said = in_words(Notice.objects.all())
    assert {notice.name for notice, _message in said} == {
        "chair",
        "judge",
        "few-judges",
        "judging-due",
    }
    assert "Nominee" not in str(said)
    Award.objects.get().discard(by=mara)
    assert in_words(Notice.objects.all()) == []
