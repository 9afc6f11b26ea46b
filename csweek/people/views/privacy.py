"""What is held of a person: shown, handed over as a file, and erased."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.history.models import Verb, record
from csweek.people.access import administrators_only
from csweek.people.erasing import erase
from csweek.people.export import counts_of, file_of, left_out
from csweek.people.forms.privacy import EraseForm
from csweek.people.holdings import Fate, holdings, may_read
from csweek.people.models import Person
from csweek.people.traces import MOST_SHOWN, namesakes, shown_to


@reauthentication_required
@require_safe
def my_data(request):
    return show_data(request, request.user)


@reauthentication_required
@require_safe
def my_data_file(request):
    return as_file(request, request.user)


@administrators_only
@reauthentication_required
@require_safe
def person_data(request, pk):
    return show_data(request, get_object_or_404(Person.objects.in_directory(), pk=pk))


@administrators_only
@reauthentication_required
@require_POST
@transaction.atomic
def person_data_file(request, pk):
    """Of somebody else: history tells that it was taken."""
    person = get_object_or_404(Person.objects.in_directory(), pk=pk)
    answer = as_file(request, person)
    record(person, Verb.EXPORTED, by=request.user)
    return answer


def show_data(request, person):
    counts = counts_of(request.user, person)
    context = {
        "person": person,
        "is_own": person.pk == request.user.pk,
        "counts": [(holding.title, count) for holding, count in counts],
        "left_out": left_out(request.user, person),
    }
    return render(request, "people/privacy/data.html", context)


def as_file(request, person) -> HttpResponse:
    name = f"{slugify(person.name) or person.pk}-{timezone.localdate():%Y-%m-%d}.zip"
    answer = HttpResponse(file_of(request.user, person), content_type="application/zip")
    answer.headers["Content-Disposition"] = content_disposition_header(True, name)
    return answer


@administrators_only
@reauthentication_required
def person_erase(request, pk):
    person = get_object_or_404(Person.objects.in_directory(), pk=pk)
    others = namesakes(person).count()
    form = EraseForm(request.POST or None, has_namesakes=bool(others))
    if form.is_valid():
        try:
            erase(
                person,
                by=request.user,
                reason=form.cleaned_data["reason"],
                by_name=form.cleaned_data["by_name"],
            )
            messages.success(request, _("Erased. What is left is a shell without a name."))
            return redirect("people:person-detail", pk=pk)
        except ValidationError as error:
            form.add_error(None, error)
    context = {
        "person": person,
        "form": form,
        "namesakes": others,
        "fates": fates_of(request.user, person),
        **texts_for(request.user, person),
    }
    status = 422 if form.errors else 200
    return render(request, "people/privacy/erase.html", context, status=status)


def fates_of(reader, person) -> list[tuple[Fate, list[tuple[str, str]]]]:
    """What becomes of what, each with how many there are; of what the reader may not count, no
    number, whether there is any or not."""
    counts = dict(counts_of(reader, person)) if reader.pk != person.pk else {}
    found = {fate: [] for fate in Fate}
    for holding in holdings():
        is_told = not holding.is_sealed and may_read(reader, holding.app)
        if not is_told:
            found[holding.fate].append((holding.title, None))
        elif count := counts.get(holding):
            found[holding.fate].append((holding.title, count))
    return [(fate, rows) for fate, rows in found.items() if rows]


def texts_for(reader, person) -> dict:
    """Words of others that they are called in, those that the reader may read."""
    traces = shown_to(reader, person)
    return {"traces": traces[:MOST_SHOWN], "has_more": len(traces) > MOST_SHOWN}
