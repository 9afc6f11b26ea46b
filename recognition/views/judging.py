"""The judge's desk: own files, scores, sending them, stepping back."""

import re

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.attempts import Attempt, try_to_save
from csweek.lib.versions import StaleSave
from planner.views.fetch import refuse_unknown_year
from recognition.desks import Desk, desks_of
from recognition.forms.judging import ReasonForm, ReviewForm
from recognition.judged import judged
from recognition.models import PanelMember, Review, StepBack
from recognition.notices.panels import tell_of_asking, tell_of_shortage
from recognition.pages.desks import cards, desk_path, progress_words
from recognition.pages.judging import reading_of

from .desks import desk_for, file_for, stored

ASKED = "asked-waivers"  # in the session
MOST_ASKED = 200
VERSION = re.compile(r"\b([0-9]{1,18}):([0-9]{1,9})\b")  # of a file's review, by the file's number


@require_safe
def desk_home(request):
    """The desk of the latest week in which one judges; a kind word for whoever judges nothing."""
    years = PanelMember.objects.filter(person=request.user, award__discarded_at=None)
    latest = (
        years.order_by("-award__week__year").values_list("award__week__year", flat=True).first()
    )
    if latest is None:
        return render(request, "recognition/judging/none.html")
    return redirect("recognition:desk", year=latest)


@require_safe
def desk(request, year):
    refuse_unknown_year(year)
    found = cards(desks_of(request.user, week__year=year), request.session.get(ASKED, []))
    context = {"year": year, "cards": found}
    return render(request, "recognition/judging/desk.html", context)


def _own_review(file, judge) -> Review:
    """The judge's review, or an empty one that is not kept yet."""
    found = Review.objects.of(judge).filter(file=file.pk).first()
    return found or Review(file_id=file.pk, judge=judge)


def _try_to_keep(request, desk: Desk, file, review: Review) -> Attempt:
    """Save what was sent; scores and words that cannot be kept stand in the form's errors."""
    criteria = desk.judged.criteria_rows
    form = ReviewForm(request.POST or None, review=review, criteria=criteria)

    def keep():
        if desk.is_decided:
            raise ValidationError(_("The award is decided. Nothing was saved."))
        version = form.cleaned_data["version"] or 0
        made = Review.objects.keep(
            file.pk, form.scores(), form.cleaned_data["note"], by=request.user, version=version
        )
        review.version, review.saved_at = made.version, made.saved_at

    try:
        return try_to_save(
            form,
            keep,
            row=review,
            afresh=lambda current: ReviewForm(review=current, criteria=criteria),
            stands=form.stands_in,
        )
    except ValidationError as wrong:
        form.add_error(None, wrong)
        return Attempt(form)


def review_edit(request, year, award, file):
    desk, file = file_for(request, year, award, file)
    review = _own_review(file, request.user)
    attempt = _try_to_keep(request, desk, file, review)
    if attempt.is_saved:
        return redirect(_where_to(request, desk, file))
    number = desk.files.index(file)
    context = {
        "desk": desk,
        "award": desk.award,
        "file": file,
        "path": desk_path(desk),
        "review": review,
        "form": attempt.form,
        "conflict": attempt.conflict,
        "reading": reading_of(file.pk, request.user.pk),
        "number": number + 1,
        "before": desk.files[number - 1] if number else None,
        "after": desk.files[number + 1] if number + 1 < len(desk.files) else None,
        "is_read_only": review.is_sent or desk.is_decided,
        "progress": progress_words(desk),
    }
    return render(request, "recognition/judging/review.html", context, status=attempt.status)


def _where_to(request, desk: Desk, file) -> str:
    """Where the button leads that the scores were saved with."""
    path = desk_path(desk)
    if request.POST.get("then") == "send":
        return f"{path}{file.key}/send/"
    number = desk.files.index(file)
    if request.POST.get("then") == "next" and number + 1 < len(desk.files):
        return f"{path}{desk.files[number + 1].key}/"
    messages.success(request, _("Saved."))
    return f"{path}{file.key}/"


@require_POST
def review_save(request, year, award, file):
    """The same by itself, while scores are given: what the page's script says, as plain text, and
    in a header the version that it goes on from."""
    desk, file = file_for(request, year, award, file)
    review = _own_review(file, request.user)
    attempt = _try_to_keep(request, desk, file, review)
    if attempt.conflict:
        said = _("Not saved: you saved this file in another window meanwhile.")
        return _told(said, 409)
    if not attempt.is_saved:
        wrong = [each for errors in attempt.form.errors.values() for each in errors]
        return _told(" ".join(wrong), 422)
    at = formats.time_format(timezone.localtime(review.saved_at))
    return _told(_("Saved %(time)s") % {"time": at}, version=review.version)


