"""What recognition finds wrong with a week; registered with the planner's checks.

Organizers read it: it tells no winner, and nothing of nominations.
"""

from collections import defaultdict
from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.checks import WeekFacts, register
from planner.models import Kind
from planner.rules.problems import Problem, Severity

from .boardfacts import (
    FRIDAY,
    AwardFacts,
    awards_of,
    ceremony_of,
    decided_by,
    minutes_by_ceremony,
)
from .naming import some_of
from .readers import too_few_readers


@register
def awards_day_without_a_ceremony(facts: WeekFacts) -> list[Problem]:
    """The week ends without a ceremony. It is missed on its Friday, or on the last day."""
    if any(activity.kind == Kind.AWARDS for activity in facts.with_a_day):
        return []
    number, day = next(
        ((n, day) for n, day in enumerate(facts.dates, start=1) if day.weekday() == FRIDAY),
        (len(facts.dates), facts.dates[-1]),
    )
    return [
        Problem(
            "no-ceremony",
            Severity.WARNS,
            _("%(day)s has no awards ceremony.") % {"day": formats.date_format(day, "DAY_FORMAT")},
            _("Add an activity of the kind “Awards”, so that the best are rewarded."),
            (),
            number,
        )
    ]


@register
def awards_to_decide(facts: WeekFacts) -> list[Problem]:
    """'5 awards to decide by Wed 7 Oct', told on the card of the ceremony."""
    waiting = defaultdict(list)
    for award in facts.once(awards_of):
        if not award.is_decided:
            waiting[ceremony_of(award, facts)].append(award)
    problems = []
    for ceremony, awards in waiting.items():
        words = ngettext(
            "%(count)s award to decide by %(day)s",
            "%(count)s awards to decide by %(day)s",
            len(awards),
        )
        due = decided_by(facts.dates, ceremony)
        problems.append(
            Problem(
                "awards-to-decide",
                Severity.WARNS,
                words % {"count": formats.number_format(len(awards)), "day": short(due)},
                _(
                    "Ask a manager: the list of awards says what is missing. Two days before the "
                    "ceremony leave a day for the run sheet and the certificates."
                ),
                (ceremony.pk,) if ceremony else (),
            )
        )
    return problems


def short(day: date) -> str:
    return formats.date_format(day, "SHORT_DAY_AND_MONTH_FORMAT")


@register
def awards_without_what_they_need(facts: WeekFacts) -> list[Problem]:
    """What undecided awards lack, a problem for each thing that is lacking."""
    awards = facts.once(awards_of)
    undecided = [award for award in awards if not award.is_decided]
    found = [
        _lacking(
            "award-window",
            [award for award in undecided if not award.has_window],
            _("Nobody can nominate for %(awards)s: nobody has said when."),
            _("Ask a manager to give each a day on which nominations open and close."),
        ),
        _lacking(
            "award-criteria",
            [award for award in undecided if not award.has_criteria],
            _("Without criteria: %(awards)s."),
            _("Ask a manager to say what its judges look at."),
        ),
        _lacking(
            "award-panel",
            [award for award in undecided if not award.judges or not award.has_chair],
            _("Without a panel and its chair: %(awards)s."),
            _("Ask a manager to choose judges, and one of them as chair."),
        ),
        _lacking(
            "award-quorum",
            [award for award in undecided if 0 < award.judges < award.quorum],
            _("Fewer judges than each file needs: %(awards)s."),
            _("Ask a manager to add judges, or to need fewer."),
        ),
        _lacking(
            "award-presenter",
            [award for award in awards if not award.has_presenter],
            _("Nobody to present them: %(awards)s."),
            _("Ask a manager to choose who hands each award over."),
        ),
    ]
    return [problem for problem in found if problem]


def _lacking(check: str, awards: list[AwardFacts], what: str, mend: str) -> Problem | None:
    if not awards:
        return None
    named = some_of([_("“%(title)s”") % {"title": award.title} for award in awards])
    return Problem(check, Severity.WARNS, what % {"awards": named}, mend)


@register
def ceremony_too_short(facts: WeekFacts) -> list[Problem]:
    """The awards given at an activity take longer on stage than it lasts."""
    problems = []
    for pk, minutes in minutes_by_ceremony(facts.once(awards_of)).items():
        ceremony = facts.by_key.get(pk)
        if ceremony is None or ceremony.minutes is None or minutes <= ceremony.minutes:
            continue
        words = {
            "title": ceremony.title,
            "minutes": formats.number_format(ceremony.minutes),
            "needed": formats.number_format(minutes),
        }
        problems.append(
            Problem(
                "ceremony-minutes",
                Severity.WARNS,
                _("“%(title)s” lasts %(minutes)s minutes; its awards take %(needed)s.") % words,
                _("Make it longer, or ask a manager to give some of its awards less time."),
                (pk,),
            )
        )
    return problems


@register
def one_manager_alone(facts: WeekFacts) -> list[Problem]:
    """Managers read no nomination of themselves; with one of them nobody reads those."""
    awards = facts.once(awards_of)
    problem = too_few_readers(awards[0].managers) if awards else None
    return [problem] if problem else []
