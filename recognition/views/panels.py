"""The panel of an award: who sits on it, who judges what, waivers and reserve judges."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from csweek.lib.attempts import Attempt, try_to_save
from csweek.people.access import managers_only
from csweek.people.models import Person
from recognition.bench import Part
from recognition.forms.judging import ReasonForm
from recognition.forms.panels import PanelForm, Seat
from recognition.judged import judged_for
from recognition.models import CallIn, PanelMember, Waiver
from recognition.notices.panels import asked_waivers
from recognition.pages.desks import conflict_words
from recognition.pages.panels import bench_in_words, foreseen

from .desks import bench_for, stored
from .fetch import award_to_edit

MOST_SUGGESTED = 8
LONGEST_QUERY = 200


@managers_only
def panel_edit(request, year, key):
    award = award_to_edit(request, year, key)
    form = PanelForm(request.POST or None, award=award)

    def seat():
        award.save_version()
        PanelMember.objects.seat(
            award,
            form.in_seat(Seat.JUDGE, Seat.CHAIR),
            chair=form.chair,
            reserve=form.in_seat(Seat.RESERVE),
            by=request.user,
        )

    try:
        attempt = try_to_save(
            form,
            seat,
            row=award,
            afresh=lambda current: PanelForm(award=current),
            stands=form.stands_in,
        )
    except ValidationError as wrong:
        form.add_error(None, wrong)
        attempt = Attempt(form)
    if attempt.is_saved:
        messages.success(request, _("Saved the panel of “%(award)s”.") % {"award": award.title})
        return redirect("recognition:panel-edit", year=year, key=key)
    context = {
        "award": award,
        "week": award.week,
        "form": attempt.form,
        "conflict": attempt.conflict,
        "foreseen": foreseen(judged_for(request.user, award)),
    }
    return render(request, "recognition/judging/panel.html", context, status=attempt.status)


@managers_only
@require_safe
def judge_search(request):
    """Suggestions for a judge, as options: name and address of the first few that match."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    people = Person.objects.active().matching(query) if len(query) > 1 else Person.objects.none()
    context = {"people": people.only("name", "email")[:MOST_SUGGESTED]}
    return render(request, "recognition/judging/_colleagues.html", context)


@require_safe
def bench(request, year, award):
    found, is_chair = bench_for(request, year, award)
    context = {
        "award": found.award,
        "week": found.award.week,
        "bench": bench_in_words(
            found,
            is_chair=is_chair,
            names_why=request.user.is_manager,
            asked=asked_waivers(found),
        ),
        "is_chair": is_chair,
    }
    return render(request, "recognition/judging/bench.html", context)


def waiver_new(request, year, award, file, pk):
    """The chair's written word that a judge may judge a file in spite of a conflict."""
    found, is_chair = bench_for(request, year, award)
    key = str(file)
    if not is_chair or key not in found.files or pk not in found.judges:
        raise Http404(_("There is nothing here that you could waive."))
    row, judge = found.files[key], found.judges[pk]
    if (pk, key) in found.waivers:
        messages.success(request, _("%(name)s may judge the file.") % {"name": judge.name})
        return redirect("recognition:bench", year=year, award=award)
    if found.part(pk, key) != Part.WAITS or not found.may_waive(key):
        raise Http404(_("There is nothing here that you could waive."))
    form = ReasonForm(
        request.POST or None, help_text=_("Why they can judge fairly. Managers read it.")
    )
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        Waiver.objects.waive(stored(row), Person(pk=pk), by=request.user, reason=reason)
        messages.success(request, _("%(name)s may judge the file.") % {"name": judge.name})
        return redirect("recognition:bench", year=year, award=award)
    context = {
        "form": form,
        "award": found.award,
        "file": row,
        "judge": judge,
        "why": conflict_words(found.conflicts[pk, key], row),
    }
    status = 422 if form.errors else 200
    return render(request, "recognition/judging/waiver.html", context, status=status)


@require_POST
def call_in(request, year, award, file):
    """A reserve judge for a file that too few others may judge; by a manager or the chair."""
    found, _is_chair = bench_for(request, year, award)
    key, number = str(file), request.POST.get("judge", "")
    judge = found.judges.get(int(number)) if number.isdecimal() and len(number) < 19 else None
    if key not in found.files or judge is None:
        raise Http404(_("There is no such file, or no such judge on the panel."))
    is_called = (judge.pk, key) in found.calls
    if not is_called and not (key in found.short and found.may_call(judge.pk, key)):
        said = _("%(name)s cannot be called in for that file.") % {"name": judge.name}
        messages.error(request, said)
    else:
        CallIn.objects.call(stored(found.files[key]), Person(pk=judge.pk), by=request.user)
        messages.success(request, _("%(name)s is called in.") % {"name": judge.name})
    return redirect("recognition:bench", year=year, award=award)
