"""Calendar addresses: secret, stoppable, read without signing in; and what stands at them."""

import logging
import re
import uuid

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from csweek.history.models import Entry
from csweek.lib import logs
from csweek.people.models import Person
from planner.models import Calendar, Publication, Rendering
from tests import factories
from tests.access.markup import faults
from tests.planner.documents.feeds import events

pytestmark = pytest.mark.django_db
LIST = "/2026/calendars/"
MOST_QUERIES = 6


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2026-09-10 09:00Z") as clock:
        yield clock


@pytest.fixture
def porto():
    return factories.site("Porto", "Europe/Lisbon", "PT")


@pytest.fixture
def plan(week, porto, paula):
    """One thing in Leeds, one in Porto, one everywhere; published is an empty week."""
    publish(week, paula)
    factories.activity(week, "In Leeds", site=factories.site())
    factories.activity(week, "In Porto", 2, site=porto)
    factories.activity(week, "Everywhere", 3, start=None)
    return week


def publish(week, by) -> Publication:
    seen = Publication.objects.propose(week).draft.digest()
    return Publication.objects.publish(week, by=by, key=uuid.uuid4(), seen=seen)


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def made(person, *, whole: bool = False, key: uuid.UUID | None = None):
    """The page that shows a new address, once."""
    sent = {"key": key or uuid.uuid4()} | ({"whole": "on"} if whole else {})
    return browser(person).post(f"{LIST}new/", sent)


def address_on(page) -> str:
    (found,) = set(re.findall(r"http://localhost:8000(/calendars/[^/]+/week\.ics)", page.text))
    return found


def address(person, **how) -> str:
    return address_on(made(person, **how))


def titles(path: str) -> list[tuple]:
    """What a calendar program finds there, without signing in."""
    answer = Client().get(path)
    assert answer.status_code == 200
    return [(each.summary.value, each.status.value) for each in events(answer.text)]


def on(*names: str) -> list[tuple]:
    return [(name, "CONFIRMED") for name in names]


# What stands there. ------------------------------------------------------------------------------


def test_my_week_is_what_is_at_my_site_everywhere_or_hosted_by_me(plan, paula, cole, porto):
    plan.activities.get(title="In Porto").change({"host": cole}, by=paula)
    otto = factories.person("Otto Okafor")
    publish(plan, paula)
    assert titles(address(cole)) == on("In Leeds", "In Porto", "Everywhere")
    assert titles(address(otto)) == on("In Leeds", "Everywhere")
    assert titles(address(otto, whole=True)) == on("In Leeds", "In Porto", "Everywhere")
    Person.objects.filter(pk=otto.pk).update(site=None)
    assert titles(address(otto)) == on("In Leeds", "In Porto", "Everywhere")


def test_who_moves_to_another_site_gets_its_calendar_at_the_same_address(plan, paula, cole, porto):
    publish(plan, paula)
    path = address(cole)
    before = Client().get(path)
    Person.objects.filter(pk=cole.pk).update(site=porto)
    headers = {"If-None-Match": before["ETag"], "If-Modified-Since": before["Last-Modified"]}
    assert Client().get(path, headers=headers).status_code == 200
    only_date = {"If-Modified-Since": before["Last-Modified"]}
    assert Client().get(path, headers=only_date).status_code == 200
    assert titles(path) == on("In Porto", "Everywhere")


def test_the_draft_stays_out_of_every_calendar(plan, paula, cole):
    path, whole = address(cole), address(cole, whole=True)
    assert titles(path) == titles(whole) == []
    publish(plan, paula)
    factories.activity(plan, "Surprise", site=factories.site())
    plan.activities.get(title="In Leeds").change({"title": "Renamed"}, by=paula)
    assert titles(path) == on("In Leeds", "Everywhere")
    publish(plan, paula)
    assert titles(path) == on("Renamed", "Surprise", "Everywhere")


