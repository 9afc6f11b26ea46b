"""Attachment: a photo or a file beside a nomination, cleaned before it is kept."""

import uuid

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb
from csweek.lib.attachments import MEDIA_TYPES
from csweek.lib.attachments import Attachment as Cleaned

from .cosigns import CoSignature
from .files import File
from .nominations import Nomination
from .states import State

MOST_ATTACHMENTS = 3
KINDS = {media_type: kind for kind, media_type in MEDIA_TYPES.items()}


class AttachmentQuerySet(models.QuerySet):
    def in_short(self):
        """For lists: without what is in them."""
        return self.defer("data", "thumbnail")

    def visible_to(self, person):
        """Its nominator always; while the nomination counts, managers who read it, and judges who
        may judge its file once nominations have closed."""
        read = Nomination.objects.managed_by(person).exclude(state=State.WITHDRAWN)
        return self.filter(
            Q(nomination__nominator=person)
            | Q(nomination__in=read.values("pk"))
            | Q(
                nomination__state=State.ACCEPTED,
                nomination__file__in=_files_judged_by(person).values("pk"),
            )
        )

    def editable_by(self, person):
        """Whoever wrote the nomination, alone."""
        return self.filter(nomination__nominator=person)


def _files_judged_by(person):
    """Files whose awards take no more, that nothing keeps this judge of the panel from judging:
    as recognition.rules.conflicts, in the database's words."""
    files = File.objects.filter(
        Q(award__panel__person=person, award__panel__is_reserve=False)
        | Q(award__panel__person=person, calls__judge=person),
        award__discarded_at=None,
        award__closes_at__lte=timezone.now(),
    )
    same = Q(person=OuterRef("person")) | Q(team=OuterRef("team"))
    here = Nomination.objects.counted().filter(same, award=OuterRef("award"))
    signed = CoSignature.objects.filter(person=person).values("nomination")
    wrote = here.filter(Q(nominator=person) | Q(pk__in=signed))  # accepted or not
    barred = Q(person=person) | Q(Exists(wrote)) | Q(step_backs__judge=person)
    tied = Q(person__line_manager=person) | Q(team__person__line_manager=person)
    if person.team_id:
        barred |= Q(team=person.team_id)
        tied |= Q(person__team=person.team_id)
    if person.line_manager_id:
        tied |= Q(person=person.line_manager_id) | Q(team__person=person.line_manager_id)
    needs_waiver = File.objects.filter(tied).exclude(waivers__judge=person)
    out = File.objects.filter(barred)
    return files.exclude(pk__in=out.values("pk")).exclude(pk__in=needs_waiver.values("pk"))


class AttachmentManager(models.Manager.from_queryset(AttachmentQuerySet)):
    @transaction.atomic
    def add(self, nomination: Nomination, made: Cleaned, thumbnail: bytes = b"", *, by):
        """One more, up to three; the same file sent twice is added once. What was sent before is
        read once more: only then history tells of it."""
        held = _held(nomination)
        there = list(self.filter(nomination=held))
        same = [each for each in there if bytes(each.data) == made.data]
        if same:
            return same[0]
        if len(there) >= MOST_ATTACHMENTS:
            raise ValidationError(
                _("A nomination has at most three files. Remove one, then add “%(name)s”.")
                % {"name": made.name}
            )
        added = self.create(
            nomination=held,
            name=made.name,
            media_type=made.media_type,
            data=made.data,
            thumbnail=thumbnail,
            size=len(made.data),
        )
        _read_anew(held, (len(there), len(there) + 1), by)
        return added


def _held(nomination: Nomination) -> Nomination:
    held = Nomination.objects.select_for_update(of=("self",)).select_related("award")
    held = held.get(pk=nomination.pk)
    if not held.is_draft and not held.can_be_edited:
        raise ValidationError(_("Nominations have closed. The files stay as they are."))
    return held


def _read_anew(nomination: Nomination, count: tuple[int, int], by) -> None:
    """What was returned stays so until its question is answered: by sending it again."""
    if not nomination.is_draft:
        state = State.RETURNED if nomination.is_returned else State.SENT
        values = {"state": state, "file": None, "saved_at": timezone.now()}
        nomination.apply(Verb.CHANGED, values, by=by, also={"attachments": count})


class Attachment(models.Model):
    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="attachments")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120)
    media_type = models.CharField(max_length=40)
    data = models.BinaryField()
    thumbnail = models.BinaryField(default=bytes)
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField(auto_now_add=True)

    objects = AttachmentManager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["pk"]

    def __str__(self):
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")

    @property
    def kind(self) -> str:
        """As csweek.lib.attachments names it."""
        return KINDS[self.media_type]

    @transaction.atomic
    def remove(self, *, by) -> None:
        held = _held(self.nomination)
        count = held.attachments.count()
        self.delete()
        _read_anew(held, (count, count - 1), by)
