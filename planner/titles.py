"""Activities in a list to choose from, told apart where several have one title."""

from collections import Counter
from collections.abc import Iterable

from planner.models import Activity
from planner.moments import when


def told_apart(activities: Iterable[Activity]) -> dict[int, str]:
    """{key: its title}; of a title that several have with its day and time, and its site."""
    activities = list(activities)
    counts = Counter(each.title for each in activities)
    return {
        each.pk: each.title if counts[each.title] == 1 else _with_day_and_site(each)
        for each in activities
    }


def _with_day_and_site(activity: Activity) -> str:
    words = (activity.title, when(activity), activity.site and activity.site.name)
    return " · ".join(filter(None, words))
