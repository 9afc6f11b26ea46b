"""How a new week begins: from the plan, from an earlier week, or empty."""

from django.db import IntegrityError, transaction

from csweek.history.models import Verb, record
from csweek.people.models import Organisation
from planner.rules.dates import same_weekday
from planner.starter import starter_days, starter_ideas

from .activities import Activity
from .weeks import Day, Week

KEPT = ["title", "kind", "minutes", "start", "site", "place", "host", "description", "places"]
KEPT += ["takes_off_phones", "needs_sign_up"]
RELATED = ["site", "place", "host"]


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
    if start_from == "plan":
        _from_plan(week)
    elif start_from == "last" and last is not None:
        _from_week(week, last, by)
    record(week, Verb.MADE, by=by)
    return week


def _from_plan(week: Week) -> None:
    days = {day.number: day for day in week.days.all()}
    for number, starter in enumerate(starter_days(), start=1):
        Day.objects.filter(pk=days[number].pk).update(
            name=starter.name, note=starter.note, dress_theme=starter.dress_theme
        )
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
        if not each.is_another_wave:
            first = activity


def _from_week(week: Week, last: Week, by) -> None:
    """By weekday and wall clock, never by adding a span: a clock change in between moves nothing.

    What was cancelled or deleted stays behind; a day that the new week does not have sends its
    activities to the ideas without a day. Waves stay waves. Who has left hosts nothing any more.
    """
    if last.days_count != week.days_count:
        Week.objects.filter(pk=week.pk).update(days_count=last.days_count)
        week.days_count = last.days_count
        week.fit_days(by=by)
    days = {day.number: day for day in week.days.all()}
    there = {}
    for old in last.days.all():
        old.week = last
        number = same_weekday(old.date, week.first_day, week.days_count)
        there[old.pk] = days.get(number)
        if number:
            texts = {"name": old.name, "note": old.note, "dress_theme": old.dress_theme}
            Day.objects.filter(pk=days[number].pk).update(**texts)
    copies = {}
    for old in last.activities.kept().filter(is_cancelled=False).select_related(*RELATED):
        day = there.get(old.day_id)
        values = {field: getattr(old, field) for field in KEPT} | {"day": day}
        if old.host and not old.host.is_active:
            values["host"] = None
        copies[old.pk] = (old, Activity(week=week, **values | ({} if day else {"start": None})))
    Activity.objects.bulk_create(copy for _old, copy in copies.values())
    _tie_waves(copies.values())


def _tie_waves(copies) -> None:
    """Runs of one activity stay together, also where the first of them stayed behind."""
    firsts, later = {}, []
    for old, copy in sorted(copies, key=lambda pair: (pair[0].wave_of_id is not None, pair[0].pk)):
        first = firsts.setdefault(old.wave_of_id or old.pk, copy)
        if first is not copy:
            copy.wave_of = first
            later.append(copy)
    Activity.objects.bulk_update(later, ["wave_of"])
