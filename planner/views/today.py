"""The day: on a wall without signing in, on a phone for who has; and as it will be at a moment."""

from datetime import datetime, timedelta

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from csweek.lib.clock import seconds_ahead
from csweek.people.models import Organisation, Site
from planner.almanac import today as date_here
from planner.clocks import Clocks
from planner.models import Publication
from planner.pages.today import today_of
from planner.rules.dates import FIRST_YEAR, LAST_YEAR

from .programmes import etag_of, latest_of, unless_unchanged

STILL_OF_USE = timedelta(days=7)  # after a week, the way to say how it was


class TodayForm(forms.Form):
    """Which site, and (for organizers) which moment, on that site's clock."""

    site = forms.IntegerField(min_value=1, max_value=2**62, required=False)
    at = forms.DateTimeField(required=False, input_formats=["%Y-%m-%dT%H:%M"])

    def clean_at(self):
        """Of a year that a week can be in; what lies outside the calendar has no day before."""
        at = self.cleaned_data["at"]
        return at if at and FIRST_YEAR <= at.year <= LAST_YEAR else None


@require_safe
def today_home(request):
    """Where the web app begins: the day of the week that is nearest."""
    since = date_here(request=request) - STILL_OF_USE
    newest = Publication.objects.newest().order_by("week__year").defer("programme", "changes")
    found = next((each for each in newest if each.last_day >= since), None)
    return redirect("planner:today", year=found.year) if found else redirect("planner:home")


@require_safe
def today(request, year):
    publication = latest_of(year)
    path = reverse("planner:today", args=[year])
    return _shown(request, publication, path, own_site=request.user.site_id)


@login_not_required
@require_safe
def wall(request, wall):
    """The same for whoever has the address, where an organizer has switched it on."""
    newest = Publication.objects.filter(week__wall=wall).exclude(week__wall="")
    publication = newest.select_related("week").order_by("-number").first()
    if publication is None:
        raise Http404(_("This address is not good any more. Ask whoever sent it for the new one."))
    return _shown(request, publication, reverse("planner:wall", args=[wall]), wall=wall)


def _shown(request, publication: Publication, path: str, own_site=None, wall: str = ""):
    form = TodayForm(request.GET)
    form.is_valid()
    organisation = getattr(request, "organisation", None) or Organisation.objects.current()
    clocks = Clocks()
    # Those of the publication, one's own and the head site: others may be new in the draft.
    named = {item.site for item in publication.frozen.shown}
    named |= {own_site, organisation.head_site_id}
    sites = [site for site in clocks.sites if site.pk in named]
    wanted = (form.cleaned_data.get("site"), own_site, organisation.head_site_id)
    site = _first_known(sites, wanted)
    moment = None if wall else _moment(request, form, site)
    shown = today_of(publication, site, moment or timezone.now(), clocks)
    context = {
        "year": publication.year,
        "publication": publication,
        "organisation": organisation,
        "today": shown,
        "sites": sites if len(sites) > 1 else [],
        "path": path,
        "wall": wall,
        "day_number": shown.day_number,
        "clock": formats.time_format(shown.here.time()),
        # As words: a template would show an instant by its reader's clock.
        "moment": moment
        and formats.date_format(shown.here.replace(tzinfo=None), "DATETIME_FORMAT"),
        "looking_at": f"{shown.here:%Y-%m-%dT%H:%M}",
        "seconds_ahead": seconds_ahead(),
        "may_look_ahead": not wall and request.user.is_organizer,
    }
    etag = etag_of(request, shown.mark, organisation.name, [str(each) for each in sites])

    def page():
        return render(request, f"planner/today/{'wall' if wall else 'detail'}.html", context)

    return unless_unchanged(request, etag, page)


def _first_known(sites: list[Site], wanted: tuple[int | None, ...]) -> Site:
    """The site that was asked for, else one's own, else the head site."""
    known = {site.pk: site for site in sites}
    return next(known[key] for key in wanted if key in known)


def _moment(request, form: TodayForm, site: Site) -> datetime | None:
    at = form.cleaned_data.get("at")
    if at is None or not request.user.is_organizer:
        return None
    return at.replace(tzinfo=None).replace(tzinfo=site.zone)
