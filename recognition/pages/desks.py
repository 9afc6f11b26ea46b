"""A judge's desk in words: how far each file is, why one does not lie on it, what to do next."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from csweek.lib.moments import moment
from recognition.bench import JudgedFile, Part
from recognition.desks import Desk, Progress
from recognition.rules.conflicts import Conflict, Kind

# (words, icon, look)
STATES = {
    Progress.NOT_BEGUN: (gettext_lazy("Not begun"), "three-dots", ""),
    Progress.BEGUN: (gettext_lazy("Begun"), "pencil", "warn"),
    Progress.READY: (gettext_lazy("Ready to send"), "clipboard-check", "ready"),
    Progress.SENT: (pgettext_lazy("file", "Sent"), "check-circle", "ok"),
}

TO_THE_JUDGE = {
    Kind.NOMINEE: gettext_lazy("You are the nominee."),
    Kind.MEMBER: gettext_lazy("You belong to the team."),
    Kind.NOMINATOR: gettext_lazy("You nominated them."),
    Kind.COSIGNER: gettext_lazy("You co-signed the nomination."),
    Kind.MANAGER: gettext_lazy("You are their line manager."),
    Kind.REPORT: gettext_lazy("It is your line manager."),
    Kind.SAME_TEAM: gettext_lazy("You are in one team."),
}
OF_THE_JUDGE = {
    Kind.NOMINEE: gettext_lazy("is the nominee"),
    Kind.MEMBER: gettext_lazy("belongs to the team"),
    Kind.NOMINATOR: gettext_lazy("nominated them"),
    Kind.COSIGNER: gettext_lazy("co-signed the nomination"),
    Kind.MANAGER: gettext_lazy("is their line manager"),
    Kind.REPORT: gettext_lazy("has the nominee as line manager"),
    Kind.SAME_TEAM: gettext_lazy("is in one team with them"),
}
# The same where a team is nominated: it is one of its members who is tied to the judge.
TO_THE_JUDGE_OF_A_TEAM = TO_THE_JUDGE | {
    Kind.MANAGER: gettext_lazy("You are line manager to one of them."),
    Kind.REPORT: gettext_lazy("Your line manager is one of them."),
}
OF_THE_JUDGE_OF_A_TEAM = OF_THE_JUDGE | {
    Kind.MANAGER: gettext_lazy("is line manager to one of them"),
    Kind.REPORT: gettext_lazy("has one of them as line manager"),
}


@dataclass(frozen=True)
class Line:
    file: JudgedFile
    path: str
    state: str
    icon: str
    look: str


@dataclass(frozen=True)
class Aside:
    """A file that the judge does not judge: why, whether the chair can be asked, and was."""

    file: JudgedFile
    why: str
    path: str
    can_ask: bool
    is_asked: bool


@dataclass(frozen=True)
class Card:
    """One award on the desk. `step` is what to do next: (words, address), or None; `chairs` is
    where its chair sees who judges what, `vote` where they part what is level: (words, address)."""

    desk: Desk
    said: str
    progress: str
    chairs: str
    vote: tuple[str, str] | None
    lines: list[Line]
    aside: list[Aside]
    step: tuple[str, str] | None

    @property
    def award(self):
        return self.desk.award


def cards(desks: list[Desk], asked: Collection[str] = ()) -> list[Card]:
    """Those with something to do first; else as they come on stage. `asked` are the judge's own
    questions for a waiver (Desk.asking)."""
    found = [card_of(desk, asked) for desk in desks]
    return sorted(found, key=lambda card: card.step is None)


def card_of(desk: Desk, asked: Collection[str] = ()) -> Card:
    path = desk_path(desk)
    return Card(
        desk,
        _said(desk),
        progress_words(desk),
        f"{path}panel/" if desk.seat.is_chair and desk.is_open else "",
        _vote(desk),
        [Line(file, f"{path}{file.key}/", *STATES[desk.progress(file)]) for file in desk.files],
        [
            Aside(
                file,
                why_not(desk, file),
                f"{path}{file.key}/ask/",
                desk.can_ask(file),
                desk.asking(file) in asked,
            )
            for file in desk.set_aside
        ],
        _step(desk, path),
    )


def _vote(desk: Desk) -> tuple[str, str] | None:
    path = reverse("recognition:chair-vote", args=[desk.award.week.year, desk.award.key])
    if desk.is_to_vote:
        return _("Files are level: give your vote as chair"), path
    if desk.has_voted:
        return _("Your vote as chair is kept: look at it, or vote anew"), path
    return None


def desk_path(desk: Desk) -> str:
    """What the addresses of the files of an award begin with."""
    year = reverse("recognition:desk", args=[desk.award.week.year])
    return f"{year}{desk.award.key}/"


def progress_words(desk: Desk) -> str:
    """'4 of 9 scored, 2 sent'."""
    count = len(desk.files)
    words = {"scored": len(desk.scored), "count": count, "sent": len(desk.sent)}
    return (
        ngettext(
            "%(scored)s of %(count)s scored, %(sent)s sent",
            "%(scored)s of %(count)s scored, %(sent)s sent",
            count,
        )
        % words
    )


def why_not(desk: Desk, file: JudgedFile) -> str:
    """Why a judge does not judge a file, to themselves."""
    part = desk.part(file)
    if part == Part.STEPPED_BACK:
        return _("You stepped back.")
    words = TO_THE_JUDGE_OF_A_TEAM if file.is_of_team else TO_THE_JUDGE
    told = _gravest(desk.conflicts(file), words)
    if part == Part.WAITS and desk.seat.is_chair:
        return _(
            "%(why)s Nobody can waive for the chair: you do not judge it, unless a manager puts "
            "another judge in the chair, who lets you."
        ) % {"why": told}
    if part == Part.WAITS and desk.seat.chair is None:
        return _(
            "%(why)s The chair of the panel could let you judge it, once managers have chosen one."
        ) % {"why": told}
    if part == Part.WAITS:
        return _("%(why)s The chair of the panel may let you judge it.") % {"why": told}
    return told


def conflict_words(conflicts: tuple[Conflict, ...], file: JudgedFile) -> str:
    """What ties a judge to a file, to be said after the judge's name."""
    return _gravest(conflicts, OF_THE_JUDGE_OF_A_TEAM if file.is_of_team else OF_THE_JUDGE)


