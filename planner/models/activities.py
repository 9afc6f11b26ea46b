"""Activity: something that happens in a week; without a day it is an idea without a day."""

import uuid
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, differences, record
from csweek.history.tracked import Tracked
from csweek.people.models import Site, Team
from planner.rules.dates import instants, shift_clock

from .activitylists import ActivityQuerySet
from .kinds import Kind
from .places import Place
from .weeks import Day, Week

# What a copy takes along, in its own week or into another one.
KEPT = ("title", "kind", "day", "start", "minutes", "site", "place", "host")
KEPT += ("description", "places", "takes_off_phones", "needs_sign_up")
KEPT += ("opens_days_before", "closes_hours_before", "guests", "meal_choices", "asks_needs")
KEPT += ("places_per_team",)
INVITED = ("invited_teams", "invited_sites")
MOST_GUESTS, MOST_DAYS_BEFORE = 5, 366  # the days: that sign-up opens
USUAL_LENGTH = 60  # minutes, of an activity that gets a time before it has a length


def _keys(rows) -> list[int]:
    return sorted(each.pk for each in rows)


class ActivityManager(models.Manager.from_queryset(ActivityQuerySet)):
    @transaction.atomic
    def add(self, week: Week, *, by, key: uuid.UUID | None = None, **values):
        """Add an activity to the week. The same key adds it once, however often it is sent."""
        invited = {field: values.pop(field) for field in INVITED if field in values}
        activity, made = self.get_or_create(
            key=key or uuid.uuid4(), defaults={"week": week, **values}
        )
        if made:
            for field, those in invited.items():
                getattr(activity, field).set(those)
            record(activity, Verb.MADE, by=by, changes=activity.placing())
        return activity


