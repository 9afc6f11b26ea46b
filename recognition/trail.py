"""What happened to an award, as a manager reads it: nothing of what is about themselves."""

from django.db.models import Q, QuerySet

from csweek.history.models import Entry
from csweek.people.models import Person
from recognition.models import Award, CallIn, File, Nomination, Review, StepBack, Waiver


def trail_of(award: Award, reader: Person) -> QuerySet:
    """Until the award is presented, without nominations and files of the reader, and without what
    judges did with those."""
    entries = Entry.objects.within(award)
    if award.is_presented:
        return entries
    files = File.objects.own_of(reader).filter(award=award)
    hidden = _about(Nomination.objects.filter(person=reader)) | _about(files)
    for kind in (Review, Waiver, StepBack, CallIn):
        hidden |= _about(kind.objects.filter(file__in=files))
    return entries.exclude(hidden)


def _about(rows: QuerySet) -> Q:
    return Q(subject_type=rows.model._meta.label_lower, subject_id__in=rows.values("pk"))
