"""The planner's own checks: pure rules find, and here it is put into words."""

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.checks import WeekFacts, register
from planner.moments import by_clock
from planner.rules.clashes import Booking, Presence, find_clashes, find_shared_days
from planner.rules.dates import exists
from planner.rules.hours import Run, left_out, lies_within
from planner.rules.problems import Problem, Severity
from planner.workdays import holidays_in


def clock(moment) -> str:
    return formats.time_format(moment)


def span(start, end) -> str:
    return f"{clock(start)}–{clock(end)}"


@register
def places_and_hosts_taken_twice(facts: WeekFacts) -> list[Problem]:
    """A place or a host in two places at once. Several waves at once in one place clash too."""
    bookings = []
    for activity in facts.timed:
        begins, ends = activity.instants()
        bookings.append(Booking(activity.pk, begins, ends, activity.place_id, activity.host_id))
    return [_in_words(clash, facts) for clash in find_clashes(bookings)]


def _in_words(clash, facts: WeekFacts) -> Problem:
    first, second = facts.by_key[clash.first], facts.by_key[clash.second]
    begins, ends = (each.astimezone(second.zone).time() for each in (clash.begins, clash.ends))
    words = {
        "time": by_clock(span(begins, ends), facts.clock_of(second)),
        "first": first.title,
        "second": second.title,
    }
    if clash.about == "place":
        what = _("%(place)s is taken %(time)s by both “%(first)s” and “%(second)s”.")
        words["place"] = str(second.place)
        mend = _("Choose another place, or move one of the two.")
    else:
        what = _("%(host)s hosts both “%(first)s” and “%(second)s” %(time)s.")
        words["host"] = str(second.host)
        mend = _("Choose another host, or move one of the two.")
    return Problem(
        "clash", Severity.BLOCKS, what % words, mend, (first.pk, second.pk), second.day.number
    )


@register
def places_and_hosts_taken_all_day(facts: WeekFacts) -> list[Problem]:
    """What lasts all day may leave room for something else that day, or may not: a warning."""
    presences = [
        Presence(each.pk, each.day.number, each.is_all_day, each.place_id, each.host_id)
        for each in facts.with_a_day
    ]
    return [_of_shared_day(shared, facts) for shared in find_shared_days(presences)]


def _of_shared_day(shared, facts: WeekFacts) -> Problem:
    first, *others = (facts.by_key[pk] for pk in shared.activities)
    words = {
        "day": formats.date_format(first.date, "DAY_FORMAT"),
        "first": first.title,
        "others": ", ".join(f"“{each.title}”" for each in others),
    }
    if shared.about == "place":
        what = _("%(place)s is taken all day on %(day)s by “%(first)s”, and also by %(others)s.")
        words["place"] = str(first.place)
        mend = _("Choose another place, or see that there is room for all of it.")
    else:
        what = _("%(host)s hosts “%(first)s” all day on %(day)s, and also %(others)s.")
        words["host"] = str(first.host)
        mend = _("Choose another host, or see that there is time for all of it.")
    return Problem("all-day", Severity.WARNS, what % words, mend, shared.activities, shared.day)


@register
def more_places_than_seats(facts: WeekFacts) -> list[Problem]:
    return [
        Problem(
            "seats",
            Severity.WARNS,
            _("“%(title)s” has %(places)s places, but %(place)s seats %(seats)s.")
            % {
                "title": activity.title,
                "places": formats.number_format(activity.places),
                "place": activity.place,
                "seats": formats.number_format(activity.place.seats),
            },
            _("Take fewer places, a bigger place, or add a wave."),
            (activity.pk,),
            activity.day and activity.day.number,
        )
        for activity in facts.activities
        if activity.places
        and activity.place_id
        and activity.place.seats is not None
        and activity.places > activity.place.seats
    ]


@register
def outside_opening_hours(facts: WeekFacts) -> list[Problem]:
    """An activity at one site, outside that site's hours. For all sites, no one site counts."""
    problems = []
    for activity in facts.timed:
        site = activity.site
        if site is None or site.is_open_all_hours:
            continue
        if not lies_within(activity.start, activity.minutes, site.opens, site.closes):
            problems.append(
                Problem(
                    "hours",
                    Severity.WARNS,
                    _("“%(title)s” is at %(time)s, but %(site)s is open %(hours)s.")
                    % {
                        "title": activity.title,
                        "time": span(activity.start, activity.end),
                        "site": site,
                        "hours": span(site.opens, site.closes),
                    },
                    _("Move it into opening hours, or see that somebody opens the site."),
                    (activity.pk,),
                    activity.day.number,
                )
            )
    return problems


