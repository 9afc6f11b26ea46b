"""The link that opens what is published: made, made anew, closed; and read again only when new."""

import pytest
import time_machine
from django.test import Client

from csweek.lib import ticks
from csweek.people.models import Person
from planner.models import Publication, Rendering, Week
from tests import factories

pytestmark = pytest.mark.django_db
LINK = "/2026/link/"


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2026-09-10 09:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def crew(client, paula):
    """A browser in which Paula is signed in."""
    client.force_login(paula)
    return client


@pytest.fixture
def plan(week, paula, cole):
    """Published, prepared, and open to all."""
    factories.activity(week, host=cole, by=paula)
    publish(week, paula)
    week.open_to_all(by=paula)
    return week


def publish(week, by, **values) -> Publication:
    made = factories.publication(week, by=by, **values)
    ticks.run()
    return made


def path() -> str:
    return f"/open/{Week.objects.get(year=2026).link}/"


def read(address: str, **headers):
    """As whoever has the link reads it, without signing in."""
    return Client().get(address, headers=headers)


def test_the_link_opens_what_is_published_without_signing_in(crew, week, paula):
    factories.activity(week, by=paula)
    assert "Open it to anyone with the link" in crew.get(LINK).text
    page = crew.post(f"{LINK}open/", follow=True)
    assert f"http://localhost:8000{path()}" in page.text
    assert "Nothing is published yet, so it leads nowhere until it is." in page.text
    assert read(path()).status_code == 404
    publish(week, paula)
    assert "leads nowhere" not in crew.get(LINK).text
    assert "Opening stand-up" in read(path()).text


def test_opening_twice_keeps_the_link_and_anew_kills_the_old_one(crew, plan):
    first = path()
    crew.post(f"{LINK}open/")
    assert path() == first
    crew.post(f"{LINK}open/", {"anew": "on"})
    assert path() != first
    assert (read(first).status_code, read(path()).status_code) == (404, 200)
    assert read(f"{first}programme.json").status_code == 404
    assert "This link is not good any more." in read(first).text


def test_closed_it_opens_nothing_and_staff_still_read(crew, plan, cole):
    first = path()
    crew.post(f"{LINK}close/")
    assert read(first).status_code == 404
    assert "Open it to anyone with the link" in crew.get(LINK).text
    client = Client()
    client.force_login(cole)
    assert "Opening stand-up" in client.get("/2026/").text


def test_a_week_that_is_not_open_is_behind_no_link_at_all(week, paula):
    publish(week, paula)
    for address in ("/open/x/", "/open/%20/", "/open/None/", "/open//"):
        assert read(address).status_code == 404


def test_what_has_not_changed_is_not_sent_again(plan):
    for address in (path(), f"{path()}?q=stand", f"{path()}programme.json"):
        first = read(address)
        again = read(address, **{"If-None-Match": first["ETag"]})
        assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
        assert again["ETag"] == first["ETag"]
        assert first["Cache-Control"] == again["Cache-Control"] == "private, no-cache"
        assert first["Referrer-Policy"] == "no-referrer"
        assert first["X-Robots-Tag"] == "noindex"


def etags() -> tuple[str, str]:
    return read(path())["ETag"], read(f"{path()}programme.json")["ETag"]


def all_differ(before, after) -> bool:
    return not set(before) & set(after)


def test_a_publication_is_another_page(plan, paula):
    before = etags()
    plan.activities.get().change({"minutes": 45}, by=paula)
    assert etags() == before  # the draft is no news
    publish(plan, paula)
    assert all_differ(before, etags())


def test_a_host_who_is_called_otherwise_is_called_so_a_minute_later(plan, cole):
    before = etags()
    Person.objects.filter(pk=cole.pk).update(name="Coletta Carter")
    ticks.run()
    assert all_differ(before, etags())
    for address in (path(), f"{path()}programme.json"):
        again = read(address, **{"If-None-Match": before[0]})
        assert again.status_code == 200
        assert "Coletta Carter" in again.text and "Cole Carter" not in again.text


def test_who_was_erased_stays_in_nobodys_copy(plan, cole):
    before = etags()
    cole.delete()
    ticks.run()
    assert all_differ(before, etags())
    assert "Cole Carter" not in read(path()).text + read(f"{path()}programme.json").text


def test_a_countdown_is_counted_anew_the_day_after(plan, september):
    before = read(path())
    september.move_to("2026-09-11 09:00Z")
    after = read(path(), **{"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert before.text != after.text


def test_another_language_another_question_and_who_signs_in_get_another_page(plan, cole):
    signed_in = Client()
    signed_in.force_login(cole)
    found = [
        read(path()),
        read(path(), **{"Accept-Language": "pt-pt"}),
        read(f"{path()}?q=stand"),
        signed_in.get(path()),
    ]
    assert len({each["ETag"] for each in found}) == len(found)
    assert found[3]["Cache-Control"] == "no-store"


def test_control_without_the_mark_a_new_name_would_not_be_fetched(plan, cole, monkeypatch):
    monkeypatch.setattr(
        "planner.views.programmes.Rendering.objects.of",
        lambda publication, name: Rendering.objects.none(),
    )
    before = etags()
    Person.objects.filter(pk=cole.pk).update(name="Coletta Carter")
    ticks.run()
    assert etags() == before
