"""Trading places as it is read: from what is published, so that no draft gets out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property
from zoneinfo import ZoneInfo

from django.utils import timezone

from csweek.people.models import Site
from planner.checks import WeekFacts
from planner.clocks import Clocks
from planner.models import Activity, Kind, Offer, Pair, Publication
from planner.models.draft import draft_programme
from planner.models.offeredon import IsAbove
from planner.models.workhours import WorkHours
from planner.moments import by_clock, day_and_time, times
from planner.phones import phones_of
from planner.rules.dates import instants
from planner.rules.halfhours import HALF_HOUR
from planner.rules.pairing import Candidate, Span, above_need, offset
from planner.rules.parts import Whole, whole
from planner.rules.places import Span as InstantSpan
from planner.rules.programme import Item, Programme

QUARTER = timedelta(minutes=15)


@dataclass(frozen=True)
class Trade:
    """One activity in which places are traded: when it is, and what its wall-clock times mean."""

    activity: Activity
    sites: list[Site]
    item: Item
    year: int
    day: date
    start: time
    minutes: int
    clock: str
    is_published: bool = True

    @property
    def title(self) -> str:
        return self.item.title

    @property
    def where(self) -> str:
        return " · ".join(filter(None, (self.item.place_name, self.item.site_name)))

    @property
    def when(self) -> str:
        return by_clock(day_and_time(self.day, self.start, self.minutes), self.clock)

    def when_of(self, pair: Pair) -> str:
        return by_clock(
            day_and_time(self.date_at(pair.start), pair.start, pair.minutes), self.clock
        )

    def times_of(self, span: Pair | Offer) -> str:
        return by_clock(times(span.start, span.minutes), self.clock)

    @property
    def _its(self) -> Whole:
        return Whole(self.day, self.start, self.minutes)

    def offset(self, clock: time) -> int:
        """Minutes after it begins; below 0 for what is before."""
        return offset(clock, self.start, self.minutes)

    def date_at(self, clock: time) -> date:
        """Its day, or the next for what is past midnight."""
        return self._its.date_at(clock)

    def clock_at(self, minutes: int) -> time:
        """The wall-clock time so many minutes after it begins."""
        return (datetime.combine(self.day, self.start) + timedelta(minutes=minutes)).time()

    def holds(self, start: time, minutes: int) -> bool:
        return self._its.holds(start, minutes)

    def span_at(self, start: time, minutes: int) -> InstantSpan:
        return InstantSpan(*instants(self.date_at(start), start, minutes, self.zone))

    def instants_of(self, pair: Pair) -> tuple[datetime, datetime]:
        return instants(self.date_at(pair.start), pair.start, pair.minutes, self.zone)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.item.zone)

    @cached_property
    def begins_at(self) -> datetime:
        return instants(self.day, self.start, self.minutes, self.zone)[0]

    @cached_property
    def ends_at(self) -> datetime:
        return instants(self.day, self.start, self.minutes, self.zone)[1]

    @property
    def has_begun(self) -> bool:
        return self.begins_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    def has_pair_begun(self, pair: Pair) -> bool:
        """It may begin hours after the activity: until then its place is looked for."""
        return self.span_at(pair.start, pair.minutes).has_begun(timezone.now())

    def is_over_for(self, pair: Pair | None) -> bool:
        """For a settled pair, once that is; for others, once all of it is."""
        if pair is None or not pair.is_settled:
            return self.is_over
        return self.has_been(pair.start, pair.minutes)

    def has_been(self, start: time, minutes: int) -> bool:
        return self.span_at(start, minutes).is_over(timezone.now())

    @cached_property
    def _first_left(self) -> int:
        """The first minute of it that a pair can still begin at: from now on, at full quarters."""
        since = timezone.now() - self.begins_at
        return max(-(-since // QUARTER) * _minutes(QUARTER), 0)

    @property
    def whole(self) -> InstantSpan:
        return InstantSpan(self.begins_at, self.ends_at)

    def candidate(self, place: int, offer: Offer, **kept) -> Candidate:
        """An offer as the rule takes it: within its own hours, of those that are left of it; `kept`
        says when they cannot."""
        begins = self.offset(offer.start)
        person = offer.person
        return Candidate(
            person=person.pk,
            begins=max(begins, self._first_left),
            ends=min(begins + offer.minutes, self.minutes),
            place=place,
            team=person.team_id,
            site=person.site_id,
            manager=person.line_manager_id,
            **kept,
        )


def published_trades(
    publication: Publication, among=Activity.objects, clocks: Clocks | None = None
) -> list[Trade]:
    """What is published of trading places and takes place, `among` these activities."""
    programme = publication.frozen
    items = [each for each in programme.on if each.kind == Kind.TRADE_PLACES]
    rows = among.filter(key__in=[each.key for each in items])
    found = {str(each.key): each for each in rows.select_related("site", "week")}
    sites = clocks or Clocks()
    return [_trade(programme, each, found[each.key], sites) for each in items if each.key in found]


def draft_trade(activity: Activity) -> Trade | None:
    """The same of what nobody has published yet, for organizers; None for an idea without a day."""
    programme = draft_programme(activity.week)
    item = next((each for each in programme.items if each.key == str(activity.key)), None)
    is_one = item and item.is_on and item.kind == Kind.TRADE_PLACES
    return _trade(programme, item, activity, Clocks(), is_published=False) if is_one else None


def _trade(programme: Programme, item: Item, activity: Activity, clocks: Clocks, **fields) -> Trade:
    day = programme.date_of(item.day)
    its = whole(day, item.clock, item.minutes, WorkHours(clocks.sites).of_a_day(item.site))
    when = (day, its.start, its.minutes, clocks.of(item, day))
    return Trade(activity, clocks.sites, item, programme.year, *when, **fields)


def above_of(trade: Trade) -> dict[int, list[Span]]:
    """{team: the spans, in minutes after it begins, in which it is above its need}; nothing of
    teams without a need. As the week is planned now: the phones are the crew's matter."""
    found = {}
    week = trade.activity.week
    activities = [each for each in Activity.objects.of_week(week) if not each.is_cancelled]
    facts = WeekFacts(week, activities, week.dates(), trade.sites)
    for team in phones_of(facts):
        half_hours = [
            (_minutes(begins - trade.begins_at), each.left)
            for day in team.days
            for each in day
            for begins in each.half_hours()
            if trade.begins_at - HALF_HOUR < begins < trade.ends_at
        ]
        spans = [(begins, begins + _minutes(HALF_HOUR), left) for begins, left in half_hours]
        found[team.team] = above_need(spans)
    return found


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds()) // 60


def is_above_of(trade: Trade, find: Callable[[], dict[int, list[Span]]] | None = None) -> IsAbove:
    """The same asked of one team and one wall-clock span; nothing is fetched before it is. `find`
    is for whoever has fetched it already."""
    above = cache(find or (lambda: above_of(trade)))

    def is_above(team: int | None, start: time, minutes: int) -> bool:
        begins = trade.offset(start)
        spans = above().get(team, ((begins, begins + minutes),))
        return any(opens <= begins and begins + minutes <= closes for opens, closes in spans)

    return is_above
