"""Co-signature: a colleague who read of an open team nomination and stands behind it."""

import json
from hashlib import sha256

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record

from .awards import Award
from .nominations import Nomination
from .states import State


def digest_of(nomination: Nomination) -> str:
    """Of what one reads and signs: another one as soon as award, team or words are others."""
    read = json.dumps([nomination.award_id, nomination.team_id, nomination.words])
    return sha256(read.encode()).hexdigest()[:16]


class CoSignatureManager(models.Manager):
    def open_to(self, person):
        """Team nominations that this person may read and co-sign now: of other teams, by others.

        Their order tells nothing of who wrote first.
        """
        awards = Award.objects.open().filter(allows_cosigning=True)
        sent = Nomination.objects.filter(state__in=(State.SENT, State.ACCEPTED), award__in=awards)
        others = sent.exclude(team=None).exclude(nominator=person)
        if person.team_id:
            others = others.exclude(team=person.team_id)
        return others.order_by("team__name", "key")

    @transaction.atomic
    def sign(self, nomination: Nomination, *, by, seen: str | None = None) -> None:
        """Once, however often it is pressed. `seen` is the digest of what was read. Raises
        ValidationError when it can no longer be, or when something else stands there by now."""
        held = Nomination.objects.select_for_update().get(pk=nomination.pk)
        if not self.open_to(by).filter(pk=held.pk).exists():
            raise ValidationError(_("This nomination takes no co-signatures any more."))
        if seen not in (None, digest_of(held)):
            raise ValidationError(
                _("It was changed while you read it. Read it again, and co-sign it then.")
            )
        _row, is_new = self.get_or_create(nomination=held, person=by)
        if is_new:
            record(held, Verb.CHANGED, by=by, changes={"co-signatures": (False, True)})

    @transaction.atomic
    def take_back(self, nomination: Nomination, *, by) -> None:
        """Until nominations close. Taken back twice, it is taken back once."""
        if not nomination.award.is_open:
            raise ValidationError(_("Nominations have closed. Your co-signature stays."))
        gone, _tables = self.filter(nomination=nomination, person=by).delete()
        if gone:
            record(nomination, Verb.CHANGED, by=by, changes={"co-signatures": (True, False)})


class CoSignature(models.Model):
    nomination = models.ForeignKey(
        Nomination, on_delete=models.CASCADE, related_name="cosignatures"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = CoSignatureManager()

    class Meta:
        verbose_name = _("co-signature")
        verbose_name_plural = _("co-signatures")
        constraints = [
            models.UniqueConstraint(fields=["nomination", "person"], name="cosigned_once")
        ]

    def __str__(self):
        return str(self.nomination)
