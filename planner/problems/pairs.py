"""What is wrong with the pairs of a week: leaders without a buddy, pairs that are not ready, whose
activity has moved away from them, or whose people are elsewhere then."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from csweek.lib.questions import Question
from planner.checks import WeekFacts, register
from planner.models import Activity, Half, Kind, Offer, Pair
from planner.models.pairlists import PairState
from planner.models.workhours import WorkHours
from planner.phones import span_of
from planner.rules.halfhours import Span
from planner.rules.parts import Whole, whole
from planner.rules.problems import Problem, Severity
from planner.weekrows import IN_PAIRS, WEEK, Row

ALERT = timedelta(hours=36)  # the whole day before


@dataclass(frozen=True)
class Offered:
    """A standing offer, of whoever offered (`leader`, also a buddy); of a leader in a settled pair,
    with the pair."""

    activity: int
    half: str
    leader: int
    leader_name: str
    is_active: bool
    pair: int | None
    buddy: int | None
    buddy_name: str | None
    is_buddy_active: bool | None
    start: time | None
    minutes: int | None
    has_login: bool | None
    has_headset: bool | None
    has_briefing: bool | None

    @property
    def ready(self) -> tuple:
        return (self.has_login, self.has_headset, self.has_briefing)


OF_PAIR = ("pk", "buddy", "buddy__name", "buddy__is_active", "start", "minutes", *Pair.ticks)
COLUMNS = ("activity", "half", "person", "person__name", "person__is_active")
COLUMNS += tuple(f"pair__{each}" for each in OF_PAIR)


# By whether it is the stand-in, and whether it is cover that they give.
ELSEWHERE = {
    (False, False): gettext_lazy(
        "%(leader)s and %(buddy)s are a pair, and one of them has a place in “%(other)s” then."
    ),
    (False, True): gettext_lazy(
        "%(leader)s and %(buddy)s are a pair, and one of them helps %(other)s out then."
    ),
    (True, False): gettext_lazy(
        "%(name)s is the stand-in for %(leader)s and %(buddy)s, and has a place in “%(other)s” "
        "then."
    ),
    (True, True): gettext_lazy(
        "%(name)s is the stand-in for %(leader)s and %(buddy)s, and helps %(other)s out then."
    ),
}


def trades_in(facts: WeekFacts) -> dict[int, Activity]:
    return {each.pk: each for each in facts.with_a_day if each.kind == Kind.TRADE_PLACES}


def _problem(check: str, what: str, mend: str, activity: Activity) -> Problem:
    return Problem(check, Severity.WARNS, what, mend, (activity.pk,), activity.day.number)


def _offered(facts: WeekFacts) -> list[Offered]:
    """All standing offers; a leader's with the settled pair that they are in, all in one query."""
    trades = trades_in(facts)
    if not trades:
        return []
    offered = (Offered(*row) for row in OFFERS.ask(week=facts.week.pk))
    return [each for each in offered if each.activity in trades]


def _offers() -> QuerySet:
    settled = Q(
        person__pairs_as_leader__state=PairState.SETTLED,
        person__pairs_as_leader__activity=F("activity"),
    )
    offers = Offer.objects.standing().filter(activity__week=WEEK)
    offers = offers.annotate(pair=FilteredRelation("person__pairs_as_leader", condition=settled))
    return offers.values_list(*COLUMNS)


OFFERS = Question(_offers)


@register
def people_without_a_pair(facts: WeekFacts) -> list[Problem]:
    """More leaders than buddies: somebody would sit alone. One half of a broken pair counts too."""
    short = Counter()
    for offer in facts.once(_offered):
        if offer.is_active:
            short[offer.activity] += 1 if offer.half == Half.LEADER else -1
    found = []
    for activity in trades_in(facts).values():
        if (count := short[activity.pk]) > 0:
            words = ngettext(
                "%(count)s buddy is still needed for “%(title)s”.",
                "%(count)s buddies are still needed for “%(title)s”.",
                count,
            ) % {"count": count, "title": activity.title}
            mend = _("Ask for buddies, or add some at the desk.")
            found.append(_problem("buddies", words, mend, activity))
    return found


