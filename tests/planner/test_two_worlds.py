"""A draft cannot leak: whoever may not edit sees the same, byte for byte, whatever it says.

Two worlds that differ only in the draft are asked everything that the table of access knows, so
that a new address is asked by itself.
"""

import logging
from datetime import time

import pytest
import time_machine
from django.http import HttpResponse

from planner.models import Activity, Calendar, CoverCall, Need, Week
from planner.models.hours import Hours
from tests import factories
from tests.access.table import ROWS
from tests.access.twins import (
    KEY,
    OTHERS,
    WORD,
    begun_week,
    other_draft,
    plan,
    prepare,
    questions,
    seen_by,
    told_apart,
)
from tests.access.world import made_world, rolled_back

pytestmark = pytest.mark.django_db

NAMES = sorted({name for name, _method in ROWS})
READABLE = [name for name in NAMES if "pdf" not in name]  # what a test can read words in
BEFORE, AFTER = "2026-09-10 09:00Z", "2026-11-20 09:00Z"  # the week of 2026
UNPUBLISHED = 2027
# Managers set awards for the week as it is being planned: its ceremony, and the weeks before it.
PLANNED_TOGETHER = {f"recognition:{name}" for name in ("award-list", "award-new", "award-set-add")}
# They read what the planned week costs, and ask for the money with the crew.
COSTS = ("cost-list", "cost-comparison", "cost-csv", "funding", "funding-pdf")
PLANNED_TOGETHER |= {f"planner:{name}" for name in COSTS}
# Whoever has a task works on the plan: they read what it is for and when it is due, as planned.
OWN_TASKS = {"planner:my-tasks", "planner:task-mark"}
MAY_READ = {"manager": PLANNED_TOGETHER, "owner": OWN_TASKS}


@pytest.fixture(scope="module")
def world(request, django_db_setup, django_db_blocker):
    logging.disable(logging.CRITICAL)  # every refusal would be told, with its traceback
    with time_machine.travel(request.param, tick=False), made_world(django_db_blocker) as made:
        prepare(made)
        yield made
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def no_lot(monkeypatch):
    """One page shows a secret as a picture too, which no mask fits."""
    secret = "allauth.mfa.totp.internal.auth.generate_totp_secret"
    monkeypatch.setattr(secret, lambda length=20: "A" * 32)


before_the_week = pytest.mark.parametrize("world", [BEFORE], indirect=True, ids=[""])
after_the_week = pytest.mark.parametrize("world", [AFTER], indirect=True, ids=[""])


@before_the_week
def test_of_another_draft_nobody_sees_anything_who_may_not_edit(world):
    asked = questions(world, NAMES)
    asked = [each for each in asked if each[2] not in MAY_READ.get(each[0], ())]
    assert told_apart(world, asked, other_draft) == []


@before_the_week
def test_what_only_the_draft_has_stands_nowhere(world):
    """Of the published year's pages, files and messages: by the words, not by comparing."""
    found = []
    with rolled_back():
        other_draft(world)
        for role in OTHERS:
            for name in [name for name in READABLE if ROWS[name, "GET"].answers[role] == "200"]:
                answer = seen_by(world, role, "GET", name)
                if name.startswith(("planner:", "notices:")) and name not in MAY_READ.get(role, ()):
                    names = [WORD, "Faro", "Boathouse", "Lost property", "hangar"]
                    found += [(role, name, word) for word in names if word in answer.text]
    assert found == []


@before_the_week
def test_an_organizer_does_see_that_the_drafts_differ(world):
    told = told_apart(world, questions(world, READABLE, ["organizer"]), other_draft)
    seen = {sentence.split()[1].partition("?")[0] for sentence in told}
    assert seen >= {f"planner:{each}" for each in SEE_THE_DRAFT}
    assert not seen & {"planner:my-week", "planner:programme-json", "planner:calendar-feed"}


SEE_THE_DRAFT = ["board", "problem-list", "week-history", "publication-new", "place-list"]
SEE_THE_DRAFT += ["idea-list", "week-edit", "day-edit", "activity-edit", "publication-copy-back"]


@after_the_week
def test_whether_a_week_is_begun_nobody_sees_before_it_is_published(world):
    """Asked when the coming week is the one of which nothing is published yet."""
    asked = questions(world, [n for n in NAMES if n.startswith("planner:")], year=UNPUBLISHED)
    asked = [each for each in asked if each[2] not in MAY_READ.get(each[0], ())]
    assert told_apart(world, asked, begun_week(UNPUBLISHED)) == []


