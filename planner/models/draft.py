"""The draft as a publication would freeze it."""

from collections.abc import Iterable

from planner.models.activities import Activity
from planner.models.invited import Invited
from planner.models.weeks import Week
from planner.rules.programme import Item, Programme, ProgrammeDay


def draft_programme(
    week: Week, activities: Iterable[Activity] | None = None, invited: Invited | None = None
) -> Programme:
    """Everything with a day; what lies among the ideas is nobody's business yet.

    `activities` and `invited` save queries to whoever has the board's already.
    """
    found = Activity.objects.of_week(week) if activities is None else activities
    activities = [each for each in found if each.day_id is not None]
    keys = {each.pk: str(each.key) for each in activities}
    invited = invited or Invited(week)
    return Programme(
        year=week.year,
        first_day=week.first_day.isoformat(),
        time_zone=week.time_zone,
        theme=week.theme,
        tagline=week.tagline,
        moved_because=week.moved_because,
        days=tuple(
            ProgrammeDay(day.number, day.name, day.note, day.dress_theme) for day in week.its_days
        ),
        items=tuple(_item(each, week, keys, invited) for each in activities),
    )


def _item(activity: Activity, week: Week, keys: dict[int, str], invited: Invited) -> Item:
    site, place = activity.site, activity.place
    return Item(
        key=keys[activity.pk],
        title=activity.title,
        kind=activity.kind,
        day=activity.day.number,
        zone=site.time_zone if site else week.time_zone,
        start=activity.start and f"{activity.start:%H:%M}",
        minutes=activity.minutes,
        site=activity.site_id,
        site_name=site.name if site else "",
        place=activity.place_id,
        place_name=place.name if place else "",
        host=activity.host_id,
        description=activity.description,
        places=activity.places,
        takes_off_phones=activity.takes_off_phones,
        needs_sign_up=activity.needs_sign_up,
        wave_of=keys.get(activity.wave_of_id),
        is_cancelled=activity.is_cancelled,
        cancelled_because=activity.cancelled_because,
        opens_days_before=activity.opens_days_before,
        closes_hours_before=activity.closes_hours_before,
        teams=invited.teams(activity),
        sites=invited.sites(activity),
        guests=activity.guests,
        meal_choices=tuple(activity.choices_of_meal),
        asks_needs=activity.asks_needs,
        places_per_team=activity.places_per_team,
    )
