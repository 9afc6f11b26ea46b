"""Presenting: from then on everyone knows who has won, and those whom it concerns are told."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb
from csweek.notices.models import Notice, notify
from csweek.people.models import Person
from planner.models import Week


class Presentable(models.Model):
    """What an award is that can be presented, and the acts of it."""

    presented_at = models.DateTimeField(_("presented"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_presented(self) -> bool:
        return self.presented_at is not None

    @transaction.atomic
    def present(self, *, by, ceremony=None) -> bool:
        """Lift the embargo, once: a second ceremony changes nothing. Says whether it was done now.

        Raises ValidationError while nothing is decided.
        """
        Week.objects.hold(self.week_id)  # of two that are presented at once, one is the last
        held = type(self)._base_manager.select_for_update().get(pk=self.pk)
        if held.is_presented:
            self.presented_at, self.version = held.presented_at, held.version
            return False
        decision = held.decisions.standing().first()
        if decision is None or held.discarded_at:
            words = _("“%(title)s” is not decided. It can be presented when it is.")
            raise ValidationError(words % {"title": held.title})
        reason = ceremony.title if ceremony else ""
        held.apply(Verb.PRESENTED, {"presented_at": timezone.now()}, by=by, reason=reason)
        self.presented_at, self.version = held.presented_at, held.version
        _tell(held, decision)
        tell_nominees(held.week)
        return True


def _tell(award, decision) -> None:
    """Winners, and whoever nominated or co-signed, whether theirs won or not."""
    about = {"award": award.pk, "number": decision.number}
    _tell_winners(award, decision)
    notify(_nominators(award), "award-outcome", subject=f"award:{award.pk}", **about)


def _tell_winners(award, decision) -> set[int]:
    """Each by which file they have won: they read of that one, whatever team they are in then."""
    told = set()
    for file in decision.winners.all():
        people = set(_people_of([file]).values_list("pk", flat=True))
        about = {"award": award.pk, "number": decision.number, "file": file.pk}
        notify(people, "award-won", subject=f"decision:{decision.pk}", **about)
        told |= people
    return told


def tell_of_correction(award, decision) -> None:
    """A decision made after the award was presented: winners, those who were told that they had
    won, and nominators hear of it. Nobody does where the same have won again."""
    before = award.decisions.presented().filter(number__lt=decision.number).first()
    files = set(decision.winners.all())
    if before and set(before.winners.all()) == files:
        return
    won = _tell_winners(award, decision)
    told = set(_nominators(award).values_list("pk", flat=True))
    if before:
        told |= set(_people_of(before.winners.all()).values_list("pk", flat=True))
    about = {"subject": f"decision:{decision.pk}", "award": award.pk, "number": decision.number}
    notify(told - won, "award-corrected", **about)


def _people_of(files):
    """Whoever these files are of, and the members of their teams."""
    chosen = Q(pk__in=[each.person_id for each in files if each.person_id])
    chosen |= Q(team__in=[each.team_id for each in files if each.team_id])
    return Person.objects.active().filter(chosen)


def _nominators(award):
    counted = award.nominations.counted()
    wrote = counted.exclude(nominator=None).values("nominator")
    signed = counted.exclude(cosignatures=None).values("cosignatures__person")
    return Person.objects.active().filter(Q(pk__in=wrote) | Q(pk__in=signed))


def tell_nominees(week) -> None:
    """Colleagues have said good things of them, which are theirs to read now: once each, when no
    award of the week is left to present. Awards presented after that, since they were added or
    brought back later, are told of in the same way, when none of them is left either.

    Call it with the week held: else neither of two acts may find itself the last one.
    """
    if not week.awards.are_all_presented():
        return
    told_at = Notice.objects.filter(name="said-of-you", context__week=week.pk)
    new = week.awards.presented()
    if last := told_at.aggregate(last=models.Max("made_at"))["last"]:
        new = new.filter(presented_at__gt=last)
    latest = new.order_by("presented_at", "pk").last()
    if latest is None:
        return
    said = week.nominations.accepted().filter(may_be_read=True, award__in=new)
    people = said.exclude(person=None).values("person")
    of_team = said.filter(team=OuterRef("team")).exclude(nominator=OuterRef("pk"))
    teams = said.exclude(team=None).values("team")
    told = Person.objects.active().filter(
        Q(pk__in=people) | Q(Exists(of_team), team__in=teams)  # what one wrote oneself is not told
    )
    notify(told, "said-of-you", subject=f"award:{latest.pk}", week=week.pk)
