"""An activity's sign-ups for organizers: add and remove people, check them in, take them along."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.history.models import Entry
from csweek.history.words import in_words
from csweek.lib.downloads import as_csv
from csweek.people.access import organizers_only
from planner.forms.signups import AddForm, RemoveForm
from planner.models import Activity, Signup, SignupList, SignupState
from planner.models.refusing import full
from planner.pages.signuplists import signup_rows

from .fetch import activity_to_edit

MOST_ENTRIES = 20
ON_A_PAGE = 200
LONGEST = 100  # of the words that are looked for


def show_list(request, activity: Activity, form: AddForm | None = None):
    rows = signup_rows(activity)
    words = request.GET.get("q", "")[:LONGEST].strip()
    page = Paginator(rows.found(words), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "week": activity.week,
        "activity": activity,
        "door": rows.door,
        "rows": rows,
        "confirmed": [row for row in page if row.signup.has_place],
        "waiting": [row for row in page if not row.signup.has_place],
        "page": page,
        "words": words,
        "query": urlencode({"q": words}) if words else "",
        "form": form or AddForm(),
        "is_published": not rows.door._state.adding,
        "lines": in_words(Entry.objects.within(activity)[:MOST_ENTRIES]),
    }
    status = 422 if form and form.errors else 200
    return render(request, "planner/signups/list.html", context, status=status)


def signup_to_edit(request, year: int, pk: int) -> Signup:
    signups = Signup.objects.editable_by(request.user).filter(activity__week__year=year, pk=pk)
    signup = signups.with_list().first()
    if signup is None:
        raise Http404(_("There is no such sign-up in the week of %(year)s.") % {"year": year})
    return signup


@organizers_only
@require_safe
def signup_list(request, year, pk):
    return show_list(request, activity_to_edit(request, year, pk))


@organizers_only
@require_POST
def signup_add(request, year, pk):
    """Past the window and the invitations, never past the places: then they wait."""
    activity = activity_to_edit(request, year, pk)
    form = AddForm(request.POST)
    if form.is_valid():
        person = form.cleaned_data["person"]
        try:
            joined = Signup.objects.join(activity.pk, person, by=request.user, as_organizer=True)
            return _say(request, joined, activity)
        except SignupList.DoesNotExist:
            form.add_error(None, _("Publish the activity first: then people can have places."))
        except ValidationError as error:
            form.add_error("person", error.messages[0])
    return show_list(request, activity, form)


def _say(request, joined: Signup, activity: Activity):
    words = {"name": joined.person.name, "title": activity.title}
    if joined.is_waiting:
        said = _("%(full)s %(name)s waits for one.")
        if joined.lacks is None:
            said = _("%(name)s waits for a place in “%(title)s” already.")
        else:
            door = joined.activity.signup_list
            words["full"] = full(door, joined.lacks, is_own=False)
        messages.warning(request, said % words)
    else:
        messages.success(request, _("%(name)s has a place in “%(title)s”.") % words)
    return redirect("planner:signup-list", activity.week.year, activity.pk)


@organizers_only
def signup_remove(request, year, pk):
    """Asks why first: they are told."""
    signup = signup_to_edit(request, year, pk)
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        signup.leave(by=request.user, reason=form.cleaned_data["reason"], as_organizer=True)
        said = _("%(name)s has no place in “%(title)s” any more.")
        words = {"name": signup.person.name, "title": signup.activity.title}
        messages.success(request, said % words)
        return redirect("planner:signup-list", year, signup.activity_id)
    context = {"week": signup.activity.week, "signup": signup, "form": form}
    status = 422 if form.errors else 200
    return render(request, "planner/signups/remove.html", context, status=status)


@organizers_only
@require_POST
def signup_let_in(request, year, pk):
    """A place for somebody who waits, past the line."""
    signup = signup_to_edit(request, year, pk)
    try:
        joined = Signup.objects.join(
            signup.activity_id, signup.person, by=request.user, as_organizer=True
        )
        return _say(request, joined, signup.activity)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("planner:signup-list", year, signup.activity_id)


@organizers_only
@require_POST
def signup_tick(request, year, pk):
    """They are there."""
    signup = signup_to_edit(request, year, pk)
    try:
        signup.check_in(by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return _to_row(signup)


@organizers_only
@require_POST
def signup_untick(request, year, pk):
    signup = signup_to_edit(request, year, pk)
    signup.undo_check_in(by=request.user)
    return _to_row(signup)


def _to_row(signup: Signup) -> HttpResponse:
    """The page of the list on which it stands, at its row."""
    before = signup.activity.signups.filter(state=SignupState.CONFIRMED).filter(
        Q(person__name__lt=signup.person.name)
        | Q(person__name=signup.person.name, pk__lt=signup.pk)
    )
    page = before.count() // ON_A_PAGE + 1
    response = redirect("planner:signup-list", signup.activity.week.year, signup.activity_id)
    response.headers["Location"] += (f"?page={page}" if page > 1 else "") + f"#signup-{signup.pk}"
    return response


@organizers_only
@require_safe
def signup_export(request, year, pk):
    """Who has a place, who waits and who was there, as CSV. What they eat is not in it."""
    activity = activity_to_edit(request, year, pk)
    rows = signup_rows(activity)
    header = [_("Name"), _("Team"), _("Site"), _("State"), _("Guests"), _("There")]
    cells = (
        [
            row.person.name,
            row.person.team or "",
            row.person.site or "",
            row.signup.get_state_display(),
            row.signup.guests,
            _("yes") if row.signup.is_there else "",
        ]
        for row in (*rows.confirmed, *rows.waiting)
    )
    name = slugify(activity.title)[:60].strip("-") or "activity"
    return as_csv(f"{name}-sign-ups", header, cells)
