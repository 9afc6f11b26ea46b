"""Who won, and who wrote unnamed, cannot leak: two worlds that differ in that alone look the same.

As with drafts, everything that the table of access knows is asked, so that a new address is asked
by itself: by everyone but managers, who may know.
"""

import logging
import re

import pytest
import time_machine

from csweek.notices.letters import letter_of
from csweek.notices.models import Mail
from recognition.models import Award, Decision, File
from recognition.presented import Outcome
from recognition.rules.freezing import freeze
from recognition.rules.reviews import Criterion, Review
from recognition.rules.stage import Act
from tests import factories as people
from tests.access import twins
from tests.access.table import ROLES, ROWS
from tests.access.twins import KEY, questions, told_apart
from tests.access.world import made_world, rolled_back
from tests.recognition import factories, stages

pytestmark = pytest.mark.django_db

NAMES = sorted({name for name, _method in ROWS})
OURS = [name for name in NAMES if name.startswith(("recognition:", "notices:"))]
OTHERS = [role for role in ROLES if role != "manager"]
DURING = "2026-10-09 15:00Z"  # the Friday of the week


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    logging.disable(logging.CRITICAL)  # every refusal would be told, with its traceback
    with time_machine.travel(DURING, tick=False), made_world(django_db_blocker) as made:
        prepare(made)
        yield made
    logging.disable(logging.NOTSET)


@pytest.fixture(autouse=True)
def no_lot(monkeypatch):
    """What other pages draw by lot is masked too; one shows a secret as a picture, which no mask
    fits."""
    once = re.compile(rb'(?<=name="once" value=")[0-9a-f-]{36}')
    key = re.compile(rb'(?<=data-key=")[0-9a-f-]{36}')
    path = re.compile(rb"(?<=/nominate/)[0-9a-f-]{36}")
    monkeypatch.setattr(twins, "BY_LOT", [*twins.BY_LOT, once, key, path])
    secret = "allauth.mfa.totp.internal.auth.generate_totp_secret"
    monkeypatch.setattr(secret, lambda length=20: "A" * 32)


def prepare(world) -> None:
    """Staff, too, are nominated; the judge has judged; the stage shows the award, without a name.

    An award of its own has an unnamed nomination of the owner.
    """
    by, judge = world.people["manager"], world.people["judge"]
    award = world.won_award = factories.award(world.week, "Steady hand", by=by, window=(-9, -2))
    factories.accepted(award, world.nominee, by=world.owner, manager=by)
    factories.accepted(award, world.people["staff"], by=world.people["administrator"], manager=by)
    factories.panel(award, [judge, by], by=by)
    first = award.files.get(person=world.nominee)
    factories.review(first, judge, 4, 4)
    File.objects.filter(pk=first.pk).update(citation="She held it steady.")
    stages.decided(award, first, by=by)
    world.stage = stages.ceremony(world.week, award, by=by)
    world.writers = [people.person("Wanda Writer"), people.person("Bo Other")]
    world.kind_award = factories.award(world.week, "Open door", by=by, window=(-9, -2))
    world.unnamed = factories.accepted(
        world.kind_award, world.owner, by=world.writers[0], manager=by, is_unnamed=True
    )
    factories.panel(world.kind_award, [judge, by], by=by)
    stages.decided(world.kind_award, world.kind_award.files.get(), by=by)
    stages.walk(world.stage, "next", by=by)
    twins.prepare(world)


def another_winner(world) -> None:
    """Whatever tells of the winner, for managers, tells of another."""
    award = world.won_award
    file = award.files.get(person=world.people["staff"])
    document = freeze([Criterion("1", 3)], [Review("1", str(file.key), {"1": 5})])
    Decision.objects.filter(award=award).update(
        frozen=document.text, sha256=document.sha256, reason="Otto was better"
    )
    Decision.objects.get(award=award).winners.set([file])
    File.objects.filter(award=award).update(citation="")
    File.objects.filter(pk=file.pk).update(citation="Otto carried it all.", is_shortlisted=True)


def nobody_wins(world) -> None:
    Decision.objects.get(award=world.won_award).winners.clear()


def another_writer(world) -> None:
    """The same words, unnamed, by somebody else."""
    rows = type(world.unnamed).objects.filter(pk=world.unnamed.pk)
    rows.update(nominator=world.writers[1])


