"""Decision: who wins an award, and why; frozen with what it was worked out from."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from csweek.lib.text import fold
from csweek.lib.versions import StaleSave
from csweek.notices.models import notify
from csweek.people.models import Person
from recognition.rules.freezing import Frozen, ranks_in, with_reason

from .awards import Award
from .files import File
from .presenting import tell_of_correction

LONGEST_REASON = 2000
LAST = 1_000_000  # more than there are files

# It stands, or stood when its award was presented, or later.
HELD = Q(reopened_at=None) | Q(reopened_at__gte=F("award__presented_at"))


def place_among(ranks: dict[str, int], key, name: str) -> tuple[int, str]:
    """By what winners are sorted: by rank, then as one looks a name up; those without a rank come
    last."""
    return ranks.get(str(key), LAST), fold(name)


class DecisionQuerySet(models.QuerySet):
    def standing(self):
        """Those that were not reopened: at most one an award."""
        return self.filter(reopened_at=None)

    def presented(self):
        """Those that everyone was shown: one that held as its award was presented, and every one
        made since, reopened or not."""
        return self.filter(HELD).exclude(award__presented_at=None)

    def in_force(self):
        """What holds of each award, at most one: the decision that stands; of an award that was
        reopened after it was presented, the one that was presented last."""
        later = self.model._base_manager.filter(HELD, award=OuterRef("award"))
        return self.filter(HELD).exclude(Exists(later.filter(number__gt=OuterRef("number"))))

    def ranks(self) -> dict[str, int]:
        """{key of a file that won: its rank}, of all of these."""
        found = {}
        for ranks in self.values_list("ranks", flat=True):
            found |= ranks
        return found

    def with_winners(self, **counted):
        """Each with whoever won, their team and site, and what is `counted` of their files; in two
        queries."""
        files = File.objects.select_related("person__team", "person__site", "team")
        files = files.annotate(**counted)
        return self.prefetch_related(models.Prefetch("winners", files))


class DecisionManager(models.Manager.from_queryset(DecisionQuerySet)):
    @transaction.atomic
    def decide(self, award: Award, winners, *, by, key, reason: str, frozen: Frozen) -> "Decision":
        """Keep what recognition.deciding has worked out: the award waits under its lock meanwhile.
        Of an award that has been presented it is shown at once, and those whom it concerns are
        told. Raises StaleSave when another decision stands."""
        if self.standing().filter(award=award).exists():
            raise StaleSave(award)
        last = self.filter(award=award).aggregate(last=models.Max("number"))["last"] or 0
        decision = self.create(
            award=award,
            number=last + 1,
            key=key,
            reason=reason,
            by=by,
            at=timezone.now(),
            ranks=ranks_in(frozen.text, [str(each.key) for each in winners]),
            frozen=frozen.text,
            sha256=frozen.sha256,
        )
        decision.winners.set(winners)
        # Neither names nor the reason, which may hold one: the decision itself keeps them.
        record(decision, Verb.DECIDED, by=by, changes={"number": (last or None, last + 1)})
        if award.is_presented:
            tell_of_correction(award, decision)
        return decision


class Decision(models.Model):
    """`frozen` is canonical JSON of inputs, method and result; `sha256` is of its UTF-8 bytes.
    `ranks` are those of the winners in it, by their key, so that nobody has to read it for them.
    When somebody whom its reason named was erased, words were struck out of it: `struck_at` says
    when, and `struck_sha256` is of the text since; `sha256` stays what everyone was told."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField(_("number"))
    key = models.UUIDField(unique=True, editable=False)
    winners = models.ManyToManyField(File, verbose_name=_("winners"), related_name="+")
    reason = models.TextField(_("reason"), max_length=LONGEST_REASON)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("decided"))
    ranks = models.JSONField(default=dict)
    frozen = models.TextField()
    sha256 = models.CharField(max_length=64)
    struck_at = models.DateTimeField(null=True)
    struck_sha256 = models.CharField(max_length=64, blank=True)
    reopened_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    reopened_because = models.CharField(_("why it was reopened"), max_length=300, blank=True)

    objects = DecisionManager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="decision_once_a_number"),
            models.UniqueConstraint(
                fields=["award"],
                condition=models.Q(reopened_at=None),
                name="one_decision_stands",
            ),
        ]

    def __str__(self):
        return self.award.title  # no name: history keeps this

    @property
    def history_within(self):
        return self.award

    @property
    def is_standing(self) -> bool:
        return self.reopened_at is None

    def winners_in_order(self) -> list[File]:
        """By rank, then by name."""
        return sorted(
            self.winners.all(),
            key=lambda file: (*place_among(self.ranks, file.key, file.nominee_name), file.pk),
        )

    @property
    def sum_now(self) -> str:
        """The check sum of the frozen text as it stands."""
        return self.struck_sha256 or self.sha256

    def strike(self, reason: str) -> None:
        """Keep the reason without a name that was erased, in the frozen text too."""
        struck = with_reason(self.frozen, reason)
        values = {"reason": reason, "frozen": struck.text, "struck_sha256": struck.sha256}
        Decision.objects.filter(pk=self.pk).update(struck_at=timezone.now(), **values)

    @transaction.atomic
    def reopen(self, *, by, reason: str) -> None:
        """It stands no more, and stays to be read. Reopened twice, it is reopened once. After it
        was presented it stays shown as it was until there is another, and managers are told."""
        award = Award.objects.select_for_update().get(pk=self.award_id)
        now = timezone.now()
        values = {"reopened_at": now, "reopened_by": by, "reopened_because": reason}
        if not Decision.objects.standing().filter(pk=self.pk).update(**values):
            return
        record(self, Verb.REOPENED, by=by)
        if award.is_presented:
            managers = Person.objects.active().filter(is_manager=True).exclude(pk=by.pk)
            told = list(managers.values_list("pk", flat=True))
            notify(told, "decision-reopened", subject=f"decision:{self.pk}", award=award.pk)


class ChairVoteManager(models.Manager):
    @transaction.atomic
    def vote(self, award: Award, order: list[str], *, by, reason: str) -> "ChairVote":
        """The chair's order of the files that are tied; given anew, the new one counts."""
        Award.objects.select_for_update().get(pk=award.pk)
        if Decision.objects.standing().filter(award=award).exists():
            raise ValidationError(_("The award is decided. Nothing was saved."))
        vote = self.filter(award=award).first() or ChairVote(award=award)
        before = list(vote.order)
        if (vote.order, vote.reason, vote.by_id) == (order, reason, by.pk):
            vote.save(update_fields=["at"])  # it answers whoever asked anew
            return vote
        vote.order, vote.reason, vote.by = order, reason, by
        vote.save()
        changes = {"order": (before or None, order)}  # by keys: recognition.trail names them
        record(vote, Verb.SENT, by=by, changes=changes)
        return vote


class ChairVote(models.Model):
    """The chair's written order of the files that are tied; it breaks a tie, nothing else."""

    award = models.OneToOneField(Award, on_delete=models.CASCADE, related_name="chair_vote")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now=True)
    order = models.JSONField(default=list)  # keys of files, the best first
    reason = models.CharField(_("reason"), max_length=500)

    objects = ChairVoteManager()

    class Meta:
        verbose_name = _("chair's vote")
        verbose_name_plural = _("chair's votes")

    def __str__(self):
        return self.award.title

    @property
    def history_within(self):
        return self.award
