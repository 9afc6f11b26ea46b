"""Nominating: one page from the first word to the thanks, saved while one types."""

import uuid

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from planner.almanac import coming_weeks, today
from recognition import drafts
from recognition.forms.nominations import NominationForm
from recognition.models import Award, Nomination
from recognition.nominees import find_nominees, found_in_words, nobody_found
from recognition.pages.nominations import page_of
from recognition.pages.own import drafts_of

from .attachments import attach, take_off
from .fetch import call_of, own_nomination

CONFLICT, UNFIT = 409, 422
ABOUT = ("award", "person", "team")


@require_safe
def nominate_home(request):
    """Where one nominates now: the year whose awards close next, else the last that had any."""
    awards = Award.objects.visible_to(request.user).exclude(closes_at=None)
    years = awards.values_list("week__year", flat=True)
    year = (
        years.open().order_by("closes_at", "-week__year").first()
        or years.order_by("-closes_at", "-week__year").first()
    )
    if year is not None:
        return redirect("recognition:nomination-new", year=year)
    coming = coming_weeks(today(), 1, planned=False)
    context = {"year": coming[0].year if coming else today().year}
    return render(request, "recognition/nominations/none.html", context)


def nomination_new(request, year):
    call = call_of(request, year)
    if request.method == "POST":
        return _typed(request, call)
    if not call.open:
        return render(request, "recognition/nominations/none.html", {"call": call, "year": year})
    award = call.award(request.GET.get("award", ""))
    if award is None and len(call.open) == 1:
        award = call.open[0]
    form = NominationForm(call=call, by=request.user, initial={"award": award})
    return _show(request, call, form, drafts=drafts_of(request.user, call))


def nomination_edit(request, year, key):
    call = call_of(request, year)
    if request.method == "POST":
        return _typed(request, call, key)
    nomination = own_nomination(request, year, key)
    form = NominationForm.of(nomination, call=call, by=request.user)
    return _show(request, call, form, nomination)


def _show(request, call, form, nomination=None, *, status=200, **context):
    page = page_of(call, form, nomination, _matches(request, form)) | context
    page["attachments"] = nomination.attachments.in_short() if nomination else ()
    can_be_edited = nomination is None or nomination.is_draft or nomination.can_be_edited
    name = "form" if can_be_edited else "read"
    return render(request, f"recognition/nominations/{name}.html", page, status=status)


def _matches(request, form):
    """Those who match what was searched for, or a name that was typed and not chosen."""
    typed = getattr(form, "cleaned_data", {})
    is_open = typed.get("who") and not typed.get("nominee")
    if not is_open and request.POST.get("act") != "find":
        return None
    return find_nominees(typed.get("who", ""), by=form.by, award=typed.get("award"))


def _typed(request, call, key=None):
    """What was typed, by the button that was pressed: find, keep or send."""
    form = NominationForm(request.POST, call=call, by=request.user)
    is_valid = form.is_valid()
    is_new = key is None
    key = key or form.cleaned_data.get("key") or uuid.uuid4()
    form.data["key"] = str(key)
    stored = _stored(request, call, key)
    if is_valid and is_new and stored and _is_of_another(stored, form):
        return _not_new(request, call, form, stored)
    if not is_valid:
        return _show(request, call, form, stored, status=UNFIT)
    act = request.POST.get("act", "send")
    if act == "find" or act.startswith("remove-"):
        return _on_the_way(act, request, call, form, stored)
    files = request.FILES.getlist("files")
    if act == "keep" and form.is_blank and not files:
        form.add_error(None, _("Write a word or choose a colleague: then it can be kept."))
    if form.errors or (form.is_blank and not (stored or files) and not form.require_all()):
        return _show(request, call, form, stored, status=UNFIT)
    done = _with_files(files, call, key, form, stored) if files else drafts.Outcome(stored)
    if done.is_done and not form.errors:
        done = _do(act, call, key, form, done.nomination)
    if not done.is_done or form.errors:
        return _not_done(request, call, form, done)
    if act == "keep":
        messages.success(request, _("Kept as a draft. Nobody else can read it."))
        return redirect("recognition:nomination-edit", year=call.year, key=key)
    return redirect("recognition:nomination-sent", year=call.year, key=key)


def _stored(request, call, key):
    """The nomination of that key, if there is one; 404 when it is somebody else's."""
    stored = Nomination.objects.filter(key=key).select_related("award", "person", "team").first()
    if stored and (stored.nominator_id != request.user.pk or stored.week_id != call.week.pk):
        raise Http404(_("You have written no such nomination. “My nominations” lists yours."))
    return stored


