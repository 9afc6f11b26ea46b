"""What the pages about publishing show: changes in words, who is told, who has missed it."""

from collections import Counter
from datetime import date, datetime, timedelta

from django.utils import timezone

from csweek.people.models import Person, Site
from planner.clocks import Clocks
from planner.differences import Told, changes_in_words, first_in_words
from planner.models import Publication
from planner.models.draft import draft_programme
from planner.models.proposals import Proposal
from planner.models.restoring import going_back_to
from planner.rules.difference import Change, changes_between
from planner.rules.programme import Programme, following

SOON = timedelta(hours=24)


def shown_proposal(
    proposal: Proposal, sites: list[Site], hosts: dict[int, str], *, but: Person
) -> dict:
    """For the page before the button: `changes`, `told` and how many of them at which `sites`.

    All sites and the draft's hosts {number: name} are known to the page already.
    """
    told = [pk for people in proposal.whom_to_tell(but=but).values() for pk in people]
    if proposal.is_first:
        changes = first_in_words(proposal.after, Clocks(sites))
    else:
        names = _names(proposal.before, proposal.after, known=hosts)
        changes = changes_in_words(proposal.changes, names, Clocks(sites))
    counts = Counter(proposal.site_of[pk] for pk in told)
    told_at = [(site, counts[site.pk]) for site in sites if counts[site.pk]]
    told_at += [(None, counts[None])] if counts[None] else []
    return {"proposal": proposal, "changes": changes, "told": len(told), "sites": told_at}


def _names(*programmes: Programme, known: dict[int, str]) -> dict[int, str]:
    hosts = {pk for programme in programmes for pk in programme.hosts} - known.keys()
    found = Person.objects.filter(pk__in=hosts).values_list("pk", "name") if hosts else ()
    return known | dict(found)


def names_in(changes: list[Change]) -> dict[int, str]:
    """{number: name} of the hosts whom these changes speak of."""
    items = [item for change in changes for item in (change.before, change.after)]
    hosts = {item.host for item in items if getattr(item, "host", None) is not None}
    return dict(Person.objects.filter(pk__in=hosts).values_list("pk", "name"))


def changes_of(publication: Publication) -> list[Told]:
    """What a publication changed, in words; nothing of a first one, which is all new."""
    changes = publication.what_changed
    return changes_in_words(changes, names_in(changes))


def going_back(publication: Publication) -> list[Told]:
    """What copying a publication back would change in the draft."""
    draft, back = draft_programme(publication.week), going_back_to(publication)
    # What the draft has beside it is taken out: only `following` knows of that.
    changes = changes_between(draft, following(back, draft, publication.at.isoformat()))
    return changes_in_words(changes, _names(draft, back, known={}))


def starts_soon(change: Change, now: datetime) -> bool:
    """Whether a change is of something that begins, or was to begin, within 24 hours."""
    if change.about != "item":
        return False
    days = [(change.before, change.was_on), (change.after, change.is_on)]
    return any(item and _is_soon(item, date.fromisoformat(day), now) for item, day in days)


def _is_soon(item, day: date, now: datetime) -> bool:
    begins = item.begins_on(day)
    return now <= begins <= now + SOON


def who_missed(publication: Publication) -> list[Person]:
    """Those who were told of a change that begins within 24 hours, and have not opened it."""
    now = timezone.now()
    changes = publication.what_changed
    soon = {number for number, change in enumerate(changes) if starts_soon(change, now)}
    if not soon:
        return []
    unseen = publication.told().unseen().select_related("person__team")
    unseen = unseen.order_by("person__name", "person")
    return [each.person for each in unseen if soon & set(each.context["changes"])]
