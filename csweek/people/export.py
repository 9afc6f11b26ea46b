"""Everything that is held of a person, to hand to them: as JSON and as a page, in one file."""

import json
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO
from itertools import islice
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.db import models
from django.db.models import Count, Value
from django.template.loader import render_to_string
from django.utils import formats, timezone
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from csweek.history import origin
from csweek.lib.text import fold

from .holdings import Holding, holdings, told_to
from .models import Organisation, Person

# Of how a row is kept, not of whom.
NOT_TOLD = {"id", "key", "version", "erased_at"}
# For programs, in data.json: the page says in words what they point to.
NOT_IN_WORDS = {"subject_type", "subject_id"}


# What columns are called that have no name for people.
LABELS = {
    "act": gettext_lazy("What was done"),
    "added_at": gettext_lazy("Added"),
    "applied_at": gettext_lazy("Applied"),
    "at": gettext_lazy("When"),
    "changes": gettext_lazy("Changes"),
    "created_at": gettext_lazy("Begun"),
    "discarded_at": gettext_lazy("Taken out"),
    "due_at": pgettext_lazy("column", "Due"),
    "given_at": gettext_lazy("Given"),
    "given_up_at": gettext_lazy("Given up"),
    "ip": gettext_lazy("Network address"),
    "joined_at": gettext_lazy("Joined"),
    "kept_at": gettext_lazy("Kept"),
    "last_seen_at": gettext_lazy("Last seen"),
    "last_used_at": gettext_lazy("Last used"),
    "made_at": gettext_lazy("Made"),
    "media_type": gettext_lazy("Kind of file"),
    "offered_at": gettext_lazy("Offered"),
    "order": gettext_lazy("Order"),
    "origin": gettext_lazy("From which network"),
    "reason": gettext_lazy("Reason"),
    "reopened_at": gettext_lazy("Reopened"),
    "saved_at": gettext_lazy("Saved"),
    "seen_at": gettext_lazy("Seen"),
    "sent_at": pgettext_lazy("column", "Sent"),
    "size": gettext_lazy("Bytes"),
    "state": gettext_lazy("State"),
    "type": gettext_lazy("Kind"),
    "user_agent": gettext_lazy("Browser"),
    "verb": gettext_lazy("What was done"),
    "withdrawn_at": gettext_lazy("Withdrawn"),
}
# The same of a table where they mean something else.
LABELS_OF = {
    ("notice", "made_at"): gettext_lazy("When"),
    ("mail", "due_at"): gettext_lazy("To be sent"),
    ("mail", "kept_at"): gettext_lazy("Kept until mail is set up"),
}


@dataclass
class Part:
    """What one table holds: each row as plain values, and in words as (label, text)."""

    key: str
    title: str
    rows: list[dict] = field(default_factory=list)
    lines: list[list[tuple[str, str]]] = field(default_factory=list)


def counts_of(reader: Person, person: Person) -> list[tuple[Holding, int]]:
    """How many rows of each kind there are that the reader may be told of; in one query."""
    told = told_to(reader, person)
    questions = [
        holding.rows_told(person)
        .order_by()
        .values(held_as=Value(place))
        .annotate(held=Count("pk", distinct=True))
        .values_list("held_as", "held")
        for place, holding in enumerate(told)
    ]
    found = dict(questions[0].union(*questions[1:], all=True).order_by()) if questions else {}
    counts = [(holding, found[place]) for place, holding in enumerate(told) if found.get(place)]
    return sorted(counts, key=lambda pair: fold(str(pair[0].title)))


def left_out(reader: Person, person: Person) -> list[str]:
    """What the reader is not told of: by its kind, whether there is any or not."""
    told = told_to(reader, person)
    return [str(each.title) for each in holdings() if each not in told]


def columns_told(holding: Holding, model: type[models.Model]) -> list[models.Field]:
    """Those that are declared; else all but keys, what is hidden, files, and other people."""
    fields = model._meta.concrete_fields
    if holding.columns is not None:
        return [each for each in fields if each.name in holding.columns]
    return [
        each
        for each in fields
        if each.name not in NOT_TOLD | {*holding.hidden}
        and not isinstance(each, models.BinaryField)
        and each.related_model is not Person
    ]


