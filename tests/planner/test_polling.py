"""An open board asks every ten seconds what is new: it hears all that changes it, and no more."""

import json
from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from csweek.history.models import Entry, Verb, entry_of
from csweek.people.models import Shift, Site
from planner.models import Activity, Place
from planner.news import seen_now
from planner.pages.board import build_board
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(client, paula):
    client.force_login(paula)
    return client


def test_an_open_board_that_asks_again_hears_nothing_while_nothing_has_changed(crew, week):
    address = reverse("planner:board", args=[week.year])
    latest = crew.get(address).context["latest"]
    htmx = {"headers": {"HX-Request": "true"}}
    assert crew.get(address, {"entry": latest}, **htmx).status_code == 204
    assert crew.get(address, {"entry": "x" * 40}, **htmx).status_code == 200


def test_an_open_board_hears_what_others_did_but_not_what_one_did_oneself(crew, week, paula, cole):
    address = reverse("planner:board", args=[week.year])
    latest = crew.get(address).context["latest"]
    factories.activity(week, "Mine", by=paula)
    factories.activity(week, "Theirs", by=cole)
    answer = crew.get(address, {"entry": latest}, headers={"HX-Request": "true"})
    told = [line.sentence for line in answer.context["news"]]
    assert told == ["Cole Carter added activity “Theirs”"]
    body = answer.content.decode()
    assert body.startswith('<div id="board"')
    assert "Mine" in body and "Theirs" in body


def ask_again(crew, page):
    """What the open board sends every ten seconds, and hears."""
    sent = {"entry": page.context["latest"], "board": page.context["board"].digest}
    address = reverse("planner:board", args=[page.context["week"].year])
    return crew.get(address, sent, headers={"HX-Request": "true"})


def change_seats(by, cole):
    Place.objects.get().change({"seats": 2}, by=by)


def change_hours(by, cole):
    factories.site().change({"opens": time(12), "closes": time(13)}, by=by)


def change_people(by, cole):
    cole.change({"name": "Coletta Carter"}, by=by)


def change_shift(by, cole):
    Shift.objects.get().change({"starts": time(8), "ends": time(17)}, by=by)


def change_sites(by, cole):
    Site.objects.add(by=by, name="Sydney", time_zone="Australia/Sydney", country="AU", region="NSW")


@pytest.mark.parametrize(
    ("act", "shows"),
    [
        (change_seats, "Room 4 seats 2."),
        (change_hours, "Leeds is open 12:00–13:00"),
        (change_people, "Coletta Carter"),
        (change_shift, "<b>5</b> problems"),
        (change_sites, "Labour Day"),
    ],
)
def test_an_open_board_sees_what_is_changed_beside_the_week(act, shows, crew, week, cole, ada):
    night = Shift.objects.add(by=ada, name="Night", starts=time(22), ends=time(6))
    cole.change({"shift": night}, by=ada)
    room = Place.objects.add(by=ada, name="Room 4", site=factories.site())
    factories.activity(week, site=room.site, place=room, places=5, host=cole)
    page = crew.get(reverse("planner:board", args=[week.year]))
    assert shows not in page.content.decode()
    act(ada, cole)
    answer = ask_again(crew, page)
    assert answer.status_code == 200
    assert shows in answer.content.decode()


def test_an_entry_that_is_committed_after_one_with_a_higher_key_is_not_missed(crew, week, cole):
    """As on PostgreSQL, where keys are given out before the commit."""
    day = week.days.get(number=1)
    slow, quick = (
        Activity.objects.create(week=week, title=title, day=day) for title in ("Slow", "Quick")
    )
    Activity.objects.filter(pk=slow.pk).update(discarded_at=timezone.now())  # not committed yet
    newest = Entry.objects.values_list("pk", flat=True).first()
    entry, later = (entry_of(each, Verb.MADE, by=cole) for each in (slow, quick))
    entry.pk, later.pk = newest + 1, newest + 2
    Entry.objects.bulk_create([later])
    page = crew.get(reverse("planner:board", args=[week.year]))
    assert ask_again(crew, page).status_code == 204
    Activity.objects.filter(pk=slow.pk).update(discarded_at=None)
    Entry.objects.bulk_create([entry])
    answer = ask_again(crew, page)
    assert answer.status_code == 200
    assert [line.sentence for line in answer.context["news"]] == [
        "Cole Carter added activity “Slow”"
    ]


def test_a_board_that_reads_the_same_is_not_sent_again_and_asks_from_there_on(crew, week, ada):
    page = crew.get(reverse("planner:board", args=[week.year]))
    assert 'hx-vals=\'{"entry": "' in page.content.decode()
    Place.objects.add(by=ada, name="Attic")
    answer = ask_again(crew, page)
    assert answer.status_code == 204
    known = json.loads(answer.headers["HX-Trigger"])["board:known"]
    assert known == {"entry": str(seen_now()), "board": page.context["board"].digest}
    assert "HX-Trigger" not in crew.get(
        reverse("planner:board", args=[week.year]), known, headers={"HX-Request": "true"}
    )


@pytest.mark.parametrize("language", ["en-gb", "pt-pt"])
def test_a_board_drawn_twice_has_the_same_digest_and_each_word_counts(language, week, paula):
    factories.activity(week, host=paula, by=paula)
    with translation.override(language):
        one, same = build_board(week).digest, build_board(week).digest
        week.change({"tagline": "A new line"}, by=paula)
        assert one == same != build_board(week).digest


def test_asking_whether_there_is_news_costs_one_query_of_the_history(crew, week, paula):
    page = crew.get(reverse("planner:board", args=[week.year]))
    ask_again(crew, page)  # notes the session once
    with CaptureQueriesContext(connection) as asked:
        assert ask_again(crew, page).status_code == 204
    assert sum("history_entry" in each["sql"] for each in asked) == 1
    assert not any("planner_activity" in each["sql"] for each in asked)


def test_news_of_another_week_is_no_news_here(crew, week, paula, cole):
    page = crew.get(reverse("planner:board", args=[week.year]))
    factories.activity(factories.week(2027, by=cole), "Next year's", by=cole)
    answer = ask_again(crew, page)
    assert answer.status_code == 204


@pytest.mark.parametrize("entry", ["", "x", "-1", "9" * 40, "9.", "9.100", "٣", "1.2.x"])
def test_a_board_that_asks_with_nonsense_is_drawn_whole(client, week, paula, entry):
    client.force_login(paula)
    address = reverse("planner:board", args=[week.year])
    answer = client.get(address, {"entry": entry}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