def test_what_is_cancelled_or_deleted_stays_and_says_so(plan, paula, cole):
    path = address(cole)
    publish(plan, paula)
    plan.activities.get(title="In Leeds").cancel(by=paula)
    plan.activities.get(title="Everywhere").discard(by=paula)
    publish(plan, paula)
    assert titles(path) == [("In Leeds", "CANCELLED"), ("Everywhere", "CANCELLED")]


def test_an_event_keeps_its_uid_and_only_what_changed_is_counted(plan, paula, cole, september):
    def counted():
        found = events(Client().get(path).text)
        return {
            each.summary.value: (each.uid.value, each.sequence.value, each.last_modified.value.day)
            for each in found
        }

    path = address(cole, whole=True)
    publish(plan, paula)
    first = counted()
    september.move_to("2026-09-20 09:00Z")
    plan.activities.get(title="In Leeds").change({"minutes": 45}, by=paula)
    publish(plan, paula)
    assert counted() == first | {"In Leeds": (first["In Leeds"][0], "1", 20)}
    assert first["In Leeds"][1:] == ("0", 10)
    assert first["In Leeds"][0] == str(plan.activities.get(title="In Leeds").key)


def test_a_calendar_speaks_the_language_of_its_owner(plan, paula, cole):
    publish(plan, paula)
    Person.objects.filter(pk=cole.pk).update(language="pt-pt")
    answer = Client().get(address(cole), headers={"Accept-Language": "en-gb"})
    assert answer["Content-Language"] == "pt-pt"
    assert "CATEGORIES:Outro" in answer.text


def test_a_host_who_is_called_otherwise_now_is_called_so(plan, paula, cole):
    plan.activities.get(title="In Leeds").change({"host": cole}, by=paula)
    publish(plan, paula)
    path = address(cole)
    assert "Host: Cole Carter" in Client().get(path).text
    Person.objects.filter(pk=cole.pk).update(name="Coleen Carter")
    Rendering.objects.forget_old_names()
    assert "Host: Coleen Carter" in Client().get(path).text


# How it is answered. -----------------------------------------------------------------------------


def test_a_feed_is_a_calendar_that_nobody_else_keeps(plan, paula, cole):
    publish(plan, paula)
    answer = Client().get(address(cole))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, max-age=0, must-revalidate"
    assert answer["Last-Modified"] == "Thu, 10 Sep 2026 09:00:00 GMT"
    assert not answer.cookies


def test_what_has_not_changed_is_not_sent_again(plan, paula, cole):
    path = address(cole)
    publish(plan, paula)
    etag = Client().get(path)["ETag"]
    for sent in (etag, f'"other", W/{etag}'):
        again = Client().get(path, headers={"If-None-Match": sent})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    plan.activities.get(title="In Leeds").change({"minutes": 45}, by=paula)
    publish(plan, paula)
    assert Client().get(path, headers={"If-None-Match": etag}).status_code == 200


