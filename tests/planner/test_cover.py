"""Calls for cover: who is asked, who may answer, and what becomes of it."""

import uuid
from datetime import time, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from csweek.history.models import Entry
from csweek.notices.models import Notice
from csweek.notices.words import in_words
from csweek.people.models import Person, Shift
from planner.checks import find_problems
from planner.covering import who_may, why_not
from planner.models import Cover, CoverCall, CoverState, Need
from planner.pages.covering import covering_at
from planner.rules.today import Span
from tests import factories
from tests.planner.test_phones import signed_up

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2026-09-14 10:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def day(paula):
    return Shift.objects.add(by=paula, name="Day", starts=time(9), ends=time(17))


@pytest.fixture
def others(day):
    """Three of another team, at work on the day shift."""
    desk = factories.team("Returns desk")
    return [factories.person(f"R{n} Returns", team=desk, shift=day) for n in range(3)]


def ask(week, by, people: int = 1, told=who_may, **fields) -> CoverCall:
    if not week.publications.exists():
        factories.publication(week, by=by)
    hours = {"starts": time(12), "ends": time(13), "day": week.days.get(number=3)}
    values = {"team": factories.team(), "people": people} | hours | fields
    return CoverCall.objects.ask(by=by, told=told, **values)


def nobody(call):
    return Person.objects.none()


def answer(call, person) -> str:
    return call.answer(by=person, why_not=lambda row: why_not(row, person)).state


def told(name: str) -> list:
    return sorted(Notice.objects.filter(name=name).values_list("person__email", flat=True))


def states(call) -> list:
    return list(call.cover.order_by("pk").values_list("state", flat=True))


def test_a_call_tells_staff_of_other_teams_who_are_at_work_and_free(week, paula, cole, others, day):
    night = Shift.objects.add(by=paula, name="Night", starts=time(22), ends=time(6))
    factories.person("Nina Night", team=others[0].team, shift=night)
    factories.person("Lee Left", team=others[0].team, shift=day, is_active=False)
    lunch = factories.activity(week, "Lunch", 3, "12:30", 60, by=paula, needs_sign_up=True)
    factories.activity(week, "Talk", 3, "12:30", 60, by=paula, host=others[2])
    factories.publication(week, by=paula)
    signed_up(lunch, others[1])
    call = ask(week, paula)
    assert told("cover-call") == ["r0@example.org"]
    assert why_not(call, others[0]) == ""
    assert why_not(call, cole) == "You work for this team, so you are counted already."
    assert why_not(call, others[1]).startswith("You have a place in “Lunch” then.")
    assert why_not(call, others[2]) == "You host something yourself then."


def test_first_come_and_the_others_stand_in_line(week, paula, others):
    call = ask(week, paula)
    assert [answer(call, each) for each in others] == ["given", "waiting", "waiting"]
    assert answer(call, others[0]) == "given"  # a second tap
    call.refresh_from_db()
    assert (call.taken, states(call)) == (1, ["given", "waiting", "waiting"])
    assert told("cover-found") == ["paula@example.org"]


def test_whoever_cannot_after_all_is_followed_by_the_first_in_line(week, paula, others, september):
    call = ask(week, paula)
    for each in others:
        answer(call, each)
    call.withdraw(by=others[0])
    assert states(call) == ["withdrawn", "given", "waiting"]
    assert told("cover-wanted") == ["r1@example.org"]
    assert told("cover-lost") == []
    september.shift(60)
    assert answer(call, others[0]) == "waiting"  # again, at the end of the line
    call.withdraw(by=others[1])
    assert states(call) == ["waiting", "withdrawn", "given"]
    call.withdraw(by=others[2])
    call.withdraw(by=others[0])
    assert told("cover-lost") == ["paula@example.org"]
    assert CoverCall.objects.get().taken == 0


def test_nobody_covers_two_teams_at_once(week, paula, others):
    one, other = ask(week, paula), ask(week, paula, team=factories.team("Escalations"))
    answer(one, others[0])
    with pytest.raises(ValidationError, match="You help Billing out then"):
        answer(other, others[0])


def test_more_wanted_lets_the_next_step_in_and_fewer_than_said_yes_are_refused(week, paula, others):
    call = ask(week, paula)
    for each in others:
        answer(call, each)
    call.refresh_from_db()
    call.change({"people": 2}, by=paula)
    assert states(call) == ["given", "given", "waiting"]
    with pytest.raises(ValidationError):
        call.change({"people": 1}, by=paula)


