"""What winners, nominators and nominees are told once an award is presented.

Names and words are looked up when a notice is read: by the decision that it told of, so that what
was told does not change when the award is decided anew.
"""

from collections import defaultdict

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from csweek.notices.models import Notice
from csweek.notices.words import Message, put_into_words
from planner.models import Week
from recognition.models import Award, File, Nomination
from recognition.models.states import State
from recognition.naming import joined
from recognition.presented import Outcome, name_of_writer, outcomes_by_number, readable


def _outcomes(notices: list[Notice]) -> dict[int, Outcome]:
    """{notice: the outcome that it told of}."""
    awards = Award.objects.presented().filter(pk__in={each.context["award"] for each in notices})
    found = outcomes_by_number(awards.select_related("week"))
    told = {each.pk: (each.context["award"], each.context["number"]) for each in notices}
    return {pk: found[key] for pk, key in told.items() if key in found}


def _winners(outcome: Outcome) -> dict:
    return {
        "path": reverse("recognition:winners", args=[outcome.award.week.year]),
        "action": _("See who was honoured") if outcome.winners else _("See the outcome"),
    }


@put_into_words("award-won", is_sealed=True)
def won(notices: list[Notice]) -> list[Message | None]:
    """With what colleagues said, as far as they let it be read."""
    found = _outcomes(notices)
    files = [file for each in found.values() for file in each.winners]
    said = defaultdict(list)
    for each in readable().filter(file__in=files).order_by("key"):
        said[each.file_id].append((name_of_writer(each), tuple(each.words.splitlines())))

    def say(notice: Notice) -> Message | None:
        outcome = found.get(notice.pk)
        file = outcome and _file(outcome, notice.context["file"])
        if not file:
            return None
        words = {"award": outcome.award.title, "team": file.nominee_name}
        if file.team_id:
            subject = _("Your team has won “%(award)s”") % words
            opening = _("“%(award)s” goes to %(team)s.") % words
        else:
            subject = _("You have won “%(award)s”") % words
            opening = _("Congratulations: “%(award)s” is yours.") % words
        if said[file.pk]:
            opening = _("%(opening)s This is what colleagues say:") % {"opening": opening}
        return Message(subject, opening, parts=tuple(said[file.pk]), **_winners(outcome))

    return [say(each) for each in notices]


def _file(outcome: Outcome, pk: int) -> File | None:
    return next((file for file in outcome.winners if file.pk == pk), None)


@put_into_words("award-outcome", is_sealed=True)
def outcome(notices: list[Notice]) -> list[Message | None]:
    """To nominators and co-signers, kindly also where theirs did not win."""
    found = _outcomes(notices)
    people = {each.person_id for each in notices}
    wrote = defaultdict(set)
    mine = Q(nominator__in=people) | Q(cosignatures__person__in=people)
    awards = {each.award.pk for each in found.values()}
    counted = Nomination.objects.counted().filter(mine, award__in=awards)
    for row in counted.values("pk", "award", "nominator", "cosignatures__person"):
        for person in (row["nominator"], row["cosignatures__person"]):
            wrote[row["award"], person].add(row["pk"])
    rows = Nomination.objects.select_related("person", "team").in_bulk(
        [pk for pks in wrote.values() for pk in pks]
    )

    def say(notice: Notice) -> Message | None:
        told = found.get(notice.pk)
        own = [rows[pk] for pk in sorted(wrote[notice.context["award"], notice.person_id])]
        return _outcome_in_words(told, own, notice.person_id) if told and own else None

    return [say(each) for each in notices]


def _outcome_in_words(outcome: Outcome, own: list[Nomination], reader: int) -> Message:
    if not outcome.winners:
        return _not_given(outcome, own, reader)
    words = {"award": outcome.award.title, "did": _did(own, reader)}
    winners = {(file.person_id, file.team_id) for file in outcome.winners}
    won = [each for each in own if (each.person_id, each.team_id) in winners]
    if any(each.nominator_id == reader for each in won):
        closing = _("%(did)s Thank you: without your words nobody would have known.")
    elif won:
        closing = _("%(did)s Thank you for standing behind them.")
    elif _all_can_be_read(own, reader):
        closing = _(
            "%(did)s Only a few can win, but what you wrote is not lost: it is theirs to read "
            "after the ceremony."
        )
    else:
        closing = _("%(did)s Only a few can win; thank you for seeing them.")
    subject = _("“%(award)s” has been presented") % words
    return Message(subject, _goes_to(outcome), closing=closing % words, **_winners(outcome))


def _did(own: list[Nomination], reader: int) -> str:
    """Whom they nominated, or whose nomination they co-signed: each once."""
    nominees = {(each.person_id, each.team_id): each.nominee_name for each in own}
    wrote = {each.nominator_id == reader for each in own}
    if wrote == {True}:
        words = _("You nominated %(nominees)s.")
    elif wrote == {False}:
        words = _("You put your name to a nomination of %(nominees)s.")
    else:
        words = _("You nominated, or put your name to a nomination of, %(nominees)s.")
    return words % {"nominees": joined(list(nominees.values()))}


def _all_can_be_read(own: list[Nomination], reader: int) -> bool:
    """Whether the reader wrote each of these, and their nominees read it: then, and only then, it
    is promised."""
    return all(
        each.may_be_read and each.state == State.ACCEPTED and each.nominator_id == reader
        for each in own
    )


def _not_given(outcome: Outcome, own: list[Nomination], reader: int) -> Message:
    words = {"award": outcome.award.title, "did": _did(own, reader)}
    if _all_can_be_read(own, reader):
        closing = _(
            "%(did)s Thank you for seeing them: what you wrote is not lost, it is theirs to read "
            "after the ceremony."
        )
    else:
        closing = _("%(did)s Thank you for seeing them.")
    subject = _("The outcome of “%(award)s”") % words
    return Message(subject, _goes_to(outcome), closing=closing % words, **_winners(outcome))


@put_into_words("award-corrected", is_sealed=True)
def corrected(notices: list[Notice]) -> list[Message | None]:
    """To nominators, and to those who were told that they had won."""
    found = _outcomes(notices)

    def say(notice: Notice) -> Message | None:
        outcome = found.get(notice.pk)
        return outcome and Message(
            subject=_("“%(award)s” was decided anew") % {"award": outcome.award.title},
            opening=_goes_to(outcome),
            closing=_(
                "The decision was looked at once more after it had been presented, and this one "
                "takes its place. What colleagues wrote in their nominations stays true."
            ),
            **_winners(outcome),
        )

    return [say(each) for each in notices]


def _goes_to(outcome: Outcome) -> str:
    words = {"award": outcome.award.title}
    words["names"] = joined([file.nominee_name for file in outcome.winners])
    if not outcome.winners:
        return _("“%(award)s” is not given this year.") % words
    return _("“%(award)s” goes to %(names)s.") % words


@put_into_words("said-of-you", is_sealed=True)
def said_of_you(notices: list[Notice]) -> list[Message | None]:
    weeks = Week.objects.in_bulk({each.context["week"] for each in notices})

    def say(notice: Notice) -> Message | None:
        week = weeks.get(notice.context["week"])
        return week and Message(
            subject=_("What colleagues say of you, %(year)s") % {"year": week.year},
            opening=_(
                "Colleagues nominated you, or your team, for an award of Customer Service Week "
                "%(year)s. Whoever won: what they wrote is yours to read."
            )
            % {"year": week.year},
            path=reverse("recognition:said-of-me", args=[week.year]),
            action=_("Read it"),
        )

    return [say(each) for each in notices]
