"""The ceremony: set up, shown to the room, led by hand; for managers."""

import uuid

from django.contrib import messages
from django.http import HttpResponseNotModified, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.people.access import managers_only
from planner.almanac import today
from planner.pages.tasks import day_in_words
from recognition.forms.ceremonies import CeremonyForm, StepForm
from recognition.models import Ceremony
from recognition.pages.ceremonies import Show, coming_in_words, show_of, without_citation

from .fetch import ceremony_to_lead, week_of

MOST_RECENT = 20


@managers_only
def ceremony_new(request, year):
    """Choose what is on it; below, those that were set up before, to go on with or look at."""
    week = week_of(request, year)
    form = CeremonyForm(request.POST or None, week=week)
    if form.is_valid():
        ceremony = _start(form, by=request.user)
        if form.left_out:
            titles = ", ".join(f"“{each.title}”" for each in form.left_out)
            messages.warning(request, _("Left out, for want of a winner: %s") % titles)
        return redirect("recognition:ceremony-presenter", year=year, key=ceremony.key)
    context = {"week": week, "form": form, "earlier": week.ceremonies.all()[:MOST_RECENT]}
    context["uncited"] = without_citation(week, request.user)
    return render(
        request, "recognition/ceremonies/new.html", context, status=422 if form.errors else 200
    )


def _start(form: CeremonyForm, *, by) -> Ceremony:
    chosen = form.cleaned_data
    return Ceremony.objects.start(
        form.week,
        chosen["awards"],
        by=by,
        key=chosen["key"],
        title=chosen["title"],
        activity=chosen["activity"],
        is_rehearsal=chosen["is_rehearsal"],
        left_out=[str(each.key) for each in form.left_out],
    )


@managers_only
@require_safe
def ceremony_audience(request, year, key):
    """The screen for the room."""
    return _show(request, ceremony_to_lead(request, year, key), "audience")


@managers_only
@require_safe
def ceremony_presenter(request, year, key):
    """For the hand: what is on screen, what comes next, how to say the name."""
    ceremony = ceremony_to_lead(request, year, key)
    day, now = ceremony.activity and ceremony.activity.date, today(ceremony.week)
    is_early = day is not None and now < day
    return _show(request, ceremony, "presenter", planned=is_early and day_in_words(day, now))


def _show(request, ceremony: Ceremony, page: str, **more):
    show = show_of(ceremony)
    context = {
        "show": show,
        "ceremony": ceremony,
        "week": ceremony.week,
        "year": ceremony.week.year,
    }
    context |= {"state": state_of(show), "coming": coming_in_words(show), "once": uuid.uuid4()}
    context |= more
    return render(request, f"recognition/ceremonies/{page}.html", context)


@managers_only
@require_safe
def ceremony_state(request, year, key):
    """Where the stage is; 304 for a window that is there already."""
    show = show_of(ceremony_to_lead(request, year, key))
    etag = quote_etag(f"{show.ceremony.version}-{show.digest}")
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponseNotModified()
    else:
        response = JsonResponse(state_of(show))
    response.headers["ETag"] = etag
    return response


@managers_only
@require_POST
def ceremony_step(request, year, key):
    """One act; the answer to the script is where the stage is now."""
    ceremony = ceremony_to_lead(request, year, key)
    form = StepForm(request.POST)
    is_done = form.is_valid() and _step(ceremony, form, by=request.user)
    if "application/json" not in request.headers.get("Accept", ""):
        return redirect("recognition:ceremony-presenter", year=year, key=key)
    if not is_done:
        return JsonResponse({"errors": form.errors}, status=422)
    return JsonResponse(state_of(show_of(ceremony_to_lead(request, year, key))))


def _step(ceremony: Ceremony, form: StepForm, *, by) -> bool:
    given = form.cleaned_data
    try:
        ceremony.act(
            given["act"],
            by=by,
            key=given["key"],
            seen=form.seen(),
            to=given["to"],
            is_alone=given["is_alone"],
        )
    except ValueError:
        form.add_error("to", _("There is no such place on this stage."))
        return False
    return True


def state_of(show: Show) -> dict:
    """What the script knows of the stage; static/js/stagerules.js has the same names."""
    stage, since = show.stage, show.ceremony.moved_at
    return {
        "version": show.ceremony.version,
        "digest": show.digest,
        "count": stage.count,
        "place": stage.place,
        "step": stage.step,
        "hidden": stage.is_hidden,
        "paused": stage.is_paused,
        "skipped": sorted(stage.skipped),
        "said": sorted(stage.said),
        "since": int((timezone.now() - since).total_seconds()) if since else 0,
    }
