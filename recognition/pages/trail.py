"""What happened to an award, as a manager reads it: nothing of what is about themselves."""

from dataclasses import replace

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from csweek.history.models import Entry, Verb
from csweek.history.words import Change, Line, in_words
from csweek.people.models import Person
from recognition.models import (
    Award,
    CallIn,
    ChairVote,
    Decision,
    File,
    Nomination,
    Review,
    StepBack,
    Waiver,
)
from recognition.naming import joined


def trail_of(award: Award, reader: Person) -> QuerySet:
    """Without what unnamed writers did with nominations of the reader or their team; until the
    award is presented, without nominations and files of the reader, and what judges did with
    those."""
    entries = Entry.objects.within(award).exclude(_by_unnamed(reader))
    if award.is_presented:
        return entries
    files = File.objects.own_of(reader).filter(award=award)
    hidden = _about(Nomination.objects.filter(person=reader)) | _about(files)
    for kind in (Review, Waiver, StepBack, CallIn):
        hidden |= _about(kind.objects.filter(file__in=files))
    return entries.exclude(hidden)


def told(entries: QuerySet, award: Award, reader: Person) -> list[Line]:
    """In words; with what entries keep no names for: the files of the chair's vote, who was decided
    to win, and why a decision was reopened. Whoever has a file in the award reads none of it before
    it is presented."""
    rows = list(entries.annotate(by_name=F("by__name")))
    is_blind = not award.is_presented and File.objects.own_of(reader).filter(award=award).exists()
    names, why, won = {}, {}, {}
    if _has(rows, ChairVote) and not is_blind:
        files = award.files.select_related("person", "team")
        names = {str(file.key): file.nominee_name for file in files}
    if _has(rows, Decision) and not is_blind:
        made = list(award.decisions.with_winners().defer("frozen"))
        why = {each.pk: each.reopened_because for each in made}
        won = {each.number: _winners(each) for each in made}
    return [
        _with_winners(entry, _completed(entry, line, names, why), won)
        for entry, line in zip(rows, in_words(rows), strict=True)
    ]


def _winners(decision: Decision) -> str:
    names = [file.nominee_name for file in decision.winners_in_order()]
    return joined(names) or _("No award this year")


def _with_winners(entry: Entry, line: Line, won: dict[int, str]) -> Line:
    """A decision with who won by the one before it, and by itself."""
    if entry.verb != Verb.DECIDED or not won:
        return line
    number = next(each for each in entry.changes if each["field"] == "number")
    before, after = (won.get(number[side], "") for side in ("before", "after"))
    return replace(line, changes=[*line.changes, Change(_("Who wins"), before, after)])


def _has(rows: list[Entry], model) -> bool:
    return any(_is_of(model, entry) for entry in rows)


def _is_of(model, entry: Entry) -> bool:
    return entry.subject_type == model._meta.label_lower


def _completed(entry: Entry, line: Line, names: dict, why: dict) -> Line:
    if entry.verb == Verb.REOPENED and _is_of(Decision, entry):
        return replace(line, reason=why.get(entry.subject_id, ""))
    if not _is_of(ChairVote, entry):
        return line
    (kept,), (change,) = entry.changes, line.changes
    if not names or not isinstance(kept["after"], list):
        return replace(line, changes=[])  # an older release kept how many they were
    before, after = (_named(kept[side] or [], names) for side in ("before", "after"))
    return replace(line, changes=[replace(change, before=before or change.before, after=after)])


def _named(keys: list[str], names: dict) -> str:
    return ", ".join(names.get(key, _("(erased)")) for key in keys)


def _by_unnamed(reader: Person) -> Q:
    """What those did whose names stay hidden from the reader."""
    written = Nomination.objects.hidden_from(reader).filter(nominator=OuterRef("by"))
    theirs = Exists(written.filter(pk=OuterRef("subject_id")))
    return Q(theirs, subject_type=Nomination._meta.label_lower)


def _about(rows: QuerySet) -> Q:
    return Q(subject_type=rows.model._meta.label_lower, subject_id__in=rows.values("pk"))