def _is_of_another(stored: Nomination, form) -> bool:
    """Whether what was sent before is of another nominee or for another award than what is typed
    now: a page gone back to, or words that a browser kept."""
    typed = form.values()
    return not stored.is_draft and not stored.holds({each: typed[each] for each in ABOUT})


def _not_new(request, call, form, stored):
    """What was sent stays as it was sent; what is typed now gets a key of its own."""
    form.data["key"], form.data["version"] = str(uuid.uuid4()), 0
    return _show(request, call, form, status=CONFLICT, sent_before=stored)


def _on_the_way(act, request, call, form, stored):
    """Somebody is searched for, or a file taken away: nothing that was typed is lost by it."""
    if act == "find":
        return _show(request, call, form, stored)
    if stored:
        for sentence in take_off(stored, act.removeprefix("remove-"), by=request.user):
            form.add_error(None, sentence)
        form.data["version"] = stored.version
    return _show(request, call, form, stored, status=UNFIT if form.errors else 200)


def _with_files(files, call, key, form, stored) -> drafts.Outcome:
    """Keep what was typed, and add the files that came with it; what is wrong with them, the form
    says."""
    version = form.cleaned_data["version"] or 0
    if stored is None or stored.is_draft:
        done = drafts.keep(call.week, key, version, form.values(), by=form.by)
    else:
        is_late = version != stored.version
        done = drafts.Outcome(stored, theirs=stored if is_late else None)
    if done.is_done:
        for sentence in attach(done.nomination, files, by=form.by):
            form.add_error(None, sentence)
        done.nomination.refresh_from_db(fields=["version"])
        form.cleaned_data["version"] = done.nomination.version
    return done


def _do(act, call, key, form, stored) -> drafts.Outcome:
    typed = (call.week, key, form.cleaned_data["version"] or 0, form.values())
    if act != "keep" and form.require_all():
        return drafts.send(*typed, by=form.by)
    if act != "keep" and stored and not stored.is_draft:
        return drafts.Outcome(stored)  # unfinished: it stays as it was sent
    return drafts.keep(*typed, by=form.by)


def _not_done(request, call, form, done):
    """The page once more, with what was typed and why it stays here."""
    stored = done.theirs or done.nomination
    if stored:
        form.data["version"] = stored.version
    if done.refused:
        form.refuse(done.refused)
    status = CONFLICT if done.theirs else UNFIT
    context = {"theirs": done.theirs, "twin": done.twin}
    return _show(request, call, form, stored, status=status, **context)


@require_POST
def nomination_save(request, year, key):
    """What is being typed, as a draft; the answer is for the page's script alone."""
    call = call_of(request, year)
    form = NominationForm(request.POST, call=call, by=request.user)
    if not form.is_valid():
        said = " ".join(error for errors in form.errors.values() for error in errors)
        return JsonResponse({"said": said}, status=UNFIT)
    version = form.cleaned_data["version"] or 0
    try:
        done = drafts.keep(call.week, key, version, form.values(), by=request.user)
    except Nomination.DoesNotExist:
        raise Http404(_("You have written no such nomination.")) from None
    if done.theirs:
        page = {"theirs": done.theirs, "is_piece": True}
        piece = render_to_string("recognition/nominations/_theirs.html", page, request)
        there = {"piece": piece, "version": done.theirs.version, "state": done.theirs.state}
        return JsonResponse(there, status=CONFLICT)
    at = formats.time_format(timezone.localtime(done.nomination.saved_at))
    return JsonResponse(
        {"version": done.nomination.version, "said": _("Draft saved %(time)s") % {"time": at}}
    )


@require_safe
def nomination_sent(request, year, key):
    """Thanks, and what happens next."""
    nomination = own_nomination(request, year, key)
    if nomination.is_draft:
        return redirect("recognition:nomination-edit", year=year, key=key)
    again = reverse("recognition:nomination-new", args=[year])
    context = {"nomination": nomination, "award": nomination.award, "year": year, "again": again}
    return render(request, "recognition/nominations/sent.html", context)


@require_safe
def nominee_search(request, year):
    """Those who match what is typed, for the page's script."""
    call = call_of(request, year)
    award = call.award(request.GET.get("award", ""))
    query, whose = request.GET.get("q", ""), {"by": request.user, "award": award}
    found = find_nominees(query, **whose)
    return JsonResponse(found_in_words(found, "" if found else nobody_found(query, **whose)))
