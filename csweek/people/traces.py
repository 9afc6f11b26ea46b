"""Where somebody's name or address stands in words that others wrote; and the words without."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from django.contrib.sessions.models import Session
from django.db import models

from csweek.history import erasing as history
from csweek.history.erasing import strike_in
from csweek.history.models import Entry
from csweek.lib.text import fold

from .holdings import holdings, may_read, of_nobody
from .models import Person
from .rules.callings import excerpt, pattern_of, struck

MOST_SHOWN = 30
AT_ONCE = 2000
OURS = {"csweek", "planner", "recognition"}
TEXTS = (models.CharField, models.TextField, models.JSONField)
# What is worked out from words, as one searches them.
FOLDED = "folded"


@dataclass(frozen=True)
class Trace:
    """A text that somebody is called in."""

    row: models.Model
    column: str
    words: str

    @property
    def kind(self) -> str:
        return str(self.row._meta.verbose_name)

    @property
    def label(self) -> str:
        return str(self.row._meta.get_field(self.column).verbose_name)


@dataclass(frozen=True)
class Calling:
    """How one person is called: as it is written, and as it is folded."""

    written: re.Pattern | None
    folded: re.Pattern | None

    @classmethod
    def of(cls, person: Person, *, by_name: bool = True) -> "Calling":
        """By their full name and their address; by the address alone where a namesake is meant."""
        callings = [person.email, *([person.name] if by_name else [])]
        return cls(pattern_of(callings), pattern_of(map(fold, callings)))

    def strike(self, text: str) -> str:
        return struck(struck(text, self.written), self.folded)


def namesakes(person: Person) -> models.QuerySet:
    """Others who are called the same: a text may mean them."""
    called = Person.objects.filter(folded__startswith=fold(person.name)).exclude(pk=person.pk)
    same = [each.pk for each in called if fold(each.name) == fold(person.name)]
    return Person.objects.filter(pk__in=same)


def tables() -> list[type[models.Model]]:
    """Those whose texts are looked through: not people themselves, nor what is the library's."""
    known = {holding.model for holding in holdings()} | set(of_nobody())
    ours = {each for each in known if each.__module__.partition(".")[0] in OURS}
    return sorted(ours - {Person, Session}, key=lambda each: each._meta.label)


def columns_of(model: type[models.Model]) -> list[models.Field]:
    """Its texts, but those that hold one of a few words."""
    fields = model._meta.concrete_fields
    if model is Entry:
        return [each for each in fields if each.name in history.WORDS]
    return [each for each in fields if isinstance(each, TEXTS) and not each.choices]


def find(calling: Calling, model, keys: list[int] | None = None) -> Iterator[tuple[int, dict]]:
    """(number of a row, {column: its text without the name}) of each row that holds it; of these
    `keys` alone, if they are given."""
    names = [each.name for each in columns_of(model)]
    if not names:
        return
    rows = models.QuerySet(model).order_by("pk").values_list("pk", *names)
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    for pk, *texts in rows.iterator(chunk_size=AT_ONCE):
        now = [strike_in(each, calling.strike) for each in texts]
        if now != texts:
            pairs = zip(names, texts, now, strict=True)
            yield pk, {name: after for name, before, after in pairs if before != after}


def shown_to(reader: Person, person: Person) -> list[Trace]:
    """Some of what they would find in the tables that the reader may read."""
    calling = Calling.of(person)
    found = []
    for model in tables():
        if model not in _not_mended and may_read(reader, model._meta.app_label):
            for pk, changed in find(calling, model):
                row = model._base_manager.get(pk=pk)
                found += [
                    Trace(row, column, excerpt(_as_text(getattr(row, column)), calling.written))
                    for column in changed
                    if column != FOLDED and calling.written.search(_as_text(getattr(row, column)))
                ]
                if len(found) > MOST_SHOWN:
                    return found
    return found


def _as_text(value) -> str:
    found: list[str] = []
    strike_in(value, lambda text: found.append(text) or text)
    return " … ".join(found)


def found_everywhere(calling: Calling) -> dict[type[models.Model], list[int]]:
    """{table: numbers of the rows that hold the name or the address}. Slow: every text is read; not
    inside a transaction."""
    found = {model: [pk for pk, _changed in find(calling, model)] for model in tables()}
    return {model: keys for model, keys in found.items() if keys}


def strike(calling: Calling, found: dict[type[models.Model], list[int]]) -> None:
    """Take the name and the address out of these rows, as they stand by now."""
    for model, keys in found.items():
        for pk, changed in list(find(calling, model, keys)):
            longest = {each.name: each.max_length for each in columns_of(model)}
            values = {
                column: text[: longest[column]] if isinstance(text, str) else text
                for column, text in changed.items()
            }
            _strikers.get(model, partial(_write, model))(pk, values)


def _write(model: type[models.Model], pk: int, values: dict) -> None:
    model._base_manager.filter(pk=pk).update(**values)


_strikers: dict = {Entry: history.write}
_not_mended = {Entry}


def struck_by(model: type[models.Model], *, is_mended: bool = True):
    """Register what writes a row of that table whose texts hang on each other: given its number
    and {column: text}. What nobody can mend by hand is not listed before."""

    def register(write):
        _strikers[model] = write
        if not is_mended:
            _not_mended.add(model)
        return write

    return register
