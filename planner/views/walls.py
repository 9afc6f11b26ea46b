"""The switch of the page for a wall, which needs no sign-in."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from csweek.people.access import organizers_only

from .fetch import locked_week


@organizers_only
@require_POST
@transaction.atomic
def wall_open(request, year):
    """An address where there was none; asked for `anew`, another one, and the old one is dead."""
    week = locked_week(request, year)
    if not week.wall or "anew" in request.POST:
        week.open_wall(by=request.user)
    messages.success(request, _("Whoever has the wall's address sees what is on today."))
    return redirect("planner:link-detail", year=year)


@organizers_only
@require_POST
@transaction.atomic
def wall_close(request, year):
    week = locked_week(request, year)
    week.close_wall(by=request.user)
    messages.success(request, _("The wall's address shows nothing any more."))
    return redirect("planner:link-detail", year=year)