@register
def pairs_that_cannot_be(facts: WeekFacts) -> list[Problem]:
    """Settled pairs of which somebody has left, or is bound to something else then; so are those
    who stand in."""
    trades, elsewhere = trades_in(facts), facts.once(_elsewhere)
    found = []
    for pair in facts.once(_settled):
        words = {"leader": pair.leader_name, "buddy": pair.buddy_name}
        activity = trades[pair.activity]
        if not (pair.is_active and pair.is_buddy_active):
            what = _("%(leader)s and %(buddy)s are a pair, and one of them is no longer here.")
            mend = _("Break the pair at the desk, and the place is offered on.")
            found.append(_problem("pair-left", what % words, mend, activity))
            continue
        span = Span(*_instants(facts, activity, pair))
        for row, when in elsewhere[pair.pair]:
            if row.number != pair.activity and when.overlaps(span):
                found.append(_elsewhere_then(facts, row, words, activity))
    return found


def _elsewhere(facts: WeekFacts) -> dict[int, list[tuple[Row, Span]]]:
    """{pair: what its people have a place in, or step in for, and when}, as the draft has it."""
    timed = {each.pk: each for each in facts.timed if each.needs_sign_up}
    found = defaultdict(list)
    for half in IN_PAIRS:
        for row in facts.taking_part[f"{half}-place"]:
            if other := timed.get(row.number):
                found[row.key].append((row, Span(*other.instants())))
        for row in facts.taking_part[f"{half}-covers"]:
            if when := span_of(facts, row):
                found[row.key].append((row, when))
    return found


def _elsewhere_then(facts: WeekFacts, row: Row, words: dict, activity: Activity) -> Problem:
    is_stand_in, is_cover = row.kind.startswith("stand_in"), row.number is None
    other = row.name if is_cover else facts.by_key[row.number].title
    what = ELSEWHERE[is_stand_in, is_cover] % (words | {"name": row.who, "other": other})
    if is_cover:
        mend = _("Move the activity, or ask somebody else to help out then.")
    else:
        mend = _("Give the pair another time, or let them leave the other one.")
    return _problem("pair-elsewhere", what, mend, activity)


@register
def pairs_outside_of_their_activity(facts: WeekFacts) -> list[Problem]:
    """It has moved, or is shorter, and they stay at the time that the two were told."""
    trades = trades_in(facts)
    outside = Counter(
        pair.activity
        for pair in facts.once(_settled)
        if not _whole(facts, trades[pair.activity]).holds(pair.start, pair.minutes)
    )
    found = []
    for key, count in outside.items():
        words = ngettext(
            "%(count)s pair of “%(title)s” is set for a time when it is not on.",
            "%(count)s pairs of “%(title)s” are set for a time when it is not on.",
            count,
        ) % {"count": count, "title": trades[key].title}
        mend = _(
            "Give them another time at the desk, once the hours of the activity are published."
        )
        found.append(_problem("pair-outside", words, mend, trades[key]))
    return found


@register
def pairs_that_are_not_ready(facts: WeekFacts) -> list[Problem]:
    """The day before, log-in, headset and briefing of every pair should be there."""
    trades = trades_in(facts)
    now = timezone.now()
    short = Counter()
    for pair in facts.once(_settled):
        begins, _ends = _instants(facts, trades[pair.activity], pair)
        if begins - ALERT <= now and not all(pair.ready):
            short[pair.activity] += 1
    found = []
    for key, count in short.items():
        words = ngettext(
            "%(count)s pair of “%(title)s” is not ready.",
            "%(count)s pairs of “%(title)s” are not ready.",
            count,
        ) % {"count": count, "title": trades[key].title}
        mend = _("See to log-in, headset and briefing, and tick them at the desk.")
        found.append(_problem("pair-not-ready", words, mend, trades[key]))
    return found


def _settled(facts: WeekFacts) -> list[Offered]:
    """What is over stays as it was: there is nothing left to mend."""
    trades, now = trades_in(facts), timezone.now()
    pairs = [each for each in facts.once(_offered) if each.buddy]
    return [each for each in pairs if _instants(facts, trades[each.activity], each)[1] > now]


def _instants(facts: WeekFacts, activity: Activity, pair: Offered) -> tuple[datetime, datetime]:
    return _whole(facts, activity).instants_of(pair.start, pair.minutes, activity.zone)


def _whole(facts: WeekFacts, activity: Activity) -> Whole:
    """As the draft has the activity."""
    hours = WorkHours(facts.sites).of_a_day(activity.site_id)
    return whole(activity.day.date, activity.start, activity.minutes, hours)
