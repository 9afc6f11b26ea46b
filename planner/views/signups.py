"""An activity as everyone reads it, and one's own place in it: join, leave, wait, be there."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.attempts import Attempt, try_to_save
from planner.forms.signups import SignupForm
from planner.models import InTheWay, Publication, Signup, SignupList
from planner.models.refusing import full, in_words
from planner.pages.signups import activity_page

from .fetch import refuse_unknown_year

PAGES = {"week": "planner:week-detail", "mine": "planner:my-week"}


def list_of(request, year: int, key) -> SignupList:
    """What sign-ups of a published activity go by; 404 for what nobody has published."""
    refuse_unknown_year(year)
    lists = SignupList.objects.of_year(year).with_room_of(request.user.team_id)
    found = lists.filter(key=key).select_related("week").first()
    if found is None:
        raise Http404(
            _("There is no such activity in what is published of %(year)s.") % {"year": year}
        )
    return found


def own_place(request, door: SignupList) -> Signup | None:
    return Signup.objects.of(request.user).kept().filter(activity=door.pk).first()


def go_back(request, door: SignupList):
    """To the page where it was pressed, and there to the activity."""
    page = PAGES.get(request.POST.get("back", ""))
    if page is None:
        return redirect("planner:activity-detail", door.week.year, door.key)
    return redirect(reverse(page, args=[door.week.year]) + f"#activity-{door.key}")


def show(request, door: SignupList, attempt: Attempt | None = None, *, in_the_way=None):
    mine = own_place(request, door)
    attempt = attempt or try_to_save(SignupForm(door=door, instance=mine or Signup()), lambda: None)
    context = activity_page(request, Publication.objects.latest_of(door.week.year), door, mine)
    context |= {"form": attempt.form, "conflict": attempt.conflict, "in_the_way": in_the_way}
    status = 409 if in_the_way else attempt.status
    return render(request, "planner/activities/detail.html", context, status=status)


@require_safe
def activity_detail(request, year, key):
    """What it is, when and where; who may come, how many places are left, and one's own."""
    return show(request, list_of(request, year, key))


@require_POST
def signup_join(request, year, key):
    door = list_of(request, year, key)
    form = SignupForm(request.POST, door=door, instance=Signup())
    if not form.is_valid():
        return show(request, door, Attempt(form))
    is_instead = "instead" in request.POST
    try:
        joined = Signup.objects.join(
            door, request.user, by=request.user, instead=is_instead, **form.wishes()
        )
    except InTheWay as in_the_way:
        return show(request, door, Attempt(form), in_the_way=in_the_way)
    except ValidationError as error:
        form.add_error(None, error)
        return show(request, door, Attempt(form))
    say_joined(request, door, joined)
    return go_back(request, door)


def say_joined(request, door: SignupList, joined: Signup) -> None:
    words = {"title": door.title, "when": door.when}
    if joined.is_waiting:
        said = _("%(full)s You wait in line, and hear when you have one.")
        if joined.lacks is None:
            said = _("You wait in line for “%(title)s”, and hear when you have a place.")
        else:
            words["full"] = full(door, joined.lacks, is_own=True)
        messages.warning(request, said % words)
        return
    if joined.gave_up:
        words["others"] = in_words(joined.gave_up)
        said = _("You have a place in “%(title)s”: %(when)s, instead of %(others)s.") % words
    else:
        said = _("You have a place in “%(title)s”: %(when)s.") % words
    if door.meal_choices and not joined.meal:
        said = _and_to_its_form(said, door, _("Choose your meal"))
    elif door.asks_needs and request.POST.get("back"):  # on its own page the form has just asked
        said = _and_to_its_form(said, door, _("Say what you eat"))
    messages.success(request, said)


def _and_to_its_form(said: str, door: SignupList, words: str) -> SafeString:
    address = reverse("planner:activity-detail", args=[door.week.year, door.key])
    return format_html('{} <a href="{}#own">{}</a>', said, address, words)


@require_POST
def signup_leave(request, year, key):
    door = list_of(request, year, key)
    mine = own_place(request, door)
    if mine is None:
        messages.info(request, _("You have no place in “%(title)s”.") % {"title": door.title})
        return go_back(request, door)
    try:
        had_place = mine.has_place
        mine.leave(by=request.user)
        if had_place:
            said = _("You have left “%(title)s”.")
        else:
            said = _("You no longer wait for “%(title)s”.")
        messages.success(request, said % {"title": door.title})
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return go_back(request, door)


@require_POST
def signup_edit(request, year, key):
    """Guests, meal and needs of one's own place."""
    door = list_of(request, year, key)
    mine = own_place(request, door)
    if mine is None:
        raise Http404(_("You have no place in “%(title)s”.") % {"title": door.title})
    form = SignupForm(request.POST, door=door, instance=mine)
    try:
        attempt = try_to_save(
            form,
            lambda: mine.change(form.wishes(), by=request.user),
            afresh=lambda current: SignupForm(door=door, instance=current),
        )
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return show(request, door, Attempt(form))
    if attempt.is_saved:
        messages.success(request, _("Saved."))
        return go_back(request, door)
    return show(request, door, attempt=attempt)


@require_POST
def signup_check_in(request, year, key):
    """“I am here”: pressed at the door, on one's own phone."""
    door = list_of(request, year, key)
    mine = own_place(request, door)
    if mine is None:
        raise Http404(_("You have no place in “%(title)s”.") % {"title": door.title})
    try:
        mine.check_in(by=request.user)
        messages.success(request, _("Welcome. Enjoy “%(title)s”.") % {"title": door.title})
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return go_back(request, door)
