"""How it was: what one person may say it of, and what all have said, without who said what."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from csweek.lib.moments import moment
from csweek.people.models import Person
from planner.models import Feedback, Felt, Pair, Publication, Signup, SignupState
from planner.moments import day_and_time
from planner.rules.feedback import (
    IN_PAIRS,
    Present,
    answered_until,
    broken_down,
    in_no_order,
    is_open,
    were_there,
    whole_span,
)
from planner.rules.programme import Item


@dataclass(frozen=True)
class Asked:
    """An activity that somebody was at, and what they have said of it, if anything."""

    item: Item
    when: str
    until: str
    said: Feedback | None

    @property
    def choices(self) -> list[tuple[int, str, bool]]:
        """(value, its words, whether it is what was said), the best first."""
        return [(each.value, each.label, self._is_said(each)) for each in Felt]

    def _is_said(self, felt: Felt) -> bool:
        return self.said is not None and self.said.felt == felt


def asked_of(person: Person, publication: Publication, now: datetime) -> list[Asked]:
    """What they were at and may still answer about, the newest first. At most five queries."""
    programme = publication.frozen
    items = [item for item in programme.items if is_open(item, programme, now)]
    if not items:
        return []
    own = {person.pk: (person.site_id, person.team_id)}
    present = present_in(items, person)
    mine = [item for item in items if were_there(item, own, present[item.key])]
    given = Feedback.objects.filter(person=person, activity__key__in=[each.key for each in mine])
    said = {str(each.activity.key): each for each in given.select_related("activity")}
    return [
        Asked(
            item,
            _when(item, publication),
            moment(answered_until(item, programme)),
            said.get(item.key),
        )
        for item in sorted(mine, key=lambda item: (item.day, item.start or ""), reverse=True)
    ]


@dataclass(frozen=True)
class Answering:
    """When answers can be given, in words; a window that is closed says when it closed."""

    words: str = ""
    is_open: bool = False
    is_closed: bool = False


def answering(publication: Publication, now: datetime) -> Answering:
    span = whole_span(publication.frozen)
    if span is None:
        return Answering()
    opens, closes = span
    words = {"opens": moment(opens), "closes": moment(closes)}
    if now < opens:
        said = _("Answering opens on %(opens)s, when the first activity has ended.")
    elif now < closes:
        said = _("Each can be answered for a week; the last until %(closes)s.")
    else:
        said = _("Answering is closed: it was open from %(opens)s to %(closes)s.")
    return Answering(said % words, is_open=opens <= now < closes, is_closed=now >= closes)


def _when(item: Item, publication: Publication) -> str:
    return day_and_time(publication.frozen.date_of(item.day), item.clock, item.minutes)


def present_in(items: list[Item], person: Person | None = None) -> dict[str, Present]:
    """{item's key: those with a place, checked in, and in its pairs}.

    With a person, of the places theirs alone; who else was checked in still counts, for then
    those who were not do not.
    """
    keys = [item.key for item in items if item.needs_sign_up]
    present = defaultdict(Present)
    found = Signup.objects.filter(activity__key__in=keys, state=SignupState.CONFIRMED)
    if person is not None:
        own = found.filter(person=person) | found.exclude(checked_in_at=None)
        found = own
    if keys:
        for key, pk, at in found.values_list("activity__key", "person", "checked_in_at"):
            present[str(key)].confirmed.add(pk)
            if at is not None:
                present[str(key)].checked_in.add(pk)
    traded = [item.key for item in items if item.kind == IN_PAIRS]
    for pair in Pair.objects.settled().filter(activity__key__in=traded).select_related("activity"):
        present[str(pair.activity.key)].paired |= {pair.leader_id, pair.buddy_id}
    return present


@dataclass(frozen=True)
class Answers:
    """What was said of one activity: how many answered, and, of enough, what and with what words.

    Nothing of it depends on who said what: `felt` are counts in the order of Felt, `words` stand
    in the order of their letters.
    """

    count: int
    felt: list[tuple[str, int]]
    words: list[str]


def answers_in(activities) -> dict[int, Answers]:
    """{activity: what was said} of these keys, in one query."""
    counts, words = defaultdict(Counter), defaultdict(list)
    rows = Feedback.objects.filter(activity__in=activities).values_list("activity", "felt", "words")
    for pk, felt, sentence in rows:
        counts[pk][felt] += 1
        words[pk].append(sentence)
    return {pk: _answers(count, words[pk]) for pk, count in counts.items()}


def _answers(counts: Counter, words: list[str]) -> Answers:
    shown = broken_down(counts)
    felt = [] if shown is None else [(str(each.label), shown.get(each.value, 0)) for each in Felt]
    return Answers(counts.total(), felt, [] if shown is None else in_no_order(words))
