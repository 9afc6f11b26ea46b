"""One nomination as managers see it: what was written, by whom, and what can be done."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext as _

from csweek.history.models import Entry
from csweek.history.words import Line, in_words
from csweek.lib.moments import moment
from csweek.people.models import Person
from recognition.models import Attachment, Award, CoSignature, Decision, Nomination, State
from recognition.models.completeness import is_barred_as_own
from recognition.models.managedlists import is_hidden

from .nominationlists import BEGINNING, LOOKS, beginning_of, is_waiting, state_in_words

MOST_ENTRIES, MOST_OTHERS = 50, 50


@dataclass(frozen=True)
class Other:
    """Another nomination of the same nominee for the same award: they become one file."""

    address: str
    value: str
    nominator: str
    words: str
    state: str
    look: str
    icon: str


@dataclass(frozen=True)
class Target:
    """An award that a nomination can be moved to, or why it cannot."""

    key: str
    title: str
    hindrance: str


@dataclass(frozen=True)
class NominationPage:
    nomination: Nomination
    nominator: str
    place: str
    sent: str
    state: str
    look: str
    icon: str
    is_hidden: bool
    attachments: list[Attachment]
    cosigners: list[str]
    others: list[Other]
    lines: list[Line]

    @property
    def settled(self) -> str:
        """Why nothing of its award can be changed; empty where it can."""
        award = self.nomination.award
        if self.nomination.is_decided:
            return _("“%(award)s” has been decided. Reopen it first.") % {"award": award}
        if award.discarded_at:
            return _("“%(award)s” was deleted. Bring it back first.") % {"award": award}
        return ""

    @property
    def can_change(self) -> bool:
        return self.nomination.state != State.WITHDRAWN and not self.settled

    @property
    def can_point(self) -> bool:
        """Elsewhere: to another award, or to another nominee."""
        return self.can_change and not self.is_hidden

    @property
    def can_accept(self) -> bool:
        return self.can_change and is_waiting(self.nomination.state)

    @property
    def can_withdraw(self) -> bool:
        return self.can_change or is_waiting(self.nomination.state)

    @property
    def has_left(self) -> bool:
        return bool(self.nomination.person_id) and not self.nomination.person.is_active

    @property
    def value(self) -> str:
        return f"{self.nomination.key}:{self.nomination.version}"

    @property
    def waiting(self) -> list[Other]:
        """The others that can be accepted together with this one."""
        return [other for other in self.others if other.value]


def page_of(nomination: Nomination, address: str, *, by: Person) -> NominationPage:
    """In five queries. `address` is the end of the address of the list it was opened from."""
    hidden = nomination.is_hidden_from(by)
    entries = Entry.objects.of(nomination)
    if hidden:
        entries = entries.exclude(by=nomination.nominator_id)
    look, icon = LOOKS[nomination.state]
    return NominationPage(
        nomination=nomination,
        nominator=_("stays unnamed") if hidden else named(nomination.nominator),
        place=", ".join(each.name for each in places_of(nomination) if each),
        sent=moment(nomination.sent_at),
        state=state_in_words(nomination.state),
        look=look,
        icon=icon,
        is_hidden=hidden,
        attachments=attachments_of(nomination),
        cosigners=cosigners_of(nomination),
        others=others_of(nomination, address, by=by),
        lines=in_words(entries[:MOST_ENTRIES]),
    )


def named(person: Person | None) -> str:
    if person is None:
        return _("(erased)")
    return f"{person.name}, {person.team.name}" if person.team else person.name


def places_of(nomination: Nomination) -> list:
    person = nomination.person
    return [person.team, person.site] if person else []


def attachments_of(nomination: Nomination) -> list[Attachment]:
    if nomination.state == State.WITHDRAWN:
        return []
    return list(Attachment.objects.in_short().filter(nomination=nomination))


def cosigners_of(nomination: Nomination) -> list[str]:
    if not nomination.team_id:
        return []
    signed = CoSignature.objects.filter(nomination=nomination).order_by("at", "pk")
    return list(signed.values_list("person__name", flat=True))


def others_of(nomination: Nomination, address: str, *, by: Person) -> list[Other]:
    same = {"award": nomination.award, "person": nomination.person, "team": nomination.team}
    found = Nomination.objects.managed_by(by).counted().filter(**same).exclude(pk=nomination.pk)
    columns = ["key", "version", "state", "nominator__name", "is_unnamed", "beginning"]
    rows = found.annotate(beginning=Left("words", BEGINNING)).order_by("-sent_at", "-pk")
    path = reverse("recognition:nomination-list", args=[nomination.week.year])
    who = {"person": nomination.person_id, "team": nomination.team_id}
    return [
        Other(
            address=f"{path}{each['key']}/" + (f"?{address}" if address else ""),
            value=f"{each['key']}:{each['version']}" if is_waiting(each["state"]) else "",
            nominator=_("stays unnamed")
            if is_hidden(by, is_unnamed=each["is_unnamed"], **who)
            else each["nominator__name"] or _("(erased)"),
            words=beginning_of(each["beginning"]),
            state=state_in_words(each["state"]),
            look=LOOKS[each["state"]][0],
            icon=LOOKS[each["state"]][1],
        )
        for each in rows.values(*columns)[:MOST_OTHERS]
    ]


def awards_like(nomination: Nomination) -> list[Award]:
    """The awards of the week for such a nominee, its own among them; each says whether it is
    decided, whether its nominator has nominated the same one there too, and its limits."""
    twins = Nomination.objects.counted().filter(
        award=OuterRef("pk"),
        nominator=nomination.nominator_id,
        person=nomination.person_id,
        team=nomination.team_id,
    )
    standing = Decision.objects.standing().filter(award=OuterRef("pk"))
    there = Q(discarded_at=None) | Q(pk=nomination.award_id)
    awards = Award.objects.filter(there, week=nomination.week_id).with_limits()
    awards = awards.filter(given_to=nomination.award.given_to)
    return list(awards.annotate(has_twin=Exists(twins), is_decided=Exists(standing)).in_order())


def targets_of(nomination: Nomination, awards: list[Award], *, by: Person) -> list[Target]:
    """The others of these, as `awards_like` finds them; in one query for one as for twenty."""
    awards = [each for each in awards if each.pk != nomination.award_id]
    winnable = _winnable(nomination, awards)
    by = nomination.nominator or by

    def hindrance(award: Award) -> str:
        if award.is_decided:
            return _("decided")
        if award.has_twin:
            return _("its nominator has one there too")
        if award.pk not in winnable or is_barred_as_own(nomination, award, by):
            return _("its rules leave this nominee out")
        return ""

    return [Target(str(each.key), each.title, hindrance(each)) for each in awards]


def _winnable(nomination: Nomination, awards: list[Award]) -> set[int]:
    """The numbers of those that the nominee can win."""
    found = [
        each.can_win().filter(pk=nomination.nominee.pk).order_by().values_list(Value(each.pk))
        for each in awards
    ]
    rows = found[0].union(*found[1:], all=True).order_by() if found else ()
    return {award for (award,) in rows}
