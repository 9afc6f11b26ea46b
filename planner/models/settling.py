"""Making pairs: what the table of pairs does for one activity at a time."""

from collections import defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Entry, Verb, entry_of, record
from csweek.notices.models import notify_each
from csweek.people.models import Person
from planner.rules.places import around, overlap

from .activities import Activity
from .bound import bonds, refusal
from .offers import Offer, hold, marks_of
from .pairlists import PairQuerySet, PairState
from .signuplists import SignupList
from .signups import Signup


class PairManager(models.Manager.from_queryset(PairQuerySet)):
    @transaction.atomic
    def propose(self, activity: Activity, pairs: Iterable[tuple], minutes: int, *, by) -> int:
        """Put these (leader, buddy, start) instead of what was proposed before, without those who
        have withdrawn or been paired meanwhile; says how many there are. Nobody is told yet."""
        hold(activity)
        free = set(activity.offers.standing().values_list("person", flat=True))
        free -= self.settled().of_runs(activity).people()
        wanted = [
            (leader.pk, buddy.pk, start, minutes)
            for leader, buddy, start in pairs
            if {leader.pk, buddy.pk} <= free
        ]
        before = self.proposed().filter(activity=activity)
        was = list(before.values_list("leader", "buddy", "start", "minutes"))
        if sorted(was) != sorted(wanted):
            before.delete()
            self.bulk_create(
                self.model(
                    activity=activity,
                    leader_id=leader,
                    buddy_id=buddy,
                    start=start,
                    minutes=length,
                    state=PairState.PROPOSED,
                )
                for leader, buddy, start, length in wanted
            )
            told = {"proposed": (len(was), len(wanted))}
            record(activity, Verb.CHANGED, by=by, changes=told)
        return len(wanted)

    @transaction.atomic
    def settle_all(self, activity: Activity, *, by) -> int:
        """Settle what is proposed by now; says how many."""
        hold(activity)
        return self.settle_held(activity, self.proposed().filter(activity=activity), by=by)

    def settle_held(self, activity: Activity, proposed: Iterable, *, by) -> int:
        """Settle these proposals of a week that is held, as they stand, and tell all who are in
        them; one of whom somebody is bound by now is dropped. Says how many are settled."""
        settled, dropped = self._part(activity, list(proposed))
        self.filter(pk__in=[each.pk for each in settled]).update(
            state=PairState.SETTLED, version=F("version") + 1
        )
        for pair in settled:
            pair.activity, pair.state, pair.version = activity, PairState.SETTLED, pair.version + 1
        told = {"state": (PairState.PROPOSED, PairState.SETTLED)}
        Entry.objects.bulk_create(
            entry_of(each, Verb.CHANGED, by=by, changes=told) for each in settled
        )
        for pair in dropped:
            pair.drop(by=by)
        self._tell_settled(activity, settled, but=by)
        return len(settled)

    def _part(self, activity: Activity, proposed: list) -> tuple[list, list]:
        """Those that can hold, and those that cannot, each asked after those before it; nobody who
        has left is in one, and none is for a time that is past."""
        people = {person for each in proposed for person in (each.leader_id, each.buddy_id)}
        here = Person.objects.active().filter(pk__in=people).values_list("pk", flat=True)
        taken = self.settled().of_runs(activity).people() | people.difference(here)
        spans = SignupList.objects.spans_of(activity, [(e.start, e.minutes) for e in proposed])
        bound = defaultdict(list)
        for person, held in bonds(people, around(spans), but=marks_of(activity.pk)).items():
            bound[person] = [each.span for each in held]
        settled, dropped, now = [], [], timezone.now()
        for pair, span in zip(proposed, spans, strict=True):
            both = {pair.leader_id, pair.buddy_id}
            is_bound = any(overlap(e, span) for person in both for e in bound[person])
            if span.is_over(now) or is_bound or both & taken:
                dropped.append(pair)
            else:
                settled.append(pair)
                taken |= both
                bound[pair.stand_in_id].append(span)
        return settled, dropped

    def _tell_settled(self, activity: Activity, pairs: list, *, but) -> None:
        """Who is in these, or stands in, is told; nobody is looked for any more beside them."""
        self.filter(activity=activity).close_places_of(
            *(person for each in pairs for person in (each.leader_id, each.buddy_id))
        )
        told = (
            (
                {e.leader_id, e.buddy_id, e.stand_in_id} - {None, but.pk},
                f"pair:{e.pk}",
                {"pair": e.pk},
            )
            for e in pairs
        )
        notify_each("pair-settled", told)

    @transaction.atomic
    def make(self, leader: Offer, buddy: Offer, *, by, key, because: str = "", **values):
        """Settle two offers by hand and tell the two; the same key makes one pair. Raises
        ValidationError when one of them is in a settled pair already, or bound to something else
        then, or has withdrawn; and for a leader with their own report unless `because` says why
        it is allowed."""
        activity = leader.activity
        hold(activity)
        if there := self.filter(key=key).first():
            return there
        people = (leader.person, buddy.person)
        for person in people:
            self._refuse_unless_free(activity, person)
        if buddy.person.line_manager_id == leader.person_id and not because:
            raise ValidationError(
                _("%(buddy)s reports to %(leader)s. Say why it is allowed, or choose another."),
                params={"buddy": buddy.person.name, "leader": leader.person.name},
            )
        span = SignupList.objects.span_of(activity, values["start"], values["minutes"])
        if words := refusal(people, span, but=marks_of(activity.pk)):
            raise ValidationError(words)
        for person in people:
            self.proposed().filter(activity=activity).of(person).delete()
        values |= {"allowed_because": because, "key": key}
        return self.settled_by(activity, *people, by=by, **values)

    def _refuse_unless_free(self, activity: Activity, person) -> None:
        offers = activity.offers.standing().filter(person=person)
        is_on = offers.filter(person__is_active=True).exists()
        if not is_on or self.settled().of_runs(activity).of(person).exists():
            raise ValidationError(
                _("%(name)s is not free any more. Choose somebody else."),
                params={"name": person.name},
            )

    def let_go(self, person, *, by) -> None:
        """Whoever stayed behind withdraws as well: nobody is looked for, and they can have the
        places that they wait for."""
        spans = [each.moments for each in self.left_with(person)]
        self.close_places_of(person)
        for span in spans:
            Signup.objects.promote_where_they_wait([person.pk], span, by=by)

    def settled_by(self, activity: Activity, leader, buddy, *, by, **values):
        """A new pair that holds at once; the others of it than `by` are told."""
        pair = self.create(
            activity=activity, leader=leader, buddy=buddy, state=PairState.SETTLED, **values
        )
        told = {
            field: (None, getattr(pair, field)) for field in ("leader", "buddy", *self.model.span)
        }
        record(pair, Verb.MADE, by=by, changes=told, reason=values.get("allowed_because", ""))
        self._tell_settled(activity, [pair], but=by)
        return pair
