"""The desk of trading places, for organizers: pairs are proposed, settled, made ready, broken."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.attempts import Attempt, try_to_save
from csweek.people.access import organizers_only
from planner.forms.pairs import LengthForm, PairBreakForm, PairForm, PairNewForm, TickForm
from planner.models import Half, Kind, Pair
from planner.pages.pairs import Desk, page_of
from planner.trading import Trade, is_above_of

from .fetchtrades import pair_to_edit, refuse_over, trade_to_run


def to_desk(trade: Trade, at: str = ""):
    found = redirect("planner:pair-desk", year=trade.year, key=trade.activity.key)
    if at:
        found["Location"] += f"#{at}"
    return found


def refuse_to_settle(request, trade: Trade) -> bool:
    """While it is not published, once the draft has made something else of it (that would be
    published over the pairs), and once it is over."""
    said = ""
    if trade.is_over:
        said = _("It is over: nothing of it can be changed any more.")
    elif not trade.is_published:
        said = _("Publish the week first: until then nobody may be told of a pair.")
    elif trade.activity.kind != Kind.TRADE_PLACES:
        said = _("In the draft no places are traded there any more. Change its kind back first.")
    if said:
        messages.error(request, said)
    return bool(said)


def live_pair(request, year, key) -> tuple[Pair, Trade]:
    """Whoever was typing about it when it was broken is told so; for others it is not there."""
    pair, trade = pair_to_edit(request, year, key)
    if pair.is_broken:
        if request.method != "POST":
            raise Http404(_("This pair was broken."))
        messages.error(request, _("This pair was broken meanwhile. Nothing was changed."))
    return pair, trade


def page_asked_for(request) -> int:
    number = request.GET.get("page", "1")
    return int(number) if number.isdecimal() and len(number) < 5 else 1


@organizers_only
@require_safe
def pair_desk(request, year, key):
    trade = trade_to_run(request, year, key)
    page, desk = page_asked_for(request), Desk(trade)
    lists = {
        "proposed": page_of(desk.proposed, page),
        "settled": page_of(desk.settled, page),
        "leaders": desk.left(Half.LEADER, page),
        "buddies": desk.left(Half.BUDDY, page),
    }
    context = {"trade": trade, "desk": desk, "year": year, "form": LengthForm(), **lists}
    context["longest"] = max(lists.values(), key=lambda each: each.paginator.num_pages)
    return render(request, "planner/pairs/desk.html", context)


@organizers_only
@require_POST
def pair_propose(request, year, key):
    trade = trade_to_run(request, year, key)
    form = LengthForm(request.POST)
    if form.is_valid() and not refuse_over(request, trade, None):
        desk = Desk(trade, form.cleaned_data["minutes"])
        pairs = desk.proposals()  # worked out before anybody has to wait for it
        count = Pair.objects.propose(trade.activity, pairs, desk.length, by=request.user)
        said = ngettext("%(count)s pair is proposed.", "%(count)s pairs are proposed.", count)
        messages.success(request, said % {"count": count})
    return to_desk(trade)


@organizers_only
@require_POST
def pair_settle(request, year, key):
    pair, trade = pair_to_edit(request, year, key)
    if not refuse_to_settle(request, trade):
        if not pair.is_settled and trade.has_been(pair.start, pair.minutes):
            messages.error(request, _("Its time is past. Propose pairs anew."))
        elif pair.settle(by=request.user):
            messages.success(request, _("Settled. The two are told."))
        else:
            said = _(
                "Nothing is settled: one of the two has something else then by now, or has left; "
                "or somebody has dropped the proposal."
            )
            messages.error(request, said)
    return to_desk(trade)


@organizers_only
@require_POST
def pair_settle_all(request, year, key):
    trade = trade_to_run(request, year, key)
    if not refuse_to_settle(request, trade):
        if count := Pair.objects.settle_all(trade.activity, by=request.user):
            said = ngettext("%(count)s pair is settled.", "%(count)s pairs are settled.", count)
            messages.success(request, said % {"count": count})
        else:
            said = _("Nothing is proposed any more that could be settled. Propose pairs anew.")
            messages.warning(request, said)
    return to_desk(trade)


@organizers_only
def pair_new(request, year, key):
    trade = trade_to_run(request, year, key)
    form = PairNewForm(request.POST or None, trade=trade)
    can_be = form.is_valid() and not refuse_to_settle(request, trade)
    if can_be and _make(form, trade, by=request.user):
        messages.success(request, _("Settled. The two are told."))
        return to_desk(trade)
    context = {"trade": trade, "form": form, "year": year}
    return render(request, "planner/pairs/new.html", context, status=422 if form.errors else 200)


def _make(form: PairNewForm, trade: Trade, *, by) -> bool:
    """Whether it is settled; where it cannot be the form says why, and where its key has made
    another pair before it asks."""
    data, span = form.cleaned_data, form.span()
    for half in Half.values:
        data[half].activity = trade.activity
    halves = [data[half] for half in Half.values]
    try:
        pair = Pair.objects.make(*halves, by=by, key=data["key"], because=data["because"], **span)
    except ValidationError as wrong:
        form.add_error(None, wrong)
        return False
    people = {half: data[half].person for half in Half.values}
    if pair.stands_as(activity=trade.activity, **people, **span):
        return True
    form.ask_again(pair)
    return False


@organizers_only
def pair_edit(request, year, key):
    pair, trade = live_pair(request, year, key)
    if pair.is_broken:
        return to_desk(trade)
    form = PairForm(request.POST or None, trade=trade, pair=pair)
    if form.is_valid() and refuse_over(request, trade, pair):
        return to_desk(trade)
    try:
        attempt = try_to_save(
            form,
            lambda: pair.change(
                form.values(), by=request.user, because=form.cleaned_data["because"]
            ),
            row=pair,
            afresh=lambda current: PairForm(trade=trade, pair=current),
            together=("start", "end"),
        )
    except ValidationError as wrong:
        form.add_error(None, wrong)
        attempt = Attempt(form)
    if attempt.is_saved:
        messages.success(request, _("Saved the pair."))
        return to_desk(trade, f"pair-{pair.key}")
    context = {"trade": trade, "pair": pair, "form": attempt.form, "year": year}
    context |= {"conflict": attempt.conflict, "is_over": trade.is_over_for(pair)}
    return render(request, "planner/pairs/form.html", context, status=attempt.status)


@organizers_only
@require_POST
def pair_tick(request, year, key):
    pair, trade = pair_to_edit(request, year, key)
    form = TickForm(request.POST)
    if form.is_valid():
        pair.tick(form.cleaned_data["tick"], form.cleaned_data["on"], by=request.user)
    return to_desk(trade, f"pair-{pair.key}")


@organizers_only
@require_POST
def pair_drop(request, year, key):
    """A proposal that is not wanted."""
    pair, trade = pair_to_edit(request, year, key)
    if pair.drop(by=request.user):
        messages.success(request, _("The proposal is dropped."))
    else:
        messages.error(request, _("It is settled by now. Break the pair if it must not be."))
    return to_desk(trade)


@organizers_only
def pair_break(request, year, key):
    pair, trade = live_pair(request, year, key)
    if pair.is_broken:
        return to_desk(trade)
    fresh = partial(PairBreakForm, has_begun=trade.has_pair_begun(pair))
    form = fresh(request.POST or None, initial={"version": pair.version})
    if form.is_valid() and refuse_over(request, trade, pair):
        return to_desk(trade)

    def break_off():
        pair.break_off(
            by=request.user,
            reason=form.cleaned_data["reason"],
            cannot=form.cleaned_data["cannot"],
            is_above=is_above_of(trade),
        )

    attempt = Attempt(form)
    if form.is_bound:
        attempt = try_to_save(
            form,
            break_off,
            row=pair,
            afresh=lambda current: fresh(initial={"version": current.version}),
        )
    if attempt.is_saved:
        messages.success(request, _("The pair is broken, and the two are told."))
        return to_desk(trade)
    context = {"trade": trade, "pair": pair, "when": trade.when_of(pair), "year": year}
    context |= {"form": attempt.form, "conflict": attempt.conflict}
    context["is_over"] = trade.is_over_for(pair)
    return render(request, "planner/pairs/break.html", context, status=attempt.status)
