"""What the week holds of a person, and what becomes of it when they are erased.

What lies ahead they give up, as if they had done it themselves; what is over keeps its count.
"""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb
from csweek.people.holdings import Fate, holds, holds_nobody, read_by
from csweek.people.traces import struck_by
from planner.covering import who_may
from planner.models import (
    Activity,
    Calendar,
    Closing,
    Cost,
    Cover,
    CoverCall,
    Day,
    Feedback,
    FeedbackOff,
    Idea,
    Lesson,
    Need,
    Offer,
    Pair,
    Place,
    Publication,
    Rendering,
    Signup,
    SignupList,
    Task,
    Week,
)
from planner.models.givers import CoverState
from planner.models.joining import NO_NEEDS

# Of a draft nobody is told, in a file of their own data neither: activities are called as they
# were published. ----------------------------------------------------------------------------------


def activities_hosted(person):
    newest = Publication.objects.newest()
    keys = {each.key for one in newest for each in one.frozen.on if each.host == person.pk}
    return Activity._base_manager.filter(key__in=keys)


def hosted_in_words(activities) -> list[dict]:
    items = {
        item.key: (publication.year, item)
        for publication in Publication.objects.newest()
        for item in publication.frozen.items
    }
    found = [items[str(each.key)] for each in activities]
    return [{"year": year, "activity": item.title} for year, item in found]


def as_published(rows) -> list[dict]:
    """What the activity of each row is called."""
    keys = {each.activity_id for each in rows}
    titles = dict(SignupList.objects.filter(pk__in=keys).values_list("pk", "title"))
    return [{"activity": titles.get(each.activity_id, "")} for each in rows]


def weeks_told(person):
    """Who is in the crew is part of the draft, which organizers read."""
    return Week.objects.filter(crew=person) if person.is_organizer else Week.objects.none()


# What becomes of it. ------------------------------------------------------------------------------


def forget_pages(person, by) -> None:
    """What publications look like is made anew, without their name."""
    for publication in Publication.objects.filter(renderings__isnull=False).distinct():
        if person.pk in publication.hosts:
            publication.renderings.all().delete()


def leave_what_is_ahead(person, by) -> None:
    """A place that is still to come is the next one's; of one that was taken the count stays."""
    ahead = (
        Signup.objects.of(person).kept().filter(activity__signup_list__ends_at__gt=timezone.now())
    )
    for signup in ahead.order_by("pk"):
        signup.leave(by=by)
    Signup.objects.of(person).update(**NO_NEEDS)


def withdraw_offers(person, by) -> None:
    """Where their offer was half of a pair, the place is offered on."""
    offers = Offer.objects.filter(person=person)
    ahead = offers.filter(withdrawn_at=None, activity__signup_list__ends_at__gt=timezone.now())
    for offer in ahead:
        offer.withdraw(by=by)
    offers.update(note="")


def withdraw_cover(person, by) -> None:
    given = Cover.objects.filter(person=person).exclude(state=CoverState.WITHDRAWN)
    for call in CoverCall.objects.filter(cover__in=given):
        if not call.is_over():
            call.withdraw(by=person, may=who_may)


def free_open_tasks(person, by) -> None:
    """What is still to do waits for another owner."""
    for task in Task.objects.of(person).waiting():
        task.apply(Verb.CHANGED, {"owner": None}, by=by)


@struck_by(Publication)
def strike_publication(pk: int, values: dict) -> None:
    """The frozen words of the plan, and all that was drawn from them."""
    Publication.objects.filter(pk=pk).update(**values)
    Rendering.objects.filter(publication=pk).delete()


@struck_by(Rendering, is_mended=False)
def drop_rendering(pk: int, values: dict) -> None:
    """It is drawn anew."""
    Rendering.objects.filter(pk=pk).delete()


read_by("planner", lambda reader: reader.is_organizer)

holds(
    Week,
    "crew",
    Fate.FREED,
    _("weeks, as one of the crew"),
    columns=("year",),
    told=weeks_told,
)
holds(
    Activity,
    "host",
    Fate.KEPT,
    _("activities hosted"),
    columns=(),
    told=activities_hosted,
    words=hosted_in_words,
    erase=forget_pages,
)
holds(
    Publication,
    "by",
    Fate.KEPT,
    _("publications made"),
    columns=("week", "number", "at", "note", "reason"),
)
holds(
    Calendar,
    "person",
    Fate.DELETED,
    _("addresses for calendar programs"),
    hidden=("sha256",),
)
holds(Idea, "kept_by", Fate.KEPT, _("ideas kept"), hidden=("source",))
holds(
    Signup,
    "person",
    Fate.EMPTIED,
    _("sign-ups"),
    empties=("meal", "eats", "allergies"),
    hidden=("activity", "first", "line"),
    words=as_published,
    erase=leave_what_is_ahead,
)
holds(
    Offer,
    "person",
    Fate.EMPTIED,
    _("offers to trade places"),
    empties=("note",),
    hidden=("activity",),
    words=as_published,
    erase=withdraw_offers,
)
PAIR = ("start", "minutes", "state", "has_login", "has_headset", "has_briefing")
holds(Pair, "leader", Fate.KEPT, _("pairs, as the leader"), columns=PAIR, words=as_published)
holds(Pair, "buddy", Fate.KEPT, _("pairs, as the buddy"), columns=PAIR, words=as_published)
holds(Pair, "stand_in", Fate.FREED, _("pairs, as the stand-in"), columns=PAIR, words=as_published)
holds(Cover, "person", Fate.KEPT, _("cover for the phones"), erase=withdraw_cover)
holds(
    CoverCall, "asked_by", Fate.KEPT, _("calls for cover made"), columns=("team", "people", "note")
)
holds(
    Task,
    "owner",
    Fate.KEPT,
    _("tasks"),
    columns=("week", "title", "state", "note"),
    erase=free_open_tasks,
)
holds(
    Feedback,
    "person",
    Fate.EMPTIED,
    _("what was said after activities"),
    empties=("words",),
    hidden=("activity",),
    words=as_published,
    is_sealed=True,
)

holds(FeedbackOff, "person", Fate.DELETED, _("whether to be asked how it was"))

holds_nobody(
    "of the plan, not of anybody in it",
    *(Closing, Cost, Day, Lesson, Need, Place, Rendering, SignupList),
)
