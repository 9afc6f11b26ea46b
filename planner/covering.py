"""Who can give cover: active staff of other teams who are at work then and free."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from csweek.people.models import Person
from planner.checks import WeekFacts
from planner.clocks import Clocks
from planner.models import Cover, CoverCall, SignupList
from planner.models.bound import Bond, bonds
from planner.models.workhours import WorkHours
from planner.moments import by_clock, day_and_time
from planner.phones import TeamPhones, phones_of
from planner.rules.places import Span, overlap


class Kept:
    """What keeps people from answering calls of one week: each thing is asked for once for all of
    them, and only while nothing else is known to keep them. `clocks` saves a query to whoever has
    the sites already."""

    def __init__(self, people: Iterable[int], calls: list[CoverCall], clocks: Clocks | None = None):
        self.people, self.calls, self.clocks = people, calls, clocks or Clocks()

    @cached_property
    def hours(self) -> WorkHours:
        return WorkHours(self.clocks.sites)

    @cached_property
    def bonds(self) -> dict[int, list[Bond]]:
        return bonds(self.people, _round(self.calls))

    @cached_property
    def hosted(self) -> dict[int, list[Span]]:
        return _hosted(self.calls[0])

    @cached_property
    def teams(self) -> dict[int, TeamPhones]:
        """How many each has left; nothing of those without a need."""
        return {each.team: each for each in _phones(self.calls[0], self.clocks)}

    def why_not(self, person: Person, call: CoverCall) -> str:
        """In words for the person; empty where nothing keeps them."""
        if person.team_id == call.team_id:
            return _("You work for this team, so you are counted already.")
        if not self.hours.cover(person.site_id, person.shift_id, call.moments):
            return _("You are not at work for all of this time.")
        for bond in self.bonds.get(person.pk, ()):
            if overlap(bond.span, call.moments) and ("call", call.pk) not in bond.marks:
                return bond.of_oneself
        if any(overlap(each, call.moments) for each in self.hosted.get(person.pk, ())):
            return _("You host something yourself then.")
        own = self.teams.get(person.team_id)
        if own and not own.can_spare(call.begins_at, call.ends_at):
            return _("Your own team needs you on its phones then.")
        return ""


class Answers:
    """What one person has answered to calls of one week, and may still; nothing is asked for before
    it is needed."""

    def __init__(self, person: Person, calls: list[CoverCall], clocks: Clocks | None = None):
        self.person, self.calls = person, calls
        self.kept = Kept([person.pk], calls, clocks)

    @cached_property
    def states(self) -> dict[int, str]:
        rows = Cover.objects.filter(person=self.person, call__in=[each.pk for each in self.calls])
        return dict(rows.values_list("call", "state"))

    def mine(self, call: CoverCall) -> str:
        """The state of what they have answered to it; empty where that is nothing."""
        return self.states.get(call.pk, "")

    def why_not(self, call: CoverCall) -> str:
        return self.kept.why_not(self.person, call)


def why_not(call: CoverCall, person: Person) -> str:
    return Answers(person, [call]).why_not(call)


def _round(calls: list[CoverCall]) -> Span:
    """From the first begin to the last end."""
    return Span(min(c.begins_at for c in calls), max(c.ends_at for c in calls))


def who_may(call: CoverCall) -> QuerySet[Person]:
    """Everybody whom nothing keeps."""
    people = Person.objects.active().exclude(team=call.team_id)
    hours, at_work = WorkHours(), Q(pk=None)
    for site, shift in people.order_by().values_list("site", "shift").distinct():
        if hours.cover(site, shift, call.moments):
            at_work |= Q(site=site, shift=shift)
    hosted = _hosted(call).items()
    busy = {host for host, spans in hosted if any(overlap(each, call.moments) for each in spans)}
    needed = [
        each.team for each in _phones(call) if not each.can_spare(call.begins_at, call.ends_at)
    ]
    people = people.exclude(team__isnull=False, team__in=needed)
    return people.filter(at_work).exclude(pk__in=busy | call.bound(None).keys())


def with_somebody_free(calls: list[CoverCall]) -> list[CoverCall]:
    """Of calls of one week, those in whose line somebody waits whom nothing keeps by now."""
    waiting = Cover.objects.waiting().filter(call__in=calls, person__is_active=True)
    lines: dict[int, list[Person]] = defaultdict(list)
    for each in waiting.select_related("person"):
        lines[each.call_id].append(each.person)
    kept = Kept({person.pk for line in lines.values() for person in line}, calls)
    return [call for call in calls if any(not kept.why_not(each, call) for each in lines[call.pk])]


def _phones(call: CoverCall, clocks: Clocks | None = None) -> list[TeamPhones]:
    """How many each team has left, as the week of the call is planned now: whoever helps must not
    make their own team thin."""
    return phones_of(WeekFacts.gather(call.day.week, clocks=clocks))


def _hosted(call: CoverCall) -> dict[int, list[Span]]:
    """{host: when they host something that is published}, in the week of the call."""
    lists = SignupList.objects.filter(week=call.day.week_id, is_on=True).exclude(begins_at=None)
    found: dict[int, list[Span]] = defaultdict(list)
    for host, *times in lists.exclude(host=None).values_list("host", "begins_at", "ends_at"):
        found[host].append(Span(*times))
    return found


def when(call: CoverCall, clocks: Clocks | None = None) -> str:
    """'Wednesday 6 October, 12:00–13:00 (Leeds)': the site whose clock the call goes by, or, where
    that is the week's and the clocks of the sites differ, the head site. `clocks` saves a query to
    whoever says many."""
    site = call.site.name if call.site_id else ""
    clock = site or (clocks or Clocks()).name(call.zone.key, [call.date])
    return by_clock(day_and_time(call.date, call.starts, call.minutes), clock)
