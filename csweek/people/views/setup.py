"""The first start: the first administrator, then the organisation and its first site."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from csweek.people.access import administrators_only
from csweek.people.forms.setup import FirstForm, SetupForm
from csweek.people.invitations import is_first_link_good, make_first_administrator
from csweek.people.models import Organisation

GONE = 410


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
def first(request, token):
    """Makes the first administrator. A used, old or forged link all get the same answer."""
    if not is_first_link_good(token):
        return render(request, "people/setup/gone.html", status=GONE)
    form = FirstForm(request.POST or None)
    if form.is_valid():
        person = make_first_administrator(token, form.cleaned_data)
        if person is None:
            return render(request, "people/setup/gone.html", status=GONE)
        return perform_login(
            request, person, email_verification="none", redirect_url=reverse("people:setup")
        )
    return render(
        request, "people/setup/first.html", {"form": form}, status=422 if form.errors else 200
    )


@administrators_only
def setup(request):
    """Asks for the organisation; once it is there, offers to load the staff list."""
    organisation = Organisation.objects.current()
    if organisation:
        return render(request, "people/setup/done.html", {"organisation": organisation})
    form = SetupForm(request.POST or None)
    if form.is_valid():
        try:
            with transaction.atomic():
                Organisation.objects.begin(
                    form.cleaned_data["organisation"], form.site_values(), by=request.user
                )
            messages.success(request, _("That is all we need to begin."))
        except IntegrityError:
            pass  # the second press of the button: the first has made it
        return redirect("people:setup")
    return render(
        request, "people/setup/form.html", {"form": form}, status=422 if form.errors else 200
    )