def _told(said: str, status: int = 200, *, version: int | None = None) -> HttpResponse:
    headers = {} if version is None else {"X-Version": str(version)}
    return HttpResponse(said, status=status, content_type="text/plain", headers=headers)


def review_send(request, year, award, file):
    """One file's scores: read once more, then sent."""
    desk, file = file_for(request, year, award, file)
    return _send(request, desk, [file])


def scores_send(request, year, award):
    """All scores of an award: read once more, then sent."""
    desk = desk_for(request, year, award)
    if not desk.files:
        raise Http404(_("There is nothing of that award on your desk."))
    return _send(request, desk, desk.files)


def _send(request, desk: Desk, files: list):
    reviews = Review.objects.of(request.user).filter(file__in=[each.pk for each in files])
    found = {each.file_id: each for each in reviews}
    problem, status = "", 200
    if request.method == "POST":
        try:
            return _sent(request, desk, files)
        except StaleSave:
            status = 409
            problem = _("You changed a score in another window. Read them once more, then send.")
        except ValidationError as wrong:
            status, problem = 422, " ".join(wrong.messages)
    to_send = [each for each in files if not (each.pk in found and found[each.pk].is_sent)]
    context = {
        "desk": desk,
        "award": desk.award,
        "path": desk_path(desk),
        "is_one": len(files) == 1 and len(desk.files) > 1,
        "rows": [(each, _scores_in_order(desk, found.get(each.pk))) for each in to_send],
        "missing": [each for each in to_send if each in desk.to_score],
        "versions": " ".join(
            f"{each.pk}:{found[each.pk].version}" for each in to_send if each.pk in found
        ),
        "problem": problem,
    }
    return render(request, "recognition/judging/send.html", context, status=status)


def _scores_in_order(desk: Desk, review: Review | None) -> list:
    scores = review.scores if review else {}
    return [(each, scores.get(str(each.pk))) for each in desk.judged.criteria_rows]


def _sent(request, desk: Desk, files: list):
    """Send what was shown. Whatever was sent before stays as it is."""
    if desk.is_decided:
        raise ValidationError(_("The award is decided. Nothing was sent."))
    own = {each.pk for each in files}
    pairs = VERSION.findall(request.POST.get("versions", ""))
    shown = {int(pk): int(version) for pk, version in pairs if int(pk) in own}
    left = {each.pk for each in files if each not in desk.sent}
    if left - shown.keys():
        raise ValidationError(_("Some files are not scored yet. Score them, then send."))
    count = Review.objects.send_all(desk.award, shown, by=request.user)
    words = ngettext(
        "Sent: your scores of %(count)s file count now.",
        "Sent: your scores of %(count)s files count now.",
        count,
    )
    said = words % {"count": count} if count else _("These scores were sent before.")
    messages.success(request, said)
    return redirect("recognition:desk", year=desk.award.week.year)


def step_back(request, year, award, file):
    desk, file = file_for(request, year, award, file)
    if desk.is_decided:
        raise Http404(_("The award is decided."))
    form = ReasonForm(
        request.POST or None,
        help_text=_("Managers and the chair read it. A few words do: “A friend of mine.”"),
    )
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        with transaction.atomic():
            StepBack.objects.step_back(stored(file), by=request.user, reason=reason)
            tell_of_shortage(judged(desk.award), file)
        words = _("You have stepped back from judging %(name)s.")
        messages.success(request, words % {"name": file.name})
        return redirect("recognition:desk", year=year)
    context = {"form": form, "award": desk.award, "file": file, "path": desk_path(desk)}
    status = 422 if form.errors else 200
    return render(request, "recognition/judging/step_back.html", context, status=status)


@require_POST
def waiver_ask(request, year, award, file):
    """Ask the chair for a waiver; asked again, nobody is told again.

    That it was asked is kept with the session, and not by what the chair was told: of a file that
    the chair is tied to they are told nothing, and the judge is not to see that from the desk.
    """
    desk = desk_for(request, year, award)
    askable = [each for each in desk.set_aside if desk.can_ask(each)]
    found = next((each for each in askable if each.key == str(file)), None)
    if found is None:
        raise Http404(_("There is no such file on your desk."))
    tell_of_asking(judged(desk.award), found, request.user)
    asked = [each for each in request.session.get(ASKED, []) if each != desk.asking(found)]
    request.session[ASKED] = [*asked, desk.asking(found)][-MOST_ASKED:]
    messages.success(request, _("Asked. You hear of it when you may judge the file."))
    return redirect("recognition:desk", year=year)
