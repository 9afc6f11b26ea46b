"""A published plan copied back into the draft."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from csweek.history.models import Verb, record
from csweek.people.models import Person, Site, Team
from planner.rules.programme import Item, Programme

from .activities import Activity
from .pairs import Pair
from .places import Place
from .publications import Publication
from .weeks import Day, Week

SAME = ["title", "kind", "minutes", "description", "places", "takes_off_phones", "needs_sign_up"]
SAME += ["is_cancelled", "cancelled_because"]
SAME += ["opens_days_before", "closes_hours_before", "guests", "asks_needs", "places_per_team"]


def keep_their_kind(publication: Publication) -> list[Activity]:
    """What has another kind in the draft by now, and pairs of it are ahead: they would stay bound,
    with no desk to break them at."""
    kinds = {each.key: each.kind for each in publication.frozen.shown}
    drafted = Activity.objects.filter(week=publication.week_id, key__in=kinds).in_order()
    others = [each for each in drafted if each.kind != kinds[str(each.key)]]
    return [each for each in others if Pair.objects.ahead_of(each)]


def going_back_to(publication: Publication) -> Programme:
    """What copying a publication back makes of the draft, as a programme."""
    frozen = publication.frozen
    kept = {str(each.key): each.kind for each in keep_their_kind(publication)}
    items = (replace(each, kind=kept.get(each.key, each.kind)) for each in frozen.shown)
    return replace(frozen, items=tuple(items))


@transaction.atomic
def copy_back(publication: Publication, *, by) -> None:
    """Make the draft what the publication was.

    What the draft has beside it goes to the ideas without a day, what was deleted since comes
    back. Hosts who have left stay away; a place or a site that is gone is found by its name, or
    made, or left out. What pairs stand of keeps its kind.
    """
    week = Week.objects.select_for_update().get(pk=publication.week_id)
    programme = going_back_to(publication)
    reason = _("from publication %(number)s") % {"number": publication.number}
    record(publication, Verb.COPIED, by=by)
    settings = {"first_day": programme.first, "days_count": len(programme.days)}
    for field in ("time_zone", "theme", "tagline", "moved_because"):
        settings[field] = getattr(programme, field)
    week.change(settings, by=by)
    days = {day.number: day for day in Day.objects.filter(week=week).select_related("week")}
    for each in programme.days:
        texts = {"name": each.name, "note": each.note, "dress_theme": each.dress_theme}
        days[each.number].apply(Verb.CHANGED, texts, by=by, reason=reason)
    rows = Activity.objects.filter(week=week).select_related("week").select_for_update(of=("self",))
    activities = {str(each.key): each for each in rows}
    sites = {site.pk: site for site in Site.objects.all()}
    teams = Team.objects.in_bulk()
    people = Person.objects.active().in_bulk(programme.hosts)
    for item in programme.shown:
        activity = activities.pop(item.key)
        site = sites.get(item.site)
        values = {field: getattr(item, field) for field in SAME} | {
            "day": days[item.day],
            "start": item.clock,
            "site": site,
            "place": _place(item, site, by),
            "host": people.get(item.host),
            "meal_choices": "\n".join(item.meal_choices),
            "invited_teams": [teams[pk] for pk in item.teams if pk in teams],
            "invited_sites": [sites[pk] for pk in item.sites if pk in sites],
            "discarded_at": None,
        }
        verb = Verb.BROUGHT_BACK if activity.discarded_at else Verb.CHANGED
        activity.apply(verb, values, by=by, reason=reason)
    for activity in activities.values():
        if activity.day_id is not None and activity.discarded_at is None:
            activity.move(None, None, by=by, reason=reason)


def _place(item: Item, site: Site | None, by) -> Place | None:
    known = Place.objects.filter(pk=item.place).first() if item.place else None
    return Place.objects.named(item.place_name, site, by=by, current=known)
