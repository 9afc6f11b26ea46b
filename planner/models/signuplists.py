"""SignupList: what sign-ups of a published activity go by; nothing of the draft is in it."""

from collections.abc import Iterable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _

from csweek.people.models import Person
from planner.moments import day_and_time
from planner.rules.parts import USUAL_HOURS, whole
from planner.rules.places import Span, Window, door_opens, is_invited, room, window_of
from planner.rules.programme import Item, Programme

from .activities import Activity
from .weeks import Week
from .workhours import WorkHours

# What a publication says of an activity, as it stands in its list.
SAME = ("title", "needs_sign_up", "takes_off_phones", "zone", "minutes", "places", "guests")
SAME += ("asks_needs", "site", "host", "places_per_team")


class SignupListQuerySet(models.QuerySet):
    def open_to_sign_up(self):
        """Published, on, and one signs up."""
        return self.filter(is_on=True, needs_sign_up=True)

    def of_year(self, year: int):
        return self.filter(week__year=year)

    def runs_of(self, lists: Iterable["SignupList"]):
        """All runs of the same activities that are on, in their order."""
        firsts = {each.first for each in lists}
        return self.open_to_sign_up().filter(first__in=firsts).order_by("begins_at", "pk")

    def with_waiting(self):
        """Each with `waiting`: how many wait for it."""
        is_waiting = Q(activity__signups__state="waiting")
        return self.annotate(waiting=models.Count("activity__signups", filter=is_waiting))

    def with_room_of(self, team: int | None):
        """Each with `team_taken`: how many places that team has, where each has a share of them."""
        of_team = {"signups__state": "confirmed", "signups__person__team": team}
        its = Activity.objects.filter(pk=models.OuterRef("pk"), **of_team).order_by().values("pk")
        taken = its.annotate(size=models.Sum(F("signups__guests") + 1)).values("size")
        is_limited = models.When(places_per_team__isnull=False, then=models.Subquery(taken))
        return self.annotate(team_taken=models.Case(is_limited, default=0))


class SignupListManager(models.Manager.from_queryset(SignupListQuerySet)):
    def hold(self, signup_list: "SignupList | int") -> "SignupList":
        """The list as it stands, held with all others of its week until the transaction ends.

        Every act on sign-ups goes through this one turnstile, one after the other: what it reads
        after it is true until it has written.
        """
        pk = getattr(signup_list, "pk", signup_list)
        week = self.values_list("week", flat=True).get(pk=pk)
        Week.objects.hold(week)
        return self.select_related("activity", "week").get(pk=pk)

    def span_of(self, activity: Activity, start: time, minutes: int) -> Span:
        """When a part of it takes place, as it is published; of what is not, nobody knows."""
        return self.spans_of(activity, [(start, minutes)])[0]

    def spans_of(self, activity: Activity, parts: Iterable[tuple[time, int]]) -> list[Span]:
        """The same of many parts, each by its start and length in minutes."""
        door, hours = self.filter(pk=activity.pk, is_on=True).first(), WorkHours()
        return [door.span_at(*part, hours) if door else Span(None, None) for part in parts]


