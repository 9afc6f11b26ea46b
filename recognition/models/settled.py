"""Awards that take no nomination in any more: decided ones, and deleted ones."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .awards import Award
from .decisions import Decision


def settled_among(keys) -> dict[int, str]:
    """{key of an award: why it takes no nomination in}, of those awards that take none. All are
    held: nobody decides them until the transaction ends."""
    held = list(Award.objects.filter(pk__in=keys).order_by("pk").select_for_update())
    standing = Decision.objects.standing().filter(award__in=keys)
    decided = set(standing.values_list("award_id", flat=True))
    said = {}
    for award in held:
        if award.pk in decided:
            said[award.pk] = _("“%(award)s” has been decided. Reopen it first.")
        elif award.discarded_at:
            said[award.pk] = _("“%(award)s” was deleted. Bring it back first.")
    return {award.pk: said[award.pk] % {"award": award} for award in held if award.pk in said}


def refuse_if_settled(*awards: Award) -> None:
    """Raise ValidationError unless all of them still take nominations in."""
    for why in settled_among({award.pk for award in awards}).values():
        raise ValidationError(why)
