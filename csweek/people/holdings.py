"""What is held of a person: each table says what of it is theirs, and what becomes of it when they
are erased. A registry after the idiom of checks: upper floors say it of their own tables.

A test walks all tables: one that nobody has declared fails it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from django.db import models
from django.db.models import Q

from .models import Person

Rows = Callable[[Person], models.QuerySet]


class Fate(Enum):
    """What becomes of a row when its person is erased."""

    DELETED = "deleted"
    EMPTIED = "emptied"  # it stays with the shell, without what they typed or what was said of them
    KEPT = "kept"  # it stays, with the shell in their place
    FREED = "freed"  # it stays, and points to nobody


@dataclass(frozen=True)
class Holding:
    """Rows of one table that have to do with a person, by the path `key` that leads to them.

    `told` are the rows that they may have, where those are fewer; `columns`, where not all are, and
    `hidden` are never told. `words` tells more of each row than its columns do. What is sealed is
    for themselves alone: to whoever administers neither told nor counted. `erase` does what the
    fate says, where that takes more than deleting, emptying and freeing.
    """

    model: type[models.Model]
    key: str
    fate: Fate
    title: str
    empties: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    columns: tuple[str, ...] | None = None
    is_sealed: bool = False
    told: Rows | None = None
    words: Callable[[list], list[dict]] | None = None
    erase: Callable[[Person, Person], None] | None = None  # whom, and by whom
    files: Callable[[list], Iterable[tuple[str, bytes]]] | None = None

    @property
    def app(self) -> str:
        return self.model._meta.app_label

    def rows(self, person: Person) -> models.QuerySet:
        """All that there are, whether they may be told of them or not."""
        return self.model._base_manager.filter(Q((self.key, person.pk)))

    def rows_told(self, person: Person) -> models.QuerySet:
        return self.told(person) if self.told else self.rows(person)

    def end(self, person: Person, *, by: Person) -> None:
        """Do what the fate says."""
        if self.erase:
            self.erase(person, by)
        elif self.fate is Fate.DELETED:
            self.rows(person).delete()
        elif self.fate is Fate.EMPTIED:
            self.rows(person).update(**emptied(self.model, self.empties))
        elif self.fate is Fate.FREED:
            free(self.rows(person), self.key, person)


def emptied(model: type[models.Model], columns: Iterable[str]) -> dict:
    """{column: what it is with nothing in it}"""
    fields = [model._meta.get_field(each) for each in columns]
    return {field.name: None if field.null else field.get_default() for field in fields}


def free(rows: models.QuerySet, key: str, person: Person) -> None:
    field = rows.model._meta.get_field(key)
    if field.many_to_many:
        through = field.remote_field.through
        through._base_manager.filter(**{field.m2m_reverse_field_name(): person.pk}).delete()
    else:
        rows.update(**{key: None})


_holdings: list[Holding] = []
_of_nobody: dict[type[models.Model], str] = {}
_readers: dict[str, Callable[[Person], bool]] = {}


def holds(model, key: str, fate: Fate, title: str, **more) -> None:
    """Declare what a table holds of a person. The last one declared is erased first: the floors
    above hang on those below."""
    _holdings.append(Holding(model, key, fate, title, **more))


def holds_nobody(why: str, *tables: type[models.Model]) -> None:
    """Declare tables that hold nothing of a person by a key: `why`."""
    _of_nobody.update(dict.fromkeys(tables, why))


def read_by(app: str, may_read: Callable[[Person], bool]) -> None:
    """Who of those who administer may read what stands in the tables of an app, and count it. Of
    an app that says nothing nobody may."""
    _readers[app] = may_read


def holdings() -> list[Holding]:
    return list(_holdings)


def of_nobody() -> dict[type[models.Model], str]:
    return dict(_of_nobody)


def may_read(reader: Person, app: str) -> bool:
    return app in _readers and _readers[app](reader)


def told_to(reader: Person, person: Person) -> list[Holding]:
    """What of a person somebody may be told: everything of themselves; of others what they read
    anyway, and nothing that is sealed."""
    if reader.pk == person.pk:
        return holdings()
    return [each for each in _holdings if not each.is_sealed and may_read(reader, each.app)]
