"""The request for funding: what the week is, what it costs, and who asks; one A4 page."""

from dataclasses import dataclass

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.models import Week
from planner.moments import week_span
from planner.money import money
from planner.pages.costs import Costing, costing_of

# That fit the page beside its words, each of two lines at most (static/css/funding.css cuts what is
# longer): the smaller costs are added up.
MOST_LINES = 9
MOST_NAMED = 4  # of the crew


@dataclass(frozen=True)
class FundingRequest:
    """`lines` are (what for, what of it, amount)."""

    span: str
    lines: list[tuple[str, str, str]]
    costing: Costing
    crew: list[str]
    asked_on: str


def funding_of(week: Week, organisation) -> FundingRequest:
    costing = costing_of(week, organisation)
    return FundingRequest(
        span=week_span(week.first_day, week.last_day),
        lines=_lines(costing),
        costing=costing,
        crew=_crew(week),
        asked_on=formats.date_format(timezone.localdate(timezone=week.zone), "DATE_FORMAT"),
    )


def _crew(week: Week) -> list[str]:
    """Their names; of a large crew the first few, and how many more there are."""
    names = list(week.crew.order_by("name").values_list("name", flat=True))
    if more := len(names[MOST_NAMED:]):
        words = ngettext("and %(count)s more", "and %(count)s more", more)
        names[MOST_NAMED:] = [words % {"count": formats.number_format(more)}]
    return names


def _lines(costing: Costing) -> list[tuple[str, str, str]]:
    """The largest first; what does not fit is added up in the last line."""
    groups = [each for each in costing.groups if each.is_asked_for]
    shown = groups if len(groups) <= MOST_LINES else groups[: MOST_LINES - 1]
    lines = [(each.title, _what_of(each.costs), each.planned) for each in shown]
    rest = groups[len(shown) :]
    if rest:
        title = ngettext("%(count)s more", "%(count)s more", len(rest))
        title %= {"count": formats.number_format(len(rest))}
        total = sum(each.amounts.planned for each in rest)
        lines.append((title, "", money(total, costing.currency)))
    return lines


def _what_of(costs: list[dict]) -> str:
    """The first few things that are to be paid for, and how many more there are."""
    titles = [each["title"] for each in costs if not each["activity__is_cancelled"]]
    few = titles[:3]
    if len(titles) > 3:
        few.append(_("and more"))
    return ", ".join(few)
