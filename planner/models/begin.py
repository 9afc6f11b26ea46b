"""How a new week begins: from the plan, from an earlier week, or empty."""

from django.db import IntegrityError, transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from csweek.history.models import Entry, Verb, entry_of, record
from csweek.people.models import Organisation
from planner.rules.dates import same_weekday, service_week
from planner.starter import starter_days, starter_ideas, starter_tasks

from .activities import KEPT, Activity
from .costs import Cost
from .feedback import Lesson, Verdict
from .invited import bring_along
from .tasks import OF_AN_IDEA, Task, TaskState
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


def _tell(made: list[Day | Activity | Task | Cost], reason: str, by) -> None:
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


def _from_plan(week: Week) -> list[Day | Activity | Task]:
    days = {day.number: day for day in week.days.all()}
    starters = enumerate(starter_days(), start=1)
    made = _name(days, {n: {field: getattr(day, field) for field in TEXTS} for n, day in starters})
    placed = [(days[n], each) for n, day in enumerate(starter_days(), 1) for each in day.activities]
    first, by_key = None, {}
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
        by_key[each.key] = activity
        if not each.is_another_wave:
            first = activity
    return made + _tasks_of_plan(week, by_key)


def _tasks_of_plan(week: Week, by_key: dict[str, Activity]) -> list[Task]:
    """The plan's own tasks; `by_key` are its activities by their keys in the plan."""
    return Task.objects.bulk_create(
        Task(
            week=week,
            activity=by_key[each.of] if each.of else None,
            source=f"plan:{each.key}",
            title=str(each.title),
            days_before=each.days_before,
            can_be_dropped=each.can_be_dropped,
        )
        for each in starter_tasks()
    )


def count_copies(year: int, last: Week) -> tuple[int, int]:
    """How many activities and how many ideas without a day `last` would leave to that year."""
    numbers = _numbers_in(year, last)
    days = _coming_along(last).values_list("day", flat=True)
    with_a_day = [numbers.get(day) is not None for day in days]
    return sum(with_a_day), len(with_a_day) - sum(with_a_day)


def count_lessons(last: Week) -> dict[str, int]:
    """How many of them were to be changed, and how many stay behind because they were dropped."""
    drawn = Lesson.objects.filter(activity__in=_that_took_place(last)).values_list("verdict")
    counts = dict(drawn.annotate(count=Count("pk")).order_by())
    return {"change": counts.get(Verdict.CHANGE, 0), "dropped": counts.get(Verdict.DROP, 0)}


def _that_took_place(last: Week):
    return last.activities.kept().filter(is_cancelled=False)


def _coming_along(last: Week):
    """Without what was not to be done again."""
    return _that_took_place(last).exclude(lesson__verdict=Verdict.DROP)


def _numbers_in(year: int, last: Week) -> dict[int, int | None]:
    """{day of the last week: number of the day of the new one that falls on its weekday}."""
    first = service_week(year).first
    days = last.days.values_list("pk", "number")
    dates = last.dates()
    return {pk: same_weekday(dates[number - 1], first, last.days_count) for pk, number in days}


def _from_week(week: Week, last: Week, by) -> list[Day | Activity | Task | Cost]:
    """By weekday and wall clock, never by adding a span: a clock change in between moves nothing.

    What was cancelled, deleted or dropped for good stays behind, and what was to be changed says
    so; a day that the new week does not have sends its
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
    copies, advice = {}, _advice(last)
    for old in _coming_along(last).select_related(*RELATED):
        day = days.get(numbers.get(old.day_id))
        values = {field: getattr(old, field) for field in KEPT} | {"day": day}
        values["advice"] = advice.get(old.pk, "")
        if old.host and not old.host.is_active:
            values["host"] = None
        copies[old.pk] = (old, Activity(week=week, **values | ({} if day else {"start": None})))
    made = Activity.objects.bulk_create(copy for _old, copy in copies.values())
    _tie_waves(copies.values())
    bring_along(copies.values())
    return named + made + _tasks_along(week, last, copies) + _costs_along(week, last, copies)


def _costs_along(week: Week, last: Week, copies: dict) -> list[Cost]:
    """Planned is what it did cost, else what was planned; what stayed behind costs nothing."""
    return Cost.objects.bulk_create(
        Cost(
            week=week,
            activity=copies[old.activity_id][1] if old.activity_id else None,
            title=old.title,
            planned=old.planned if old.actual is None else old.actual,
        )
        for old in last.costs.kept().order_by("pk")
        if not old.activity_id or old.activity_id in copies
    )


def _tasks_along(week: Week, last: Week, copies: dict) -> list[Task]:
    """By days before the Monday, to be done anew, as they were before a late start. What somebody
    left out stays behind, as do notes, and owners who have left."""
    chosen = last.tasks.kept().exclude(state=TaskState.DROPPED, moved_from=None)
    made = []
    for old in chosen.select_related("owner"):
        if old.activity_id and old.activity_id not in copies:
            continue  # it stayed behind
        values = {field: getattr(old, field) for field in OF_AN_IDEA}
        if old.moved_from is not None:
            values["days_before"] = old.moved_from
        activity = copies[old.activity_id][1] if old.activity_id else None
        owner = old.owner if old.owner and old.owner.is_active else None
        made.append(Task(week=week, activity=activity, owner=owner, source=old.source, **values))
    return Task.objects.bulk_create(made)


def _advice(last: Week) -> dict[int, str]:
    """{activity: what to do otherwise} of those that were to be changed."""
    found = Lesson.objects.filter(activity__week=last, verdict=Verdict.CHANGE)
    return dict(found.values_list("activity", "words"))


def _tie_waves(copies) -> None:
    """Runs of one activity stay together, also where the first of them stayed behind."""
    firsts, later = {}, []
    for old, copy in sorted(copies, key=lambda pair: (pair[0].wave_of_id is not None, pair[0].pk)):
        first = firsts.setdefault(old.wave_of_id or old.pk, copy)
        if first is not copy:
            copy.wave_of = first
            later.append(copy)
    Activity.objects.bulk_update(later, ["wave_of"])
