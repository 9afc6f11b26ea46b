"""What the checks of a week count from beside its activities, in one query: rows of one shape.

A board has twelve queries to spend, and every check of the plan wants some of them. What changes
from week to week is its key alone, so the question is put together once.
"""

from collections import defaultdict
from typing import NamedTuple

from django.db import models
from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from csweek.lib.questions import Given, Question
from csweek.people.models import Person, Shift
from planner.models import (
    Activity,
    Closing,
    Cover,
    CoverCall,
    Need,
    Pair,
    Signup,
    SignupList,
    Task,
    Week,
)
from planner.models.givers import CoverState
from planner.models.signups import SignupState

WEEK = Given("week", models.BigIntegerField())
NOW = Given("now", models.DateTimeField())


class Row(NamedTuple):
    """`key` is that of the need, call (also of its cover) or closing itself, else of an activity
    (also of one that somebody is bound to who steps in elsewhere, at the hours of the call), or of
    the pair of somebody who has a place elsewhere or steps in; `number` counts people, places that
    are taken, or days before the Monday (task), or is the activity of that place."""

    kind: str
    key: int | None = None
    day: int | None = None  # its number
    team: int | None = None
    site: int | None = None
    shift: int | None = None
    number: int | None = None
    starts: object = None  # time | None
    ends: object = None
    name: str = ""
    who: str = ""


def rows_of(week: Week) -> dict[str, list[Row]]:
    """{kind: its rows}, all of the week's draft."""
    found: dict[str, list[Row]] = defaultdict(list)
    for values in ROWS.ask(week=week.pk, now=timezone.now()):
        row = Row(*values)
        found[row.kind].append(row)
    return found


def _all_rows() -> QuerySet:
    parts = [
        _needs(),
        _people(),
        _calls(),
        _closings(),
        _signed_up(),
        _hosts(),
        _cover(),
        _also_cover(),
        _host_covers(),
        *(_pair_places(each) for each in IN_PAIRS),
        *(_pair_covers(each) for each in IN_PAIRS),
        _invited("team"),
        _invited("site"),
        _taken(),
        _taken_by_teams(),
        _tasks(),
    ]
    return parts[0].union(*parts[1:], all=True).order_by()


ROWS = Question(_all_rows)


def _rows(queryset: QuerySet, kind: str, **columns) -> QuerySet:
    """Of each row of the queryset one of ours: the columns given, and nothing in the others."""
    told = {"kind": Value(kind, output_field=models.CharField())} | columns
    empty = {
        "name": Value("", output_field=models.CharField()),
        "who": Value("", output_field=models.CharField()),
        "starts": Cast(None, models.TimeField()),
        "ends": Cast(None, models.TimeField()),
    }
    nothing = Cast(None, models.BigIntegerField())
    all_of_them = {f"row_{each}": told.get(each, empty.get(each, nothing)) for each in Row._fields}
    return queryset.order_by().annotate(**all_of_them).values_list(*all_of_them)


def _hours() -> dict:
    told = {each: F(each) for each in ("starts", "ends", "site", "team")}
    return told | {"day": F("day__number")}


def _needs() -> QuerySet:
    needs = Need.objects.of_week(WEEK)
    return _rows(needs, "need", name=F("team__name"), key=F("pk"), number=F("people"), **_hours())


def _calls() -> QuerySet:
    return _rows(
        CoverCall.objects.filter(day__week=WEEK),
        "call",
        key=F("pk"),
        number=F("people"),
        **_hours(),
    )


def _closings() -> QuerySet:
    """One row for each team that is closed, or one without a team for all."""
    told = _hours() | {"team": F("teams"), "key": F("pk")}
    return _rows(Closing.objects.kept().filter(day__week=WEEK), "closed", **told)


def _people() -> QuerySet:
    """How many work for each team at each site in each shift, and that shift: looked up once for
    each of these groups, since to join it to all people first would take twice as long."""
    shift = Shift.objects.filter(pk=OuterRef("shift"))
    told = {each: Subquery(shift.values(each)) for each in ("starts", "ends", "name")}
    groups = Person.objects.active().order_by().values("team", "site", "shift")
    groups = groups.annotate(row_number=Count("pk"))
    return _grouped(groups, "people", F("team"), F("site"), F("shift"), **told)


def _grouped(groups: QuerySet, kind: str, team, site, shift, **more) -> QuerySet:
    return _rows(groups, kind, team=team, site=site, shift=shift, number=F("row_number"), **more)


def _taking_off() -> QuerySet:
    return Activity.objects.kept().filter(
        week=WEEK, takes_off_phones=True, needs_sign_up=True, is_cancelled=False
    )


def _signed_up() -> QuerySet:
    """Those with a place in what takes people off; its host is counted as such."""
    signups = Signup.objects.filter(
        state=SignupState.CONFIRMED, person__is_active=True, activity__in=_taking_off()
    ).exclude(person=F("activity__host"))
    groups = signups.values("activity", *PERSONS.values()).annotate(row_number=Count("pk"))
    return _grouped(groups, "off", *map(F, PERSONS.values()), key=F("activity"))


