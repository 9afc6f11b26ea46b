"""What is wrong with places that people have taken, and how many of them stand on the board."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from planner.checks import WeekFacts, register
from planner.marks import Mark
from planner.marks import register as mark
from planner.rules.problems import Problem, Severity


@register
def fewer_places_than_taken(facts: WeekFacts) -> list[Problem]:
    """Of what has been published already: publishing it would take places away."""
    taken = facts.once(taken_places)
    return [
        Problem(
            "taken",
            Severity.BLOCKS,
            ngettext(
                "“%(title)s” has %(places)s place, and %(taken)s are taken.",
                "“%(title)s” has %(places)s places, and %(taken)s are taken.",
                activity.places,
            )
            % {
                "title": activity.title,
                "places": formats.number_format(activity.places),
                "taken": formats.number_format(taken[activity.pk]),
            },
            _("Make it %(taken)s places, or take people out of its sign-ups.")
            % {"taken": formats.number_format(taken[activity.pk])},
            (activity.pk,),
            activity.day and activity.day.number,
        )
        for activity in facts.activities
        if activity.places is not None and activity.places < taken.get(activity.pk, 0)
    ]


@register
def more_taken_than_the_share_of_a_team(facts: WeekFacts) -> list[Problem]:
    """Just so: publishing it would take places away from that team."""
    rows = facts.taking_part["taken by a team"]
    found = ((facts.by_key.get(row.key), row) for row in rows)
    return [
        Problem(
            "taken",
            Severity.BLOCKS,
            ngettext(
                "%(team)s: “%(title)s” has %(places)s place for each team, and %(taken)s are "
                "taken.",
                "%(team)s: “%(title)s” has %(places)s places for each team, and %(taken)s are "
                "taken.",
                activity.places_per_team,
            )
            % {
                "team": row.name or _("Without a team"),
                "title": activity.title,
                "places": formats.number_format(activity.places_per_team),
                "taken": formats.number_format(row.number),
            },
            _("Make it %(taken)s for each team, or take people out of its sign-ups.")
            % {"taken": formats.number_format(row.number)},
            (activity.pk,),
            activity.day and activity.day.number,
        )
        for activity, row in found
        if activity and activity.needs_sign_up and row.number > activity.places_per_team
    ]


def taken_places(facts: WeekFacts) -> dict[int, int]:
    """{activity: how many places are taken} of those that people sign up for."""
    return {row.key: row.number for row in facts.taking_part["taken"]}


@mark
def places_taken(facts: WeekFacts) -> list[Mark]:
    """On its card, how many places are taken."""
    words = _("%(taken)s taken")
    return [
        Mark(pk, "people", words % {"taken": formats.number_format(count)})
        for pk, count in facts.once(taken_places).items()
    ]
