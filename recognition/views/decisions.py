"""An award as managers decide it: its files and scores, the decision, citations."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.attempts import Attempt, try_to_save
from csweek.lib.versions import StaleSave
from csweek.people.access import managers_only
from recognition.chairing import ballot_of, was_asked
from recognition.deciding import decide
from recognition.forms.decisions import CitationForm, DecisionForm, ReopenForm
from recognition.limits import limits_of
from recognition.models import Nomination, Stage
from recognition.pages import decisions as words
from recognition.pages.awards import badge_of
from recognition.pages.plots import EDGES, HEIGHT, SCALE, WIDTH, key_of
from recognition.stages import stage_of
from recognition.standings import Standing, as_decided, standing

from .fetch import award_to_decide, decision_to_reopen, file_to_edit

ON_A_PAGE = 25
MOST_OFFERED = 30  # files to tick, where it is decided otherwise; and those on the shortlist


@managers_only
@require_safe
def award_detail(request, year, key):
    award = award_to_decide(request, year, key)
    whole = standing(award, request.user)
    own = whole.judged.own_of(request.user)
    stand = words.without(whole, own) if own else whole
    stand = as_decided(stand, award.frozen) if stand.decision else stand
    is_short = "shortlist" in request.GET
    is_shown = not whole.unsent.get(request.user.pk) and (
        stand.is_all_in or bool(stand.decision) or "so-far" in request.GET
    )
    context = _head(stand, is_blind=whole.has_own) | {"is_shown": is_shown, "is_short": is_short}
    if is_shown:
        context |= _ranking(stand, request.GET.get("page"), shortlist=is_short)
    context["judges_too"] = bool(whole.unsent.get(request.user.pk))
    return render(request, "recognition/decisions/detail.html", context)


def _head(stand: Standing, *, is_blind: bool) -> dict:
    """What stands above the files. Who is nominated themselves is not told who wins (is_blind)."""
    award, judged = stand.award, stand.judged
    kept_out = words.recusals(judged)
    return {
        "award": award,
        "week": award.week,
        "stand": stand,
        "limits": limits_of(award),
        "is_given": any(made.winners for made in stand.shown[:1]),
        "state": badge_of(_stage(stand), is_judged=_is_judged(stand), is_tied=bool(stand.tied))[0],
        "unread": words.unread_in_words(stand),
        "judges": list(judged.judges.values()),
        "progress": words.progress(judged),
        "recusals": kept_out[: words.MOST_SHOWN],
        "recusals_hidden": max(len(kept_out) - words.MOST_SHOWN, 0),
        "is_blind": is_blind,
        "voted": [file.name for file in stand.files(stand.order or ())],
        "shortlisted": sum(each.is_shortlisted for each in judged.files.values()),
    }


def _stage(stand: Standing) -> Stage:
    made = stand.decision
    return stage_of(stand.award, is_decided=bool(made), is_given=bool(made and made.winners))


def _is_judged(stand: Standing) -> bool:
    return _stage(stand) == Stage.JUDGING and stand.is_all_in


def _ranking(stand: Standing, page, *, shortlist: bool) -> dict:
    corrected = words.adjustment(stand)
    found = Paginator(words.ranks(stand, shortlist=shortlist), ON_A_PAGE).get_page(page)
    ballot = ballot_of(stand)
    return {
        "page": found,
        "query": "so-far&shortlist" if shortlist else "so-far",
        "ballot": ballot,
        "is_asked": ballot is not None and ballot.is_open and was_asked(ballot, stand),
        "rows": words.rows_of(stand, found.object_list, corrected),
        "is_adjusted": corrected is not None,
        "ties": words.ties_in_words(stand),
        "close_calls": words.close_calls_in_words(stand),
        "proposed": words.names_of(stand, stand.proposed),
        "legend": key_of(stand.judged, {each.judge for each in stand.reviews}),
        "drawing": {"width": WIDTH, "height": HEIGHT, "scale": SCALE, "edges": EDGES},
    }


@managers_only
def decision_new(request, year, key):
    award = award_to_decide(request, year, key)
    stand = standing(award, request.user)
    if stand.has_own and award.is_closed:
        raise PermissionDenied(_("Another manager decides this award."))
    barred = _why_not(stand, request.user)
    context = {"award": award, "week": award.week, "stand": stand, "barred": barred}
    if barred:
        status = 409 if request.method == "POST" else 200
        if request.method == "POST" and _was_this_press(request, award):
            return redirect("recognition:award-detail", year=year, key=key)
        return render(request, "recognition/decisions/decide.html", context, status=status)
    form = DecisionForm(request.POST or None, **_offered(stand))
    status, problem = (422 if form.errors else 200), ""
    if request.method == "POST" and request.POST.get("seen") != stand.seen:
        status, problem = 409, _stale()
        form.shown_anew(stand.seen)
    elif form.is_valid():
        try:
            _decide(form, award, by=request.user)
            messages.success(request, _("Decided “%(award)s”.") % {"award": award.title})
            return redirect("recognition:award-detail", year=year, key=key)
        except StaleSave:
            status, problem = 409, _stale()
            stand = standing(award, request.user)
            form = DecisionForm(request.POST, **_offered(stand))
            form.shown_anew(stand.seen)
        except ValidationError as error:
            status, problem = 422, " ".join(error.messages)
    context |= {"form": form, "problem": problem, "proposed": words.names_of(stand, stand.proposed)}
    context |= {
        "close_calls": words.close_calls_in_words(stand),
        "ties": words.ties_in_words(stand),
    }
    return render(request, "recognition/decisions/decide.html", context, status=status)


def _decide(form: DecisionForm, award, *, by) -> None:
    values = form.cleaned_data
    decide(
        award,
        form.chosen(),
        by=by,
        key=values["key"],
        reason=values["reason"],
        seen=values["seen"],
        known=values.get("known", []),
    )


def _offered(stand: Standing) -> dict:
    """What the form offers: the first of the ranking, and the shortlist."""
    pairs = words.ranks(stand)
    first = [file for file, _found in pairs[:MOST_OFFERED]]
    rest = [file for file, _found in pairs[MOST_OFFERED:] if file.is_shortlisted]
    doubts = words.doubts_in_words(stand)
    return {
        "files": first + rest,
        "proposed": stand.proposed,
        "doubts": doubts,
        "seen": stand.seen,
        "is_shown_at_once": stand.award.is_presented,
    }


def _why_not(stand: Standing, person) -> str:
    """Why this person cannot decide the award now, in words; '' if they can."""
    if stand.decision:
        return _("It is decided. To decide otherwise, reopen the decision first.")
    if not stand.award.is_closed:
        return _("Nominations have not closed yet. Decide when they have.")
    if stand.unsent.get(person.pk):
        return _("You judge this award too. Send your own scores first.")
    return ""


def _was_this_press(request, award) -> bool:
    """Whether the decision that stands is this very form's, sent twice."""
    keys = {str(each) for each in award.decisions.values_list("key", flat=True)}
    return request.POST.get("key", "") in keys


