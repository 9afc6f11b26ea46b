"""Nominations as a list for spreadsheet programs: every row that fits, not one page of them."""

import codecs
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from itertools import islice

from django.utils import timezone
from django.utils.translation import gettext as _

from csweek.lib.sheets import write_csv, write_xlsx
from csweek.people.models import Person
from recognition.models.managedlists import is_hidden
from recognition.pages.nominationlists import state_in_words

AT_ONCE = 250  # rows that are in memory at one time
COLUMNS = [
    "award__title",
    "person__name",
    "team__name",
    "person__team__name",
    "person__site__name",
    "state",
    "sent_at",
    "is_unnamed",
    "may_be_read",
    "told",
    "nominator__name",
    "person_id",
    "team_id",
]


def header() -> list[str]:
    return [
        _("Award"),
        _("Nominee"),
        _("Team"),
        _("Site"),
        _("State"),
        _("Sent on"),
        _("Unnamed to the nominee"),
        _("May be read aloud"),
        _("Words"),
        _("Nominated by"),
    ]


class Rows:
    """Their rows as they are asked for, in the language and zone in which this was made."""

    def __init__(self, nominations, *, by: Person):
        self.nominations = nominations.with_told().order_by("-sent_at", "-pk").values_list(*COLUMNS)
        self.by = by
        self.zone: tzinfo = timezone.get_current_timezone()
        self.states: dict[str, str] = {}
        self.yes, self.no, self.hidden = _("yes"), _("no"), _("stays unnamed")
        for state in ("sent", "returned", "accepted", "withdrawn"):
            self.states[state] = state_in_words(state)

    def __iter__(self) -> Iterator[list[str]]:
        for row in self.nominations.iterator(chunk_size=AT_ONCE):
            yield self.cells(*row)

    def cells(
        self,
        award,
        name,
        team,
        own_team,
        site,
        state,
        at,
        unnamed,
        read,
        words,
        by,
        person,
        of_team,
    ) -> list[str]:
        hidden = is_hidden(self.by, is_unnamed=unnamed, person=person, team=of_team)
        return [
            award,
            name or team,
            own_team or team or "",
            site or "",
            self.states[state],
            timezone.localdate(at, self.zone).isoformat(),
            self.yes if unnamed else self.no,
            self.yes if read else self.no,
            words,
            self.hidden if hidden else by or "",
        ]


def csv_pieces(rows: Iterable[list[str]], names: list[str]) -> Iterator[bytes]:
    """The file in pieces, so that no more than some rows of it are in memory at one time."""
    yield write_csv(names, [])
    rows = iter(rows)
    while some := list(islice(rows, AT_ONCE)):
        yield write_csv(some[0], some[1:]).removeprefix(codecs.BOM_UTF8)


def to_xlsx(rows: Iterable[list[str]], names: list[str]) -> bytes:
    return write_xlsx(names, rows)
