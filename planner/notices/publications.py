"""What messages about the week say."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from csweek.notices.models import Notice
from csweek.notices.words import Message, put_into_words
from planner.clocks import Clocks
from planner.differences import changes_in_words
from planner.models import Publication, SignupList
from planner.moments import week_span
from planner.pages.publications import names_in
from planner.rules.difference import Change

from .places import moves_in_words, other_runs

SIDES = ("up", "down")


@put_into_words("publication", lasts=True)
def published(notices: list[Notice]) -> list[Message | None]:
    """The plan is out, or it has changed: only those changes that concern the reader."""
    keys = {notice.context["publication"] for notice in notices}
    rows = Publication.objects.filter(pk__in=keys).select_related("week")
    found = {each.pk: each for each in rows.defer("programme", "hosts")}
    names = names_in([change for each in found.values() for change in each.what_changed])
    clocks, places = Clocks(), _places(notices, found)
    return [
        _message(notice, found.get(notice.context["publication"]), names, clocks, places)
        for notice in notices
    ]


def _places(notices: list[Notice], found: dict[int, Publication]) -> list[SignupList]:
    """The lists that these messages speak of, and all runs of what is cancelled: two queries at
    most, and none where no place is spoken of."""
    moved = {pk for each in notices for side in SIDES for pk in each.context.get(side, ())}
    moved |= {other for each in notices for _pk, other in each.context.get("beside", ())}
    cancelled = {
        change.before.key
        for publication in found.values()
        for change in publication.what_changed
        if change.what in ("cancelled", "removed") and change.before.needs_sign_up
    }
    if not (moved or cancelled):
        return []
    lists = SignupList.objects.select_related("week")
    firsts = list(lists.filter(key__in=cancelled).values_list("first", flat=True))
    return list(lists.filter(Q(pk__in=moved) | Q(first__in=firsts)).order_by("begins_at", "pk"))


def _message(
    notice: Notice, publication: Publication | None, names, clocks, places
) -> Message | None:
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
    parts = [
        (f"{each.badge}: {each.heading}", (*each.lines, *_instead(change, places)))
        for change, each in zip(changes, told, strict=True)
    ]
    moves = moves_in_words(notice.context, {each.pk: each for each in places})
    count = ngettext(
        "%(count)s change of Customer Service Week %(year)s",
        "%(count)s changes of Customer Service Week %(year)s",
        len(told),
    ) % {"count": len(told), "year": year}
    if len(told) == 1:
        count = f"{told[0].badge}: {told[0].heading}"
    if moves and not told:
        count = moves[0][0]
    return Message(
        subject=count,
        opening=_("This has changed in the programme of %(span)s:") % words,
        parts=(*moves, *parts),
        closing=publication.note,
        path=reverse("planner:my-week", args=[year]),
        action=_("See my week"),
    )


def _instead(change: Change, places: list[SignupList]) -> tuple[str, ...]:
    """Of a run that does not take place: the others, to whoever has signed up for it."""
    if change.what not in ("cancelled", "removed") or not change.before.needs_sign_up:
        return ()
    return other_runs(change.before.key, places)
