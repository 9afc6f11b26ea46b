"""What everyone may know: awards that have been presented, who won them, and what was said.

Nothing here is asked of an award before it is presented.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from csweek.people.models import Person
from recognition.models import Award, Decision, File, Nomination


@dataclass(frozen=True)
class Outcome:
    """A presented award, with the last decision that was presented. It holds until there is
    another, also while it is looked at anew. `was_other`: the one before it had other winners."""

    award: Award
    decision: Decision
    winners: tuple[File, ...]
    was_other: bool


def outcomes(awards) -> list[Outcome]:
    """Of those awards that are presented, in the order given; two queries more."""
    rows = [award for award in awards if award.is_presented]
    decisions = _decisions(rows)
    return [_outcome(award, decisions[award.pk]) for award in rows if decisions[award.pk]]


def outcomes_by_number(awards) -> dict[tuple[int, int], Outcome]:
    """{(award, number of a decision): what everyone was shown by it}, also of those that another
    has taken the place of; two queries more."""
    rows = [award for award in awards if award.is_presented]
    decisions = _decisions(rows)
    return {
        (award.pk, decision.number): _outcome(award, decisions[award.pk][: place + 1])
        for award in rows
        for place, decision in enumerate(decisions[award.pk])
    }


def _decisions(awards: list[Award]) -> dict[int, list[Decision]]:
    """Those that were presented of each award, the last one last."""
    shown = Decision.objects.presented().filter(award__in=[each.pk for each in awards])
    found = defaultdict(list)
    for decision in shown.order_by("number").defer("frozen", "reason").with_winners():
        found[decision.award_id].append(decision)
    return found


def _outcome(award: Award, decisions: list[Decision]) -> Outcome:
    """`decisions` are those that were presented, the last one last."""
    last = decisions[-1]
    files = last.winners_in_order()
    before = [set(each.winners.all()) for each in decisions[-2:-1]]
    return Outcome(award, last, tuple(files), any(each != set(files) for each in before))


def outcomes_of_year(year: int) -> list[Outcome]:
    return outcomes(Award.objects.presented().filter(week__year=year).in_order())


@dataclass(frozen=True)
class Said:
    """Words that colleagues said of a nominee, who may read them; `who` of an unnamed one is a
    colleague, and so is whoever was erased."""

    award: Award
    words: str
    who: str
    team: str


def readable() -> QuerySet:
    """Nominations that their nominees may read: accepted, presented, and with their consent."""
    said = Nomination.objects.accepted().filter(may_be_read=True, award__discarded_at=None)
    said = said.exclude(award__presented_at=None)
    return said.select_related("award", "nominator", "team")


def said_of(person: Person, year: int) -> list[Said]:
    """Of a person, and of their team; the order tells nothing of who wrote first."""
    about = Q(person=person)
    if person.team_id:
        about |= Q(team=person.team_id)
    found = readable().filter(about, week__year=year).exclude(nominator=person)
    return [said(each) for each in found.order_by("award__position", "award", "key")]


def said(nomination: Nomination) -> Said:
    return Said(
        award=nomination.award,
        words=nomination.words,
        who=name_of_writer(nomination),
        team=nomination.team.name if nomination.team_id else "",
    )


def name_of_writer(nomination: Nomination) -> str:
    writer = None if nomination.is_unnamed else nomination.nominator
    return _("A colleague") if writer is None or writer.is_erased else writer.name
