"""What the directory's pages do alike: add a row once, change it unless it is stale, remove it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render

from csweek.lib.conflicts import conflict_between, renew_version
from csweek.lib.versions import StaleSave


def add_row(form, *, by):
    """The row that the form describes, made once; None while something is wrong with the form.

    A second press of the button finds the row of the first one, also when both come at once.
    """
    if form.is_valid():
        try:
            with transaction.atomic():
                return type(form.instance).objects.add(by=by, **form.values())
        except IntegrityError:
            form.full_clean()  # somebody was first: now the form sees it
    return form.twin()


def change_row(form, *, by):
    """Save a valid form; answers with the conflict if somebody saved first. Says errors in it."""
    row = form.instance
    row.version = form.cleaned_data["version"] or 0
    try:
        with transaction.atomic():
            row.change(form.values(), by=by)
    except StaleSave as stale:
        current = stale.current
        if current is not None:
            renew_version(form, current.version)
        conflict = conflict_between(form, type(form)(instance=current), current)
        # A second press of the button: what was typed is what stands.
        return conflict if current is None or conflict.differences else None
    except ValidationError as error:
        form.add_error(None, error)
    except IntegrityError:
        form.full_clean()
    return None


def show_form(request, page: str, form, conflict=None, **context):
    status = 409 if conflict else 422 if form.is_bound and form.errors else 200
    return render(request, page, context | {"form": form, "conflict": conflict}, status=status)


def new_page(request, form, page: str, back: str, said: str):
    """A page that makes a team, a site or a shift."""
    row = add_row(form, by=request.user) if form.is_bound else None
    if row is None:
        return show_form(request, page, form)
    messages.success(request, said % {"name": row})
    return redirect(back)


def edit_page(request, form, page: str, back: str, said: str, **context):
    """A page that changes a row and then goes back to a list."""
    conflict = None
    if form.is_bound and form.is_valid():
        conflict = change_row(form, by=request.user)
        if conflict is None and form.is_valid():
            messages.success(request, said % {"name": form.instance})
            return redirect(back)
    return show_form(request, page, form, conflict, **context)


def remove_page(request, row, page: str, back: str, said: str):
    """A page that asks before it deletes; in use, it says by what and deletes nothing."""
    if request.method == "POST":
        try:
            row.remove(by=request.user)
            messages.success(request, said % {"name": row})
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect(back)
    return render(request, page, {"row": row, "uses": row.uses()})
