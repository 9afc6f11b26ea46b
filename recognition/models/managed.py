"""What managers do with a nomination that was sent: each act is done once, and its nominator told.

A manager is somebody who can be nominated too: of nominations of themselves managers learn nothing
until the award is presented, and of unnamed ones of their own team not who wrote them.
"""

import uuid
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Entry, Verb, entry_of
from csweek.lib.text import fold
from csweek.lib.versions import StaleSave
from csweek.notices.models import notify
from csweek.people.models import Person, Team
from planner.models import Week

from .awards import Award
from .completeness import wrong_nominee
from .decisions import Decision
from .files import File
from .managedlists import ManagedQuerySet, is_hidden
from .settled import refuse_if_settled, settled_among
from .states import State


@dataclass(frozen=True)
class Accepted:
    """What became of several at once: accepted by now; changed since they were read; of awards
    that take no more."""

    done: list
    changed: list
    settled: list


class ManagedManager(models.Manager.from_queryset(ManagedQuerySet)):
    @transaction.atomic
    def accept_all(self, week: Week, versions: dict[uuid.UUID, int], *, by) -> Accepted:
        """Accept those that stand as they were read, each with its entry; `versions` by key.

        Accepted twice, they are accepted once. As many queries for fifty as for two.
        """
        chosen = self.managed_by(by).filter(week=week, key__in=versions)
        rows = chosen.exclude(state=State.WITHDRAWN).select_related("award").order_by("pk")
        rows = list(rows.select_for_update(of=("self",)))
        done = [each for each in rows if each.state == State.ACCEPTED]
        waiting = [each for each in rows if each.state != State.ACCEPTED]
        fresh = [each for each in waiting if each.version == versions[each.key]]
        settled = settled_among({each.award_id for each in fresh})
        now = [each for each in fresh if each.award_id not in settled]
        if now:
            self._accept(now, by)
        return Accepted(
            done=done + now,
            changed=[each for each in waiting if each not in fresh],
            settled=[each for each in fresh if each.award_id in settled],
        )

    def _accept(self, nominations: list, by) -> None:
        files = File.objects.of_all(nominations)
        for each in nominations:
            each.state, each.version = State.ACCEPTED, each.version + 1
            each.file = files[each.award_id, each.person_id, each.team_id]
        self.bulk_update(nominations, ["state", "file", "version"])
        Entry.objects.bulk_create(entry_of(each, Verb.ACCEPTED, by=by) for each in nominations)


