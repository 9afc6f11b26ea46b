"""Entries of history in words, in the reader's language: who did what, before and after."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache, lru_cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import F
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .models import Entry, Verb

SENTENCES = {
    Verb.MADE: gettext_lazy("%(who)s added %(what)s"),
    Verb.CHANGED: gettext_lazy("%(who)s changed %(what)s"),
    Verb.MOVED: gettext_lazy("%(who)s moved %(what)s"),
    Verb.COPIED: gettext_lazy("%(who)s added a copy of %(what)s"),
    Verb.CANCELLED: gettext_lazy("%(who)s cancelled %(what)s"),
    Verb.REINSTATED: gettext_lazy("%(who)s reinstated %(what)s"),
    Verb.DELETED: gettext_lazy("%(who)s deleted %(what)s"),
    Verb.BROUGHT_BACK: gettext_lazy("%(who)s brought back %(what)s"),
    Verb.IMPORTED: gettext_lazy("%(who)s imported %(what)s"),
    Verb.INVITED: gettext_lazy("%(who)s invited %(what)s"),
    Verb.DEACTIVATED: gettext_lazy("%(who)s deactivated %(what)s"),
    Verb.PUBLISHED: gettext_lazy("%(who)s published %(what)s"),
    Verb.OPENED: gettext_lazy("%(who)s opened %(what)s to anyone with the link"),
    Verb.CLOSED: gettext_lazy("%(who)s closed %(what)s to all but staff"),
    Verb.SENT: gettext_lazy("%(who)s sent %(what)s"),
    Verb.ACCEPTED: gettext_lazy("%(who)s accepted %(what)s"),
    Verb.RETURNED: gettext_lazy("%(who)s returned %(what)s with a question"),
    Verb.WITHDRAWN: gettext_lazy("%(who)s withdrew %(what)s"),
    Verb.STEPPED_BACK: gettext_lazy("%(who)s stepped back from judging %(what)s"),
    Verb.WAIVED: gettext_lazy("%(who)s let somebody judge %(what)s in spite of a conflict"),
    Verb.DECIDED: gettext_lazy("%(who)s decided %(what)s"),
    Verb.REOPENED: gettext_lazy("%(who)s reopened %(what)s"),
    Verb.PRESENTED: gettext_lazy("%(who)s presented %(what)s"),
    Verb.JOINED: gettext_lazy("%(who)s joined: %(what)s"),
    Verb.LEFT: gettext_lazy("%(who)s left: %(what)s"),
    Verb.PROMOTED: gettext_lazy("%(who)s made a place free for the next: %(what)s"),
    Verb.CHECKED_IN: gettext_lazy("%(who)s checked in: %(what)s"),
    Verb.EXPORTED: gettext_lazy("%(who)s exported what is held of %(what)s"),
    Verb.ERASED: gettext_lazy("%(who)s erased %(what)s"),
}


# What is told as changed though it is no column of the row, or none with a name for people.
BESIDE = {
    "keys": gettext_lazy("passkeys, codes and single sign-on"),
    "kept_mails": gettext_lazy("mails kept until mail is set up"),
    "criteria": gettext_lazy("criteria"),
    "awards": gettext_lazy("awards begun from"),
    "chair": gettext_lazy("chair"),
    "reserve": gettext_lazy("reserve judges"),
    "attachments": gettext_lazy("attachments"),
    "co-signatures": gettext_lazy("co-signature"),
    "proposed": gettext_lazy("proposed pairs"),
    "reminders": gettext_lazy("reminders to nominate"),
    "order": gettext_lazy("Order"),
    "how_it_was": gettext_lazy("asked in the evening how it was"),
}
# Of these, what stands before and after is rows that this field of the same model points to.
ROWS_OF = {"chair": "judges", "reserve": "judges"}

SIDES = ("before", "after")

# Longer texts are told by the part that differs, with so many characters on either side of it.
LONG, AROUND = 160, 40


@dataclass(frozen=True)
class Change:
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One entry as people read it; `at` for them, `stamp` for machines."""

    pk: int
    at: str
    stamp: str
    verb: str
    subject_type: str
    subject_id: int
    sentence: str
    reason: str
    changes: list[Change]


def in_words(entries) -> list[Line]:
    """Lines for the entries, with as many queries for a thousand as for one."""
    # Of whoever did it the name alone is wanted, not a whole person a line.
    asked = hasattr(entries, "annotate")
    entries = list(entries.annotate(by_name=F("by__name")) if asked else entries)
    if not entries:
        return []
    teller = Teller(_names_of_related(entries))
    return [teller.line(entry) for entry in entries]


@lru_cache(maxsize=256)
def _model(subject_type: str):
    try:
        return apps.get_model(subject_type)
    except LookupError:
        return None


@lru_cache(maxsize=1024)
def _field(model, name: str):
    """The field of that name; None for what is told beside the fields, also where rows of another
    table point back under that name."""
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return None if isinstance(field, models.ForeignObjectRel) else field


