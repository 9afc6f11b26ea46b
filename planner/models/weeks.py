"""Week: one year's Customer Service Week. Day: one of its five to seven days."""

import secrets
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Count, F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from csweek.history.models import Verb, differences
from csweek.history.tracked import Tracked
from csweek.people.models.sites import validate_time_zone
from planner.rules.dates import FIRST_YEAR, LAST_YEAR, MOST_DAYS, service_week


class WeekQuerySet(models.QuerySet):
    def editable_by(self, person):
        return self if person.is_organizer else self.none()

    def with_costs_for(self, person):
        """Those of which this person may read what they cost: what is planned stands there too."""
        return self if person.is_organizer or person.is_manager else self.none()

    def with_counts(self):
        """Each with `activity_count` (those with a day) and `idea_count`, as its board counts."""
        kept = Q(activities__discarded_at=None)
        on_a_day = Q(activities__day__number__lte=F("days_count"))
        return self.annotate(
            activity_count=Count("activities", filter=kept & on_a_day),
            idea_count=Count("activities", filter=kept) - F("activity_count"),
        ).order_by("-year")

    def with_its_days(self) -> "Week | None":
        """The first of these weeks; it and its days in one query."""
        days = list(Day.objects.filter(week__in=self).select_related("week"))
        week = days[0].week if days else self.first()
        if days:
            week.its_days = [day for day in days if day.week_id == week.pk]
        return week


class WeekManager(models.Manager.from_queryset(WeekQuerySet)):
    def hold(self, pk: int) -> None:
        """Who changes sign-ups of the week, or publishes it, waits until this transaction ends.
        On PostgreSQL what only points to the week goes on; SQLite has one writer anyway."""
        self.select_for_update(no_key=True).only("pk").get(pk=pk)

    @transaction.atomic
    def with_bare_days(self, year: int, *, by, time_zone: str, theme: str = "", tagline: str = ""):
        """A new week of five days without names, and its planner in the crew; for begin_week()."""
        week = self.create(
            year=year,
            first_day=service_week(year).first,
            time_zone=time_zone,
            theme=theme,
            tagline=tagline,
        )
        Day.objects.bulk_create(Day(week=week, number=n) for n in range(1, week.days_count + 1))
        if by is not None:
            week.crew.add(by)
        return week


