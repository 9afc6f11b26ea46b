"""How it was: one tap for each thing one was at, and whether one is asked in the evening."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from planner.feedback import answering, asked_of
from planner.forms.feedback import AskingForm, FeedbackForm
from planner.models import Activity, Feedback, FeedbackOff, Publication

from .programmes import latest_of


@require_safe
def feedback_list(request, year):
    """What one was at within the last week."""
    publication, now = _whole(latest_of(year)), timezone.now()
    context = {"year": year, "asked": asked_of(request.user, publication, now)}
    context["answering"] = answering(publication, now)
    return render(request, "planner/feedback/list.html", context)


@require_POST
def feedback_give(request, year, key):
    """404 for whoever was not there: they may not know who is asked."""
    publication, now = _whole(latest_of(year)), timezone.now()
    asked, told = asked_of(request.user, publication, now), answering(publication, now)
    if str(key) not in {each.item.key for each in asked}:
        raise Http404(
            _(
                "You can say how something was if you were there, from its end and for a week. "
                "This is not, or no longer, one of them. %(answering)s"
            )
            % {"answering": told.words}
        )
    form = FeedbackForm(request.POST)
    if form.is_valid():
        activity = Activity.objects.get(key=key)
        felt, words = form.cleaned_data["felt"], form.words()
        Feedback.objects.give(activity, by=request.user, felt=felt, words=words)
        messages.success(request, _("Thank you. Nobody is shown that it was you."))
        return redirect("planner:feedback-list", year=year)
    context = {"year": year, "asked": asked, "form": form, "failed": str(key)}
    context["answering"] = told
    return render(request, "planner/feedback/list.html", context, status=422)


def asking(request):
    """Whether one wants to be asked in the evening."""
    wants = FeedbackOff.objects.wants(request.user)
    form = AskingForm(request.POST if request.method == "POST" else None, wants=wants)
    if form.is_valid():
        FeedbackOff.objects.choose(request.user, wants=form.cleaned_data["wants"])
        messages.success(request, _("Saved."))
        return redirect("planner:asking")
    return render(request, "planner/feedback/asking.html", {"form": form})


def _whole(publication: Publication) -> Publication:
    return Publication.objects.select_related("week").get(pk=publication.pk)
