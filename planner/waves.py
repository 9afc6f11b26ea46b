"""When one more run of an activity can begin."""

from datetime import time

from django.db.models import Q

from planner.models import Activity
from planner.rules.slots import first_free


def free_start(activity: Activity) -> time | None:
    """The first time after this run, on its day, that no other of its runs takes, nor what else
    needs its place or its host; None where the day is over then, or the run has no time."""
    first = activity.wave_of_id or activity.pk
    met = Q(pk=first) | Q(wave_of=first)
    met |= Q(place=activity.place_id, place__isnull=False)
    met |= Q(host=activity.host_id, host__isnull=False)
    beside = Activity.objects.kept().filter(met, day=activity.day_id, is_cancelled=False)
    taken = beside.exclude(start=None).values_list("start", "minutes")
    return activity.start and first_free(activity.start, activity.minutes, taken)
