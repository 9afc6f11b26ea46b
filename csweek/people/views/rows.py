"""What the directory's pages do alike: add a row once, change it unless it is stale, remove it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from csweek.lib.attempts import Attempt, try_to_save


def add_row(form, *, by):
    """The row that the form describes, and whether it was made now; None while something is wrong.

    A second press of the button finds the row of the first one, also when both come at once.
    """
    if form.is_valid():
        try:
            with transaction.atomic():
                return type(form.instance).objects.add(by=by, **form.values()), True
        except IntegrityError:
            form.full_clean()  # somebody was first: now the form sees it
    return form.twin(), False


def change_row(form, *, by) -> Attempt:
    """Try to save what was typed over the form's row; what the row refuses is said in the form."""
    try:
        return try_to_save(form, lambda: form.instance.change(form.values(), by=by))
    except ValidationError as error:
        form.add_error(None, error)
        return Attempt(form)


def show_form(request, page: str, attempt: Attempt, **context):
    context |= {"form": attempt.form, "conflict": attempt.conflict}
    return render(request, page, context, status=attempt.status)


def new_page(request, form, page: str, back: str, said: str):
    """A page that makes a team, a site or a shift."""
    row, is_new = add_row(form, by=request.user) if form.is_bound else (None, False)
    if row is None:
        return show_form(request, page, Attempt(form))
    tell_added(request, row, is_new, said)
    return redirect(back)


def tell_added(request, row, is_new: bool, said: str) -> None:
    if is_new:
        messages.success(request, said % {"name": row})
    else:
        messages.info(request, _("“%(name)s” is there already.") % {"name": row})


def edit_page(request, form, page: str, back: str, said: str):
    """A page that changes a row and then goes back to a list."""
    name = str(form.instance)  # as it stands, not as it is being typed
    attempt = change_row(form, by=request.user)
    if attempt.is_saved:
        messages.success(request, said % {"name": form.instance})
        return redirect(back)
    return show_form(request, page, attempt, name=name)


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
