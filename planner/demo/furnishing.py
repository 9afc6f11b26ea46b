"""Furnishes an empty database with the sample organisation, last year's week and this year's."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from csweek.people.models import Organisation, Person
from planner.almanac import coming_weeks
from planner.models import Week
from planner.rules.dates import LAST_YEAR, service_week

from .clock import standing_at
from .organisation import make_organisation
from .story import play
from .texts import read

Chapter = Callable[[dict[str, Person], Week, Week, date], None]
_chapters: list[tuple[str, Chapter]] = []
DIRECTORY_AHEAD = timedelta(weeks=12)
PLANNING_TAKES = timedelta(weeks=6)


def chapter(heading: str) -> Callable[[Chapter], Chapter]:
    """Register what an upper floor adds to the demo: it is given everyone by name, last year's
    week, this year's, and today. `heading` is said before it begins."""

    def register(tell: Chapter) -> Chapter:
        _chapters.append((heading, tell))
        return tell

    return register


def demo_year(today: date) -> int:
    """The year of the coming week: this year's until it is over, then the next one's."""
    coming = coming_weeks(today, 1, planned=True)
    return coming[0].year if coming else LAST_YEAR


@transaction.atomic
def furnish(today: date, say: Callable[[str], None] = lambda line: None) -> bool:
    """Do it once: False, and nothing changed, when there is an organisation already."""
    if Organisation.objects.exists():
        return False
    year = demo_year(today)
    last_week = service_week(year - 1).first
    laid_out = last_week - DIRECTORY_AHEAD
    say(_("Furnishing: the organisation, its sites, teams and people …"))
    with standing_at(datetime.combine(laid_out, time(9), UTC)):
        people = make_organisation(laid_out)
    say(_("Furnishing: last year's week …"))
    last = play(read("lastyear"), year - 1, people, last_week - PLANNING_TAKES, last_week)
    say(_("Furnishing: this year's week, in the middle of being planned …"))
    this = play(read("thisyear"), year, people, today - PLANNING_TAKES, today)
    for heading, tell in _chapters:
        say(str(heading))
        tell(people, last, this, today)
    return True
