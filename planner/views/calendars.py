"""Secret addresses for calendar programs, the feed behind them, and one activity as a file."""

import hashlib

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response, quote_etag
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.people.models import Organisation
from planner.documents.ical import CONTENT_TYPE, feed_before, feed_of, file_of
from planner.documents.qr import qr_code
from planner.forms.calendars import CalendarForm, new_key
from planner.models import Calendar, Publication, Week

from .fetch import week_to_edit
from .programmes import behind, latest_of


@require_safe
def calendar_list(request, year):
    """One's own addresses for this week: when each was last read, and a button for a new one."""
    week = _week_of(request, year)
    mine = {each.whole: each for each in Calendar.objects.live().of(request.user, year)}
    context = {
        "week": week,
        "rows": [{"whole": whole, "calendar": mine.get(whole)} for whole in (False, True)],
        "key": new_key(),
        "is_published": Publication.objects.filter(week=week).exists(),
    }
    return render(request, "planner/calendars/list.html", context)


@require_POST
def calendar_new(request, year):
    """Make an address; the answer shows it, this once."""
    week = _week_of(request, year)
    form = CalendarForm(request.POST)
    token = form.is_valid() and Calendar.objects.make(week, by=request.user, **form.cleaned_data)
    if not token:
        messages.error(request, _("That form was used before, or is incomplete. Press once more."))
        return redirect("planner:calendar-list", year=year)
    address = settings.ADDRESS + reverse("planner:calendar-feed", args=[token])
    subscribing = "webcal://" + address.partition("://")[2]
    context = {
        "week": week,
        "whole": form.cleaned_data["whole"],
        "address": address,
        "subscribing": subscribing,
        "qr": qr_code(subscribing, _("The address as a QR code")),
    }
    response = render(request, "planner/calendars/made.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def calendar_stop(request, year, pk):
    calendar = get_object_or_404(Calendar.objects.of(request.user, year), pk=pk)
    calendar.stop(by=request.user)
    messages.success(request, _("That address leads nowhere any more."))
    return redirect("planner:calendar-list", year=year)


@login_not_required
@require_safe
def calendar_feed(request, token):
    """What a calendar program reads: the latest publication, for whoever has the address."""
    calendar = Calendar.objects.behind(token)
    if calendar is None:
        said = _(
            "This calendar address leads nowhere. The week's page of calendars makes a new one."
        )
        return HttpResponse(said, status=404, content_type="text/plain; charset=utf-8")
    whose = {} if calendar.whole else {"site": calendar.site_id, "person": calendar.person_id}
    language = calendar.language or settings.LANGUAGE_CODE
    week, publication = Week(pk=calendar.week_id, year=calendar.year), calendar.latest()
    with translation.override(language):
        if publication is None:
            zone = Organisation.objects.current().head_site.time_zone
            text = feed_before(week, zone, person=whose.get("person"))
        else:
            publication.week = week
            text = feed_of(publication, **whose)
    response = answer_with(request, text, publication and publication.at)
    response.headers["Content-Language"] = language
    calendar.note_read()  # only now: what could not be made has not been read
    return response


@login_not_required
@require_safe
def open_feed(request, link):
    """The whole week for the calendar of anyone with the link."""
    publication = behind(link)
    return answer_with(request, feed_of(publication), publication.at)


@require_safe
def activity_calendar(request, year, key):
    """One activity as it is published, to put into one's calendar."""
    return file_to_keep(request, latest_of(year), key)


@login_not_required
@require_safe
def open_activity_calendar(request, link, key):
    return file_to_keep(request, behind(link), key)


def file_to_keep(request, publication: Publication, key) -> HttpResponse:
    found = file_of(publication, str(key))
    if found is None:
        raise Http404(
            _("There is no such activity in what is published of %(year)s.")
            % {"year": publication.year}
        )
    name, text = found
    response = answer_with(request, text, publication.at)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def answer_with(request, text: str, at=None) -> HttpResponse:
    """A calendar, or 304 for whoever has just this one. Only the ETag tells whether: somebody who
    changes site gets another calendar though nothing was published."""
    content = text.encode()
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response.headers["ETag"] = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    response.headers["Cache-Control"] = "private, max-age=0, must-revalidate"
    if at is not None:
        response.headers["Last-Modified"] = http_date(at.timestamp())
    return get_conditional_response(request, etag=response.headers["ETag"], response=response)


def _week_of(request, year: int) -> Week:
    """Before anything is published, only organizers learn whether a week has been begun."""
    return week_to_edit(request, year) if request.user.is_organizer else latest_of(year).week