def test_another_time_is_told_to_whoever_said_yes(week, paula, others):
    call = ask(week, paula)
    answer(call, others[0])
    call.refresh_from_db()
    call.change({"note": "Bring a headset"}, by=paula)
    assert told("cover-moved") == []
    call.change({"starts": time(12, 30)}, by=paula)
    assert told("cover-moved") == ["r0@example.org"]


def test_a_closed_call_takes_nobody_and_tells_who_said_yes(week, paula, others):
    call = ask(week, paula)
    answer(call, others[0])
    call.close(by=paula)
    call.close(by=paula)
    assert told("cover-closed") == ["r0@example.org"]
    with pytest.raises(ValidationError, match="was closed"):
        answer(call, others[1])


def test_a_call_closes_by_itself_when_it_is_over(week, paula, others, september):
    call = ask(week, paula)
    september.move_to("2026-10-07 12:00Z")  # 13:00 in Leeds
    with pytest.raises(ValidationError, match="is over"):
        answer(call, others[0])
    notices = Notice.objects.filter(name="cover-call")
    assert in_words(notices) == []


def test_cover_that_was_given_stays_once_the_call_is_over(week, paula, others, client, september):
    call = ask(week, paula)
    answer(call, others[0])
    september.move_to("2026-10-07 12:00Z")  # 13:00 in Leeds
    client.force_login(others[0])
    page = client.post(reverse("planner:cover-withdraw", args=[2026, call.key]), follow=True)
    said = page.content.decode()
    assert "It is over: what was given stays as it was." in said
    assert "You no longer help" not in said
    assert states(call) == ["given"]


def test_messages_say_when_and_lead_to_the_call(week, paula, others):
    call = ask(week, paula, note="Bring a headset")
    ((_notice, message), *_rest) = in_words(Notice.objects.filter(name="cover-call"))
    assert message.subject == "Can you help Billing out?"
    assert "Wednesday 7 October, 12:00–13:00" in message.opening
    assert message.closing == "1 more is wanted\nBring a headset"
    assert message.path == reverse("planner:cover-detail", args=[2026, call.key])


def test_each_act_is_one_entry(week, paula, others):
    call = ask(week, paula)
    answer(call, others[0])
    call.withdraw(by=others[0])
    answer(call, others[0])
    entries = Entry.objects.filter(subject_type__in=["planner.cover", "planner.covercall"])
    found = list(entries.order_by("pk").values_list("subject_type", "verb"))
    assert found == [
        ("planner.covercall", "made"),
        ("planner.cover", "made"),
        ("planner.cover", "withdrawn"),
        ("planner.cover", "brought back"),
    ]


def test_the_same_key_asks_once(week, paula, others):
    key = uuid.uuid4()
    assert ask(week, paula, key=key) == ask(week, paula, key=key)
    assert len(told("cover-call")) == 3


def test_a_moved_week_takes_its_calls_along_once_it_is_published(week, paula, others):
    call = ask(week, paula)
    moved = {"first_day": week.first_day.replace(day=12), "moved_because": "Fair"}
    week.change(moved | {"time_zone": "Pacific/Auckland"}, by=paula)
    assert CoverCall.objects.get(pk=call.pk).begins_at.isoformat() == "2026-10-07T11:00:00+00:00"
    factories.publication(week, by=paula)
    assert CoverCall.objects.get(pk=call.pk).begins_at.isoformat() == "2026-10-13T23:00:00+00:00"


def test_nobody_is_asked_about_a_day_that_is_not_published(week, paula, others, client):
    day = week.days.get(number=3)
    sent = {"team": factories.team().pk, "day": day.pk, "people": 2, "key": uuid.uuid4()}
    sent |= {"starts": "12:00", "ends": "13:00"}
    client.force_login(paula)
    page = client.post("/2026/cover/new/", sent)
    assert "This day is not published yet. Publish the week first" in page.content.decode()
    factories.publication(week, by=paula)
    assert client.post("/2026/cover/new/", sent).status_code == 302
    week.change({"days_count": 6}, by=paula)
    sent |= {"day": week.days.get(number=6).pk, "key": uuid.uuid4()}
    page = client.post("/2026/cover/new/", sent)
    assert "This day is not published yet" in page.content.decode()
    assert CoverCall.objects.count() == 1


