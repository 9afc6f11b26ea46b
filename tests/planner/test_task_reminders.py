"""Owners are reminded at nine by their own clock, once each, also after the server was down."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains

from csweek.lib.ticks import run
from csweek.notices.models import Mail, Notice
from csweek.notices.words import in_words
from planner.jobs import tasks as reminding
from planner.models import Task
from tests import factories

pytestmark = pytest.mark.django_db

MONDAY = date(2027, 10, 4)


@pytest.fixture
def week(organisation, paula):
    return factories.week(2027, by=paula)


def at(moment: str):
    return time_machine.travel(f"{moment}+00:00", tick=False)


def tick(moment: str) -> list[tuple[str, list]]:
    """What is told in that minute: to whom, and of what."""
    before = set(Notice.objects.values_list("pk", flat=True))
    with at(moment):
        assert run() == []
    new = Notice.objects.exclude(pk__in=before).order_by("pk")
    return [
        (each.person.name, [(Task.objects.get(pk=pk).title, due) for pk, due in told])
        for each in new.select_related("person")
        for told in [each.context["tasks"]]
    ]


def task(week, title, days_before, owner, **values):
    with at("2027-06-01 12:00"):
        made = Task.objects.add(
            week, by=owner, title=title, days_before=days_before, owner=owner, **values
        )
    return made


def test_an_owner_is_reminded_the_working_day_before_and_on_the_day_at_nine(week, cole):
    task(week, "Order the cakes", 13, cole)  # Tuesday 21 September: London is an hour ahead of UTC
    assert tick("2027-09-20 07:59") == []
    assert tick("2027-09-20 08:00") == [("Cole Carter", [("Order the cakes", "2027-09-21")])]
    assert tick("2027-09-20 08:01") == []
    assert tick("2027-09-21 07:59") == []
    assert tick("2027-09-21 08:00") == [("Cole Carter", [("Order the cakes", "2027-09-21")])]
    assert tick("2027-09-21 08:01") == tick("2027-09-22 08:00") == []


def test_what_is_due_on_a_monday_is_told_on_the_friday_before(week, cole):
    task(week, "Order the cakes", 14, cole)
    assert tick("2027-09-17 08:00") == [("Cole Carter", [("Order the cakes", "2027-09-20")])]
    assert tick("2027-09-19 08:00") == []
    assert len(tick("2027-09-20 08:00")) == 1


def test_all_that_is_due_comes_in_one_message_a_morning(week, cole, otto):
    task(week, "Order the cakes", 13, cole)
    task(week, "Book the band", 12, cole)
    task(week, "Paint the wall", 13, otto)
    tick("2027-09-20 08:00")
    assert sorted(tick("2027-09-21 08:00")) == [
        ("Cole Carter", [("Order the cakes", "2027-09-21"), ("Book the band", "2027-09-22")]),
        ("Otto Okafor", [("Paint the wall", "2027-09-21")]),
    ]


@pytest.mark.parametrize(
    ("name", "zone", "days_before", "moments"),
    [
        # London and Lisbon put their clocks back on Sunday 31 October 2027.
        ("Leeds", "Europe/London", -28, ["2027-10-29 08:00", "2027-11-01 09:00"]),
        ("Porto", "Europe/Lisbon", -29, ["2027-11-01 09:00", "2027-11-02 09:00"]),
        # Sydney puts them forward on Sunday 3 October 2027, New York back on 7 November.
        ("Sydney", "Australia/Sydney", 0, ["2027-09-30 23:00", "2027-10-03 22:00"]),
        ("New York", "America/New_York", -35, ["2027-11-05 13:00", "2027-11-08 14:00"]),
    ],
)
def test_it_is_nine_by_the_owners_clock_also_when_the_clocks_have_changed(
    week, name, zone, days_before, moments
):
    there = factories.site(name, zone)
    owner = factories.person("Nora North", site=there)
    task(week, "Order the cakes", days_before, owner)
    for moment in moments:
        hour, minute = moment[:-5], int(moment[-5:-3]) * 60 - 1
        assert tick(f"{hour}{minute // 60:02}:{minute % 60:02}") == []
        assert len(tick(moment)) == 1
        assert tick(moment) == []


def test_a_clock_that_did_not_change_would_be_an_hour_off(week, cole, monkeypatch):
    """The control: by the offset of the day before, the reminder would come at eight."""
    real = reminding.reminders

    def by_the_offset_of_the_day_before(due, zone, holidays=()):
        told = real(due, zone, holidays)
        return told._replace(on=told.before + (due - told.before.date()))

    monkeypatch.setattr(reminding, "reminders", by_the_offset_of_the_day_before)
    task(week, "Order the cakes", -28, cole)
    tick("2027-10-29 08:00")
    assert len(tick("2027-11-01 08:00")) == 1  # 08:00 in London


def test_after_the_server_was_down_each_is_told_once_and_what_is_long_over_not_at_all(week, cole):
    task(week, "Order the cakes", 13, cole)  # Tuesday
    task(week, "Book the band", 12, cole)  # Wednesday
    task(week, "Find a drum", 20, cole)  # a week ago
    assert tick("2027-09-22 15:30") == [
        ("Cole Carter", [("Order the cakes", "2027-09-21"), ("Book the band", "2027-09-22")])
    ]
    assert tick("2027-09-22 15:31") == []


def test_who_has_it_now_is_reminded_and_nobody_of_what_is_done(week, cole, otto, paula):
    cakes, band = task(week, "Order the cakes", 13, cole), task(week, "Book the band", 13, cole)
    assert len(tick("2027-09-20 08:00")) == 1
    with at("2027-09-20 12:00"):
        cakes.change({"owner": otto}, by=paula)
        band.mark("done", by=cole)
        Notice.objects.filter(name="task-given").delete()
    assert tick("2027-09-20 12:01") == [("Otto Okafor", [("Order the cakes", "2027-09-21")])]


def test_what_is_given_early_on_its_own_day_is_told_once_that_morning(week, cole, paula):
    with at("2027-09-21 07:30"):
        Task.objects.add(week, by=cole, title="Order the cakes", days_before=13, owner=cole)
    assert tick("2027-09-21 07:30") == []
    assert tick("2027-09-21 08:00") == [("Cole Carter", [("Order the cakes", "2027-09-21")])]


def test_the_day_before_is_told_until_midnight_by_the_owners_clock(week):
    owner = factories.person("Nora North", site=factories.site("Sydney", "Australia/Sydney"))
    task(week, "Order the cakes", 13, owner)
    assert len(tick("2027-09-20 13:59")) == 1  # 23:59
    task(week, "Book the band", 13, owner)
    assert tick("2027-09-20 14:00") == []  # the day itself


def test_of_what_is_cancelled_nobody_is_reminded_and_the_list_says_so(client, week, cole, paula):
    gig = factories.activity(week, "Gig", 3, "12:00", by=paula)
    task(week, "Book the band", 13, cole, activity=gig)
    gig.cancel(by=paula)
    assert tick("2027-09-20 08:00") == []
    client.force_login(cole)
    assertContains(client.get(reverse("planner:my-tasks")), "Gig · Cancelled")
    gig.reinstate(by=paula)
    assert tick("2027-09-21 08:00") == [("Cole Carter", [("Book the band", "2027-09-21")])]


def test_another_due_day_is_told_anew(week, cole, paula):
    cakes = task(week, "Order the cakes", 13, cole)
    assert len(tick("2027-09-21 08:00")) == 1
    with at("2027-09-21 09:00"):
        cakes.change({"days_before": 5}, by=paula)
    assert tick("2027-09-28 08:00") == [("Cole Carter", [("Order the cakes", "2027-09-29")])]


def test_reminders_move_along_with_the_week(week, cole, paula):
    task(week, "Order the cakes", 13, cole)
    week.change({"first_day": date(2027, 10, 11), "moved_because": "A fair"}, by=paula)
    assert tick("2027-09-21 08:00") == []
    assert len(tick("2027-09-28 08:00")) == 1


def test_whoever_has_left_is_not_reminded(week, cole):
    task(week, "Order the cakes", 13, cole)
    cole.is_active = False
    cole.save()
    assert tick("2027-09-21 08:00") == []


def test_two_ticks_at_once_remind_once(week, cole):
    """Both have found that it is due before either has told."""
    task(week, "Order the cakes", 13, cole)
    with at("2027-09-21 08:00"):
        found = reminding.due_now(timezone.now())
        reminding.tell(cole.pk, found[cole.pk])
        reminding.tell(cole.pk, found[cole.pk])
    assert Notice.objects.of(cole).count() == 1
    assert Mail.objects.count() == 1


def test_the_message_says_what_is_due_when_and_falls_silent_when_it_is_done(week, cole):
    first = task(week, "Write ten questions", 13, cole)
    second = task(week, "Book the band", 12, cole)
    tick("2027-09-21 08:00")
    with at("2027-09-21 08:00"):
        ((_notice, message),) = in_words(Notice.objects.of(cole))
    assert message.subject == "2 tasks are due"
    assert message.parts == (
        ("Due on Tuesday 21 September", ("Write ten questions",)),
        ("Due on Wednesday 22 September", ("Book the band",)),
    )
    first.refresh_from_db()
    first.mark("done", by=cole)
    ((_notice, message),) = in_words(Notice.objects.of(cole))
    assert message.subject == "Due: Book the band"
    second.refresh_from_db()
    second.mark("done", by=cole)
    assert in_words(Notice.objects.of(cole)) == []


def test_messages_are_put_into_words_with_as_many_queries_for_one_as_for_many(
    week, cole, django_assert_num_queries
):
    for number in range(12):
        task(week, f"Task {number}", 13, cole)
    for day in ("20", "21"):
        tick(f"2027-09-{day} 08:00")
    with django_assert_num_queries(2):  # the notices, and their tasks
        assert len(in_words(Notice.objects.of(cole))) == 2
