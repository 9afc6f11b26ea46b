"""Who can win an award, in words: of which teams and sites, and since when they are here."""

from django.utils.translation import gettext as _

from csweek.lib.text import fold
from recognition.models import Award
from recognition.moments import day_with_year
from recognition.naming import some_of


def limits_of(award: Award) -> str:
    """'Only these teams: Chat crew, Mail room.', '' where everyone can win; of an award that was
    fetched `with_limits`."""
    told = []
    if teams := _names(award.team_names):
        told.append(_("Only these teams: %(names)s.") % {"names": some_of(teams)})
    if award.is_for_team:
        return " ".join(told)
    if sites := _names(award.site_names):
        told.append(_("Only these sites: %(names)s.") % {"names": some_of(sites)})
    if award.joined_from:
        words = _("Only those who joined on %(day)s or later.")
        told.append(words % {"day": day_with_year(award.joined_from)})
    if award.joined_until:
        words = _("Only those who joined on %(day)s or before.")
        told.append(words % {"day": day_with_year(award.joined_until)})
    return " ".join(told)


def _names(joined: str | None) -> list[str]:
    return sorted(joined.split("\n"), key=fold) if joined else []
