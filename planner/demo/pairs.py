"""This year's leaders on the line: offers, pairs that are settled, proposed, ready, and broken."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from csweek.people.models import Person
from planner.models import Half, Offer, Pair, Publication, Week
from planner.models.bound import bonds
from planner.models.workhours import WorkHours
from planner.pages.pairs import Desk
from planner.trading import Trade, published_trades

from .clock import standing_at
from .furnishing import chapter

ORGANIZER = "Tess Nakamura"
LEADERS, BUDDIES = 8, 7
NOTES = ("", "", _("Any queue, but not the phones for claims"), "", _("It is my first year"), "")
TICKED = (Pair.ticks, Pair.ticks[:2], Pair.ticks, Pair.ticks[:1], ())
AGO = timedelta(days=6)


@chapter(_("Furnishing: who trades places …"))
def tell_who_trades_places(people: dict[str, Person], last: Week, this: Week, today: date) -> None:
    publication = Publication.objects.latest_of(this.year)
    trades = published_trades(publication) if publication else []
    if not trades:
        return
    trade, by = trades[0], people[ORGANIZER]
    began = datetime.combine(min(today, trade.day), time(8), UTC) - AGO
    leaders, buddies = _who_offers(trade)
    for number, (person, half) in enumerate(_in_turn(leaders, buddies)):
        with standing_at(began + timedelta(hours=3 * number)):
            _offer(trade, person, half, number)
    with standing_at(began + timedelta(days=4)):
        _settle(Desk(trade), by)
    with standing_at(began + timedelta(days=5)):
        _go_on(trade, by)


def _who_offers(trade: Trade) -> tuple[list[Person], list[Person]]:
    """Leaders of teams, and people of other teams who are at work and free then, at the site of it,
    where it is at one."""
    site, hours, bound = trade.activity.site, WorkHours(), bonds(None, trade.whole)
    staff = Person.objects.active().order_by("pk")
    leads = list(staff.filter(reports__isnull=False).distinct()[:LEADERS])
    others = staff.filter(reports=None).exclude(team=None)
    if site:
        others = others.filter(site=site)
    free = [
        each
        for each in others
        if each.pk not in bound and hours.cover(each.site_id, each.shift_id, trade.whole)
    ]
    own = [each for each in free if each.team_id == leads[0].team_id]
    return leads, free[3::9][: BUDDIES - 1] + own[:1]


def _in_turn(leaders: list[Person], buddies: list[Person]):
    for number in range(max(LEADERS, BUDDIES)):
        if number < len(leaders):
            yield leaders[number], Half.LEADER
        if number < len(buddies):
            yield buddies[number], Half.BUDDY


def _offer(trade, person: Person, half: str, number: int) -> None:
    """Most for as long as it lasts, some for half of it."""
    start, minutes = trade.start, trade.minutes
    if number % 4 == 3 and minutes >= 120:
        start, minutes = trade.clock_at(minutes // 2), minutes // 2
    note = str(NOTES[number % len(NOTES)])
    Offer.objects.offer(trade.activity, person, half, start, minutes, by=person, note=note)


def _settle(desk: Desk, by: Person) -> None:
    activity = desk.trade.activity
    Pair.objects.propose(activity, desk.proposals(), desk.length, by=by)
    found = list(activity.pairs.proposed().with_people())
    for pair, ticks in zip(found, TICKED, strict=False):
        pair.activity = activity
        pair.settle(by=by)
        for tick in ticks:
            pair.tick(tick, True, by=by)
    if found and activity.host:
        found[0].refresh_from_db()
        values = {"start": found[0].start, "minutes": found[0].minutes, "stand_in": activity.host}
        found[0].change(values, by=by)


def _go_on(trade, by: Person) -> None:
    """One has to withdraw; what is still free is proposed anew, and waits for its organizer."""
    settled = list(trade.activity.pairs.settled().with_people())
    if len(settled) > 2:
        lost = settled[2]
        offer = Offer.objects.get(activity=trade.activity, person=lost.buddy)
        offer.activity = trade.activity
        offer.withdraw(by=lost.buddy, reason=str(_("I am on a course that day.")))
    desk = Desk(trade)
    Pair.objects.propose(trade.activity, desk.proposals(), desk.length, by=by)
