"""Notice: one thing that one person is told. Upper floors make them by `notify`."""

from collections.abc import Iterable, Set
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from csweek.people.models import Person

from .mails import Mail

AT_ONCE = 1000  # rows of one INSERT


class NoticeQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)

    def unseen(self):
        return self.filter(seen_at=None)

    def counted(self):
        """What the bell counts: unread, and there is still something to say of it."""
        return self.unseen().not_over().filter(is_silent=False)

    def not_over(self):
        return self.filter(models.Q(until=None) | models.Q(until__gt=timezone.now()))

    def see(self) -> int:
        """Whoever it is for has read it: said once, and not said again."""
        return self.unseen().update(seen_at=timezone.now())

    def about(self, name: str, **subject):
        """Everything told of one thing: about("publication", publication=3)."""
        ((kind, pk),) = subject.items()
        return self.about_any(name, **{kind: [pk]})

    def about_any(self, name: str, **subjects):
        """Everything told of some things: about_any("publication", publication=[3, 4])."""
        ((kind, keys),) = subjects.items()
        return self.filter(name=name, subject__in=[f"{kind}:{pk}" for pk in keys])


class Notice(models.Model):
    """`context` is plain values (numbers, words, dates in ISO form) from which the words are made
    when it is read, in the reader's language; never a person's name or address, so that whoever
    is erased does not stay in it."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notices",
        db_index=False,  # notice_newest begins with it
    )
    name = models.CharField(max_length=40)
    # None rather than empty: of those without a subject, a person may have many.
    subject = models.CharField(max_length=60, null=True)  # noqa: DJ001
    context = models.JSONField(default=dict)
    made_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)  # from then on there is nothing to say of it
    is_silent = models.BooleanField(default=False)  # nobody had words for it when last asked
    asked_at = models.DateTimeField(null=True)  # when that was

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "subject", "person"], name="notice_once_to_each"
            )
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_newest"),
            models.Index(fields=["person"], condition=models.Q(seen_at=None), name="notice_unseen"),
            models.Index(fields=["made_at"], name="notice_made"),
        ]

    def __str__(self):
        return f"{self.name} {self.pk}"


def notify(people, name: str, *, subject: str | None = None, until=None, **context) -> int:
    """Tell each of `people` (keys of persons, or a queryset of them) once; says how many were told.

    Call it in the transaction of what it tells of: nothing is put into words or sent here. Who has
    been told of this `subject` ("publication:3") by this `name` already is not told again. From
    the moment `until` there is nothing to say of it.
    """
    if isinstance(people, models.QuerySet):
        people = people.values_list("pk", flat=True)
    return notify_each(name, [(set(people), subject, context)], until=until)


@transaction.atomic
def notify_each(
    name: str, told: Iterable[tuple[Set[int], str | None, dict]], *, until: datetime | None = None
) -> int:
    """The same of many subjects at once, each with whom to tell and its context; in as many
    queries as of one."""
    wanted = [
        (key, subject, context) for people, subject, context in told for key in sorted(people)
    ]
    return sum(
        _tell(name, wanted[start : start + AT_ONCE], until)
        for start in range(0, len(wanted), AT_ONCE)
    )


def _tell(name: str, wanted: list[tuple[int, str | None, dict]], until: datetime | None) -> int:
    keys = {key for key, _subject, _context in wanted}
    subjects = {subject for _key, subject, _context in wanted} - {None}
    already = set()
    if subjects:
        before = Notice.objects.filter(name=name, subject__in=subjects, person__in=keys)
        already = set(before.values_list("person", "subject"))
    rows = Person.objects.filter(pk__in=keys).order_by("pk")
    wants_mail = {
        pk: wants and is_active
        for pk, wants, is_active in rows.values_list("pk", "wants_mail", "is_active")
    }
    now = timezone.now()
    made = Notice.objects.bulk_create(
        Notice(person_id=key, name=name, subject=subject, context=context, made_at=now, until=until)
        for key, subject, context in wanted
        if key in wants_mail and (key, subject) not in already
    )
    Mail.objects.bulk_create(Mail(notice=each) for each in made if wants_mail[each.person_id])
    return len(made)
