"""The receipt of a presented award: how it was decided, without scores and without who lost."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from csweek.people.models import Person
from recognition.models import Award, Decision, TieRule
from recognition.rules.canonical import read

BROKEN_BY = {
    "head-to-head": _("by comparing, judge by judge"),
    "criterion": _("by the heaviest criterion"),
    "first-places": _("by first places"),
    "chair": _("by the chair's vote"),
}
BASIS = {
    "scores": _("By the scores"),
    "otherwise": _("Otherwise than the scores alone say, with a reason that managers keep"),
    "no-award": _("Nobody was given it"),
}
SET_ASIDE = ("otherwise", "no-award")


@dataclass(frozen=True)
class Receipt:
    """`panel` are the names of judges still in the directory, `judges` how many gave scores that
    count: a reserve judge who was never called in is neither. `is_set_aside`: another decision was
    made than the scores say, ties and all."""

    award: Award
    decision: Decision
    criteria: list
    panel: list[str]
    judges: int
    recusals: int
    waivers: int
    quorum: int | None
    basis: str
    tie_rule: str
    broken_by: list[str]
    is_joint: bool
    is_set_aside: bool


def receipt_of(award: Award) -> Receipt | None:
    """Of what holds; None while nothing is decided. Raises nothing for what an older release has
    frozen, and one of UNREADABLE for a text that is damaged."""
    decision = award.decisions.in_force().first()
    if decision is None:
        return None
    document = read(decision.frozen)
    facts, result = document.get("facts", {}), document["result"]
    judges = {each["judge"] for each in document["inputs"]["reviews"]}
    ties = [tie for tie in result["ties"] if tie["is_at_edge"] and tie["broken_by"]]
    return Receipt(
        award=award,
        decision=decision,
        criteria=list(award.criteria.all()),
        panel=sorted(_names(judges)),
        judges=len(judges),
        recusals=len(facts.get("recusals", [])),
        waivers=len(facts.get("waivers", [])),
        quorum=facts.get("quorum"),
        basis=BASIS.get(facts.get("basis"), ""),
        tie_rule=TieRule(document["inputs"]["rule"]).label,
        broken_by=[BROKEN_BY[step] for step in dict.fromkeys(tie["broken_by"] for tie in ties)],
        is_joint=bool(result["joint"]),
        is_set_aside=facts.get("basis") in SET_ASIDE,
    )


def _names(judges: set[str]):
    """Of those who are still in the directory."""
    numbers = [int(key) for key in judges if key.isdecimal()]
    return Person.objects.in_directory().filter(pk__in=numbers).values_list("name", flat=True)
