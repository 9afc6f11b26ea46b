"""Shifts."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from csweek.people.access import administrators_only
from csweek.people.forms.teams import ShiftForm
from csweek.people.models import Shift

from .rows import edit_page, new_page, remove_page


@administrators_only
@require_safe
def shift_list(request):
    rows = Shift.objects.annotate(count=Count("person")).order_by(*Shift._meta.ordering)
    return render(request, "people/shifts/list.html", {"rows": rows})


@administrators_only
def shift_new(request):
    form = ShiftForm(request.POST or None)
    return new_page(
        request, form, "people/shifts/form.html", "people:shift-list", _("Added “%(name)s”.")
    )


@administrators_only
def shift_edit(request, pk):
    form = ShiftForm(request.POST or None, instance=get_object_or_404(Shift, pk=pk))
    page = "people/shifts/form.html"
    return edit_page(request, form, page, "people:shift-list", _("Saved “%(name)s”."))


@administrators_only
def shift_delete(request, pk):
    shift = get_object_or_404(Shift, pk=pk)
    page = "people/shifts/delete.html"
    return remove_page(request, shift, page, "people:shift-list", _("Deleted “%(name)s”."))
