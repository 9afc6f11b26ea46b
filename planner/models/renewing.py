"""Lists of sign-ups made to say what has just been published, and what becomes of places by it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from csweek.history.models import Verb
from planner.rules.places import Party, lines_in_front, overlap
from planner.rules.places_per_team import who_must_go
from planner.rules.programme import Programme

from .activities import Activity
from .signuplists import SignupList
from .signups import Signup
from .states import SignupState
from .weeks import Week

Which = tuple[int, ...]
Shares = dict[tuple[Which, Which, Which, tuple[Which, ...]], list[int]]
COLUMNS = [each.name for each in SignupList._meta.fields if each.name not in ("activity", "week")]


@dataclass
class Moves:
    """{person: the activities} in which a publication gave people a place, or took theirs, and of
    the latter those that are now `beside` something else of theirs: (activity, the other one)."""

    up: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    down: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    beside: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def share(self, told: dict[tuple[int, ...], list[int]]) -> Shares:
        """Each person once: by the changes that concern them, where they went up, where down, and
        beside what."""
        changes = {person: which for which, people in told.items() for person in people}
        shares = defaultdict(list)
        for person in sorted({*changes, *self.up, *self.down}):
            up, down = self.up.get(person, []), self.down.get(person, [])
            lost = tuple(sorted(set(down) - set(up)))
            beside = tuple(sorted(each for each in self.beside.get(person, ()) if each[0] in lost))
            still = (tuple(sorted(set(up) - set(down))), lost, beside)
            if person in changes or any(still):
                shares[(changes.get(person, ()), *still)].append(person)
        return dict(shares)


def renew_lists(publication, *, by) -> Moves:
    """Make the lists say what it says. Its week must be held.

    Places that are fewer than are taken, in all or by a team, go to those who came first; where
    something has moved onto something else that people have a place in, their place in what has
    moved is given back. Whoever loses a place so comes first in the line. What becomes free goes
    to those who wait.
    """
    lists = _renewed(publication.week, publication.frozen)
    moves = Moves()
    for signup_list, down, beside in _who_must_go(lists):
        _send_down(signup_list, down, by=by)
        for each in down:
            moves.down[each.person_id].append(signup_list.pk)
            if each.pk in beside:
                moves.beside[each.person_id].append((signup_list.pk, beside[each.pk]))
    SignupList.objects.bulk_create(each for each in lists if each._state.adding)
    changed = [each for each in lists if each.was is not None and each.was != _values(each)]
    SignupList.objects.bulk_update(changed, COLUMNS, 100)
    _send_up(lists, moves, by=by)
    return moves


def who_would_lose(week: Week, programme: Programme) -> tuple[int, int]:
    """How many people a publication of it would take a place from: by moving one onto something
    else of theirs, and by fewer places."""
    apart, fewer = set(), set()
    for _list, down, beside in _who_must_go(_renewed(week, programme)):
        (apart if beside else fewer).update(each.person_id for each in down)
    return len(apart), len(fewer)


def _values(signup_list: SignupList) -> list:
    return [getattr(signup_list, column) for column in COLUMNS]


def _renewed(week: Week, programme: Programme) -> list[SignupList]:
    """Not saved yet; `has_moved` says of each that it takes place at another time, or again, and
    `was` is what stands in the table."""
    found = {each.key: each for each in SignupList.objects.filter(week=week)}
    rows = Activity.objects.filter(week=week).values_list("key", "pk", "wave_of")
    keys = {key: (pk, wave_of or pk) for key, pk, wave_of in rows}
    lists = []
    for item in programme.items:
        key = UUID(item.key)
        if key not in keys:
            continue
        pk, first = keys[key]
        each = found.get(key)
        was = each and _values(each)
        each = each or SignupList(activity_id=pk, week=week, key=key, is_on=False)
        before, was_on = each.span, each.is_open_to_sign_up
        each.take_over(item, programme, first)
        each.was = was
        each.has_moved = each.is_open_to_sign_up and (each.span != before or not was_on)
        lists.append(each)
    return lists


def _who_must_go(lists) -> Iterable[tuple[SignupList, list[Signup], dict[int, int]]]:
    """Each list with those who lose their place in it; first by what has moved: of these also
    {sign-up: the other activity}."""
    moved = [each for each in lists if each.has_moved and each.taken]
    crowded = [each for each in lists if _is_crowded(each)]
    if not (moved or crowded):
        return
    by_pk = {each.pk: each for each in lists}
    held = defaultdict(list)
    places = defaultdict(list)
    confirmed = Signup.objects.confirmed().filter(activity__in=by_pk)
    for signup in confirmed.annotate(team=F("person__team")):
        held[signup.person_id].append(signup)
        places[signup.activity_id].append(signup)
    for each in moved:
        beside = {}
        for signup in places[each.pk]:
            others = (by_pk[other.activity_id] for other in held[signup.person_id])
            at_once = (
                other.pk
                for other in others
                if other is not each and other.is_open_to_sign_up and overlap(other.span, each.span)
            )
            if other := next(at_once, None):
                beside[signup.pk] = other
        down = [signup for signup in places[each.pk] if signup.pk in beside]
        for signup in down:
            held[signup.person_id].remove(signup)
            places[each.pk].remove(signup)
        if down:
            yield each, down, beside
    for each in crowded:
        rows = {signup.pk: signup for signup in places[each.pk]}
        parties = ((row.team, Party(pk, row.size, row.line)) for pk, row in rows.items())
        if down := [rows[party.key] for party in who_must_go(*_most(each), parties)]:
            yield each, down, {}


def _is_crowded(signup_list: SignupList) -> bool:
    """Whether it may be; teams are counted only where all of them together are more than one."""
    return any(most is not None and signup_list.taken > most for most in _most(signup_list))


def _most(signup_list: SignupList) -> tuple[int | None, int | None]:
    """How many places there are, and how many for each team; of what is over, no team has too
    many: who has changed teams since was there all the same."""
    is_ahead = signup_list.is_open_to_sign_up and signup_list.ends_at > timezone.now()
    return signup_list.places, signup_list.places_per_team if is_ahead else None


def _send_down(signup_list: SignupList, down: list[Signup], *, by) -> None:
    """To the front of the line, in the order in which they came."""
    waiting = Signup.objects.filter(activity=signup_list.pk).waiting()
    lines = lines_in_front(waiting.values_list("line", flat=True), len(down))
    for signup, line in zip(sorted(down, key=lambda each: each.line), lines, strict=True):
        signup.apply(Verb.CHANGED, {"state": SignupState.WAITING, "line": line}, by=by)
        signup_list.taken -= signup.size


def _send_up(lists: list[SignupList], moves: Moves, *, by) -> None:
    waited_for = set(
        Signup.objects.waiting()
        .filter(activity__in=[each.pk for each in lists])
        .values_list("activity", flat=True)
    )
    for each in lists:
        if each.pk in waited_for:
            for signup in Signup.objects.promote(each, by=by, is_told=False):
                moves.up[signup.person_id].append(each.pk)
