"""Deciding an award: checked against what was shown, frozen with its inputs, kept as one act."""

from collections.abc import Collection
from enum import StrEnum
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from csweek.lib.versions import StaleSave
from csweek.people.models import Person
from recognition.bench import Part
from recognition.models import Award, Decision, File
from recognition.models.awards import MOST_WINNERS
from recognition.rules.freezing import Frozen, freeze
from recognition.standings import Doubt, Standing, standing


class Basis(StrEnum):
    """What a decision rests on."""

    SCORES = "scores"
    OTHERWISE = "otherwise"
    NO_AWARD = "no-award"


def basis_of(stand: Standing, winners: Collection[str]) -> Basis:
    if not winners:
        return Basis.NO_AWARD
    return Basis.SCORES if set(winners) == set(stand.proposed) else Basis.OTHERWISE


@transaction.atomic
def decide(
    award: Award,
    winners: Collection[str],
    *,
    by: Person,
    key: UUID,
    reason: str,
    seen: str,
    known: Collection[str] = (),
) -> Decision:
    """Decide who wins: keys of files, none for no award. The same `key` decides once.

    `seen` is the digest of what whoever decides was shown (Standing.seen): raises StaleSave when
    anything of it is another by now. `known` are the doubts that they say they know of. Raises
    ValidationError where it cannot be decided so.
    """
    row = Award.objects.select_for_update().get(pk=award.pk)  # who decides too waits here
    if made := Decision.objects.filter(key=key, award=row).first():
        return made
    stand = standing(row, by)
    if stand.decision or stand.seen != seen:
        raise StaleSave(row)
    refuse(stand, winners, by=by, reason=reason, known=known)
    ordered = [each for each in stand.judged.files if each in set(winners)]
    frozen = frozen_of(stand, ordered, reason=reason, known=known)
    files = File.objects.filter(award=row, key__in=ordered)
    return Decision.objects.decide(row, files, by=by, key=key, reason=reason, frozen=frozen)


def refuse(stand: Standing, winners, *, by, reason: str, known) -> None:
    """Raise ValidationError, in words, for what does not hold."""
    award = stand.award
    if award.discarded_at or not award.is_closed:
        raise ValidationError(_("Nominations have not closed yet. Decide when they have."))
    if stand.unsent.get(by.pk):
        raise ValidationError(_("You judge this award too. Send your own scores first."))
    if stand.has_own:
        raise ValidationError(_("Another manager decides this award."))
    if not reason.strip():
        raise ValidationError(_("Say why. A sentence is enough."))
    if not set(winners) <= set(stand.judged.files):
        raise ValidationError(_("A file is not there any more. Look at the award anew."))
    if len(winners) > max(MOST_WINNERS, len(stand.proposed)):
        words = _("At most %(most)s can win. Choose fewer.")
        raise ValidationError(words % {"most": MOST_WINNERS})
    if set(stand.doubts) - set(known):
        raise ValidationError(_("Read what is open about it, and say that you know."))


def frozen_of(stand: Standing, winners, *, reason: str, known) -> Frozen:
    """The document of a decision. Judges go by their number, files by their key: no names."""
    judged = stand.judged
    kept_out = (Part.BARRED, Part.WAITS, Part.STEPPED_BACK)
    recusals = [
        {"judge": str(judge), "file": file, "part": str(judged.part(judge, file))}
        for judge, file in sorted({*judged.conflicts, *judged.step_backs})
        if judged.part(judge, file) in kept_out
    ]
    facts = {
        "award": str(stand.award.key),
        "winners": sorted(winners),
        "basis": str(basis_of(stand, winners)),
        "reason": reason,
        "known": sorted(set(map(str, known)) & set(map(str, Doubt))),
        "quorum": judged.quorum,
        "panel": sorted(map(str, judged.judges)),
        "recusals": recusals,
        "waivers": sorted([str(judge), file] for judge, file in judged.waivers),
    }
    return freeze(judged.criteria, stand.reviews, **stand.terms, facts=facts)