def test_a_call_of_a_day_that_is_not_published_is_for_organizers_alone(week, paula, others, client):
    factories.publication(week, by=paula)
    week.change({"days_count": 6}, by=paula)
    call = ask(week, paula, day=week.days.get(number=6))
    path = f"/2026/cover/{call.key}/"
    assert in_words(Notice.objects.filter(name="cover-call")) == []
    for person, answers in ((others[0], 404), (paula, 200)):
        client.force_login(person)
        assert client.get(path).status_code == answers
        assert path not in client.get("/2026/cover/").content.decode()
    factories.publication(week, by=paula)
    client.force_login(others[0])
    assert path in client.get("/2026/cover/").content.decode()


def test_nobody_is_asked_to_cover_what_is_over(week, paula, others, client, september):
    factories.publication(week, by=paula)
    september.move_to("2026-10-07 11:30Z")  # 12:30 in Leeds
    client.force_login(paula)
    typed = {"team": factories.team().pk, "people": 1, "day": week.days.get(number=3).pk}
    address = reverse("planner:cover-new", args=[2026])
    refused = client.post(
        address, typed | {"starts": "09:00", "ends": "10:00", "key": uuid.uuid4()}
    )
    assert refused.status_code == 422
    assert "That is over already. Choose a later time, or another day." in refused.content.decode()
    assert not CoverCall.objects.exists()
    asked = client.post(address, typed | {"starts": "12:00", "ends": "13:00", "key": uuid.uuid4()})
    assert asked.status_code == 302
    assert told("cover-call") == [each.email for each in others]


def test_a_call_of_a_day_that_is_given_up_is_closed_and_who_said_yes_is_told(
    week, paula, cole, others, client
):
    week.change({"days_count": 6}, by=paula)
    factories.publication(week, by=paula)
    call, kept = ask(week, paula, day=week.days.get(number=6)), ask(week, paula)
    answer(call, others[0])
    week.change({"days_count": 5}, by=paula)
    assert CoverCall.objects.get(pk=call.pk).closed_at is None
    factories.publication(week, by=paula)
    closed, entry = CoverCall.objects.get(pk=call.pk), Entry.objects.of(call).latest("pk")
    assert (closed.is_open, entry.verb, entry.by) == (False, "cancelled", paula)
    assert CoverCall.objects.get(pk=kept.pk).is_open
    ((_notice, message),) = in_words(Notice.objects.filter(name="cover-closed"))
    assert message.subject == "Billing needs no cover any more"
    assert message.opening.startswith("The call for Saturday 10 October, 12:00–13:00 was closed.")
    statuses = []
    for person in (others[0], cole):
        client.force_login(person)
        statuses.append(client.get(message.path).status_code)
    assert statuses == [200, 404]


def test_thin_half_hours_are_problems_with_mends(week, paula, cole, client, others):
    hours = {"starts": time(11), "ends": time(13)}
    type(paula).objects.filter(pk=paula.pk).update(team=factories.team("Training"))
    Need.objects.add(
        by=paula, team=factories.team(), people=2, day=week.days.get(number=3), **hours
    )
    (thin,) = [each for each in find_problems(week) if each.check == "thin"]
    assert thin.what == "Billing is 1 short for the phones on Wednesday 7 October, 11:00–13:00."
    assert [mend.words for mend in thin.mends] == ["Ask for cover", "Close the service then"]
    client.force_login(paula)
    page = client.get(thin.mends[0].path).content.decode()
    assert 'value="11:00"' in page and 'value="13:00"' in page and 'name="people" value="1"' in page
    call = ask(week, paula, starts=time(11))
    answer(call, others[0])
    assert [each for each in find_problems(week) if each.check == "thin"] == []


def test_one_tap_on_a_page_and_back(week, paula, others, client):
    call = ask(week, paula)
    client.force_login(others[0])
    assert "I help out" in client.get("/2026/cover/").content.decode()
    client.post(f"/2026/cover/{call.key}/answer/")
    assert Cover.objects.get().state == CoverState.GIVEN
    assert "You help out. Thank you." in client.get("/2026/cover/").content.decode()
    client.post(f"/2026/cover/{call.key}/withdraw/")
    assert Cover.objects.get().withdrawn_at == timezone.now()


