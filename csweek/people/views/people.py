"""People: the list, one person's page, adding, changing, deactivating and reactivating."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.history.models import Entry
from csweek.history.words import in_words
from csweek.lib.attempts import Attempt
from csweek.people.access import administrators_only, directory_readers_only
from csweek.people.forms.people import PersonFilterForm, PersonForm
from csweek.people.listing import rows_of
from csweek.people.models import Person

from .rows import add_row, change_row, show_form

PER_PAGE = 50
MOST_ENTRIES = 50


@directory_readers_only
@require_safe
def person_list(request):
    form = PersonFilterForm(request.GET)
    page = Paginator(form.people(), PER_PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {"form": form, "page": page, "rows": rows_of(page.object_list)}
    context["query"] = kept.urlencode()
    return render(request, "people/people/list.html", context)


@directory_readers_only
@require_safe
def person_detail(request, pk):
    related = Person.objects.select_related("team", "site", "shift", "line_manager")
    person = get_object_or_404(related, pk=pk)
    can_sign_in = Person.objects.who_can_sign_in().filter(pk=pk).exists()
    context = {
        "person": person,
        "facts": facts_of(person),
        "can_sign_in": can_sign_in,
        "uninvited": set() if can_sign_in else {person.pk},
        "lines": in_words(Entry.objects.of(person)[:MOST_ENTRIES]),
    }
    return render(request, "people/people/detail.html", context)


def facts_of(person) -> list[tuple]:
    """(label, value) of what the directory knows of somebody; the page leaves out empty ones."""
    day = person.start_date and date_format(person.start_date, "DATE_FORMAT")
    return [
        (_("E-mail address"), person.email),
        (_("How to say the name"), person.said_as),
        (_("Team"), person.team),
        (_("Site"), person.site),
        (_("Shift"), person.shift),
        (_("Start date"), day),
        (_("Staff number"), person.external_id),
        (_("Language"), dict(settings.LANGUAGES).get(person.language)),
    ]


@administrators_only
def person_new(request):
    form = PersonForm(request.POST or None)
    person, _is_new = add_row(form, by=request.user) if form.is_bound else (None, False)
    if person is None:
        return show_form(request, "people/people/form.html", Attempt(form))
    messages.success(request, _("%(name)s is in the directory.") % {"name": person})
    return redirect("people:person-detail", pk=person.pk)


@administrators_only
def person_edit(request, pk):
    person = get_object_or_404(Person.objects.in_directory(), pk=pk)
    name = str(person)  # as it stands, not as it is being typed
    form = PersonForm(request.POST or None, instance=person)
    attempt = change_row(form, by=request.user)
    if attempt.is_saved:
        messages.success(request, _("Saved “%(name)s”.") % {"name": person})
        return redirect("people:person-detail", pk=pk)
    return show_form(request, "people/people/form.html", attempt, name=name, pk=pk)


@administrators_only
@require_POST
def person_deactivate(request, pk):
    try:
        with transaction.atomic():
            person = held(pk)
            person.deactivate(by=request.user)
        said = _("%(name)s is deactivated and signed out everywhere.")
        messages.success(request, said % {"name": person})
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("people:person-detail", pk=pk)


@administrators_only
@require_POST
def person_reactivate(request, pk):
    with transaction.atomic():
        person = held(pk)
        person.reactivate(by=request.user)
    messages.success(request, _("%(name)s is active again.") % {"name": person})
    return redirect("people:person-detail", pk=pk)


def held(pk) -> Person:
    """The person, for acts that carry no version."""
    person = Person.objects.hold(pk)
    if person is None:
        raise Http404
    return person
