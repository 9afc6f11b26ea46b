"""What recognition adds to the report of a week: the awards that have been presented."""

from django.utils.translation import gettext as _

from planner.reporting import Chapter, register
from recognition.presented import outcomes_of_year


@register
def awards_given(year: int) -> list[Chapter]:
    given = [each for each in outcomes_of_year(year) if each.winners]
    lines = tuple(
        f"{each.award.title}: {', '.join(file.nominee_name for file in each.winners)}"
        for each in given
    )
    return [Chapter(_("Awards given"), lines, _("awards presented, by their last decision"))]
