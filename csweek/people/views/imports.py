"""Loading a staff list: choose a file, see what it would do, do it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.downloads import as_csv
from csweek.people.access import administrators_only
from csweek.people.forms.imports import COUNTED, ApplyForm, UploadForm
from csweek.people.imports import DryRun, Refused, apply, dry_run, take
from csweek.people.models import StaffList
from csweek.people.planwords import (
    accented_name,
    capped,
    change_in_words,
    columns_in_words,
    in_words,
)

SHOWN = 100
NAMED = 10


@administrators_only
def import_new(request):
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        name, data = form.cleaned_data["file"]
        kept = take(
            name,
            data,
            is_everyone=form.cleaned_data["is_everyone"],
            key=form.cleaned_data["key"],
            by=request.user,
        )
        return redirect("people:import-detail", pk=kept.pk)
    recent = StaffList.objects.exclude(applied_at=None).defer("data").select_related("by")[:5]
    return render(
        request,
        "people/imports/form.html",
        {"form": form, "recent": recent},
        status=422 if form.is_bound else 200,
    )


@administrators_only
@require_safe
def import_detail(request, pk):
    kept = get_object_or_404(StaffList.objects.select_related("by"), pk=pk)
    if kept.applied_at:
        return render(request, "people/imports/applied.html", {"kept": kept})
    return show_plan(request, kept, plan_now(request, kept))


@administrators_only
@require_POST
def import_apply(request, pk):
    kept = get_object_or_404(StaffList, pk=pk)
    form = ApplyForm(request.POST)
    if not kept.applied_at and not form.is_valid():
        return show_plan(request, kept, plan_now(request, kept), status=422)
    try:
        digest = form.data.get("digest", "")
        leave_out = bool(form.data.get("leave_out"))
        apply(kept, digest, by=request.user, leave_out=leave_out)
    except Refused as refused:
        was = form.cleaned_data if refused.why == "changed" else None
        status = 409 if was else 422
        return show_plan(request, kept, refused.dry_run, was=was, status=status)
    messages.success(request, _("The staff list is loaded."))
    return redirect("people:import-detail", pk=pk)


@administrators_only
@require_safe
def import_problems(request, pk):
    kept = get_object_or_404(StaffList.objects.waiting(), pk=pk)
    plan = plan_now(request, kept).plan
    rows = ((told.line, told.text) for told in map(in_words, plan.problems))
    return as_csv(_("rows-to-mend"), [_("Line"), _("What is wrong, and what to do")], rows)


@administrators_only
@require_safe
def import_template(request):
    header = [
        pgettext("column", "Name"),
        pgettext("column", "E-mail"),
        pgettext("column", "Team"),
        pgettext("column", "Site"),
        pgettext("column", "Line manager"),
        pgettext("column", "Start date"),
        pgettext("column", "Shift"),
    ]
    rows = [
        ["Mara Mendes", "mara@example.org", _("Helpdesk"), "Porto", "", "2015-02-01", _("Early")],
        ["Jun Jang", "jun@example.org", _("Helpdesk"), "Porto", "mara@example.org", "", _("Late")],
    ]
    return as_csv(_("staff-list"), header, rows)


def plan_now(request, kept: StaffList) -> DryRun:
    data = bytes(kept.data)
    return dry_run(kept.name, data, is_everyone=kept.is_everyone, by=request.user)


def show_plan(request, kept: StaffList, found: DryRun, *, was=None, status: int = 200):
    """The dry run: numbers first, then lists, each with its first hundred."""
    plan = found.plan
    context = {
        "kept": kept,
        "plan": plan,
        "counts": plan.counts,
        "form": ApplyForm.for_plan(plan, found.digest),
        "was": was and {each: was[each] for each in COUNTED},
        "is_told_to_choose": status == 422,
        "problems": capped(plan.problems, SHOWN, in_words),
        "notes": capped(plan.notes, SHOWN, in_words),
        "added": capped(plan.added, SHOWN),
        "changed": capped(plan.changed, SHOWN, change_in_words),
        "deactivated": capped(plan.deactivated, SHOWN),
        "new": {kind: capped(names, SHOWN) for kind, names in plan.new.items()},
        "columns": columns_in_words(found.columns),
        "unread": capped(list(_unexpected(found)), NAMED),
        "unused": found.columns.unused,
        "source": found.columns.source,
        "accented": accented_name(plan) if found.encoding == "cp1252" else "",
    }
    return render(request, "people/imports/detail.html", context, status=status)


def _unexpected(found: DryRun) -> tuple[str, ...]:
    """Columns of somebody's own sheet that were not read. Exports have many that nobody misses."""
    return found.columns.unused if found.columns.source == "sheet" else ()
