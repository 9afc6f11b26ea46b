"""Inviting people: a link that sets a password, mailed where mail is set up."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from csweek.people.access import administrators_only
from csweek.people.invitations import invite, invite_by_mail, mail_invitation
from csweek.people.models import Person

AT_ONCE = 50


@administrators_only
@require_POST
def person_invite(request, pk):
    """The answer shows the link, this once, so that it can be passed on in another way."""
    person = get_object_or_404(Person.objects.active(), pk=pk)
    link = invite(person, by=request.user)
    context = {
        "person": person,
        "link": link,
        "is_mailed": bool(settings.MAIL_SERVER) and mail_invitation(person, link, by=request.user),
        "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
    }
    return render(request, "people/people/invited.html", context)


@administrators_only
@require_POST
def invite_everyone(request):
    """Mail whoever cannot sign in yet, some at a time, so that no press takes minutes."""
    if not settings.MAIL_SERVER:
        return HttpResponseBadRequest(_("Mail is not set up here. docs/install.md says how."))
    waiting = Person.objects.who_cannot_sign_in().without_good_invitation()
    people = list(waiting[:AT_ONCE])
    mailed = 0
    for person in people:
        if not invite_by_mail(person, by=request.user):
            said = _("The mail server refused. The server's log says why; then press again.")
            messages.error(request, said)
            break
        mailed += 1
    if mailed:
        messages.success(request, invited(mailed, waiting.count()))
    elif not people:
        said = _("Nobody is left to invite: whoever cannot sign in has a link that still works.")
        messages.info(request, said)
    return redirect("people:person-list")


def invited(mailed: int, left: int) -> str:
    said = ngettext("%(count)d person was invited.", "%(count)d people were invited.", mailed)
    if left:
        said += " " + ngettext(
            "Press again for the %(left)d who is left.",
            "Press again for the %(left)d who are left.",
            left,
        )
    return said % {"count": mailed, "left": left}
