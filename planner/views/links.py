"""The switch that opens what is published to anyone with the link."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.people.access import organizers_only
from planner.models import Publication

from .fetch import locked_week, week_to_edit


@organizers_only
@require_safe
def link_detail(request, year):
    week = week_to_edit(request, year)
    address = week.link and settings.ADDRESS + reverse("planner:open-week", args=[week.link])
    context = {"week": week, "address": address}
    context["wall"] = week.wall and settings.ADDRESS + reverse("planner:wall", args=[week.wall])
    context["is_published"] = Publication.objects.filter(week=week).exists()
    return render(request, "planner/links/detail.html", context)


@organizers_only
@require_POST
@transaction.atomic
def link_open(request, year):
    """A link where there was none; asked for `anew`, another one, and the old one is dead."""
    week = locked_week(request, year)
    if not week.link or "anew" in request.POST:
        week.open_to_all(by=request.user)
    messages.success(request, _("Anyone with the link can read what is published now."))
    return redirect("planner:link-detail", year=year)


@organizers_only
@require_POST
@transaction.atomic
def link_close(request, year):
    week = locked_week(request, year)
    week.close_to_all(by=request.user)
    messages.success(request, _("The link opens nothing any more. Staff who sign in still read."))
    return redirect("planner:link-detail", year=year)
