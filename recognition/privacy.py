"""What awards hold of a person, and what becomes of it when they are erased.

All of it is sealed: whoever administers is told nothing of it, of others not even how much there
is. A nominee is told what was presented, and never by whom they were nominated otherwise than they
read it anyway; a writer and a judge have their own.
"""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from csweek.history.erasing import forget_reasons
from csweek.history.models import Entry, Verb
from csweek.people.holdings import Fate, holds, holds_nobody
from csweek.people.traces import struck_by
from recognition.models import (
    Attachment,
    Award,
    CallIn,
    Ceremony,
    ChairVote,
    CoSignature,
    Criterion,
    Decision,
    File,
    Nomination,
    PanelMember,
    RemindersOff,
    Review,
    StepBack,
    Waiver,
)
from recognition.models.ceremonies import Move
from recognition.models.states import COUNTED, State
from recognition.presented import readable, said

UNTYPED = {"words": "", "folded": "", "question": ""}


def decided():
    """Awards of which it is known who wins: what was judged for them stays as it is."""
    standing = Decision.objects.standing().filter(award=OuterRef("pk"))
    return Award.objects.filter(Exists(standing)) | Award.objects.exclude(presented_at=None)


# Nominees ----------------------------------------------------------------------------------------


def won(person):
    """Of awards that were presented, those of which everyone was shown that they won them."""
    shown = Decision.objects.presented().filter(winners__person=person)
    return Award.objects.presented().filter(decisions__in=shown).distinct()


def won_in_words(awards) -> list[dict]:
    return [{"what": award.title, "year": award.week.year} for award in awards]


def said_of(person):
    return readable().filter(person=person)


def said_in_words(nominations) -> list[dict]:
    told = [said(each) for each in nominations]
    return [{"award": each.award.title, "what": each.words, "who": each.who} for each in told]


def end_files(person, by) -> None:
    """Of whoever won, the award keeps its winner, without what was read aloud of them."""
    File.objects.filter(person=person).update(citation="")


def end_nominations_of(person, by) -> None:
    """What was said of them goes. Where it is not decided who wins, it is not they any more."""
    about = Nomination.objects.filter(person=person)
    Attachment.objects.filter(nomination__in=about).delete()
    about.update(**UNTYPED)
    open_ones = about.filter(state__in=COUNTED).exclude(award__in=decided().values("pk"))
    open_ones.update(state=State.WITHDRAWN, file=None)


# Nominators and judges ---------------------------------------------------------------------------


def end_nominations_by(person, by) -> None:
    """What never counted goes. What was sent is a colleague's case, and stays theirs."""
    own = Nomination.objects.filter(nominator=person)
    own.exclude(state__in=COUNTED).delete()


def end_seats(person, by) -> None:
    """Nobody waits for a judge who is gone; whoever has sent scores stays counted."""
    sent = Review.objects.sent().filter(judge=person).values("file__award")
    seats = PanelMember.objects.filter(person=person).exclude(award__in=sent)
    seats.exclude(award__in=decided().values("pk")).delete()


def end_reviews(person, by) -> None:
    own = Review.objects.filter(judge=person)
    own.filter(sent_at=None).delete()
    own.update(note="")


def end_steps_back(person, by) -> None:
    StepBack.objects.filter(judge=person).update(reason="")
    told = Entry.objects.filter(by=person, verb=Verb.STEPPED_BACK)
    forget_reasons(told)


def end_presenting(person, by) -> None:
    """Whoever is still to hand an award over has to be another."""
    Award.objects.filter(presenter=person, presented_at=None).update(presenter=None)


def files_of(attachments):
    for each in attachments:
        yield f"{each.key}-{each.name}", bytes(each.data)


@struck_by(Decision)
def strike_decision(pk: int, values: dict) -> None:
    """The reason stands in the frozen text too, which gets another check sum beside its own."""
    values.pop("frozen", None)
    if "reason" in values:
        Decision.objects.get(pk=pk).strike(values.pop("reason"))
    if values:
        Decision.objects.filter(pk=pk).update(**values)


SEALED = {"is_sealed": True}

holds(
    File,
    "person",
    Fate.EMPTIED,
    _("awards won"),
    columns=("title",),
    told=won,
    words=won_in_words,
    empties=("citation",),
    erase=end_files,
    **SEALED,
)
holds(
    Nomination,
    "person",
    Fate.EMPTIED,
    _("what colleagues said of this person"),
    columns=("saved_at",),
    told=said_of,
    words=said_in_words,
    empties=("words", "question"),
    erase=end_nominations_of,
    **SEALED,
)
holds(
    Nomination,
    "nominator",
    Fate.KEPT,
    _("nominations written"),
    hidden=("folded", "file"),
    erase=end_nominations_by,
    **SEALED,
)
holds(
    Attachment,
    "nomination__nominator",
    Fate.KEPT,
    _("files attached to nominations"),
    columns=("name", "media_type", "size", "added_at"),
    files=files_of,
    **SEALED,
)
holds(CoSignature, "person", Fate.KEPT, _("nominations co-signed"), **SEALED)
holds(RemindersOff, "person", Fate.DELETED, _("whether to be reminded to nominate"), **SEALED)
holds(
    Award,
    "presenter",
    Fate.KEPT,
    _("awards handed over"),
    columns=("title",),
    told=lambda person: Award.objects.presented().filter(presenter=person),
    erase=end_presenting,
    **SEALED,
)
holds(PanelMember, "person", Fate.KEPT, _("seats on panels"), erase=end_seats, **SEALED)
holds(Review, "judge", Fate.EMPTIED, _("reviews"), empties=("note",), erase=end_reviews, **SEALED)
holds(
    StepBack,
    "judge",
    Fate.EMPTIED,
    _("steppings back"),
    empties=("reason",),
    erase=end_steps_back,
    **SEALED,
)
holds(Waiver, "judge", Fate.KEPT, _("waivers received"), **SEALED)
holds(Waiver, "by", Fate.KEPT, _("waivers given"), columns=("at", "reason"), **SEALED)
holds(CallIn, "judge", Fate.KEPT, _("files called in to judge"), **SEALED)
holds(CallIn, "by", Fate.KEPT, _("reserve judges called in"), columns=("at",), **SEALED)
holds(ChairVote, "by", Fate.KEPT, _("votes as chair"), **SEALED)
DECISION = ("award", "number", "at", "reason")
holds(Decision, "by", Fate.KEPT, _("decisions made"), columns=DECISION, **SEALED)
REOPENED = ("award", "number", "reopened_at", "reopened_because")
holds(
    Decision,
    "reopened_by",
    Fate.KEPT,
    _("decisions reopened"),
    columns=REOPENED,
    **SEALED,
)
holds(Ceremony, "by", Fate.KEPT, _("ceremonies led"), columns=("title",), **SEALED)
holds(Move, "by", Fate.KEPT, _("steps on a stage"), columns=("act",), **SEALED)

holds_nobody("of the award, not of anybody", Criterion)