@after_the_week
def test_who_was_given_an_address_before_anything_is_published_reads_nothing_of_the_draft(world):
    with rolled_back():
        by = world.people["organizer"]
        week = factories.week(UNPUBLISHED, by=by)
        token = Calendar.objects.make(week, whole=True, key=KEY, by=by)
        asked = [("anonymous", "GET", "planner:calendar-feed", "", (("token", token),))]
        assert (
            seen_by(world, "anonymous", "GET", "planner:calendar-feed", token=token).said == "200"
        )
        assert told_apart(world, asked, lambda world: plan(week, world)) == []


@before_the_week
def test_who_would_delete_a_site_or_team_of_the_draft_is_told_how_often_it_is_used_and_no_more(
    world,
):
    """The one thing of a draft that an administrator learns: without it, a site that is planned
    with could not be deleted, and nobody would know why."""
    with rolled_back():
        by = world.people["organizer"]
        factories.activity(world.week, f"{WORD} race", 1, by=by, site=world.site)
        page = seen_by(world, "administrator", "GET", "people:site-delete")
        refused = world.ask("administrator", "POST", "people:site-delete", {})
        list_page = world.browser("administrator").get(refused.headers["Location"])
        day = world.week.days.get(number=3)
        hours = {"day": day, "starts": time(11, 11), "ends": time(14)}
        Need.objects.add(by=by, team=world.team, people=90, **hours)
        of_team = seen_by(world, "administrator", "GET", "people:team-delete")
    assert "activities: 1" in page.text
    assert "activities: 1" in list_page.content.decode()
    assert WORD not in page.text + list_page.content.decode()
    assert "needs: 2" in of_team.text
    assert "11:11" not in of_team.text


# Controls: each of these lets a little of the draft out. -----------------------------------------


def apart(world, names) -> list[str]:
    asked = [("staff", "GET", f"planner:{name}", "", ()) for name in names]
    told = told_apart(world, asked, other_draft)
    return [sentence.partition(" by ")[0].partition(":")[2] for sentence in told]


PAGES = ["week-detail", "my-week", "publication-list"]


@before_the_week
def test_control_a_page_that_prints_the_drafts_title_is_seen(world, monkeypatch):
    def countdown(first, last, here):
        return Activity.objects.get(pk=world.activity.pk).title

    monkeypatch.setattr("planner.views.programmes.countdown", countdown)
    assert apart(world, PAGES) == ["my-week"]


@before_the_week
def test_control_a_call_for_cover_that_goes_by_the_drafts_dates_is_seen(world, monkeypatch):
    monkeypatch.setattr(CoverCall, "date", Hours.date)
    assert apart(world, ["cover-list", "cover-detail", *PAGES]) == ["cover-list", "cover-detail"]


@before_the_week
def test_control_a_header_that_counts_the_drafts_changes_is_seen(world, monkeypatch):
    route = world.routes["planner:week-detail"]
    view = route.view

    def counted(request, year):
        answer = view(request, year=year)
        answer.headers["ETag"] = f'"{Week.objects.get(year=year).version}"'
        return answer

    monkeypatch.setattr(route.pattern, "callback", counted)
    assert apart(world, PAGES) == ["week-detail"]


@before_the_week
def test_control_a_page_that_asks_once_for_each_activity_is_seen(world, monkeypatch):
    route = world.routes["planner:publication-list"]
    view = route.view

    def asks(request, year):
        for activity in Activity.objects.filter(week__year=year):
            activity.refresh_from_db()
        return view(request, year=year)

    monkeypatch.setattr(route.pattern, "callback", asks)
    assert apart(world, PAGES) == ["publication-list"]


@after_the_week
def test_control_a_refusal_that_knows_of_the_draft_is_seen(world, monkeypatch):
    route = world.routes["planner:my-week"]
    view = route.view

    def knows(request, year):
        is_begun = Week.objects.filter(year=year).exists()
        return HttpResponse("Not yet.", status=404) if is_begun else view(request, year=year)

    monkeypatch.setattr(route.pattern, "callback", knows)
    asked = [("staff", "GET", "planner:my-week", "", (("year", UNPUBLISHED),))]
    assert len(told_apart(world, asked, begun_week(UNPUBLISHED))) == 1
