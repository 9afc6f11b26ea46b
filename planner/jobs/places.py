"""What is done every minute about places.

Lists for what was published before there were any, places and cover of those who have left, the
lines of calls for cover, and needs that nobody has to know any more.
"""

from collections import defaultdict
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from csweek.lib.ticks import every_minute
from planner.covering import who_may, with_somebody_free
from planner.models import Cover, CoverCall, CoverState, Publication, Signup, SignupList, Week
from planner.models.joining import NO_NEEDS
from planner.models.renewing import renew_lists

KEPT_FOR = timedelta(weeks=4)  # after an activity: then what people eat is forgotten


@every_minute
def make_lists(is_over) -> None:
    """An organisation that published with an earlier release has none yet."""
    listed = SignupList.objects.values("week")
    for publication in Publication.objects.newest().exclude(week__in=listed):
        if is_over():
            return
        with transaction.atomic():
            Week.objects.hold(publication.week_id)
            if not SignupList.objects.filter(week=publication.week_id).exists():
                renew_lists(publication, by=None)


@every_minute
def give_back_places(is_over) -> None:
    """Whoever is deactivated cannot come: others wait."""
    ahead = Signup.objects.kept().filter(
        person__is_active=False, activity__signup_list__ends_at__gt=timezone.now()
    )
    for signup in ahead:
        if is_over():
            return
        signup.leave(by=None)


@every_minute
def give_back_cover(is_over) -> None:
    """Neither can they step in: who stands in line does."""
    given = Cover.objects.filter(person__is_active=False).exclude(state=CoverState.WITHDRAWN)
    ahead = CoverCall.objects.not_closed().filter(day__week__year__gte=timezone.now().year - 1)
    for call in ahead.filter(cover__in=given).distinct().as_published():
        if is_over():
            return
        if call.is_open:
            for cover in given.filter(call=call).select_related("person"):
                call.withdraw(by=None, person=cover.person, may=who_may)


@every_minute
def call_in_the_line(is_over) -> None:
    """Whoever could not step in when their turn came does, once nothing else keeps them. Whether
    there is anybody is asked before their week is held."""
    short = CoverCall.objects.not_closed().short_with_a_line()
    lines = defaultdict(list)
    for call in short.filter(day__week__year__gte=timezone.now().year - 1).as_published():
        if call.is_open and call.is_published:
            lines[call.day.week_id].append(call)
    for calls in lines.values():
        for call in with_somebody_free(calls):
            if is_over():
                return
            call.call_in(may=who_may)


@every_minute
def forget_needs(is_over) -> None:
    """Diets, allergies and meals, four weeks after they were eaten."""
    told = Signup.objects.exclude(**NO_NEEDS)
    told.filter(activity__signup_list__ends_at__lt=timezone.now() - KEPT_FOR).update(**NO_NEEDS)