@register
def times_that_the_clocks_skip(facts: WeekFacts) -> list[Problem]:
    """Forms refuse them, but a copied or moved week or another time zone can bring one."""
    return [
        Problem(
            "clock-change",
            Severity.WARNS,
            _("“%(title)s” starts at %(time)s, which the clocks in %(zone)s skip that day.")
            % {"title": activity.title, "time": clock(activity.start), "zone": activity.zone.key},
            _("Choose another time."),
            (activity.pk,),
            activity.day.number,
        )
        for activity in facts.timed
        if not exists(activity.date, activity.start, activity.zone)
    ]


@register
def public_holidays_at_sites(facts: WeekFacts) -> list[Problem]:
    """A site's public holiday inside the week, with what is planned at just that site that day."""
    return [
        Problem(
            "holiday",
            Severity.WARNS,
            str(each),
            _("Give %(site)s its own wave on another day.") % {"site": each.site},
            tuple(
                activity.pk
                for activity in facts.with_a_day
                if activity.date == each.day and activity.site_id == each.site.pk
            ),
            each.number,
        )
        for each in holidays_in(facts.dates, facts.sites)
    ]


@register
def days_with_nothing(facts: WeekFacts) -> list[Problem]:
    return [
        Problem(
            "empty-day",
            Severity.WARNS,
            _("%(day)s has nothing yet.") % {"day": formats.date_format(day, "DAY_FORMAT")},
            _("Add an activity, or take one from the ideas."),
            (),
            number,
        )
        for number, day in enumerate(facts.dates, start=1)
        if not facts.activities_by_date[day]
    ]


@register
def hosts_who_have_left(facts: WeekFacts) -> list[Problem]:
    """Nobody hosts what is hosted by somebody who is no longer here; of whoever was erased not even
    the name is known."""
    found = []
    for activity in facts.activities:
        host = activity.host
        if host is None or (host.is_active and not host.is_erased):
            continue
        words = {"title": activity.title, "host": host.name}
        if host.is_erased:
            what = _("“%(title)s” has no host: the one it had was erased.") % words
        else:
            what = _("“%(title)s” has no host: %(host)s has left.") % words
        day = activity.day and activity.day.number
        mend = _("Choose another host.")
        found.append(Problem("no-host", Severity.WARNS, what, mend, (activity.pk,), day))
    return found


@register
def who_can_attend_nothing(facts: WeekFacts) -> list[Problem]:
    """A shift or a site in whose hours nothing with a set time lies. An all-day activity does not
    count: one can pass by it, but nobody is there to meet."""
    if not facts.timed:
        return []
    runs = [Run(*activity.instants(), activity.site_id) for activity in facts.timed]
    problems = []
    for crowd in left_out(facts.crowds, runs, facts.dates):
        site = next(site for site in facts.sites if site.pk == crowd.site)
        people = ngettext("%(count)s person", "%(count)s people", crowd.people) % {
            "count": formats.number_format(crowd.people)
        }
        words = {"site": site, "people": people, "shift": facts.shift_name(crowd.shift)}
        if crowd.shift is None:
            who = _("%(site)s (%(people)s)") % words
        elif crowd.starts is None:
            who = _("%(shift)s in %(site)s (%(people)s)") % words
        else:
            words["hours"] = span(crowd.starts, crowd.ends)
            who = _("%(shift)s in %(site)s (%(people)s, %(hours)s)") % words
        problems.append(
            Problem(
                "left-out",
                Severity.WARNS,
                _("%(who)s: nothing with a set time lies in their hours.") % {"who": who},
                _("Add a wave at a time and site that suits them."),
            )
        )
    return problems


@register
def shifts_without_hours(facts: WeekFacts) -> list[Problem]:
    """A shift that a staff list has named: without its hours nobody knows what it can attend."""
    shifts = {crowd.shift for crowd in facts.crowds if crowd.shift and crowd.starts is None}
    return [
        Problem(
            "shift-hours",
            Severity.WARNS,
            _("Nobody has said when %(shift)s works.") % {"shift": facts.shift_name(shift)},
            _("Give this shift its hours. Administrators can."),
            path=reverse("people:shift-edit", args=[shift]),
        )
        for shift in sorted(shifts)
    ]