class Managed(models.Model):
    # The words as one searches them, without accents or case.
    folded = models.TextField(editable=False, default="")

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        self.tidy()
        super().save(*args, **kwargs)

    @cached_property
    def is_decided(self) -> bool:
        """Whether its award is; `with_settled` brings it along."""
        return Decision.objects.standing().filter(award=self.award_id).exists()

    def is_hidden_from(self, person: Person) -> bool:
        """Whether who wrote it stays hidden from this person."""
        about = {"person": self.person_id, "team": self.team_id}
        return is_hidden(person, is_unnamed=self.is_unnamed, **about)

    def tidy(self) -> None:
        """Make what is worked out agree with what was typed; bulk writers call it too."""
        self.folded = fold(self.words)

    def save_version(self, *fields: str) -> None:
        if "words" in fields:
            self.tidy()
            fields = (*fields, "folded")
        super().save_version(*fields)

    @transaction.atomic
    def accept(self, *, by) -> None:
        """It counts, in the file of its nominee; also what was returned. Accepted twice, it is
        accepted once. Raises StaleSave when somebody has changed it since it was read, and
        ValidationError when its award takes no more."""
        stored = self._held()
        if stored.state == State.ACCEPTED:
            return
        self._refuse_if_changed(stored)
        refuse_if_settled(self.award)
        file = File.objects.of(self.award, self.nominee)
        self.apply(Verb.ACCEPTED, {"state": State.ACCEPTED, "file": file}, by=by)

    @transaction.atomic
    def ask(self, question: str, *, by) -> None:
        """Return it with a question; its nominator may answer even after the window has closed."""
        stored = self._held()
        if stored.is_returned and stored.question == question:
            return
        self._refuse_if_changed(stored)
        refuse_if_settled(self.award)
        values = {"state": State.RETURNED, "question": question, "file": None}
        self.apply(Verb.RETURNED, values, by=by)
        self._tell("nomination-returned", by)

    @transaction.atomic
    def withdraw(self, *, by, reason: str = "") -> None:
        """It counts no more. What has been decided about stays as it was decided."""
        stored = self._held()
        if stored.state == State.WITHDRAWN:
            return
        self._refuse_if_changed(stored)
        if stored.state == State.ACCEPTED:
            refuse_if_settled(self.award)
        values = {"state": State.WITHDRAWN, "file": None}
        self.apply(Verb.WITHDRAWN, values, by=by, reason=reason)
        self._tell("nomination-withdrawn", by)

    @transaction.atomic
    def move_to(self, award: Award, *, by, reason: str = "") -> None:
        """To another award of the week; there it is read once more."""
        stored = self._held()
        if stored.award_id == award.pk:
            return
        self._refuse_if_changed(stored)
        self._refuse_if_hidden(by)
        if award.is_for_team != bool(self.team_id):
            raise ValidationError(_("“%(award)s” is not for such a nominee.") % {"award": award})
        refuse_if_settled(self.award, award)
        self.award = award
        if wrong := wrong_nominee(self, self.nominator or by):
            raise ValidationError(wrong)
        self._put(stored, Verb.MOVED, {"award": award}, by, reason)
        self._tell("nomination-moved", by)

    @transaction.atomic
    def redirect(self, nominee: Person | Team, *, by) -> None:
        """It was meant for another one: a namesake, a team under its new name. It is read anew."""
        values = {"person": None, "team": None}
        values["team" if isinstance(nominee, Team) else "person"] = nominee
        stored = self._held()
        if (stored.person_id, stored.team_id) == tuple(row and row.pk for row in values.values()):
            return
        self._refuse_if_changed(stored)
        self._refuse_if_hidden(by)
        refuse_if_settled(self.award)
        if nominee == by:
            raise ValidationError(_("Nobody puts themselves forward. Ask another manager."))
        for field, row in values.items():
            setattr(self, field, row)
        if wrong := wrong_nominee(self, self.nominator or by):
            raise ValidationError(wrong)
        self._put(stored, Verb.CHANGED, values, by)
        self._tell("nomination-redirected", by)

    def _held(self):
        """The row as it stands now; others wait until the transaction ends."""
        stored = type(self)._base_manager.select_for_update().filter(pk=self.pk).first()
        if stored is None:
            raise StaleSave(None)
        return stored

    def _refuse_if_changed(self, stored) -> None:
        if stored.version != self.version:
            raise StaleSave(stored)
        if stored.state == State.WITHDRAWN:
            raise ValidationError(_("This nomination has been withdrawn. It stays so."))

    def _refuse_if_hidden(self, by) -> None:
        """What can be done with it elsewhere would tell who wrote it."""
        if self.is_hidden_from(by):
            raise ValidationError(
                _(
                    "Who wrote it stays unnamed to you. Another manager moves or points it "
                    "elsewhere."
                )
            )

    def _unsign(self, stored, by) -> dict:
        """Nobody's name stays under what they have not read: whoever co-signed it as it was stored
        is told. Returns what history keeps of it."""
        signed = self.cosignatures.all()
        signers = set(signed.values_list("person", flat=True))
        if not signers:
            return {}
        signed.delete()
        was = {"award": stored.award_id, "team": stored.team_id}
        notify(signers - {by.pk}, "co-signature-dropped", **was)
        return {"co-signatures": (len(signers), 0)}

    def _put(self, stored, verb: Verb, values: dict, by, reason: str = "") -> None:
        """Elsewhere, to be read there; unless its nominator has sent the same already."""
        again = {"state": State.SENT, "file": None}
        unsigned = self._unsign(stored, by)
        try:
            with transaction.atomic():
                self.apply(verb, values | again, by=by, reason=reason, also=unsigned)
        except IntegrityError as error:
            raise ValidationError(
                _("Its nominator has nominated %(name)s for “%(award)s” too.")
                % {"name": self.nominee_name, "award": self.award.title}
            ) from error

    def _tell(self, name: str, by) -> None:
        """Whoever wrote it, unless they did it themselves."""
        if self.nominator_id and self.nominator_id != by.pk:
            notify([self.nominator_id], name, nomination=self.pk)
