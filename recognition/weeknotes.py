"""What recognition tells on the week's own pages: that awards have been presented."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.notes import Note, register
from recognition.models import Award, Decision


@register
def presented(year: int) -> list[Note]:
    """The awards by their titles: who has won them stands where staff have signed in."""
    given = Decision.objects.in_force().exclude(winners=None).values("award")
    awards = Award.objects.presented().filter(week__year=year, pk__in=given).in_order()
    titles = list(awards.values_list("title", flat=True))
    if not titles:
        return []
    words = ngettext(
        "%(titles)s has been presented.", "%(titles)s have been presented.", len(titles)
    )
    text = words % {"titles": ", ".join(_("“%s”") % title for title in titles)}
    path = reverse("recognition:winners", args=[year])
    return [Note(text, "trophy", path, _("See who was honoured"))]
