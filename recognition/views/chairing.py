"""The chair's written vote on files that are tied; all else of deciding is for managers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from csweek.notices.models import notify
from csweek.people.access import managers_only
from recognition.chairing import asking, ballot_of
from recognition.forms.decisions import VoteForm
from recognition.models import Award, ChairVote
from recognition.standings import standing, with_facts

from .fetch import award_to_decide


def chair_vote(request, year, key):
    """For the chair alone, and only while a tie waits for it: nobody else learns that there is
    one."""
    chaired = Award.objects.kept().filter(panel__person=request.user, panel__is_chair=True)
    chaired = with_facts(chaired, request.user).select_related("week")
    award = chaired.filter(week__year=year, key=key).first()
    stand = award and standing(award)
    ballot = stand and ballot_of(stand)
    if ballot is None or not ballot.may_vote:
        raise Http404(_("No vote of yours is asked for."))
    form = VoteForm(request.POST or None, files=ballot.files, vote=stand.vote, seen=ballot.seen)
    status, problem = 200, ""
    if form.is_valid():
        values = form.cleaned_data
        same = stand.vote and [stand.vote.order, stand.vote.reason] == [
            form.order(),
            values["reason"],
        ]
        if values["seen"] != ballot.seen and not same:
            status, problem = 409, _("Something has changed meanwhile. Look at it anew, then vote.")
            form.data = form.data.copy()
            form.data["seen"] = ballot.seen
        else:
            return _vote(request, award, form)
    elif form.errors:
        status = 422
    context = {"award": award, "form": form, "problem": problem, "vote": stand.vote}
    return render(request, "recognition/decisions/vote.html", context, status=status)


def _vote(request, award: Award, form: VoteForm):
    reason = form.cleaned_data["reason"]
    try:
        ChairVote.objects.vote(award, form.order(), by=request.user, reason=reason)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        said = _("Your vote on “%(award)s” is kept. It counts where the scores are level.")
        messages.success(request, said % {"award": award.title})
    return redirect("recognition:desk", year=award.week.year)


@managers_only
@require_POST
@transaction.atomic
def chair_ask(request, year, key):
    """Tell the chair that a vote of theirs is asked for: once for a tie, however often asked."""
    award = award_to_decide(request, year, key)
    stand = standing(award, request.user)
    ballot = ballot_of(stand)
    if ballot is None or not ballot.may_vote:
        messages.error(request, _("No vote of the chair is needed, or the chair may not give it."))
    else:
        chair = stand.judged.chair
        notify([chair.pk], "chair-vote", subject=asking(ballot, stand), award=award.pk)
        messages.success(request, _("Asked %(name)s to vote.") % {"name": chair.name})
    return redirect("recognition:award-detail", year=year, key=key)