def presented(world) -> None:
    by = world.people["manager"]
    Award.objects.get(pk=world.kind_award.pk).present(by=by)
    world.stage.refresh_from_db()
    stages.walk(world.stage, "next", "next", "next", by=by)


def test_who_has_won_nobody_sees_but_managers_until_it_is_presented(world):
    assert told_apart(world, questions(world, NAMES, OTHERS), another_winner) == []


def test_nor_whether_anybody_has(world):
    assert told_apart(world, questions(world, OURS, OTHERS), nobody_wins) == []


def test_a_manager_does_see_that_another_has_won(world):
    told = told_apart(world, questions(world, OURS, ["manager"]), another_winner)
    seen = {sentence.split()[1].partition(":")[2].rstrip(":") for sentence in told}
    assert seen >= {"award-list", "ceremony-audience", "ceremony-presenter", "ceremony-state"}


def test_once_it_is_presented_everyone_sees_it(world):
    asked = [("staff", "GET", "recognition:winners", "", ())]
    assert len(told_apart(world, asked, presented)) == 1
    with rolled_back():
        presented(world)
        assert len(told_apart(world, asked, another_winner)) == 1


def test_who_wrote_unnamed_nobody_sees_before_the_ceremony(world):
    assert told_apart(world, questions(world, OURS, OTHERS), another_writer) == []


def test_nor_after_it(world):
    with rolled_back():
        presented(world)
        assert told_apart(world, questions(world, OURS, OTHERS), another_writer) == []


def letters(world) -> list[str]:
    """What is mailed to everyone with a role, as it would be sent."""
    roles = [world.people[role].pk for role in OTHERS if role in world.people]
    rows = Mail.objects.filter(notice__person__in=roles).select_related("notice__person")
    made = [letter_of(each) for each in rows.order_by("pk")]
    return [f"{each.to} {each.subject}\n{each.body}" for each in made if each]


def test_nor_by_mail(world):
    with rolled_back():
        presented(world)
        before = letters(world)
        another_writer(world)
        assert letters(world) == before
    assert any("A colleague" in letter for letter in before)


# Controls: each of these lets a little out. ------------------------------------------------------


def apart(world, differ, *names) -> list[str]:
    asked = [("owner", "GET", f"recognition:{name}", "", ()) for name in names]
    told = told_apart(world, asked, differ)
    return [sentence.partition(" by ")[0].partition(":")[2] for sentence in told]


PAGES = ["winners", "said-of-me", "my-nominations"]


def test_control_a_page_that_prints_the_winner_is_seen(world, monkeypatch):
    def early(year):
        award = Award.objects.get(pk=world.won_award.pk)
        decision = award.decisions.standing().get()
        return [Outcome(award, decision, tuple(decision.winners.all()), was_other=False)]

    monkeypatch.setattr("recognition.views.winners.outcomes_of_year", early)
    assert apart(world, another_winner, *PAGES) == ["winners"]


def test_control_a_header_made_from_the_decision_is_seen(world, monkeypatch):
    route = world.routes["recognition:winners"]
    view = route.view

    def marked(request, year):
        answer = view(request, year=year)
        answer.headers["ETag"] = f'"{Decision.objects.get(award=world.won_award).sha256}"'
        return answer

    monkeypatch.setattr(route.pattern, "callback", marked)
    assert apart(world, another_winner, *PAGES) == ["winners"]


def test_control_a_page_that_asks_once_for_each_winner_is_seen(world, monkeypatch):
    route = world.routes["recognition:my-nominations"]
    view = route.view

    def asks(request, year):
        for file in File.objects.filter(pk__in=Decision.winners.through.objects.values("file")):
            file.refresh_from_db()
        return view(request, year=year)

    monkeypatch.setattr(route.pattern, "callback", asks)
    assert apart(world, nobody_wins, *PAGES) == ["my-nominations"]


def test_control_initials_of_who_wrote_unnamed_are_seen(world, monkeypatch):
    def initials(nomination):
        return nomination.nominator.initials

    monkeypatch.setattr("recognition.presented.name_of_writer", initials)
    with rolled_back():
        presented(world)
        assert apart(world, another_writer, *PAGES) == ["said-of-me"]


def test_control_a_step_of_the_stage_that_shows_a_name_lifts_the_embargo(world):
    with rolled_back():
        world.stage.refresh_from_db()
        world.stage.act(Act.NEXT, by=world.people["manager"], key=KEY)
        assert apart(world, another_winner, *PAGES) == ["winners"]