def _gravest(conflicts: tuple[Conflict, ...], words: dict) -> str:
    """Of several conflicts the gravest alone: it is what decides."""
    return str(words[conflicts[0].kind]) if conflicts else ""


def _said(desk: Desk) -> str:
    award = desk.award
    if desk.is_decided:
        return _("Decided. What you gave stays here for you to read.")
    if award.closes_at is None:
        return _("Opens when its nominations have closed. When that is, is not set yet.")
    if not desk.is_open:
        words = _("Opens when nominations close, on %(when)s.")
        return words % {"when": moment(award.closes_at)}
    if not desk.files:
        if desk.seat.is_reserve:
            return _(
                "You are a reserve judge. You score a file only when you are called in for it."
            )
        return _("Nothing to score here.")
    if not desk.has_criteria:
        return _(
            "This award has no criteria yet: there is nothing to score. Managers can add them."
        )
    return ""


def _step(desk: Desk, path: str) -> tuple[str, str] | None:
    if not desk.can_score or not desk.files or not desk.has_criteria:
        return None
    if desk.to_score:
        begun = desk.those(Progress.BEGUN, Progress.READY, Progress.SENT)
        words = _("Go on scoring") if begun else _("Begin scoring")
        return words, f"{path}{desk.to_score[0].key}/"
    if desk.to_send:
        return _("Look through, and send"), f"{path}send/"
    return None
