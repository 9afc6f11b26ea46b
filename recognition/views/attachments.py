"""Photos and files beside a nomination: added by who wrote it, only ever saved by others."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.attachments import HEADERS, SIZE, clean, clean_name, download, thumbnail
from recognition.models import Attachment, Nomination
from recognition.models.attachments import MOST_ATTACHMENTS

from .fetch import own_nomination

UNFIT = 422
JSON = "application/json"


def attach(nomination: Nomination, files, *, by) -> list[str]:
    """Add what was sent, as far as it can be taken; the sentences about what could not."""
    wrong = []
    for file in files[: MOST_ATTACHMENTS + 1]:
        try:
            if file.size > SIZE:  # nothing larger is read at all
                words = {"name": clean_name(file.name), "most": SIZE // 1024 // 1024}
                raise ValidationError(_("“%(name)s” is larger than %(most)s MB.") % words)
            made = clean(file.read(), file.name)
            small = thumbnail(made.data) if made.kind != "pdf" else b""
            Attachment.objects.add(nomination, made, small, by=by)
        except ValidationError as refused:
            wrong += refused.messages
    return wrong


def take_off(nomination: Nomination, key: str, *, by) -> list[str]:
    """Take the file of that key away from its nomination; the sentence where it cannot be."""
    own = nomination.attachments.in_short()
    found = next((each for each in own if str(each.key) == key), None)
    try:
        if found:
            found.remove(by=by)
            nomination.refresh_from_db(fields=["version"])
    except ValidationError as refused:
        return refused.messages
    return []


@require_POST
def attachment_new(request, year, key):
    """To the page's script, the files as they stand now; without it, the page once more."""
    nomination = own_nomination(request, year, key)
    wrong = attach(nomination, request.FILES.getlist("files"), by=request.user)
    return _files(request, nomination, wrong)


@require_POST
def attachment_delete(request, year, key):
    own = Attachment.objects.in_short().editable_by(request.user)
    own = own.filter(nomination__week__year=year)
    attachment = get_object_or_404(own.select_related("nomination__week"), key=key)
    wrong = take_off(attachment.nomination, str(key), by=request.user)
    return _files(request, attachment.nomination, wrong)


def _files(request, nomination: Nomination, wrong: list[str]):
    if request.headers.get("Accept") != JSON:
        for sentence in wrong:
            messages.error(request, sentence)
        return redirect("recognition:nomination-edit", nomination.week.year, nomination.key)
    nomination.refresh_from_db(fields=["version"])
    page = {"attachments": nomination.attachments.in_short(), "year": nomination.week.year}
    piece = render_to_string("recognition/nominations/_files.html", page, request)
    answer = {"piece": piece, "version": nomination.version, "said": " ".join(wrong)}
    return JsonResponse(answer, status=UNFIT if wrong else 200)


def _visible(request, year, key) -> Attachment:
    shown = Attachment.objects.visible_to(request.user).filter(nomination__week__year=year)
    return get_object_or_404(shown, key=key)


@require_safe
def attachment_detail(request, year, key):
    return download(_visible(request, year, key))


@require_safe
def attachment_small(request, year, key):
    """A small picture of it, for pages of ours."""
    attachment = _visible(request, year, key)
    status = 200 if attachment.thumbnail else 404
    return HttpResponse(
        bytes(attachment.thumbnail), content_type="image/jpeg", headers=HEADERS, status=status
    )
