"""The page on which one nominates, as it is shown: its awards, its nominee, what may be done."""

from dataclasses import dataclass

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from csweek.lib.moments import moment
from csweek.people.models import Person
from recognition.calls import Call
from recognition.limits import limits_of
from recognition.models import Award, Nomination, State
from recognition.models.completeness import closed_in_words
from recognition.moments import time_left
from recognition.nominees import candidate_of, nobody_found

SALT = "recognition.nominating"


@dataclass(frozen=True)
class Card:
    """An award as it can be chosen; `closes` is the whole sentence above the page's title."""

    key: str
    title: str
    honours: str
    limits: str
    icon: str
    closes: str
    is_for_team: bool
    is_open_to_cosigning: bool
    is_chosen: bool


def closes(award: Award) -> str:
    """'Closes Wednesday 7 October, 18:00 · 3 days left'."""
    words = {"when": moment(award.closes_at), "left": time_left(award.closes_at)}
    return _("Closes %(when)s · %(left)s") % words


def cards_of(call: Call, chosen: Award | None) -> list[Card]:
    """Those that can be chosen now, as they come on stage."""
    return [
        Card(
            key=str(award.key),
            title=award.title,
            honours=award.honours,
            limits=limits_of(award),
            icon=award.icon,
            closes=closes(award),
            is_for_team=award.is_for_team,
            is_open_to_cosigning=award.is_for_team and award.allows_cosigning,
            is_chosen=award == chosen,
        )
        for award in call.open
    ]


def eyebrow(call: Call, chosen: Award | None) -> str:
    """Until when one can nominate for the chosen award, or for the first that closes."""
    if chosen and chosen.is_open and not chosen.discarded_at:
        return closes(chosen)
    first = min(call.open, key=lambda each: each.closes_at, default=None)
    if first is None:
        return ""
    if all(each.closes_at == first.closes_at for each in call.open):
        return closes(first)
    words = {"when": moment(first.closes_at), "left": time_left(first.closes_at)}
    return _("The first closes %(when)s · %(left)s") % words


def writer_of(person: Person) -> str:
    """A name that tells nothing of a person: what a browser keeps for one, no other is shown."""
    return salted_hmac(SALT, str(person.pk), algorithm="sha256").hexdigest()[:16]


def page_of(call: Call, form, nomination: Nomination | None, matches=None) -> dict:
    """What the template of the page needs; `matches` are Candidates that were searched for."""
    award, nominee = _chosen(form, "award"), _chosen(form, "nominee")
    candidate = candidate_of(nominee) if nominee else None
    is_draft = nomination is None or nomination.is_draft
    is_away = award is not None and (award.discarded_at or not award.is_open)
    words = form["words"].value() or ""
    return {
        "call": call,
        "year": call.year,
        "form": form,
        "nomination": nomination,
        "is_draft": is_draft,
        "is_returned": not is_draft and nomination.state == State.RETURNED,
        "cards": cards_of(call, award),
        "eyebrow": eyebrow(call, award),
        "chosen": candidate,
        "is_for_team": bool(award and award.is_for_team),
        "matches": [each for each in matches or () if each != candidate],
        "is_searched": matches is not None,
        "nobody": "" if matches else _nobody(form),
        "who_hint": _who_hint(call),
        "notice": closed_in_words(award) if is_away else "",
        "award": award,
        "length": len(words),
        "writer": writer_of(form.by),
        "key": form["key"].value(),
        "version": form["version"].value() or 0,
    }


def _nobody(form) -> str:
    """What is said of a search in which nobody was found."""
    typed = getattr(form, "cleaned_data", {})
    return nobody_found(typed.get("who", ""), by=form.by, award=typed.get("award"))


def _who_hint(call: Call) -> str:
    for_teams = {award.is_for_team for award in call.open}
    if for_teams == {False}:
        return _("A colleague: part of the name is enough.")
    if for_teams == {True}:
        return _("A team: part of the name is enough.")
    return _("A colleague or a team: part of the name is enough.")


def _chosen(form, name: str):
    """The row that a field holds, however the form came to it."""
    if not form.is_bound:
        return form.initial.get(name)
    if name in getattr(form, "cleaned_data", {}):
        return form.cleaned_data[name]
    return None