class SignupList(models.Model):
    """One for each published activity. Moments are instants; what lasts all day has none to begin
    at, and ends with its day. `taken` counts confirmed places, guests included, and never exceeds
    `places`."""

    activity = models.OneToOneField(
        Activity, on_delete=models.CASCADE, primary_key=True, related_name="signup_list"
    )
    week = models.ForeignKey(Week, on_delete=models.CASCADE, related_name="signup_lists")
    key = models.UUIDField(unique=True, editable=False)  # the activity's
    first = models.PositiveBigIntegerField()  # the activity that its waves are waves of, or itself
    title = models.CharField(max_length=120)
    where = models.CharField(max_length=200, blank=True)
    site = models.PositiveBigIntegerField(null=True)  # where it is; none: at all of them
    host = models.PositiveBigIntegerField(null=True)
    is_on = models.BooleanField(default=True)  # published, neither cancelled nor gone
    needs_sign_up = models.BooleanField(default=False)
    takes_off_phones = models.BooleanField(default=False)
    day = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True)
    zone = models.CharField(max_length=60)
    begins_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField()
    opens_at = models.DateTimeField(null=True)  # none: as soon as it is published
    closes_at = models.DateTimeField()
    places = models.PositiveIntegerField(null=True)
    places_per_team = models.PositiveIntegerField(null=True)  # of them, for each team at most
    taken = models.PositiveIntegerField(default=0)
    # Keys of the teams and sites that are invited; empty: everybody.
    teams = models.JSONField(default=list)
    sites = models.JSONField(default=list)
    guests = models.PositiveSmallIntegerField(default=0)  # each may bring
    meal_choices = models.JSONField(default=list)
    asks_needs = models.BooleanField(default=False)

    objects = SignupListManager()

    class Meta:
        verbose_name = _("list of sign-ups")
        verbose_name_plural = _("lists of sign-ups")
        constraints = [
            models.CheckConstraint(
                condition=Q(places=None) | Q(taken__lte=F("places")), name="signups_within_places"
            )
        ]
        indexes = [models.Index(fields=["week", "is_on"], name="signup_list_of_week")]

    def __str__(self):
        return self.title

    def take_over(self, item: Item, programme: Programme, first: int) -> None:
        """What a publication says of it; `taken` is left as it is."""
        window = window_of(item, programme.date_of(item.day))
        for field in SAME:
            setattr(self, field, getattr(item, field))
        self.first, self.day, self.is_on = first, programme.date_of(item.day), item.is_on
        self.where = " · ".join(filter(None, (item.place_name, item.site_name)))
        self.begins_at, self.ends_at = window.begins, window.ends
        self.opens_at, self.closes_at = window.opens, window.closes
        self.teams, self.sites = list(item.teams), list(item.sites)
        self.meal_choices = list(item.meal_choices)
        if item.start is None:
            self.minutes = None

    @staticmethod
    def take_places(pk: int, count: int) -> None:
        """In the database, which lets nobody take more than there are."""
        SignupList.objects.filter(pk=pk).update(taken=F("taken") + count)

    def take(self, count: int) -> None:
        self.take_places(self.pk, count)
        self.taken += count

    @property
    def window(self) -> Window:
        return Window(self.begins_at, self.ends_at, self.opens_at, self.closes_at)

    @property
    def span(self) -> Span:
        return Span(self.begins_at, self.ends_at)

    @property
    def marks(self) -> tuple:
        """What binds nobody who is to have a place here: see Bond."""
        return ("place", self.pk), ("pairs of", self.pk), ("stands in", self.pk)

    def span_at(self, start: time, minutes: int, hours: WorkHours | None = None) -> Span:
        """Of a part of it that is told by its own clock; on the next day past midnight. `hours`
        save queries to whoever asks of many that last all day."""
        zone, of_site = ZoneInfo(self.zone), USUAL_HOURS
        begins = self.begins_at and self.begins_at.astimezone(zone).time()
        if begins is None:
            of_site = (hours or WorkHours()).of_a_day(self.site)
        its = whole(self.day, begins, self.minutes, of_site)
        return Span(*its.instants_of(start, minutes, zone))

    @property
    def is_open_to_sign_up(self) -> bool:
        return self.is_on and self.needs_sign_up

    @property
    def left(self) -> float:
        """How many places are left; infinite where nobody counts."""
        return room(self.places, self.taken)

    @property
    def team_left(self) -> float:
        """How many of the team's share are left; only of what with_room_of() finds."""
        return room(self.places_per_team, self.team_taken or 0)

    @property
    def when(self) -> str:
        """'Thursday 8 October, 11:00–12:00', by its own clock."""
        start = self.begins_at and self.begins_at.astimezone(ZoneInfo(self.zone)).time()
        return day_and_time(self.day, start, self.minutes)

    @property
    def when_and_where(self) -> str:
        return " · ".join(filter(None, (self.when, self.where)))

    def invites(self, person: Person) -> bool:
        return is_invited(person.team_id, person.site_id, self.teams, self.sites)

    @property
    def door_opens_at(self) -> datetime:
        return door_opens(self.window, self.day, ZoneInfo(self.zone))

    def is_door_open(self, now) -> bool:
        """Whether one can say oneself that one is there: until it ends."""
        return self.is_open_to_sign_up and self.door_opens_at <= now < self.ends_at

    @property
    def opens_later(self) -> bool:
        """Whether it is too early for anybody to be there."""
        return timezone.now() < self.door_opens_at

    @property
    def shown_places(self) -> str:
        return formats.number_format(self.places) if self.places is not None else ""

    @property
    def shown_places_per_team(self) -> str:
        most = self.places_per_team
        return formats.number_format(most) if most is not None else ""
