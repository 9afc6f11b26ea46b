"""One's own page: name, how to say it, language, and the way to password, passkeys, sessions."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override

from csweek.people.forms.people import MeForm
from csweek.people.languages import remember_language
from csweek.people.models import Person

from .rows import change_row, show_form


def me(request):
    person = Person.objects.select_related("team", "site").get(pk=request.user.pk)
    form = MeForm(request.POST or None, instance=person)
    attempt = change_row(form, by=request.user)
    if attempt.is_saved:
        with override(person.language or None):
            messages.success(request, _("Saved."))
        return remember_language(redirect("people:me"), person)
    return show_form(request, "people/me.html", attempt, person=person)
