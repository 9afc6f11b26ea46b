"""A manager who is nominated learns of it from no page before the ceremony: two worlds, in one of
which they are nominated, look the same to them.

What managers may know all the same, and why, stands in docs/decisions.md.
"""

import logging
import re

import pytest
import time_machine

from csweek.history.models import Entry
from csweek.lib import ticks
from recognition.judged import judged as whole_bench
from recognition.models import Award, Nomination
from recognition.stages import progress_of as of_all
from tests import factories as people
from tests.access import twins
from tests.access.records import let_history_be_another
from tests.access.table import ROWS
from tests.access.twins import told_apart
from tests.access.world import made_world, rolled_back
from tests.recognition import factories, stages

pytestmark = pytest.mark.django_db

DURING = "2026-10-06 09:00Z"
NAMES = sorted(
    name
    for (name, method) in ROWS
    if method == "GET" and name.startswith(("recognition:", "planner:", "notices:", "people:"))
)
# Nobody decides about themselves: of an award that can be decided these two send them away.
DECIDING = {"recognition:award-detail", "recognition:decision-new"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    logging.disable(logging.CRITICAL)
    with time_machine.travel(DURING, tick=False), made_world(django_db_blocker) as made:
        made.writer = people.person("Ann Author", team=people.team("Mail room"))
        made.other_writer = people.person("Bo Other", team=people.team("Returns desk"))
        made.other_manager = people.person("Max Meyer", is_manager=True)
        made.open_award = factories.award(made.week, "Open hand", by=made.other_manager)
        factories.award(made.week, "Open door", by=made.other_manager)
        made.asked_award = factories.award(made.week, "Open ear", by=made.other_manager)
        ticks.run()  # what is read is made before anybody asks, in both worlds once
        yield made
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def numbers_masked(monkeypatch):
    """Of messages: they count others' too, and a writer is told one more."""
    newest = re.compile(rb'(?<=name="newest" value=")\d+')
    each = re.compile(rb"(?<=/messages/)\d+(?=/open/)")
    monkeypatch.setattr(twins, "BY_LOT", [*twins.BY_LOT, newest, each])


def awards_of(world, *, are_open: bool) -> list[Award]:
    awards = world.week.awards.kept().exclude(closes_at=None).filter(given_to="person")
    return [
        each
        for each in awards.in_order()
        if each.is_closed != are_open and not each.decisions.standing().exists()
    ]


def asked_for(world, awards) -> list[tuple]:
    """Every page, and of each of these awards all that there is of it."""
    asked = [("manager", "GET", name, "", ()) for name in NAMES]
    of_award = {"award-detail", "award-history", "award-edit", "panel-edit", "decision-new"}
    of_award = {(f"recognition:{name}", "key") for name in of_award}
    of_award |= {("recognition:bench", "award")}
    asked += [
        ("manager", "GET", name, "", ((field, each.key),))
        for name, field in of_award
        for each in awards
    ]
    return asked + [
        ("manager", "GET", "recognition:nomination-list", query, ())
        for query in ("state=all", "state=accepted", "q=Mara")
    ]


def apart(world, differ, awards) -> set[str]:
    """The pages that tell the manager of another world."""
    told = told_apart(world, asked_for(world, awards), differ)
    return {sentence.split()[1].split("?")[0].rstrip(":") for sentence in told}


def in_every_state(world) -> None:
    """To read, returned, withdrawn and accepted; in awards that still take nominations."""
    mara, by = world.people["manager"], world.other_manager
    first, *others = awards_of(world, are_open=True)
    factories.accepted(first, mara, by=world.writer, manager=by)
    for award, act in zip(others, ("ask", "withdraw", None), strict=False):
        sent = factories.sent(award, mara, by=world.writer)
        if act == "ask":
            sent.ask("When was that?", by=by)
        if act == "withdraw":
            sent.withdraw(by=by, reason="Sent twice")


def judged(world) -> None:
    """Accepted in whatever is closed and not decided; some judges have scored."""
    mara, by = world.people["manager"], world.other_manager
    for award in awards_of(world, are_open=False):
        file = factories.accepted(award, mara, by=world.writer, manager=by).file
        for seat in award.panel.exclude(person=mara)[:1]:
            factories.review(file, seat.person, 4, 4)


def test_there_are_awards_of_every_kind(world):
    assert len(awards_of(world, are_open=True)) >= 4
    assert {world.deciding_award, world.tied_award} <= set(awards_of(world, are_open=False))


def test_while_nominations_are_open_no_page_tells(world):
    awards = awards_of(world, are_open=True)
    assert apart(world, in_every_state, awards) == set()


def test_while_it_is_judged_only_the_pages_where_they_would_decide_it_do(world):
    awards = awards_of(world, are_open=False)
    assert apart(world, judged, awards) == DECIDING


# Who wrote unnamed. ------------------------------------------------------------------------------


def unnamed(world) -> list[Nomination]:
    """Of the manager's team where nobody nominates their own, twice by one; and of the manager."""
    mara, by = world.people["manager"], world.other_manager
    mara.change({"team": people.team("Front desk")}, by=None)
    team = people.team("Front desk")
    barred = factories.team_award(world.week, "Open team", by=by, not_own_team=True)
    other = factories.team_award(world.week, "Other team", by=by)
    first = factories.sent(barred, team, by=world.writer, is_unnamed=True)
    factories.sent(other, team, by=world.writer, is_unnamed=True)
    own = factories.award(world.week, "Open eye", by=by, window=(-9, -2))
    told = factories.accepted(own, mara, by=world.writer, manager=by, is_unnamed=True)
    stages.decided(own, told.file, by=by)
    return [first, told]


def another_writer(world) -> None:
    """The same, written by somebody of another team."""
    was, now = world.writer, world.other_writer
    Nomination.objects.filter(nominator=was).update(nominator=now)
    let_history_be_another()
    Entry._base_manager.filter(by=was).update(by=now)


def present_own(world, nomination: Nomination) -> None:
    Award.objects.get(pk=nomination.award_id).present(by=world.other_manager)


def looks(nominations: list[Nomination]) -> list[tuple]:
    """The page of each, with a look for everybody who may have written it."""
    return [
        ("manager", "GET", "recognition:nomination-detail", query, (("key", each.key),))
        for each in nominations
        for query in ("", "who=Mail", "who=Returns", "who=Ann", "who=Bo")
    ]


def asked_of_writers(world, nominations: list[Nomination]) -> list[tuple]:
    """Every page of ours that may name one; the list by the names of who may have written them."""
    found = asked_for(world, {each.award for each in nominations})
    names = [("recognition:nomination-list", "Ann"), ("recognition:nomination-csv", "Bo")]
    searched = [("manager", "GET", name, f"state=all&q={writer}", ()) for name, writer in names]
    ours = [each for each in found if each[2].startswith(("recognition:", "notices:"))]
    return ours + searched + looks(nominations)


def test_who_wrote_unnamed_of_them_or_their_team_no_page_tells(world):
    with rolled_back():
        of_team, of_them = unnamed(world)
        assert told_apart(world, asked_of_writers(world, [of_team]), another_writer) == []
        present_own(world, of_them)
        assert told_apart(world, asked_of_writers(world, [of_them]), another_writer) == []
        of_them.award.decisions.get().reopen(by=world.other_manager, reason="A wrong score")
        assert told_apart(world, looks([of_them]), another_writer) == []


# Controls: each of these lets a little out. ------------------------------------------------------


def test_control_a_list_that_counts_every_nomination_is_seen(world, monkeypatch):
    monkeypatch.setattr("recognition.pages.awards.progress_of", lambda rows, reader: of_all(rows))
    assert "recognition:award-list" in apart(world, in_every_state, [])
    assert "recognition:run-sheet" in apart(world, judged, [])


def test_control_a_history_of_everything_is_seen(world, monkeypatch):
    whole = Entry.objects.within
    monkeypatch.setattr("recognition.views.awards.trail_of", lambda award, reader: whole(award))
    awards = awards_of(world, are_open=True)
    assert apart(world, in_every_state, awards) == {"recognition:award-history"}


def test_control_a_bench_with_every_file_is_seen(world, monkeypatch):
    monkeypatch.setattr("recognition.views.desks.judged_for", lambda by, award: whole_bench(award))
    awards = awards_of(world, are_open=False)
    assert "recognition:bench" in apart(world, judged, awards) - DECIDING


def test_control_a_word_of_too_few_judges_for_their_own_file_is_seen(world, monkeypatch):
    monkeypatch.setattr("recognition.notices.panels._are_own", lambda manager, files: False)
    assert "notices:notice-list" in apart(world, judged, [])
