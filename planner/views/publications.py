"""Publishing the plan, and what was published before."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from csweek.lib.versions import StaleSave
from csweek.people.access import organizers_only
from planner.checks import WeekFacts, find_problems
from planner.forms.publications import PublishForm
from planner.models import Activity, Publication, Rendering
from planner.models.draft import draft_programme
from planner.models.renewing import who_would_lose
from planner.models.restoring import copy_back, keep_their_kind
from planner.pages.programme import show_programme
from planner.pages.publications import changes_of, going_back, shown_proposal, who_missed
from planner.rules.problems import Severity

from .fetch import refuse_unknown_year, week_to_edit, week_with_days


def publication_of(year: int, number: int) -> Publication:
    refuse_unknown_year(year)
    found = Publication.objects.filter(week__year=year, number=number)
    publication = found.select_related("by", "week").first()
    if publication is None:
        raise Http404(
            _("The week of %(year)s has no publication %(number)s.")
            % {"year": year, "number": number}
        )
    return publication


@organizers_only
def publication_new(request, year):
    """What is wrong, what changes and who is told; and the button that publishes just that."""
    week = week_with_days(request, year)
    activities = Activity.objects.of_week(week)
    facts = WeekFacts.gather(week, activities)
    draft = draft_programme(week, activities, facts.invited)
    proposal = Publication.objects.propose(week, draft)
    problems = find_problems(week, facts)
    is_blocked = any(each.severity is Severity.BLOCKS for each in problems)
    seen = proposal.draft.digest()
    form = PublishForm(
        request.POST or None, is_blocked=is_blocked, is_empty=not proposal.after.on, seen=seen
    )
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            published = Publication.objects.publish(week, by=request.user, **form.cleaned_data)
            return say_published(request, published)
        except StaleSave:
            form.show_again(seen)
            status = 409
        except ValidationError as error:
            messages.info(request, error.messages[0])
            return redirect("planner:publication-list", year=year)
    hosts = {each.host_id: each.host.name for each in activities if each.host}
    context = shown_proposal(proposal, facts.sites, hosts, but=request.user)
    if not proposal.is_first:
        context["losing"] = who_would_lose(week, proposal.after)
    context |= {"week": week, "problems": problems, "is_blocked": is_blocked}
    context |= {"form": form, "is_stale": status == 409}
    return render(request, "planner/publications/form.html", context, status=status)


def say_published(request, publication: Publication):
    Rendering.objects.prepare(publication)
    told = publication.told().count()
    words = ngettext(
        "Published. %(count)s person is told.", "Published. %(count)s people are told.", told
    )
    messages.success(request, words % {"count": formats.number_format(told)})
    return redirect(
        "planner:publication-detail", year=publication.week.year, number=publication.number
    )


@require_safe
def publication_list(request, year):
    """Everything that was published of a year's week, the newest first; everyone may read it."""
    refuse_unknown_year(year)
    found = Publication.objects.filter(week__year=year).in_short()
    context = {"year": year, "publications": list(found)}
    return render(request, "planner/publications/list.html", context)


@require_safe
def publication_detail(request, year, number):
    """One publication: what it changed, and the programme as it stood then."""
    publication = publication_of(year, number)
    context = {"year": year, "publication": publication, "changes": changes_of(publication)}
    context["programme"] = show_programme(publication)
    context["is_latest"] = publication == Publication.objects.latest_of(year)
    if request.user.is_organizer:
        context["missed"] = who_missed(publication)
    return render(request, "planner/publications/detail.html", context)


@organizers_only
def publication_copy_back(request, year, number):
    """Asks first, saying what becomes of the draft."""
    week_to_edit(request, year)
    publication = publication_of(year, number)
    if request.method == "POST":
        copy_back(publication, by=request.user)
        messages.success(
            request,
            _("The draft is what publication %(number)s was. Nothing of it is published yet.")
            % {"number": number},
        )
        return redirect("planner:board", year=year)
    context = {"week": publication.week, "publication": publication}
    context |= {"changes": going_back(publication), "kept": keep_their_kind(publication)}
    return render(request, "planner/publications/copy_back.html", context)
