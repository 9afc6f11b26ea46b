"""How a week's awards begin: from a ready-made set, or from another year's awards."""

import uuid
from datetime import datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction

from csweek.history.models import Verb, record
from planner.models import Activity, Week
from recognition.rules.windows import same_in
from recognition.sets import AwardSet

from .awards import Award
from .panels import PanelMember

# What a copy takes along as it is. Winners, and where the prize lies, stay behind.
KEPT = ("title", "honours", "icon", "given_to", "time_zone", "not_last_winner", "not_own_team")
KEPT += ("allows_cosigning", "quorum", "tie_rule", "winners_count", "minutes", "presented_by")
KEPT += ("prize", "prize_donor", "prize_value")
CRITERION = ("title", "weight", "description")


@transaction.atomic
def add_set(
    week: Week, award_set: AwardSet, *, by, key: uuid.UUID, window: dict, activity=None
) -> list[Award]:
    """The awards of a set, in the language that is active; those made now.

    The same key makes them once. An award whose title the week has already is left out.
    """
    rows = []
    for ready in award_set.awards:
        months = ready.joined_within_months
        values = {
            "title": str(ready.title),
            "honours": str(ready.honours),
            "icon": ready.icon,
            "given_to": ready.subject,
            "minutes": ready.minutes,
            "joined_from": months and week.first_day - relativedelta(months=months),
            "not_last_winner": ready.not_last_winner,
            "not_own_team": ready.not_own_team,
            "allows_cosigning": ready.cosigning,
            "activity": activity,
            "criteria": [
                {part: _plain(getattr(each, part)) for part in CRITERION} for each in ready.criteria
            ],
        }
        rows.append((values | window, None))
    return _add(week, rows, by=by, key=key, told=str(award_set.title))


@transaction.atomic
def copy_awards(
    week: Week, last: Week, *, by, key: uuid.UUID, activity: Activity | None = None
) -> list[Award]:
    """The kept awards of another week, with criteria, rules, prizes and panel; those made now.

    A window keeps its weekday, its wall-clock time and how many weeks it lies from the week;
    whoever has left judges and presents no more. The same key makes them once, and an award whose
    title the week has already is left out.
    """
    rows = []
    old_awards = last.awards.kept().in_order().select_related("presenter")
    for old in old_awards.prefetch_related("criteria", "panel__person", "sites", "teams"):
        values = {field: getattr(old, field) for field in KEPT} | {
            "opens_at": _moved(old.opens_at, old, week, last),
            "closes_at": _moved(old.closes_at, old, week, last),
            "joined_from": _years_on(old.joined_from, week, last),
            "joined_until": _years_on(old.joined_until, week, last),
            "presenter": old.presenter if old.presenter and old.presenter.is_active else None,
            "sites": list(old.sites.all()),
            "teams": list(old.teams.all()),
            "activity": activity,
            "criteria": [
                {part: getattr(each, part) for part in CRITERION} for each in old.criteria.all()
            ],
        }
        rows.append((values, old))
    return _add(week, rows, by=by, key=key, told=str(last.year))


def _add(week: Week, rows, *, by, key: uuid.UUID, told: str) -> list[Award]:
    """Each under a key of its own, made of the form's: so that a second press finds the first.
    The week's history says once where they come from (`told`), each award's that it was made."""
    Week.objects.select_for_update().get(pk=week.pk)
    titles = {title.casefold() for title in week.awards.kept().values_list("title", flat=True)}
    made = []
    for number, (values, old) in enumerate(rows):
        if values["title"].casefold() in titles:
            continue
        own = uuid.uuid5(key, str(number))
        if Award.objects.filter(key=own).exists():
            continue  # a first press made it; it was renamed or deleted since
        made.append(Award.objects.add(week, by=by, key=own, **values))
        if old is not None:
            _seat_again(made[-1], old, by=by)
    if made:
        record(week, Verb.CHANGED, by=by, changes={"awards": (None, told)})
    return made


def _seat_again(award: Award, old: Award, *, by) -> None:
    members = [each for each in old.panel.all() if each.person.is_active]
    judges = [each.person for each in members if not each.is_reserve]
    chair = next((each.person for each in members if each.is_chair), None)
    reserve = [each.person for each in members if each.is_reserve]
    if members:
        PanelMember.objects.seat(award, judges, chair=chair, reserve=reserve, by=by)


def _plain(value):
    return value if isinstance(value, int) else str(value)


def _moved(at: datetime | None, old: Award, week: Week, last: Week) -> datetime | None:
    return at and same_in(week.first_day, last.first_day, at, old.zone)


def _years_on(day, week: Week, last: Week):
    return day and day + relativedelta(years=week.year - last.year)