def asked(path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert Client().get(path).status_code == 200
    return len(queries)


def test_a_feed_asks_as_often_for_fifty_activities_as_for_one(week, paula, cole):
    publish(week, paula)
    path = address(cole)
    factories.activity(week, "Number 0")
    counts = []
    for numbers in (range(0), range(1, 50)):
        for number in numbers:
            factories.activity(week, f"Number {number}", host=cole)
        Rendering.objects.prepare(publish(week, paula))
        Client().get(path)  # the first reading of a day is written down
        counts.append(asked(path))
    assert counts[0] == counts[1] <= MOST_QUERIES
    assert len(titles(path)) == 50


def test_the_first_reading_of_a_day_is_written_down_and_no_other(plan, paula, cole, september):
    publish(plan, paula)
    path = address(cole)
    read = []
    for moment in ("2026-09-10 10:00Z", "2026-09-10 23:00Z", "2026-09-11 01:00Z"):
        september.move_to(moment)
        Client().get(path)
        read.append(f"{Calendar.objects.get().last_read_at:%d %H}")
    assert read == ["10 10", "10 10", "11 01"]
    assert "It was last read on" in browser(cole).get(LIST).text


def test_it_does_not_run_out(plan, paula, cole, september):
    publish(plan, paula)
    path = address(cole)
    september.move_to("2027-09-10 09:00Z")
    assert titles(path) == on("In Leeds", "Everywhere")


# Secret. -----------------------------------------------------------------------------------------


def test_an_address_has_128_bits_and_only_their_hash_is_kept(plan, paula, cole):
    tokens = {address(cole).split("/")[2] for _time in range(20)}
    assert len(tokens) == 20
    assert all(re.fullmatch("[0-9a-f]{32}", token) for token in tokens)
    kept = str(list(Calendar.objects.values()))
    assert not any(token in kept for token in tokens)


def test_another_installations_secret_makes_other_addresses(plan, paula, cole, settings):
    key = uuid.uuid4()
    mine = address(cole, key=key)
    settings.SECRET_KEY = "x" * 50
    assert address(cole, key=key) != mine


def test_the_page_that_shows_it_is_well_made_and_tells_nobody(plan, cole):
    page = made(cole)
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == "no-store"
    path = address_on(page)
    assert f'href="webcal://localhost:8000{path}"' in page.text
    assert '<svg role="img" aria-label="The address as a QR code"' in page.text
    told = faults(page.text)
    assert told == [f"a href=“webcal://localhost:8000{path}” leads away"]
    assert path not in browser(cole).get(LIST).text


def test_the_same_form_sent_twice_makes_one_address(plan, cole):
    key = uuid.uuid4()
    assert address(cole, key=key) == address(cole, key=key)
    assert Calendar.objects.count() == 1
    assert Entry.objects.filter(subject_type="planner.calendar").count() == 1


def test_a_form_sent_again_does_not_bring_back_what_was_stopped(plan, cole):
    key = uuid.uuid4()
    path = address(cole, key=key)
    Calendar.objects.get().stop(by=cole)
    assert made(cole, key=key).status_code == 302
    assert Client().get(path).status_code == 404
    assert not Calendar.objects.live().exists()


def test_an_incomplete_form_makes_no_address(plan, cole):
    answer = browser(cole).post(f"{LIST}new/", {"key": "x"})
    assert (answer.status_code, Calendar.objects.count()) == (302, 0)


def test_a_new_address_takes_the_place_of_the_old_one_of_its_kind(plan, paula, cole):
    publish(plan, paula)
    mine, whole = address(cole), address(cole, whole=True)
    anew = address(cole)
    assert Client().get(mine).status_code == 404
    assert titles(anew) == on("In Leeds", "Everywhere")
    assert len(titles(whole)) == 3
    assert Calendar.objects.live().count() == 2


def test_a_stopped_address_leads_nowhere_and_one_that_never_was_is_answered_alike(plan, cole):
    path = address(cole)
    stop = f"{LIST}{Calendar.objects.get().pk}/stop/"
    assert browser(cole).post(stop).status_code == 302
    stopped, unknown = Client().get(path), Client().get("/calendars/x/week.ics")
    assert stopped.status_code == unknown.status_code == 404
    assert stopped.content == unknown.content
    browser(cole).post(stop)
    assert [each.verb for each in Entry.objects.filter(subject_type="planner.calendar")] == [
        "deleted",
        "made",
    ]


def test_who_has_left_takes_the_address_along(plan, ada, cole):
    factories.person("Second Admin", is_administrator=True)
    path = address(cole)
    cole.deactivate(by=ada)
    assert Client().get(path).status_code == 404


def test_nobody_stops_anothers_address(plan, cole, otto):
    path = address(cole)
    stop = f"{LIST}{Calendar.objects.get().pk}/stop/"
    assert browser(otto).post(stop).status_code == 404
    assert Client().get(path).status_code == 200


def test_signing_in_changes_nothing_about_whose_calendar_it_is(plan, paula, cole, otto):
    publish(plan, paula)
    path = address(cole)
    assert browser(otto).get(path).content == Client().get(path).content


# Nowhere written down. ---------------------------------------------------------------------------


def told_in_logs(caplog, monkeypatch, plan, cole) -> str:
    """Everything that is logged about an address that works, is refused, breaks, and is dead."""
    caplog.set_level(logging.DEBUG)
    path = address(cole)
    Client().get(path)
    Client().post(path)
    Client(enforce_csrf_checks=True).post(path)
    logging.getLogger("django.server").info('"%s" %s %s', f"GET {path} HTTP/1.1", "200", "9")
    with monkeypatch.context() as broken:
        broken.setattr(Calendar, "note_read", lambda self: 1 / 0)
        Client(raise_request_exception=False).get(path)
    Calendar.objects.get().stop(by=cole)
    Client().get(path)
    token = path.split("/")[2]
    lines = [line for line in caplog.text.splitlines() if "/calendars/" in line]
    assert len(lines) >= 5
    return token if token in caplog.text else ""


def test_no_log_holds_an_address(caplog, monkeypatch, plan, cole):
    assert told_in_logs(caplog, monkeypatch, plan, cole) == ""


def test_without_the_filter_logs_would_hold_it(caplog, monkeypatch, plan, cole):
    monkeypatch.setattr(logs.Hides, "filter", lambda self, record: True)
    assert told_in_logs(caplog, monkeypatch, plan, cole) != ""


def test_making_and_stopping_are_told_in_ones_own_history_without_the_address(plan, cole):
    token = address(cole).split("/")[2]
    Calendar.objects.get().stop(by=cole)
    entries = list(Entry.objects.filter(subject_type="planner.calendar").values())
    assert [(each["verb"], each["within"]) for each in entries] == [
        ("deleted", f"people.person:{cole.pk}"),
        ("made", f"people.person:{cole.pk}"),
    ]
    assert token not in str(entries)
    assert Calendar.objects.get().sha256 not in str(entries)


# One activity. -----------------------------------------------------------------------------------


def test_one_activity_is_a_file_that_goes_by_what_is_published(plan, paula, cole):
    activity = plan.activities.get(title="In Leeds")
    activity.change({"title": "Conceição à mesa; “lunch”/.."}, by=paula)
    path = f"/2026/activities/{activity.key}.ics"
    assert browser(cole).get(path).status_code == 404
    publish(plan, paula)
    activity.refresh_from_db()
    activity.change({"title": "Draft"}, by=paula)
    answer = browser(cole).get(path)
    assert answer["Content-Disposition"] == 'attachment; filename="conceicao-a-mesa-lunch.ics"'
    (event,) = events(answer.text)
    assert event.summary.value == "Conceição à mesa; “lunch”/.."
    assert "Cache-Control" in answer and "no-store" in answer["Cache-Control"]


def test_a_title_without_a_letter_of_ours_still_makes_a_file(plan, paula, cole):
    activity = plan.activities.get(title="In Leeds")
    activity.change({"title": "お客様"}, by=paula)
    publish(plan, paula)
    answer = browser(cole).get(f"/2026/activities/{activity.key}.ics")
    assert answer["Content-Disposition"] == 'attachment; filename="activity.ics"'


def test_what_was_never_published_is_no_file(plan, paula, cole):
    idea = factories.activity(plan, "Idea", day=None)
    publish(plan, paula)
    assert browser(cole).get(f"/2026/activities/{idea.key}.ics").status_code == 404


def test_a_calendar_that_cannot_be_made_has_not_been_read(plan, cole, monkeypatch):
    path = address(cole)

    def broken(*_args, **_kwargs):
        raise RuntimeError("no calendar")

    monkeypatch.setattr("planner.views.calendars.feed_of", broken)
    with pytest.raises(RuntimeError):
        Client().get(path)
    assert Calendar.objects.get().last_read_at is None
