"""Turning mails off by the link in one of them, without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from csweek.notices.off import person_of, stop_mails


@login_not_required
# RFC 8058: the mail program sends the form itself, when its reader presses "unsubscribe", with no
# page of ours before and no cookie. Nothing is lost without the token: what gives the right to
# turn mails off is the link, not who is signed in, and no other site can know it.
@csrf_exempt
@never_cache
def mails_off(request, token):
    """GET asks, since programs that check mails follow their links; only POST turns them off."""
    person = person_of(token)
    if person is None:
        raise Http404(_("This link is not whole, or no longer good. Copy it from the mail again."))
    if request.method == "POST":
        stop_mails(person)
        return render(request, "notices/off_done.html")
    return render(request, "notices/off.html", {"person": person})
