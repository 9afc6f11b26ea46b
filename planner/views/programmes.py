"""What is published, as everyone reads it: the week, one's own, and what the link opens."""

import hashlib
from datetime import date

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import quote_etag
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from planner.almanac import Dates, today
from planner.documents.programme import public_programme
from planner.feedback import answering
from planner.models import Publication, Rendering
from planner.models.publications import PublicationQuerySet
from planner.moments import countdown
from planner.notes import notes_of
from planner.ownbonds import OwnBonds
from planner.ownweek import own_parts as pairs_and_cover
from planner.ownweek import with_places
from planner.pages.offers import TradePart
from planner.pages.ownplaces import OwnPart
from planner.pages.programme import search, show_programme

from .fetch import refuse_unknown_year


class ProgrammeFilterForm(forms.Form):
    q = forms.CharField(max_length=200, required=False)
    site = forms.IntegerField(min_value=1, max_value=2**62, required=False)


def shown_week(request, publication: Publication, here: date, path: str = "") -> dict:
    """The programme, and what of it was asked for: `q` words and a site. `path` is that of the link
    that is open to all: behind it nobody has a place."""
    form = ProgrammeFilterForm(request.GET)
    form.is_valid()
    query, site = form.cleaned_data.get("q", ""), form.cleaned_data.get("site")
    is_found = search(query)
    programme = show_programme(
        publication,
        lambda each: (not site or each.site in (None, site)) and is_found(each),
        path or reverse("planner:week-detail", args=[publication.year]),
        *([] if path else own_parts(request, publication.year, "week")),
        here=here,
    )
    return {
        "publication": publication,
        "programme": programme,
        "query": query,
        "site": site,
        "is_filtered": bool(query or site),
    }


def own_parts(request, year: int, back: str) -> tuple[OwnPart, TradePart]:
    own_bonds = OwnBonds(request.user, year)
    return OwnPart(request, own_bonds, back), TradePart(request, own_bonds)


def to_show(publications: PublicationQuerySet | None = None) -> PublicationQuerySet:
    """Publications for a page of their programme: with how that is shown, in one query."""
    found = Publication.objects.in_short() if publications is None else publications
    return Rendering.objects.with_body(found, "programme")


def latest_of(year: int, publications: PublicationQuerySet | None = None) -> Publication:
    """What is published of the year's week; 404 while nothing is."""
    refuse_unknown_year(year)
    found = Publication.objects.in_short() if publications is None else publications
    publication = found.latest_of(year)
    if publication is None:
        raise Http404(
            _("The week of %(year)s is not published yet. Its page says when it is.")
            % {"year": year}
        )
    return publication


@require_safe
def my_week(request, year):
    """What is on for this person: what they have said yes to first; at their site, for all sites,
    or hosted by them."""
    publication = latest_of(year, to_show(Publication.objects.with_programme()))
    dates, (own, trade) = Dates.of(publication), own_parts(request, year, "mine")
    here = today(request=request)
    context = {
        "dates": dates,
        "countdown": countdown(dates.first, dates.last, here),
        "answering": answering(publication, timezone.now()),
        "is_over": dates.last < here,
        "publication": publication,
        "held": with_places(pairs_and_cover(publication, request.user.pk), own.held, publication),
        "programme": show_programme(
            publication,
            lambda each: each.is_for(request.user) or own.holds(each.key),
            reverse("planner:week-detail", args=[year]),
            own,
            trade,
            here,
        ),
    }
    return render(request, "planner/weeks/mine.html", context)


@require_safe
def programme_json(request, year):
    """The published programme for other programs; docs/programme.md tells its shape."""
    return JsonResponse(public_programme(latest_of(year)), json_dumps_params={"indent": 1})


def behind(link: str) -> Publication:
    """What whoever has the link reads, with the `mark` of how it is shown; 404 for a link that is
    not, or no longer, good. One query, for most who ask have it already."""
    found = Publication.objects.in_short().filter(week__link=link).exclude(week__link="")
    shown = Rendering.objects.of(OuterRef("pk"), "programme").values("pk")[:1]
    publication = found.annotate(mark=Subquery(shown)).order_by("-number").first()
    if publication is None:
        raise Http404(_("This link is not good any more. Ask whoever sent it for the new one."))
    return publication


def etag_of(request, *parts) -> str:
    """Another for whoever has signed in since: the page's head and its forms are others then."""
    parts = (*parts, request.user.pk, get_language(), request.GET.urlencode())
    text = "\n".join(map(str, parts))
    return quote_etag(hashlib.sha256(text.encode()).hexdigest()[:32])


def unless_unchanged(request, etag: str, make) -> HttpResponse:
    """304 for whoever has it already; else what `make` makes. They ask again each time."""
    if request.headers.get("If-None-Match", "") == etag:
        response = HttpResponseNotModified()
    else:
        response = make()
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@login_not_required
@require_safe
def open_week(request, link):
    """The published week for anyone with the link, without signing in."""
    publication = behind(link)
    path = reverse("planner:open-week", args=[link])
    hour = f"{timezone.now():%Y-%m-%d %H}"  # the countdown changes with the day somewhere

    def page():
        dates, here = Dates.of(publication), today(request=request)
        context = {
            "dates": dates,
            "countdown": countdown(dates.first, dates.last, here),
            "is_over": dates.last < here,
        }
        context |= shown_week(request, publication, here, path) | {"link": link}
        return render(request, "planner/weeks/open.html", context)

    told = notes_of(publication.year)
    etag = etag_of(request, publication.pk, publication.mark, hour, told)
    return unless_unchanged(request, etag, page)


@login_not_required
@require_safe
def open_programme_json(request, link):
    publication = behind(link)

    def answer():
        return JsonResponse(public_programme(publication), json_dumps_params={"indent": 1})

    # The mark changes with a host's name, too: who was erased must not stay in anybody's copy.
    etag = etag_of(request, publication.pk, publication.mark, "json")
    return unless_unchanged(request, etag, answer)
