"""The idea library as it is shown: what ships and what the organisation kept, in one list."""

from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction
from django.utils import formats
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from planner.library import LibraryIdea, all_ideas, find_idea
from planner.models import Activity, Idea, Kind, Task
from planner.rules.search import found_in, telling, words_of

from .board import ICONS

OWN = "own-"
LONGEST_KEY = 18  # digits that every database can compare a key with


@dataclass(frozen=True)
class Sheet:
    """One idea, its numbers already in words. `pk` is that of an idea of the organisation's own."""

    key: str
    kind: str
    title: str
    description: str
    minutes: int | None
    takes_off_phones: bool
    needs_sign_up: bool
    works_remote: bool = False
    lead: str = ""
    tasks: tuple[tuple[str, str], ...] = ()
    brought: tuple[dict, ...] = ()  # its tasks, as those of an activity begin
    pk: int | None = None
    kept_by: str = ""

    @property
    def icon(self) -> str:
        return ICONS[self.kind]

    @property
    def kind_name(self) -> str:
        return str(Kind(self.kind).label)

    @property
    def length(self) -> str:
        return length_in_words(self.minutes)

    def values(self) -> dict:
        """What an activity made from this idea begins with."""
        copied = ["kind", "title", "description", "minutes", "takes_off_phones", "needs_sign_up"]
        return {field: getattr(self, field) for field in copied}


@transaction.atomic
def add_to_week(sheet: Sheet, week, *, by, key=None, **placing) -> Activity:
    """The activity made of an idea, with the tasks that the idea brings; once for the same key."""
    activity = Activity.objects.add(week, by=by, key=key, **sheet.values() | placing)
    activity.week = week
    Task.objects.bring(activity, sheet.brought, by=by)
    return activity


def find_sheets(query: str = "", kinds: list[str] | None = None) -> list[Sheet]:
    """Own ideas first, then the library's; of these kinds (none: all) and with these words.

    What has the most of the words comes first, and among equals what has them in its title.
    """
    own = (_own(idea) for idea in Idea.objects.kept().select_related("kept_by"))
    sheets = [*own, *_all_shipped(get_language())]
    if words := words_of(query):
        sheets = _ranked(sheets, words)
    return [sheet for sheet in sheets if not kinds or sheet.kind in kinds]


def _ranked(sheets: list[Sheet], words: list[str]) -> list[Sheet]:
    """Those that have at least half as many of the words as the one that has the most."""
    texts = [(sheet.title, sheet.description, sheet.kind_name) for sheet in sheets]
    found = [found_in(words, *each) for each in texts]
    wanted = telling(words, found)
    found = [each & wanted for each in found]
    most = max(map(len, found), default=0)
    good = [
        (len(each), len(found_in(list(each), sheet.title)), sheet)
        for sheet, each in zip(sheets, found, strict=True)
        if each and len(each) * 2 >= most
    ]
    good.sort(key=lambda row: row[:2], reverse=True)
    return [sheet for *_rank, sheet in good]


def find_sheet(key: str) -> Sheet | None:
    """By a key of the library, or `own-` and the number of an own idea."""
    if key.startswith(OWN):
        number = key.removeprefix(OWN)
        is_key = number.isdecimal() and len(number) <= LONGEST_KEY
        idea = Idea.objects.kept().filter(pk=number).first() if is_key else None
        return _own(idea) if idea else None
    idea = find_idea(key)
    return _shipped(idea) if idea else None


@lru_cache(maxsize=16)
def _all_shipped(language: str | None) -> tuple[Sheet, ...]:
    """What ships, put into words once for each language."""
    return tuple(_shipped(idea) for idea in all_ideas())


def _own(idea: Idea) -> Sheet:
    return Sheet(
        key=f"{OWN}{idea.pk}",
        kind=idea.kind,
        title=idea.title,
        description=idea.description,
        minutes=idea.minutes,
        takes_off_phones=idea.takes_off_phones,
        needs_sign_up=idea.needs_sign_up,
        tasks=tuple((each["title"], before_in_words(each["days_before"])) for each in idea.tasks),
        brought=tuple(
            each | {"source": f"idea:{idea.pk}:{number}"}
            for number, each in enumerate(idea.tasks, start=1)
        ),
        pk=idea.pk,
        kept_by=idea.kept_by.name if idea.kept_by else "",
    )


def _shipped(idea: LibraryIdea) -> Sheet:
    return Sheet(
        key=idea.key,
        kind=idea.kind,
        title=str(idea.title),
        description=str(idea.description),
        minutes=idea.minutes,
        takes_off_phones=idea.takes_off_phones,
        needs_sign_up=idea.needs_sign_up,
        works_remote=idea.works_remote,
        lead=lead_in_words(idea.lead_days),
        tasks=tuple((str(task.title), before_in_words(task.days_before)) for task in idea.tasks),
        brought=tuple(
            {
                "title": str(task.title),
                "days_before": task.days_before,
                "can_be_dropped": task.can_be_dropped,
                "source": f"library:{idea.key}:{number}",
            }
            for number, task in enumerate(idea.tasks, start=1)
        ),
    )


def length_in_words(minutes: int | None) -> str:
    """'45 minutes', '1 hour', '1 hour 30 minutes'; 'all day' for none."""
    if minutes is None:
        return _("all day")
    hours, rest = divmod(minutes, 60)
    words = []
    if hours:
        words.append(ngettext("%(count)s hour", "%(count)s hours", hours) % _count(hours))
    if rest or not hours:
        words.append(ngettext("%(count)s minute", "%(count)s minutes", rest) % _count(rest))
    return " ".join(words)


def lead_in_words(days: int) -> str:
    """When to begin the work on it: 'start 3 weeks before'."""
    if days == 0:
        return _("no preparation")
    return _("start %(span)s before") % {"span": _span(days)}


def before_in_words(days: int) -> str:
    """When a task is due, counted from the Monday: '10 days before', 'on the Monday', '4 days
    after'."""
    if days < 0:
        return _("%(span)s after") % {"span": _span(-days)}
    return _("%(span)s before") % {"span": _span(days)} if days else _("on the Monday")


def _span(days: int) -> str:
    weeks, rest = divmod(days, 7)
    if weeks and not rest:
        return ngettext("%(count)s week", "%(count)s weeks", weeks) % _count(weeks)
    return ngettext("%(count)s day", "%(count)s days", days) % _count(days)


def _count(number: int) -> dict[str, str]:
    return {"count": formats.number_format(number)}