class Week(Tracked):
    year = models.PositiveSmallIntegerField(
        _("year"),
        unique=True,
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    first_day = models.DateField(_("first day"))
    days_count = models.PositiveSmallIntegerField(
        _("number of days"),
        default=5,
        validators=[MinValueValidator(5), MaxValueValidator(MOST_DAYS)],
    )
    moved_because = models.CharField(
        _("why it is moved"), max_length=200, blank=True, help_text=_("Everyone can read this.")
    )
    theme = models.CharField(_("theme"), max_length=120, blank=True)
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    time_zone = models.CharField(
        _("time zone of the head site"), max_length=60, validators=[validate_time_zone]
    )
    crew = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("crew"), blank=True, related_name="+"
    )

    # Whoever has it reads the publication without signing in; while it is empty, nobody does.
    link = models.CharField(_("link"), max_length=32, blank=True, editable=False)

    # Whoever has it sees what is on today, on a wall or a phone; while it is empty, nobody does.
    wall = models.CharField(_("wall"), max_length=32, blank=True, editable=False)

    untold = ("link", "wall")
    objects = WeekManager()

    class Meta:
        verbose_name = _("week")
        verbose_name_plural = _("weeks")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(year__range=(FIRST_YEAR, LAST_YEAR)), name="week_year_known"
            ),
            models.CheckConstraint(
                condition=models.Q(days_count__range=(5, MOST_DAYS)), name="week_five_to_seven"
            ),
            models.UniqueConstraint(
                fields=["link"], condition=~models.Q(link=""), name="week_known_by_its_link"
            ),
            models.UniqueConstraint(
                fields=["wall"], condition=~models.Q(wall=""), name="week_known_by_its_wall"
            ),
        ]

    def __str__(self):
        return str(self.year)

    @cached_property
    def its_days(self) -> list["Day"]:
        """Its days in their order, for whoever only reads them: fetched once."""
        return list(self.days.all())

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def last_day(self) -> date:
        return self.first_day + timedelta(days=self.days_count - 1)

    def dates(self) -> list[date]:
        return [self.first_day + timedelta(days=number) for number in range(self.days_count)]

    @transaction.atomic
    def change(self, values: dict, *, by, crew=None) -> None:
        """Save new settings of the week; fewer days send the activities of those given up to the
        ideas without a day. Raises StaleSave when somebody saved first."""
        also = {}
        if crew is not None:
            old, new = (sorted(person.pk for person in each) for each in (self.crew.all(), crew))
            also = differences({"crew": old}, {"crew": new})
        # The form has set first_day on this row by now; what it was is only in the database.
        was_first = Week.objects.values_list("first_day", flat=True).filter(pk=self.pk).first()
        is_moved = values.get("first_day", was_first) != was_first
        reason = values.get("moved_because", "") if is_moved else ""
        if self.apply(Verb.CHANGED, values, by=by, reason=reason, also=also):
            if crew is not None:
                self.crew.set(crew)
            self.fit_days(by=by)

    @transaction.atomic
    def open_to_all(self, *, by) -> None:
        """Give it a link that opens what is published without signing in; a new one each time."""
        self.apply(Verb.OPENED, {"link": secrets.token_urlsafe(16)}, by=by)

    @transaction.atomic
    def close_to_all(self, *, by) -> None:
        """Its link opens nothing any more."""
        self.apply(Verb.CLOSED, {"link": ""}, by=by)

    @transaction.atomic
    def open_wall(self, *, by) -> None:
        """Give it an address that shows the day on a wall without signing in; a new one each
        time."""
        values = {"wall": secrets.token_urlsafe(16)}
        self.apply(Verb.OPENED, values, by=by, reason=_("the page for a wall"))

    @transaction.atomic
    def close_wall(self, *, by) -> None:
        self.apply(Verb.CLOSED, {"wall": ""}, by=by, reason=_("the page for a wall"))

    def fit_days(self, *, by) -> None:
        """Make the days agree with `days_count`. A day given up is hidden with all that is written
        about it; what was to take place on it loses its time, and its history says so."""
        why = ngettext(
            "the week has %(count)s day now", "the week has %(count)s days now", self.days_count
        ) % {"count": self.days_count}
        given_up = self.activities.filter(day__number__gt=self.days_count)
        for activity in given_up.select_related("week").select_for_update(of=("self",)):
            activity.move(None, None, by=by, reason=why)
        there = set(Day.every.filter(week=self).values_list("number", flat=True))
        Day.objects.bulk_create(
            Day(week=self, number=number)
            for number in range(1, self.days_count + 1)
            if number not in there
        )
        self.__dict__.pop("its_days", None)


class DayManager(models.Manager):
    """The days that their weeks have; those beyond `days_count` were given up and may come back."""

    def get_queryset(self):
        return super().get_queryset().filter(number__lte=F("week__days_count"))


class Day(Tracked):
    week = models.ForeignKey(Week, on_delete=models.CASCADE, related_name="days")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(_("name"), max_length=60, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    dress_theme = models.CharField(_("dress theme"), max_length=120, blank=True)

    objects = DayManager()
    every = models.Manager()

    class Meta:
        verbose_name = _("day")
        verbose_name_plural = _("days")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["week", "number"], name="day_once_a_week"),
            models.CheckConstraint(
                condition=models.Q(number__range=(1, MOST_DAYS)), name="day_one_to_seven"
            ),
        ]

    def __str__(self):
        return self.name or str(self.date)

    @property
    def date(self) -> date:
        return self.week.first_day + timedelta(days=self.number - 1)

    @property
    def history_within(self):
        return self.week
