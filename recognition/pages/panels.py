"""The bench in words, for managers and the chair: who judges what, who is missing where.

It says nothing of who has sent scores. To a chair who is no manager it does not say either who is
barred from a file, and why: that would tell who nominated.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recognition.bench import Judge, Judged, JudgedFile, Mark, Pair, Part

from .desks import conflict_words

MOST_SHOWN = 100


@dataclass(frozen=True)
class Foreseen:
    """How many files a judge does not judge, of how many; in words, '' where it is all."""

    judge: Judge
    said: str


@dataclass(frozen=True)
class Short:
    """A file that lacks judges, and the reserve judges who can be called in."""

    file: JudgedFile
    said: str
    reserve: list[Judge]


@dataclass(frozen=True)
class Waiting:
    """`is_asked`: the judge asks the chair to let them judge it."""

    judge: Judge
    file: JudgedFile
    why: str
    can_waive: bool
    is_asked: bool


@dataclass(frozen=True)
class Done:
    """A waiver, a stepping back or a calling in."""

    icon: str
    said: str
    mark: Mark


@dataclass(frozen=True)
class Bench:
    judges: list[Foreseen]
    short: list[Short]
    waiting: list[Waiting]
    done: list[Done]
    hidden: int  # of the three lists, what is too long to show


def foreseen(judged: Judged) -> list[Foreseen]:
    """Each judge, and how many of the files they cannot judge as things stand."""
    return [Foreseen(judge, _cannot(judged, judge)) for judge in judged.judges.values()]


def _cannot(judged: Judged, judge: Judge) -> str:
    parts = [judged.part(judge.pk, key) for key in judged.files]
    count = len(parts)
    told = []
    barred, waits = parts.count(Part.BARRED), parts.count(Part.WAITS)
    if judge.is_chair:  # nobody can waive for the chair
        barred, waits = barred + waits, 0
    if barred:
        words = ngettext(
            "may not judge %(n)s of %(count)s file", "may not judge %(n)s of %(count)s files", count
        )
        told.append(words % {"n": barred, "count": count})
    if waits:
        words = ngettext("%(n)s needs the chair's waiver", "%(n)s need the chair's waiver", waits)
        told.append(words % {"n": waits})
    if back := parts.count(Part.STEPPED_BACK):
        words = ngettext("stepped back from %(n)s", "stepped back from %(n)s", back)
        told.append(words % {"n": back})
    return ", ".join(told)


def bench_in_words(
    judged: Judged, *, is_chair: bool, names_why: bool, asked: Collection[Pair] = ()
) -> Bench:
    short = [_short(judged, key, lacks) for key, lacks in judged.short.items()]
    waiting = [
        Waiting(
            judged.judges[judge],
            judged.files[key],
            conflict_words(judged.conflicts[judge, key], judged.files[key]),
            is_chair and judged.may_waive(key),
            (judge, key) in asked,
        )
        for judge, key in judged.waiting()
    ]
    waiting.sort(key=lambda each: not each.is_asked)
    done = _done(judged)
    return Bench(
        judges=foreseen(judged) if names_why else [],
        short=short[:MOST_SHOWN],
        waiting=waiting[:MOST_SHOWN],
        done=done[:MOST_SHOWN],
        hidden=sum(max(len(each) - MOST_SHOWN, 0) for each in (short, waiting, done)),
    )


def _short(judged: Judged, key: str, lacks: int) -> Short:
    words = ngettext("%(count)s judge is missing", "%(count)s judges are missing", lacks)
    return Short(
        judged.files[key],
        words % {"count": lacks},
        [each for each in judged.reserve if judged.may_call(each.pk, key)],
    )


def _done(judged: Judged) -> list[Done]:
    """The newest first."""
    sentences = [
        ("waivers", "shield", _("%(judge)s may judge %(file)s by the chair's waiver")),
        ("step_backs", "person-x", _("%(judge)s stepped back from %(file)s")),
        ("calls", "person-plus", _("%(judge)s is called in for %(file)s")),
    ]
    found = [
        Done(
            icon,
            words % {"judge": judged.judges[judge].name, "file": judged.files[key].name},
            mark,
        )
        for name, icon, words in sentences
        for (judge, key), mark in getattr(judged, name).items()
    ]
    return sorted(found, key=lambda each: each.mark.at, reverse=True)