def _names_of_related(entries) -> dict:
    """{(model, pk): its name} of everything that the entries point to."""
    wanted = defaultdict(set)
    for entry in entries:
        model = _model(entry.subject_type)
        if model and not entry.subject_name:
            wanted[model].add(entry.subject_id)
        for change in entry.changes:
            field = _field(model, ROWS_OF.get(change["field"], change["field"]))
            if field is not None and field.is_relation:
                for value in (change["before"], change["after"]):
                    wanted[field.related_model].update(_as_list(value))
    names = {}
    for model, keys in wanted.items():
        related = [f.name for f in model._meta.fields if f.name == "week"]
        for each in model._base_manager.filter(pk__in=keys).select_related(*related or [None]):
            names[model, each.pk] = str(each)
    return names


def _as_list(value) -> list:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


class Teller:
    """Tells entries; what many of them share is looked up and translated once, not once a line."""

    def __init__(self, names: dict):
        self.names = names
        self.nothing, self.somebody, self.erased = _("nothing"), _("Somebody"), _("(erased)")
        self.thing = _("%(kind)s “%(name)s”")
        self.numbered = _("%(kind)s %(name)s")
        self.sentence = cache(lambda verb: str(SENTENCES[Verb(verb)]))
        self.kind = cache(lambda model: str(model._meta.verbose_name))
        self.label = cache(_label)

    def line(self, entry: Entry) -> Line:
        model = _model(entry.subject_type)
        kind = self.kind(model) if model else entry.subject_type
        name = entry.subject_name or self.names.get((model, entry.subject_id)) or self.erased
        words = {"kind": kind, "name": name}
        words = {
            "who": self.who(entry) or self.somebody,
            # What is known by a number, as a week or a publication, is not quoted.
            "what": (self.numbered if name.isdecimal() else self.thing) % words,
        }
        at = timezone.localtime(entry.at)
        return Line(
            pk=entry.pk,
            at=formats.date_format(at, "DATETIME_FORMAT"),
            stamp=at.isoformat(),
            verb=entry.verb,
            subject_type=entry.subject_type,
            subject_id=entry.subject_id,
            sentence=self.sentence(entry.verb) % words,
            reason=entry.reason,
            changes=list(self.changes(model, entry.changes)),
        )

    def changes(self, model, entered: list[dict]):
        """Without what was nothing and stays it; a start and a length as the span that they are."""
        by_field = {each["field"]: each for each in entered}
        span = [by_field.get(field) for field in getattr(model, "span", ())]
        if not (span and all(span) and (span[0]["before"] or span[0]["after"])):
            span = []
        for each in entered:
            if span and each is span[0]:
                before, after = (_span(*(part[side] for part in span)) for side in SIDES)
                yield Change(_("Time"), before or self.nothing, after or self.nothing)
            elif each not in span and any(each[side] not in (None, "", []) for side in SIDES):
                yield self.change(model, each)

    def who(self, entry: Entry) -> str:
        if hasattr(entry, "by_name"):
            return entry.by_name
        return entry.by.name if entry.by else ""

    def change(self, model, change: dict) -> Change:
        field = _field(model, ROWS_OF.get(change["field"], change["field"]))
        before, after = (_value(field, change[each], self.names).strip() for each in SIDES)
        if max(len(before), len(after)) > LONG:
            before, after = _where_they_differ(before, after)
        label = self.label(model, change["field"])
        return Change(label, before or self.nothing, after or self.nothing)


def _label(model, name: str) -> str:
    field = _field(model, name)
    called = field.verbose_name if field is not None else name
    label = str(called if isinstance(called, Promise) else BESIDE.get(name, called))
    return label[:1].upper() + label[1:]


def _shared(one: str, other: str) -> int:
    """How many characters the two begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _where_they_differ(before: str, after: str) -> tuple[str, str]:
    """Both without what they share at either end: all that was overwritten stays readable."""
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    left, right = max(head - AROUND, 0), max(tail - AROUND, 0)
    return tuple(
        ("…" if left else "") + text[left : len(text) - right] + ("…" if right else "")
        for text in (before, after)
    )


def _span(start: str | None, minutes: int | None) -> str:
    """'11:00–12:00'; nothing of what has no start."""
    if not start:
        return ""
    begins = datetime.combine(date.min, time.fromisoformat(start))
    ends = begins + timedelta(minutes=minutes or 0)
    return f"{formats.time_format(begins.time())}–{formats.time_format(ends.time())}"


def _value(field, value, names: dict) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field is None:
        return str(value)
    if field.is_relation:
        known = [names.get((field.related_model, each), _("(erased)")) for each in _as_list(value)]
        return ", ".join(known)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateTimeField):
        at = timezone.localtime(datetime.fromisoformat(value))
        return formats.date_format(at, "DATETIME_FORMAT")
    if isinstance(field, models.DateField):
        return formats.date_format(date.fromisoformat(value), "DATE_FORMAT")
    if isinstance(field, models.TimeField):
        return formats.time_format(time.fromisoformat(value))
    if isinstance(field, models.DecimalField):
        return formats.number_format(Decimal(value), field.decimal_places)
    if isinstance(value, (int, float)):
        return formats.number_format(value)
    return str(value)
