"""The day on a wall and in the hand: now, next, where, who covers, what has changed."""

import json
import logging
import re
from datetime import UTC, datetime, time

import pytest
import time_machine
from django.test import Client

from csweek.lib.logs import LOGGERS
from planner.models import Cover, CoverCall, SignupList, Week
from planner.views import webapp
from tests import factories

pytestmark = pytest.mark.django_db
MONDAY = "2026-10-05 10:15Z"  # 11:15 in Leeds


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def plan(week, paula, cole):
    """Published on Monday morning: one thing that is on, one that is next, one later, one in
    Porto, and one on Tuesday; on a wall."""
    factories.activity(week, "Opening", start="11:00", minutes=30, host=cole, by=paula)
    factories.activity(week, "Lunch", start="12:00", minutes=60, by=paula)
    factories.activity(week, "Quiz", start="15:00", minutes=30, by=paula)
    porto = factories.site("Porto", "Europe/Lisbon", "PT")
    factories.activity(week, "Fado", start="11:00", minutes=30, site=porto, by=paula)
    factories.activity(week, "Trade places", day=2, start="09:00", by=paula)
    factories.publication(week, by=paula)
    week.refresh_from_db()
    week.open_wall(by=paula)
    return week


def wall() -> str:
    return f"/wall/{Week.objects.get(year=2026).wall}/"


def read(address: str, **headers):
    return Client().get(address, headers=headers)


def shown(page) -> dict[str, list[str]]:
    """{part: the titles in it}, as the page stands when it is loaded."""
    found = {}
    for part, body in re.findall(r'data-part="([a-z-]+)"(.*?)</section>', page.text, re.S):
        found[part] = re.findall(r"<span>([^<]+)</span></h3>", body)
    return {part: titles for part, titles in found.items() if titles}


def test_a_wall_shows_now_next_and_later_without_signing_in(plan):
    page = read(wall())
    assert shown(page) == {"now": ["Opening"], "next": ["Lunch"], "later": ["Quiz"]}
    assert "11:15" in page.text and "Kick-off" in page.text
    assert "with Cole" in page.text and "Carter" not in page.text


def test_each_site_has_its_own_day(plan):
    page = read(wall() + f"?site={factories.site('Porto').pk}")
    assert shown(page)["now"] == ["Fado", "Opening"]
    assert "Fado" not in read(wall()).text
    assert "Today in Leeds" in read(wall() + "?site=999999").text  # unknown: the head site
    assert read(wall() + "?site=x").status_code == 200


def test_whoever_signs_in_sees_their_own_site(client, plan, otto):
    otto.change({"site": factories.site("Porto")}, by=otto)
    client.force_login(otto)
    page = client.get("/2026/today/")
    assert "Today in Porto" in page.text
    assert "no-store" in page["Cache-Control"]
    for name in (otto.name, otto.first_name, otto.email):
        assert name not in page.text  # it is kept on the device
    assert client.get("/today/").headers["Location"] == "/2026/today/"


def test_without_a_publication_there_is_no_day(client, week, cole):
    client.force_login(cole)
    assert client.get("/2026/today/").status_code == 404
    assert client.get("/today/").headers["Location"] == "/"


def test_a_draft_is_on_no_wall(plan, paula):
    before = read(wall())
    factories.activity(plan, "Secret party", start="13:00", by=paula)
    plan.activities.get(title="Lunch").move(plan.days.get(number=3), None, by=paula)
    assert read(wall()).content == before.content


def test_what_has_changed_stands_there_until_the_next_day_is_over(plan, paula, monday):
    plan.activities.get(title="Quiz").cancel(by=paula, reason="No quizmaster")
    factories.publication(plan, by=paula)
    page = read(wall())
    assert "Cancelled: Quiz" in page.text and "No quizmaster" in page.text
    monday.move_to("2026-10-06 20:00Z")
    assert "Cancelled: Quiz" in read(wall()).text
    monday.move_to("2026-10-06 23:30Z")  # Wednesday in Leeds
    assert "Cancelled: Quiz" not in read(wall()).text


def test_who_covers_is_told_by_first_names(plan, cole, otto):
    call = CoverCall.objects.create(
        team=factories.team("Billing"),
        day=plan.days.get(number=1),
        starts=time(12),
        ends=time(13),
        people=3,
        taken=2,
    )
    for person in (cole, otto):
        Cover.objects.create(call=call, person=person, given_at=datetime.now(UTC))
    gone = factories.person("Wanda Withdrawn")
    now = datetime.now(UTC)
    Cover.objects.create(call=call, person=gone, given_at=now, state="withdrawn", withdrawn_at=now)
    page = read(wall())
    assert "<strong>Billing</strong> 12:00–13:00 · Cole, Otto</li>" in page.text
    assert "Wanda" not in page.text and "Okafor" not in page.text


def test_who_covers_on_another_day_leaves_no_empty_heading_without_scripts(plan, cole):
    call = CoverCall.objects.create(
        team=factories.team("Billing"),
        day=plan.days.get(number=3),
        starts=time(12),
        ends=time(13),
        people=1,
        taken=1,
    )
    Cover.objects.create(call=call, person=cole, given_at=datetime.now(UTC))
    assert re.search(r'<section class="part covering"[^>]* hidden ', read(wall()).text)


