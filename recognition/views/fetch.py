"""What views begin with: the week, the award, … that this person may see or change."""

from django.http import Http404
from django.utils.translation import gettext as _

from planner.models import Week
from planner.views.fetch import UnplannedYear, refuse_unknown_year
from recognition.calls import Call
from recognition.models import Award, Ceremony, Decision, File, Nomination
from recognition.standings import with_facts, with_frozen


def week_of(request, year: int) -> Week:
    """The week of that year, for whom what is asked about it is not the plan."""
    refuse_unknown_year(year)
    week = Week.objects.filter(year=year).first()
    if week is None:
        raise UnplannedYear(year)
    return week


def award_to_edit(
    request, year: int, key, *, discarded: bool = False, lock: bool = False, among=Award.objects
) -> Award:
    """An award of that week; a discarded one (`discarded`) for whoever wants to bring it back, or
    was typing about it when it was deleted.

    `lock` (inside a transaction) is for acts that carry no version: others wait until it is done.
    """
    awards = among.editable_by(request.user).filter(week__year=year, key=key)
    if lock:
        awards = awards.select_for_update(of=("self",))
    award = awards.select_related("week").first()
    if award is None:
        raise Http404(_("There is no such award in the week of %(year)s.") % {"year": year})
    if award.discarded_at and not discarded:
        raise Http404(
            _("“%(title)s” was deleted. The foot of the list of awards can bring it back.")
            % {"title": award.title}
        )
    return award


def call_of(request, year: int) -> Call:
    """The awards of that year for which one can nominate, could or will; without any for whoever
    wrote for one that was taken back, and 404 for everyone else.

    Of a week without awards nobody learns whether it has been begun.
    """
    refuse_unknown_year(year)
    awards = Award.objects.visible_to(request.user).exclude(closes_at=None).filter(week__year=year)
    found = tuple(awards.select_related("week").with_limits().in_order())
    if found:
        return Call(found[0].week, found)
    own = Nomination.objects.of(request.user).filter(week__year=year).select_related("week").first()
    if own is None:
        raise Http404(_("Nobody can be nominated in %(year)s yet.") % {"year": year})
    return Call(own.week, ())


def own_nomination(request, year: int, key) -> Nomination:
    """A nomination that this person wrote: whoever else asks does not learn that it is there."""
    own = Nomination.objects.editable_by(request.user).filter(week__year=year, key=key)
    rows = ("award", "week", "person__team", "person__site", "team")
    nomination = own.select_related(*rows).first()
    if nomination is None:
        raise Http404(_("You have written no such nomination. “My nominations” lists yours."))
    return nomination


def award_to_decide(request, year: int, key) -> Award:
    """The same, fetched in one query with what its standing wants to know, decided or not."""
    facts = with_facts(Award.objects.with_limits(), request.user)
    return award_to_edit(request, year, key, among=with_frozen(facts))


def decision_to_reopen(request, year: int, key, number: int) -> Decision:
    """The decision of that number, whether it stands or was reopened before."""
    award = award_to_edit(request, year, key)
    decision = award.decisions.defer("frozen").filter(number=number).first()
    if decision is None or award.files.may_count().own_of(request.user).exists():
        raise Http404(_("There is no such decision of “%(award)s”.") % {"award": award.title})
    decision.award = award
    return decision


def file_to_edit(request, year: int, key, file, *, lock: bool = False) -> File:
    """A file of an award, for managers: of their own they learn nothing."""
    award = award_to_edit(request, year, key, lock=lock)
    files = award.files.not_own_of(request.user)
    row = files.select_related("person__team", "person__site", "team").filter(key=file).first()
    if row is None:
        raise Http404(_("There is no such file of “%(award)s”.") % {"award": award.title})
    row.award = award
    return row


def nomination_to_manage(request, year: int, key, *, among=None) -> Nomination:
    """A nomination that this manager reads. `among` are the nominations of the list it was opened
    from: `newer` and `older` are then the keys of its neighbours there, if it has any."""
    managed = Nomination.objects.managed_by(request.user).filter(week__year=year, key=key)
    if among is not None:
        managed = managed.beside(among)
    rows = ("week", "award", "person__team", "person__site", "team", "nominator__team")
    nomination = managed.with_settled().with_told().select_related(*rows).first()
    if nomination is None:
        raise Http404(_("There is no such nomination in %(year)s.") % {"year": year})
    return nomination


def ceremony_to_lead(request, year: int, key) -> Ceremony:
    """A ceremony of that week, which any manager may lead through."""
    found = Ceremony.objects.filter(week__year=year, key=key) if request.user.is_manager else None
    ceremony = found.select_related("week").first() if found is not None else None
    if ceremony is None:
        raise Http404(_("There is no such ceremony in the week of %(year)s.") % {"year": year})
    return ceremony