def test_pages_of_cover_ask_as_often_for_one_call_as_for_many(week, paula, others, client):
    """Of somebody whom nothing keeps: then all that could is asked for."""
    helper = others[0]
    Need.objects.create(team=helper.team, people=1, starts=time(9), ends=time(17))
    client.force_login(helper)
    call = ask(week, paula, told=nobody)
    client.get("/2026/cover/")  # what one is told of first is told
    asked = []
    for more in (0, 3):
        for hour in range(13, 13 + more):
            ask(week, paula, told=nobody, starts=time(hour), ends=time(hour + 1))
        for path in (f"/2026/cover/{call.key}/", "/2026/cover/"):
            with CaptureQueriesContext(connection) as seen:
                assert "I help out" in client.get(path).content.decode()
            asked.append(len(seen))
    assert asked[:2] == asked[2:]
    assert max(asked) <= 17


def test_a_closed_call_covers_nothing_any_more(week, paula, others):
    hours = {"starts": time(12), "ends": time(13), "day": week.days.get(number=3)}
    type(paula).objects.filter(pk=paula.pk).update(team=factories.team("Training"))
    Need.objects.add(by=paula, team=factories.team(), people=1, **hours)
    Need.objects.add(by=paula, team=others[0].team, people=3, **hours)
    call = ask(week, paula, told=lambda row: [])
    call.answer(by=others[0], why_not=lambda row: "")
    publication = week.publications.get()

    def thin() -> list[str]:
        return [each.what for each in find_problems(week) if each.check == "thin"]

    def shown() -> list[str]:
        now = timezone.now()
        days = {3: Span(now, now + timedelta(days=30))}
        return [each.names for each in covering_at(factories.site(), publication, days, now)]

    when = "for the phones on Wednesday 7 October, 12:00–13:00."
    assert (thin(), shown()) == ([f"Returns desk is 1 short {when}"], ["R0"])
    call.close(by=paula)
    assert (thin(), shown()) == ([f"Billing is 1 short {when}"], [])


def test_who_is_moved_onto_their_cover_is_a_problem_before_it_is_published(week, paula, others):
    talk = factories.activity(week, "Talk", 3, "14:00", 60, by=paula, host=others[2])
    lunch = factories.activity(week, "Lunch", 3, "14:00", 60, by=paula, needs_sign_up=True)
    for each in others[:2]:
        signed_up(lunch, each)
    call = ask(week, paula, people=3)
    for each in others:
        answer(call, each)

    def found() -> list[str]:
        return [each.what for each in find_problems(week) if each.check == "cover"]

    assert found() == []
    for activity in (talk, lunch):
        activity.change({"start": time(12, 30)}, by=paula)
    when = "helps Billing out: Wednesday 7 October, 12:00–13:00."
    assert sorted(found()) == [
        f"2 people have a place in “Lunch” and {when.replace('helps', 'help')}",
        f"R2 Returns hosts “Talk” and {when}",
    ]
    call.withdraw(by=others[0])
    assert f"1 person has a place in “Lunch” and {when}" in found()
    talk.change({"start": time(13)}, by=paula)  # begins as the call ends
    call.withdraw(by=others[1])
    assert found() == []


def test_a_closed_call_stands_as_it_is_and_tells_nobody_again(week, paula, others, client):
    call = ask(week, paula)
    answer(call, others[0])
    client.force_login(paula)
    edit = reverse("planner:cover-edit", args=[2026, call.key])
    page = reverse("planner:cover-detail", args=[2026, call.key])
    assert edit in client.get(page).content.decode()
    call.refresh_from_db()
    call.close(by=paula)
    with pytest.raises(ValidationError, match="This call is closed"):
        call.change({"starts": time(14), "ends": time(15)}, by=paula)
    typed = {"team": call.team_id, "people": 1, "day": call.day_id, "version": call.version}
    typed |= {"starts": "14:00", "ends": "15:00"}
    refused = client.post(edit, typed)
    assert refused.status_code == 422
    assert "This call is closed. Ask for cover anew." in refused.content.decode()
    assert (told("cover-moved"), told("cover-waits")) == ([], [])
    assert edit not in client.get(page).content.decode()