class Activity(Tracked):
    week = models.ForeignKey(Week, on_delete=models.CASCADE, related_name="activities")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices, default=Kind.OTHER)
    day = models.ForeignKey(
        Day,
        verbose_name=_("day"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="activities",
    )
    start = models.TimeField(_("start"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("length in minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(5), MaxValueValidator(24 * 60)],
    )
    site = models.ForeignKey(
        Site, verbose_name=_("site"), null=True, blank=True, on_delete=models.PROTECT
    )
    place = models.ForeignKey(
        Place, verbose_name=_("place"), null=True, blank=True, on_delete=models.PROTECT
    )
    host = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("host"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="hosted",
    )
    description = models.TextField(
        _("description"), max_length=4000, blank=True, validators=[MaxLengthValidator(4000)]
    )
    places = models.PositiveIntegerField(
        _("places to fill"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    places_per_team = models.PositiveIntegerField(
        _("places for each team"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    takes_off_phones = models.BooleanField(_("takes people off the phones"), default=False)
    needs_sign_up = models.BooleanField(_("one signs up"), default=False)

    # How one signs up. What is invited, and the choices of meal, are read once it is published.
    opens_days_before = models.PositiveSmallIntegerField(
        _("sign-up opens, days before"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(MOST_DAYS_BEFORE)],
    )
    closes_hours_before = models.PositiveSmallIntegerField(
        _("sign-up closes, hours before"), default=0, validators=[MaxValueValidator(24 * 28)]
    )
    invited_teams = models.ManyToManyField(
        Team, verbose_name=_("teams invited"), blank=True, related_name="+"
    )
    invited_sites = models.ManyToManyField(
        Site, verbose_name=_("sites invited"), blank=True, related_name="+"
    )
    guests = models.PositiveSmallIntegerField(
        _("guests each may bring"), default=0, validators=[MaxValueValidator(MOST_GUESTS)]
    )
    meal_choices = models.TextField(
        _("choices of meal"), max_length=600, blank=True, validators=[MaxLengthValidator(600)]
    )
    asks_needs = models.BooleanField(_("asks what people eat"), default=False)
    wave_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="later_waves"
    )
    is_cancelled = models.BooleanField(_("cancelled"), default=False)
    # What last year taught to do otherwise; for organizers, until one of them has heeded it.
    advice = models.TextField(_("to do otherwise this year"), max_length=1000, blank=True)
    cancelled_because = models.CharField(_("why it is cancelled"), max_length=300, blank=True)
    discarded_at = models.DateTimeField(null=True, blank=True, editable=False)

    untold = ("discarded_at", "cancelled_because")
    span = ("start", "minutes")
    objects = ActivityManager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.CheckConstraint(
                condition=Q(start=None) | Q(day__isnull=False, minutes__isnull=False),
                name="activity_start_needs_day_and_length",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(minutes__range=(5, 24 * 60)),
                name="activity_length_within_a_day",
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="activity_kind_known"),
        ]
        indexes = [models.Index(fields=["week", "discarded_at"], name="activity_on_board")]

    def __str__(self):
        return self.title

    @property
    def is_all_day(self) -> bool:
        return self.day_id is not None and self.start is None

    @property
    def is_idea(self) -> bool:
        return self.day_id is None

    @property
    def end(self) -> time | None:
        return None if self.start is None else shift_clock(self.start, self.minutes)

    @property
    def zone(self) -> ZoneInfo:
        """The zone its clock times are read in: its site's, or the head site's for all sites."""
        return self.site.zone if self.site_id else self.week.zone

    @property
    def choices_of_meal(self) -> list[str]:
        """One a line."""
        return [line.strip() for line in self.meal_choices.splitlines() if line.strip()]

    @property
    def date(self) -> date | None:
        return self.day.date if self.day_id else None

    @property
    def history_within(self):
        return self.week

    def stands_as(self, **values) -> bool:
        """Whether it is on the board with just these values, as it is after it was added."""
        invited = {field: values.pop(field) for field in INVITED if field in values}
        same = all(getattr(self, field) == value for field, value in values.items())
        same = same and all(self._invites(f) == _keys(those) for f, those in invited.items())
        return same and self.discarded_at is None

    def instants(self) -> tuple[datetime, datetime]:
        """Begin and end in UTC, of an activity with a time."""
        return instants(self.day.date, self.start, self.minutes, self.zone)

    def waves(self):
        """All kept runs of the same activity, this one among them, in their order."""
        first = self.wave_of_id or self.pk
        return self.week.activities.kept().filter(Q(pk=first) | Q(wave_of=first)).in_order()

    def placing(self) -> dict:
        """Day and times as a first change, for the history of a new activity."""
        if not self.day_id:
            return {}
        times = {field: (None, getattr(self, field)) for field in self.span if self.start}
        return {"day": (None, self.day)} | times

    def _invites(self, field: str) -> list[int]:
        return sorted(getattr(self, field).values_list("pk", flat=True))

    # What happens to it: each verb is one transaction, written into the history. --------------

    @transaction.atomic
    def apply(self, verb: Verb, values: dict, *, by, reason: str = "", also=None) -> bool:
        """Like any row's; whom it invites to sign up lies beside its columns."""
        invited = {field: _keys(values[field]) for field in INVITED if field in values}
        changed = differences({field: self._invites(field) for field in invited}, invited)
        columns = {field: value for field, value in values.items() if field not in INVITED}
        is_changed = super().apply(verb, columns, by=by, reason=reason, also=(also or {}) | changed)
        for field in changed:
            getattr(self, field).set(invited[field])
        return is_changed

    def move(self, day: Day | None, start: time | None, *, by, reason: str = "") -> None:
        """To another day, another time, or (no day) among the ideas. Raises StaleSave."""
        self.apply(Verb.MOVED, self._at(day, start), by=by, reason=reason)

    def cancel(self, *, by, reason: str = "") -> None:
        """Everyone reads the reason where they read that it is cancelled."""
        values = {"is_cancelled": True, "cancelled_because": reason}
        self.apply(Verb.CANCELLED, values, by=by, reason=reason)

    def reinstate(self, *, by) -> None:
        self.apply(Verb.REINSTATED, {"is_cancelled": False, "cancelled_because": ""}, by=by)

    def heed(self, *, by) -> None:
        """What last year taught is done: its card says no more of it."""
        self.apply(Verb.CHANGED, {"advice": ""}, by=by)

    def discard(self, *, by) -> None:
        """Take it off the board; bring_back() undoes it."""
        self.apply(Verb.DELETED, {"discarded_at": timezone.now()}, by=by)

    def bring_back(self, *, by) -> None:
        self.apply(Verb.BROUGHT_BACK, {"discarded_at": None}, by=by)

    def copy(self, *, by, key: uuid.UUID | None = None) -> "Activity":
        """The same once more on the same day, under its own key; no wave of this one."""
        return self._duplicate(Verb.COPIED, {"wave_of": None}, by=by, key=key)

    def add_wave(self, day: Day | None, start: time | None, *, by, key=None) -> "Activity":
        """Another run of the same activity at another time, for another shift."""
        first = self.wave_of or self
        return self._duplicate(Verb.MADE, self._at(day, start) | {"wave_of": first}, by=by, key=key)

    def _at(self, day: Day | None, start: time | None) -> dict:
        """Day, start and length that fit together: only what has a day has a time."""
        if day is None or start is None:
            return {"day": day, "start": None}
        return {"day": day, "start": start, "minutes": self.minutes or USUAL_LENGTH}

    @transaction.atomic
    def _duplicate(self, verb: Verb, values: dict, *, by, key) -> "Activity":
        same = {field: getattr(self, field) for field in KEPT} | values
        twin, made = Activity.objects.get_or_create(
            key=key or uuid.uuid4(), defaults={"week": self.week, **same}
        )
        if made:
            twin.invited_teams.set(self.invited_teams.all())
            twin.invited_sites.set(self.invited_sites.all())
            record(twin, verb, by=by, changes=twin.placing())
        return twin
