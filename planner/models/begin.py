"""How a new week begins: from the plan, from an earlier week, or empty."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from csweek.history.models import Entry, Verb, entry_of, record
from csweek.people.models import Organisation
from planner.rules.dates import same_weekday, service_week
from planner.starter import starter_days, starter_ideas

from .activities import KEPT, Activity
from .weeks import Day, Week

RELATED = ["site", "place", "host", "day"]
TEXTS = ["name", "note", "dress_theme"]  # of a day


def begin_week(year: int, *, by, start_from: str, theme: str = "", tagline: str = "") -> Week:
    """The week of a year, made once: asked for again, the one that stands is returned.

    `start_from` is "plan", "last" (the latest earlier week) or "empty".
    """
    standing = Week.objects.filter(year=year)
    if week := standing.first():
        return week
    try:
        return _begin(year, by, start_from, theme, tagline)
    except IntegrityError:  # somebody began it in the same moment
        return standing.get()


@transaction.atomic
def _begin(year: int, by, start_from: str, theme: str, tagline: str) -> Week:
    organisation = Organisation.objects.current()
    last = Week.objects.filter(year__lt=year).first()
    zone = organisation.head_site.time_zone if organisation else "UTC"
    week = Week.objects.with_bare_days(year, time_zone=zone, theme=theme, tagline=tagline, by=by)
    record(week, Verb.MADE, by=by)
    if start_from == "plan":
        _tell(_from_plan(week), _("from the plan"), by)
    elif start_from == "last" and last is not None:
        made = _from_week(week, last, by)
        _tell(made, _("from the week of %(year)s") % {"year": last.year}, by)
    return week


def _tell(made: list[Day | Activity], reason: str, by) -> None:
    """An entry for each thing that the week begins with, so that its history says where from."""
    Entry.objects.bulk_create(
        entry_of(
            each,
            Verb.MADE,
            by=by,
            changes=each.placing() if isinstance(each, Activity) else {},
            reason=reason,
        )
        for each in made
    )


def _name(days: dict[int, Day], texts: dict[int, dict]) -> list[Day]:
    """Write the days' texts, {number: {field: text}}; the days that have any now."""
    for number, words in texts.items():
        for field, text in words.items():
            setattr(days[number], field, str(text))
    Day.objects.bulk_update(days.values(), TEXTS)
    return [day for day in days.values() if any(getattr(day, field) for field in TEXTS)]


def _from_plan(week: Week) -> list[Day | Activity]:
    days = {day.number: day for day in week.days.all()}
    starters = enumerate(starter_days(), start=1)
    made = _name(days, {n: {field: getattr(day, field) for field in TEXTS} for n, day in starters})
    placed = [(days[n], each) for n, day in enumerate(starter_days(), 1) for each in day.activities]
    first = None
    for day, each in placed + [(None, each) for each in starter_ideas()]:
        activity = Activity(
            week=week,
            day=day,
            kind=each.kind,
            title=str(each.title),
            description=str(each.description),
            start=each.start if day else None,
            minutes=each.minutes,
            takes_off_phones=each.takes_off_phones,
            needs_sign_up=each.needs_sign_up,
            places=each.places,
            wave_of=first if each.is_another_wave else None,
        )
        activity.save()
        made.append(activity)
        if not each.is_another_wave:
            first = activity
    return made


def count_copies(year: int, last: Week) -> tuple[int, int]:
    """How many activities and how many ideas without a day `last` would leave to that year."""
    numbers = _numbers_in(year, last)
    days = _coming_along(last).values_list("day", flat=True)
    with_a_day = [numbers.get(day) is not None for day in days]
    return sum(with_a_day), len(with_a_day) - sum(with_a_day)


def _coming_along(last: Week):
    return last.activities.kept().filter(is_cancelled=False)


def _numbers_in(year: int, last: Week) -> dict[int, int | None]:
    """{day of the last week: number of the day of the new one that falls on its weekday}."""
    first = service_week(year).first
    days = last.days.values_list("pk", "number")
    dates = last.dates()
    return {pk: same_weekday(dates[number - 1], first, last.days_count) for pk, number in days}


def _from_week(week: Week, last: Week, by) -> list[Day | Activity]:
    """By weekday and wall clock, never by adding a span: a clock change in between moves nothing.

    What was cancelled or deleted stays behind; a day that the new week does not have sends its
    activities to the ideas without a day. Waves stay waves. Who has left hosts nothing any more.
    """
    if last.days_count != week.days_count:
        Week.objects.filter(pk=week.pk).update(days_count=last.days_count)
        week.days_count = last.days_count
        week.fit_days(by=by)
    days = {day.number: day for day in week.days.all()}
    numbers = _numbers_in(week.year, last)
    texts = {
        numbers[old.pk]: {field: getattr(old, field) for field in TEXTS}
        for old in last.days.all()
        if numbers[old.pk]
    }
    named = _name(days, texts)
    copies = {}
    for old in _coming_along(last).select_related(*RELATED):
        day = days.get(numbers.get(old.day_id))
        values = {field: getattr(old, field) for field in KEPT} | {"day": day}
        if old.host and not old.host.is_active:
            values["host"] = None
        copies[old.pk] = (old, Activity(week=week, **values | ({} if day else {"start": None})))
    made = Activity.objects.bulk_create(copy for _old, copy in copies.values())
    _tie_waves(copies.values())
    return named + made


def _tie_waves(copies) -> None:
    """Runs of one activity stay together, also where the first of them stayed behind."""
    firsts, later = {}, []
    for old, copy in sorted(copies, key=lambda pair: (pair[0].wave_of_id is not None, pair[0].pk)):
        first = firsts.setdefault(old.wave_of_id or old.pk, copy)
        if first is not copy:
            copy.wave_of = first
            later.append(copy)
    Activity.objects.bulk_update(later, ["wave_of"])
