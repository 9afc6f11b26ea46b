"""The awards of a week as the list shows them: how far each has come, in words.

It names winners: what uses it is for managers alone.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from hashlib import blake2s

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from csweek.lib.moments import moment
from csweek.people.models import Person
from planner.models import Activity, Week
from planner.moments import day_and_time
from recognition.boardfacts import decided_by
from recognition.models import Award, Stage
from recognition.naming import some_of
from recognition.stages import Progress, Winner, progress_of

BADGES = {
    Stage.PLANNED: ("calendar3", ""),
    Stage.OPEN: ("hourglass-split", ""),
    Stage.JUDGING: ("clipboard-check", ""),
    Stage.DECIDED: ("check-circle", "ok"),
    Stage.PRESENTED: ("trophy", "ok"),
    Stage.NOT_GIVEN: ("check-circle", "ok"),
    Stage.REOPENED: ("arrow-counterclockwise", "warn"),
}


@dataclass(frozen=True)
class Row:
    """An award on the list; `said` is what is undecided of it, '' where winners are shown."""

    progress: Progress
    number: int
    path: str
    said: str
    counts: str
    badge: str
    icon: str
    look: str
    minutes: str

    @property
    def up(self) -> int:
        return self.number - 1

    @property
    def down(self) -> int:
        return self.number + 1

    @property
    def award(self) -> Award:
        return self.progress.award

    @property
    def winners(self) -> tuple[Winner, ...]:
        return self.progress.winners


@dataclass(frozen=True)
class AwardList:
    """`digest` is another one as soon as the order is; `ceremony` is where most awards are given,
    None while nobody has said."""

    week: Week
    path: str
    rows: list[Row]
    deleted: list[Award]
    ceremony: Activity | None
    digest: str

    @property
    def undecided(self) -> list[Row]:
        return [row for row in self.rows if not row.progress.is_decided]

    @property
    def decided(self) -> int:
        return len(self.rows) - len(self.undecided)

    @property
    def has_presented(self) -> bool:
        return any(row.award.is_presented for row in self.rows)

    @property
    def has_hidden(self) -> bool:
        """Whether an award is left to present."""
        return not all(row.award.is_presented for row in self.rows)

    @property
    def managers(self) -> int:
        """How many the organisation has; 0 where there is no award."""
        return max((row.award.manager_count for row in self.rows), default=0)

    @property
    def minutes(self) -> int:
        """On stage; what goes to nobody does not come there."""
        rows = [row for row in self.rows if row.winners or not row.progress.is_decided]
        return sum(row.award.minutes for row in rows)

    @property
    def when(self) -> str:
        """'Friday 9 October, 15:00–16:00 · Atrium', or '' without a ceremony."""
        activity = self.ceremony
        if activity is None:
            return ""
        place = " · ".join(str(each) for each in (activity.place, activity.site) if each)
        if not activity.day_id:
            return place
        said = day_and_time(activity.day.date, activity.start, activity.minutes)
        return f"{said} · {place}" if place else said

    @property
    def due(self) -> date:
        return decided_by(self.week.dates(), self.ceremony)


def order_digest(keys) -> str:
    """What the list's forms carry, so that an order made from an older list is refused."""
    return blake2s(" ".join(map(str, keys)).encode(), digest_size=8).hexdigest()


def award_list(week: Week, path: str, reader: Person | None = None) -> AwardList:
    """All awards of the week, as this manager may know of them. `path` is what the addresses of
    awards begin with."""
    found = progress_of(week.awards.in_order(), reader)
    kept = [each for each in found if each.award.discarded_at is None]
    rows = [_row(each, number, path) for number, each in enumerate(kept, start=1)]
    for each in kept:
        if each.award.activity_id and each.award.activity.day_id:
            each.award.activity.day.week = week
    return AwardList(
        week=week,
        path=path,
        rows=rows,
        deleted=[each.award for each in found if each.award.discarded_at],
        ceremony=_most_common([each.award.activity for each in kept if each.award.activity_id]),
        digest=order_digest(row.award.key for row in rows),
    )


def _most_common(activities: list[Activity]) -> Activity | None:
    kept = [each for each in activities if not each.discarded_at and not each.is_cancelled]
    times = Counter(each.pk for each in kept)
    return max(kept, key=lambda each: times[each.pk], default=None)


def _row(progress: Progress, number: int, path: str) -> Row:
    badge, icon, look = badge_of(
        progress.stage, is_judged=progress.is_judged, is_tied=bool(progress.tied)
    )
    return Row(
        progress=progress,
        number=number,
        path=f"{path}{progress.award.key}/",
        said="" if progress.winners else _said(progress),
        counts=_counts(progress),
        badge=badge,
        icon=icon,
        look=look,
        minutes=_("%(count)s min") % {"count": formats.number_format(progress.award.minutes)},
    )


def badge_of(stage: Stage, *, is_judged: bool, is_tied: bool) -> tuple[str, str, str]:
    """The state of an award: in words, its icon, how it looks. `is_judged`: all scores are in."""
    if is_judged and is_tied:
        return _("Break the tie"), "exclamation-triangle", "warn"
    if is_judged:
        return _("Decide"), "clipboard-check", "warn"
    return str(stage.label), *BADGES[stage]


def _said(progress: Progress) -> str:
    award = progress.award
    if progress.is_decided:
        return _("No award this year")
    if progress.stage == Stage.REOPENED:
        return _("Presented, and reopened since")
    if award.closes_at is None:
        return _("No window for nominations yet")
    if progress.stage == Stage.PLANNED:
        return _("Opens %(when)s") % {"when": moment(award.opens_at)}
    if progress.stage == Stage.OPEN:
        return _("Open until %(when)s") % {"when": moment(award.closes_at)}
    if progress.tied:
        return _("Tie: %(names)s") % {"names": some_of([file.name for file in progress.tied])}
    return _judging(progress)


def _judging(progress: Progress) -> str:
    stand = progress.stand
    judges = len(stand.judged.scorers)
    if not progress.nominations:
        return _("Closed without a nomination")
    if not progress.files:
        return _("Closed; no nomination is accepted yet")
    if not judges:
        return _("Closed; nobody is on its panel yet")
    if not stand.reviews:
        return _("Closed, to be judged")
    return ngettext(
        "%(sent)s of %(count)s judge has sent", "%(sent)s of %(count)s judges have sent", judges
    ) % {"sent": judges - len(stand.unsent), "count": judges}


def _counts(progress: Progress) -> str:
    count = progress.nominations
    words = ngettext("%(count)s nomination", "%(count)s nominations", count)
    told = [words % {"count": formats.number_format(count)}]
    if progress.to_read and not progress.is_decided:
        told.append(_("%(count)s to read") % {"count": formats.number_format(progress.to_read)})
    if progress.files and not progress.is_decided:
        words = ngettext("%(count)s file", "%(count)s files", progress.files)
        told.append(words % {"count": formats.number_format(progress.files)})
    scored = [_score(winner) for winner in progress.winners if winner.score is not None]
    return " · ".join([*told, *dict.fromkeys(scored)])


def _score(winner: Winner) -> str:
    words = ngettext(
        "%(score)s from %(count)s judge", "%(score)s from %(count)s judges", winner.reviews
    )
    return words % {"score": formats.number_format(winner.score), "count": winner.reviews}