def test_what_begins_on_another_day_there_says_which(plan, paula, monday):
    sydney = factories.site("Sydney", "Australia/Sydney", "AU")
    factories.activity(plan, "Barbecue", 1, "12:00", 60, site=sydney, by=paula)
    factories.publication(plan, by=paula)
    monday.move_to("2026-10-05 11:30Z")  # 22:30 on Monday in Sydney
    page = read(wall() + f"?site={sydney.pk}").text
    assert shown(read(wall() + f"?site={sydney.pk}"))["next"] == ["Quiz"]
    quiz = next(card for card in page.split("<li ")[1:] if "Quiz" in card)
    assert '<span class="on-day" data-other-day>Tuesday 6 October,</span> 01:00' in quiz


def test_free_places_are_told(plan):
    lists = SignupList.objects.filter(title="Lunch")
    lists.update(needs_sign_up=True, places=20, taken=17)
    assert "3 places are free" in read(wall()).text
    lists.update(taken=20)
    assert "No place is free" in read(wall()).text


def test_what_is_the_same_is_not_sent_again_until_the_clock_moves_something(plan, monday):
    first = read(wall())
    again = read(wall(), **{"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    for answer in (first, again):
        assert answer["Cache-Control"] == "private, no-cache"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex"
    monday.move_to("2026-10-05 10:30Z")
    assert shown(read(wall(), **{"If-None-Match": first["ETag"]})) == {
        "next": ["Lunch"],
        "later": ["Quiz"],
    }


def test_before_and_after_the_week_it_says_so(plan, monday):
    monday.move_to("2026-09-30 10:00Z")
    assert 'data-phase="before">' in read(wall()).text
    monday.move_to("2026-10-10 10:00Z")
    page = read(wall())
    assert 'data-phase="after">' in page.text and shown(page) == {}


def test_an_organizer_looks_at_a_moment_to_come_and_nobody_else_does(client, plan, paula, cole):
    at = "/2026/today/?at=2026-10-06T09:10"
    client.force_login(paula)
    page = client.get(at)
    assert shown(page) == {"now": ["Trade places"]}
    assert "As it will be on" in page.text and "09:10" in page.text
    for wrong in ("x", "2026-13-40T99:99", "0001-01-01T00:00", "9999-12-31T23:59"):
        assert shown(client.get(f"/2026/today/?at={wrong}"))["now"] == ["Opening"]
    client.force_login(cole)
    assert shown(client.get(at))["now"] == ["Opening"]
    assert shown(read(wall() + "?at=2026-10-06T09:10"))["now"] == ["Opening"]


def test_the_wall_is_opened_made_anew_and_taken_down(client, plan, paula):
    client.force_login(paula)
    first = wall()
    assert first in client.get("/2026/link/").text
    client.post("/2026/wall/open/")
    assert wall() == first
    client.post("/2026/wall/open/", {"anew": "on"})
    assert wall() != first
    assert (read(first).status_code, read(wall()).status_code) == (404, 200)
    second = wall()
    client.post("/2026/wall/close/")
    assert read(second).status_code == 404
    assert "Put it on a wall" in client.get("/2026/link/").text


def test_a_wall_that_is_closed_is_behind_no_address_at_all(week, paula):
    factories.publication(week, by=paula)
    for address in ("/wall/x/", "/wall/%20/", "/wall//"):
        assert read(address).status_code == 404


def test_the_address_of_a_wall_stays_out_of_the_logs(plan, caplog):
    with caplog.at_level(logging.WARNING, logger=LOGGERS[0]):
        read("/wall/forged-address/")
    assert "/wall/…/" in caplog.text and "forged" not in caplog.text


# The web app. ------------------------------------------------------------------------------------


def test_the_manifest_names_us_our_icons_and_our_colours(plan, client):
    told = json.loads(client.get("/app.webmanifest").content)
    assert told["name"].startswith("Northwind Mutual")
    assert (told["start_url"], told["scope"]) == ("/today/", "/")
    assert told["theme_color"] == "#152f86"
    for each in told["icons"]:
        assert webapp._source(each["src"].removeprefix("/static/")).exists()
    on_wall = json.loads(client.get(wall() + "app.webmanifest").content)
    assert on_wall["start_url"] == wall()


def test_the_worker_is_another_with_each_release_and_keeps_what_the_page_loads(client, plan):
    answer = client.get("/worker.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    knows = json.loads(re.match(r"const KNOWS = (.*);\n", answer.text)[1])
    assert knows["release"] == webapp.release()
    page = read(wall()).text
    loaded = re.findall(r'(?:src|href)="(/static/[^"#]+)', page)
    assert set(loaded) - set(knows["files"]) == set()


def test_another_style_is_another_release(monkeypatch, tmp_path):
    before = webapp.release()
    webapp.release.cache_clear()
    real = webapp._source

    def changed(name):
        if name != "css/today.css":
            return real(name)
        (tmp_path / "today.css").write_text("body {}")
        return tmp_path / "today.css"

    monkeypatch.setattr(webapp, "_source", changed)
    assert webapp.release() != before
    webapp.release.cache_clear()


def test_the_page_without_a_network_is_the_same_to_everybody(client, plan, cole):
    before = client.get("/offline/").content
    client.force_login(cole)
    assert client.get("/offline/").content == before