def _stale() -> str:
    return _("A review, a file or a decision came in meanwhile. Look at it anew, then decide.")


@managers_only
def decision_reopen(request, year, key, number):
    decision = decision_to_reopen(request, year, key, number)
    award = decision.award
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        decision.reopen(by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("Reopened “%(award)s”.") % {"award": award.title})
        return redirect("recognition:award-detail", year=year, key=key)
    context = {"award": award, "week": award.week, "decision": decision, "form": form}
    status = 422 if form.errors else 200
    return render(request, "recognition/decisions/reopen.html", context, status=status)


@managers_only
@require_POST
@transaction.atomic
def file_shortlist(request, year, key, file):
    """Put a file on the shortlist, or take it off: `on` says which, so that twice is once."""
    row = file_to_edit(request, year, key, file, lock=True)
    row.shortlist("on" in request.POST, by=request.user)
    count = row.award.files.filter(is_shortlisted=True).count()
    said = ngettext(
        "%(count)s file is on the shortlist.", "%(count)s files are on the shortlist.", count
    )
    messages.success(request, said % {"count": count})
    return redirect("recognition:award-detail", year=year, key=key)


@managers_only
def citation_edit(request, year, key, file):
    row = file_to_edit(request, year, key, file)
    form = CitationForm(request.POST or None, file=row)
    attempt: Attempt = try_to_save(
        form,
        lambda: row.change({"citation": form.cleaned_data["citation"]}, by=request.user),
        row=row,
        afresh=lambda current: CitationForm(file=current),
        stands=form.stands_in,
    )
    if attempt.is_saved:
        messages.success(request, _("Saved the citation."))
        return redirect("recognition:award-detail", year=year, key=key)
    said = Nomination.objects.accepted().filter(file=row).order_by("sent_at", "pk")
    context = {
        "award": row.award,
        "week": row.award.week,
        "file": row,
        "form": attempt.form,
        "conflict": attempt.conflict,
        "said": list(said.values("words", "may_be_read")[: words.MOST_SHOWN]),
    }
    return render(request, "recognition/decisions/citation.html", context, status=attempt.status)
