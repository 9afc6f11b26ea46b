"""What an activity's own page shows: the activity as it is published, its runs, one's own place."""

from django.http import Http404
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from csweek.lib.moments import moment
from planner.models import Kind, Publication, Signup, SignupList
from planner.models.refusing import invited_in_words
from planner.moments import by_clock, day_and_time
from planner.ownbonds import OwnBonds
from planner.rules.programme import Item

from .offers import TradePart
from .ownplaces import held_by, of_team_left, places_left, standing_in
from .programme import clock_in, shown_item, waves_in


def activity_page(request, publication: Publication, door: SignupList, mine: Signup | None) -> dict:
    """`mine` is the reader's own sign-up. 404 for what is no longer in what is published."""
    item = _item(publication, door)
    programme, names = publication.frozen, publication.names_of_hosts()
    shown = shown_item(item, names, waves_in(programme), clock_in(programme))
    now = timezone.now()
    when = day_and_time(programme.date_of(item.day), item.clock, item.minutes)
    runs = SignupList.objects.runs_of([door]).with_room_of(request.user.team_id)
    others = [each for each in runs if each.pk != door.pk] if door.is_on else []
    own_bonds = OwnBonds(request.user, publication.year)
    held = held_by(own_bonds)
    return shown | {
        "year": publication.year,
        "door": door,
        "mine": mine,
        "when": by_clock(when, shown["clock"]),
        "standing": standing_in(door, mine, request.user, now, held),
        "left": places_left(door) if door.is_open_to_sign_up else "",
        "of_team_left": of_team_left(door),
        "invited": invited_in_words(door),
        "opens": moment(door.opens_at) if door.opens_at and door.opens_at > now else "",
        "closes": moment(door.closes_at) if door.closes_at > now else "",
        "is_over": door.ends_at <= now,
        "can_check_in": bool(mine and mine.has_place and door.is_door_open(now)),
        "runs": [(each, standing_in(each, None, request.user, now, held)) for each in others],
        "in_line": _in_line(mine),
        "needs_at_once": mine.size if mine and mine.is_waiting and mine.guests else 0,
        "trade": _trade(request, own_bonds, item, (door.begins_at or door.ends_at) <= now),
    }


def _trade(request, own_bonds: OwnBonds, item: Item, is_over: bool) -> str:
    """What the reader can offer, where places are traded."""
    if item.kind != Kind.TRADE_PLACES or not item.is_on:
        return ""
    return mark_safe(TradePart(request, own_bonds)(item.key, is_over))


def _item(publication: Publication, door: SignupList) -> Item:
    key = str(door.key)
    item = next((each for each in publication.frozen.shown if each.key == key), None)
    if item is None:
        raise Http404(
            _("“%(title)s” is no longer in what is published of %(year)s.")
            % {"title": door.title, "year": publication.year}
        )
    return item


def _in_line(mine: Signup | None) -> int:
    """How many wait before one, and oneself."""
    if mine is None or not mine.is_waiting:
        return 0
    ahead = Signup.objects.waiting().filter(activity=mine.activity_id, line__lte=mine.line)
    return ahead.count()
