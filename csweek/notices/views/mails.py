"""Mails that were not sent, for administrators: kept until mail is set up, or given up, and why.

Of what is sealed they read no more than how many there are: who got a mail about a nomination may
have written it, and whoever administers mails can be nominated too.
"""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from csweek.notices.letters import letter_of
from csweek.notices.models import Mail
from csweek.notices.off import off_link
from csweek.notices.words import in_words, sealed
from csweek.people.access import administrators_only

PER_PAGE = 50


@administrators_only
@require_safe
def mail_list(request):
    unsent = Mail.objects.unsent()
    open_ones = unsent.not_telling_of(sealed()).select_related("notice__person").order_by("-pk")
    page = Paginator(open_ones, PER_PAGE).get_page(request.GET.get("page"))
    said = {notice: message for notice, message in in_words(mail.notice for mail in page)}
    context = {
        "page": page,
        "rows": [(mail, said.get(mail.notice)) for mail in page],
        "kept": Mail.objects.kept().count(),
        "sealed": unsent.telling_of(sealed()).count(),
    }
    return render(request, "notices/mails/list.html", context)


@administrators_only
@require_safe
def mail_detail(request, pk):
    unsent = Mail.objects.unsent().not_telling_of(sealed())
    mail = get_object_or_404(unsent.select_related("notice__person__site"), pk=pk)
    letter = letter_of(mail)
    # As it would be sent, but for the link by which its reader alone turns their mails off.
    text = letter.body.replace(off_link(mail.notice.person), "…") if letter else ""
    context = {"mail": mail, "letter": letter, "text": text}
    return render(request, "notices/mails/detail.html", context)


@administrators_only
@require_POST
def mail_send_kept(request):
    if not settings.MAIL_SERVER:
        return HttpResponseBadRequest(_("Mail is not set up here. docs/install.md says how."))
    count = Mail.objects.send_kept(by=request.user)
    said = ngettext(
        "%(count)d mail is in the queue, and goes out within minutes.",
        "%(count)d mails are in the queue, and go out within minutes.",
        count,
    )
    messages.success(request, said % {"count": count})
    return redirect("notices:mail-list")