PERSONS = {each: f"person__{each}" for each in ("team", "site", "shift")}


def _hosts() -> QuerySet:
    told = {each: F(f"host__{each}") for each in ("team", "site", "shift")}
    hosted = _taking_off().filter(host__is_active=True)
    return _rows(hosted, "off", key=F("pk"), number=Value(1), **told)


def _cover() -> QuerySet:
    """Who steps in elsewhere; the call says when."""
    told = {each: F(of) for each, of in PERSONS.items()}
    return _rows(_stepping_in(), "cover", key=F("call"), number=Value(1), **told)


def _also_cover() -> QuerySet:
    """How many have a place in an activity of the week and step in, at the hours of the row."""
    given = _stepping_in().filter(
        person__signups__activity__week=WEEK,
        person__signups__activity__needs_sign_up=True,
        person__signups__state=SignupState.CONFIRMED,
    )
    groups = given.order_by().values("person__signups__activity", "call")
    groups = groups.annotate(row_number=Count("pk"))
    told = {"key": F("person__signups__activity"), "number": F("row_number")}
    return _rows(groups, "also-cover", **told, **_hours_of_call())


def _host_covers() -> QuerySet:
    """Hosts of the week who step in, at the hours of the row."""
    given = _stepping_in().filter(person__hosted__week=WEEK)
    told = {"key": F("person__hosted"), "who": F("person__name")}
    return _rows(given, "host-covers", **told, **_hours_of_call())


IN_PAIRS = ("leader", "buddy", "stand_in")


def _pair_places(half: str) -> QuerySet:
    """The places of those who are in a settled pair of the week, or stand in for one."""
    held = {"signups__state": SignupState.CONFIRMED, "signups__activity__week": WEEK}
    told = {"key": F("pk"), "number": F(f"{half}__signups__activity"), "who": F(f"{half}__name")}
    return _rows(_settled(half, held), f"{half}-place", **told)


def _pair_covers(half: str) -> QuerySet:
    """Of the same those who step in elsewhere, at the hours of the row."""
    given = {"cover__state": CoverState.GIVEN, "cover__call__closed_at": None}
    given |= {"cover__call__day__week": WEEK}
    told = {"key": F("pk"), "who": F(f"{half}__name")}
    told |= _hours_of_call(f"{half}__cover__call")
    return _rows(_settled(half, given), f"{half}-covers", **told)


def _settled(half: str, bound: dict) -> QuerySet:
    """Pairs of which that one is bound so; `bound` are conditions on the person."""
    bound = {f"{half}__{each}": value for each, value in bound.items()}
    return Pair.objects.settled().filter(
        activity__week=WEEK, **{f"{half}__is_active": True}, **bound
    )


def _hours_of_call(call: str = "call") -> dict:
    told = {each: F(f"{call}__{each}") for each in ("starts", "ends", "site", "team")}
    return told | {"day": F(f"{call}__day__number"), "name": F(f"{call}__team__name")}


def _stepping_in() -> QuerySet:
    return Cover.objects.stepping_in().filter(call__day__week=WEEK, person__is_active=True)


def _invited(what: str) -> QuerySet:
    """The teams or sites that activities invite."""
    invited = getattr(Activity, f"invited_{what}s").through.objects.filter(activity__week=WEEK)
    return _rows(invited, "invited", key=F("activity"), **{what: F(what)})


def _taken() -> QuerySet:
    """How many places are taken of each activity that people sign up for."""
    lists = SignupList.objects.open_to_sign_up().filter(week=WEEK)
    return _rows(lists, "taken", key=F("activity"), number=F("taken"))


def _taken_by_teams() -> QuerySet:
    """How many by each team, of what each has a share of and is not over yet."""
    lists = SignupList.objects.open_to_sign_up().filter(week=WEEK, ends_at__gt=NOW)
    of_lists = {"activity__in": lists.values("pk"), "activity__places_per_team__isnull": False}
    confirmed = Signup.objects.confirmed().filter(**of_lists).order_by()
    groups = confirmed.values("activity", "person__team", "person__team__name")
    groups = groups.annotate(row_number=Sum(F("guests") + 1))
    told = {"team": F("person__team"), "name": F("person__team__name")}
    return _rows(groups, "taken by a team", key=F("activity"), number=F("row_number"), **told)


def _tasks() -> QuerySet:
    """What waits to be done, the longest first, with its owner's name; nothing of what is
    cancelled."""
    waiting = Task.objects.filter(week=WEEK).kept().of_what_is_on().waiting()
    told = {"name": F("title"), "who": Coalesce(F("owner__name"), Value(""))}
    return _rows(waiting, "task", key=F("activity"), number=F("days_before"), **told)
