"""What messages about the week say."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from csweek.notices.models import Notice
from csweek.notices.words import Message, put_into_words
from planner.clocks import Clocks
from planner.differences import changes_in_words
from planner.models import Publication
from planner.moments import week_span
from planner.proposing import names_in


@put_into_words("publication")
def published(notices: list[Notice]) -> list[Message | None]:
    """The plan is out, or it has changed: only those changes that concern the reader."""
    keys = {notice.context["publication"] for notice in notices}
    rows = Publication.objects.filter(pk__in=keys).select_related("week")
    found = {each.pk: each for each in rows.defer("programme", "hosts")}
    names = names_in([change for each in found.values() for change in each.what_changed])
    clocks = Clocks()
    return [
        _message(notice, found.get(notice.context["publication"]), names, clocks)
        for notice in notices
    ]


def _message(notice: Notice, publication: Publication | None, names, clocks) -> Message | None:
    if publication is None:
        return None
    year = publication.year
    words = {"year": year, "span": week_span(publication.first_day, publication.last_day)}
    if publication.is_first:
        return Message(
            subject=_("Customer Service Week %(year)s: what is on") % words,
            opening=_("The programme of %(span)s is out.") % words,
            closing=publication.note,
            path=reverse("planner:my-week", args=[year]),
            action=_("See my week"),
        )
    changes = [publication.what_changed[number] for number in notice.context["changes"]]
    told = changes_in_words(changes, names, clocks)
    count = ngettext(
        "%(count)s change of Customer Service Week %(year)s",
        "%(count)s changes of Customer Service Week %(year)s",
        len(told),
    ) % {"count": len(told), "year": year}
    if len(told) == 1:
        count = f"{told[0].badge}: {told[0].heading}"
    return Message(
        subject=count,
        opening=_("This has changed in the programme of %(span)s:") % words,
        parts=tuple((f"{each.badge}: {each.heading}", each.lines) for each in told),
        closing=publication.note,
        path=reverse("planner:my-week", args=[year]),
        action=_("See my week"),
    )
