"""What a ceremony shows and its presenter reads: all of it at once, so that it needs no network.

It names winners: what uses it is for managers alone.
"""

from dataclasses import dataclass
from hashlib import blake2s

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recognition.counts import count_of
from recognition.models import Award, Ceremony, Decision, File, Nomination
from recognition.models.ceremonies import Step
from recognition.models.decisions import place_among
from recognition.rules.stage import Stage

LONG, LONGEST = 18, 36  # letters of a name


@dataclass(frozen=True)
class Honoured:
    """A winner as the room reads them; `said_as` is for the presenter alone."""

    name: str
    where: str
    said_as: str
    citation: str
    count: str

    @property
    def size(self) -> str:
        """A long name is set smaller, so that it stands on the screen whole."""
        length = len(self.name)
        return "longest" if length > LONGEST else "long" if length > LONG else ""


@dataclass(frozen=True)
class Slide:
    """An award on the stage. `winners` is empty where it was deleted, or reopened before it was
    presented."""

    place: int
    title: str
    icon: str
    honours: str
    presenter: str
    prize: str
    prize_lies: str
    minutes: int
    winners: tuple[Honoured, ...]


@dataclass(frozen=True)
class Show:
    """`digest` is another one as soon as anything on the slides is."""

    ceremony: Ceremony
    stage: Stage
    slides: tuple[Slide, ...]
    digest: str

    @property
    def now(self) -> Slide | None:
        return self.slides[self.stage.place - 1] if self.stage.is_on_award else None

    @property
    def minutes(self) -> int:
        return sum(slide.minutes for slide in self.slides)


def show_of(ceremony: Ceremony) -> Show:
    awards = Award.objects.kept().filter(week=ceremony.week_id).select_related("presenter")
    by_key = {str(award.key): award for award in awards}
    winners = {} if ceremony.is_rehearsal else winners_of(list(by_key.values()))
    slides = []
    for place, key in enumerate(ceremony.order, start=1):
        award = by_key.get(key)
        if award and ceremony.is_rehearsal:
            honoured = (_invented(award, place),)
        else:
            honoured = winners.get(award.pk, ()) if award else ()
        slides.append(_slide(place, award, honoured))
    said = blake2s(repr(slides).encode(), digest_size=8).hexdigest()
    return Show(ceremony, ceremony.stage(), tuple(slides), said)


def _slide(place: int, award: Award | None, winners: tuple[Honoured, ...]) -> Slide:
    if award is None:
        return Slide(place, _("This award was deleted"), "trophy", "", "", "", "", 0, ())
    return Slide(
        place=place,
        title=award.title,
        icon=award.icon,
        honours=award.honours,
        presenter=award.presenter_name,
        prize=award.prize,
        prize_lies=award.prize_lies,
        minutes=award.minutes,
        winners=winners,
    )


def winners_of(awards: list[Award]) -> dict[int, tuple[Honoured, ...]]:
    """{award: who won it}, of those that are decided, the first in rank first."""
    keys = [award.pk for award in awards]
    decisions = Decision.objects.in_force().filter(award__in=keys).defer("frozen")
    writers = count_of(Nomination.objects.accepted(), of="file")
    return {
        each.award_id: tuple(_honoured(file, file.writers) for file in each.winners_in_order())
        for each in decisions.with_winners(writers=writers)
    }


def without_citation(week, reader) -> list[File]:
    """Files that are to win on stage without a word to be read aloud, as they come there; none of
    the reader's own, for which somebody else writes."""
    won = Decision.objects.in_force().filter(award__week=week, award__discarded_at=None)
    files = File.objects.not_own_of(reader).filter(pk__in=won.values("winners"), citation="")
    ranks = won.ranks()
    return sorted(
        files.select_related("award", "person", "team"),
        key=lambda row: (
            row.award.position,
            row.award_id,
            *place_among(ranks, row.key, row.nominee_name),
            row.pk,
        ),
    )


def _honoured(file, count: int) -> Honoured:
    person = file.person
    where = ", ".join(str(each) for each in (person.team, person.site) if each) if person else ""
    return Honoured(
        name=_("A colleague") if person and person.is_erased else file.nominee_name,
        where=where,
        said_as=person.said_as if person else "",
        citation=file.citation,
        count=_by_how_many(count),
    )


def _by_how_many(count: int) -> str:
    if not count:
        return ""
    words = ngettext("Nominated by %(count)s colleague", "Nominated by %(count)s colleagues", count)
    return words % {"count": formats.number_format(count)}


def _invented(award: Award, place: int) -> Honoured:
    """Somebody who is nobody, so that a rehearsal gives nothing away."""
    people = [
        (_("Alex Example"), _("AL-eks eg-ZAM-pul")),
        (_("Bea Specimen"), _("BEE-uh SPESS-i-men")),
        (_("Chris Trial-Run"), ""),
        (_("Dee Rehearsal"), ""),
    ]
    name, said_as = people[place % len(people)]
    if award.is_for_team:
        name, said_as = _("The Example Team"), ""
    return Honoured(
        name=name,
        where=_("Invented, nowhere"),
        said_as=said_as,
        citation=_(
            "This is a rehearsal. What is read aloud of the winner stands here, two or three "
            "sentences that say what they did and for whom."
        ),
        count=_by_how_many(place + 2),
    )


def coming_in_words(show: Show) -> str:
    """What the next step brings."""
    stage, slides = show.stage, show.slides
    if stage.is_paused:
        return _("Next: on with it")
    if stage.is_over:
        return _("That was the last one")
    if stage.is_on_award and stage.step == Step.AWARD:
        return _("Next: the name")
    if stage.is_on_award and stage.step == Step.NAME:
        return _("Next: the citation")
    left = [each for each in slides if each.place > stage.place and each.place not in stage.skipped]
    if not left:
        return _("Next: the closing")
    return _("Next award: %(title)s") % {"title": left[0].title}