def part_of(holding: Holding, person: Person) -> Part:
    rows = holding.rows_told(person)
    columns = columns_told(holding, rows.model)
    related = [each.name for each in columns if each.is_relation]
    rows = rows.select_related(*related or [None])
    found = list(rows.order_by(*newest_first(columns)))
    more = holding.words(found) if holding.words else [{} for _row in found]
    part = Part(f"{holding.model._meta.label_lower}.{holding.key}", str(holding.title))
    for row, beside in zip(found, more, strict=True):
        values = {each.name: plain(getattr(row, each.name)) for each in columns}
        part.rows.append(values | beside)
        shown = [each for each in columns if each.name not in NOT_IN_WORDS]
        told = [(heading(each), in_words(each, row)) for each in shown]
        told += [(label_of(key), str(text)) for key, text in beside.items()]
        part.lines.append([(label, text) for label, text in told if text])
    return part


def newest_first(columns: list[models.Field]) -> list[str]:
    """By the first moment that every row has; where there is none, by when they were made."""
    moments = (each for each in columns if isinstance(each, models.DateTimeField) and not each.null)
    return [*(f"-{each.name}" for each in islice(moments, 1)), "-pk"]


def heading(column: models.Field) -> str:
    """What a column is called: in words of its own, of what it leads to, or of LABELS."""
    if isinstance(column.verbose_name, Promise):
        return capfirst(column.verbose_name)
    if column.is_relation:
        return capfirst(column.related_model._meta.verbose_name)
    own = LABELS_OF.get((column.model._meta.model_name, column.name))
    return str(own or LABELS.get(column.name, column.name))


def label_of(key: str) -> str:
    """Of what is told beside the columns."""
    labels = {
        "what": _("What"),
        "message": _("Message"),
        "who": _("Who"),
        "award": _("Award"),
        "activity": _("Activity"),
        "year": _("Year"),
        "line_manager": _("Line manager"),
    }
    return labels[key]


def plain(value):
    """As JSON keeps it; a row of another table by what it is called."""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value) if isinstance(value, (UUID, Decimal)) else value


def in_words(column: models.Field, row: models.Model) -> str:
    value = getattr(row, column.name)
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if column.name == "origin":
        return origin.in_words(value)
    if column.choices:
        return str(getattr(row, f"get_{column.name}_display")())
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    if isinstance(value, time):
        return formats.time_format(value)
    if isinstance(value, (list, dict)):  # a list of words; what is for programs is in data.json
        return ", ".join(value) if all(isinstance(each, str) for each in value) else ""
    return str(value)


def file_of(reader: Person, person: Person) -> bytes:
    """A ZIP of data.json, data.html, and the files that the person attached."""
    told = told_to(reader, person)
    parts = [part for holding in told if (part := part_of(holding, person)).rows]
    parts.sort(key=lambda part: fold(part.title))
    today = timezone.localdate()
    context = {
        "person": person,
        "organisation": Organisation.objects.current(),
        "parts": parts,
        "left_out": left_out(reader, person),
        "today": today,
        "language": get_language(),
    }
    document = {
        "person": person.pk,
        "made": today.isoformat(),
        "left_out": context["left_out"],
        "parts": [{"table": p.key, "title": p.title, "rows": p.rows} for p in parts],
    }
    written = BytesIO()
    # Not packed: attachments are already, and the texts are short. The same twice is the same.
    with ZipFile(written, "w", ZIP_STORED) as packed:

        def add(name: str, content: str | bytes) -> None:
            packed.writestr(ZipInfo(name, (today.year, today.month, today.day, 0, 0, 0)), content)

        add("data.json", json.dumps(document, ensure_ascii=False, indent=1))
        add("data.html", render_to_string("people/privacy/file.html", context))
        for holding in told:
            if holding.files:
                for name, content in holding.files(holding.rows_told(person)):
                    add(f"files/{name}", content)
    return written.getvalue()
