"""The stage: what the audience sees, and what it sees after each act of whoever leads through it.

static/js/stage.js knows the same rules, for the time without a network.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

OPENING = 0  # the place before the first award; the one after the last is the closing


class Step(StrEnum):
    """What is shown of an award, one after the other."""

    AWARD = "award"
    NAME = "name"
    CITATION = "citation"


class Act(StrEnum):
    """Each says what is to be, none "the other way round": done twice, it is done once."""

    NEXT = "next"
    BACK = "back"
    GO = "go"
    SKIP = "skip"
    HIDE = "hide"
    SHOW = "show"
    PAUSE = "pause"
    RESUME = "resume"


STEPS = tuple(Step)


@dataclass(frozen=True)
class Stage:
    """`place` 0 is the opening, 1 to `count` are the awards in order, the next is the closing;
    `said` are the awards whose name the audience has read."""

    count: int
    place: int = OPENING
    step: Step = Step.AWARD
    is_hidden: bool = False
    is_paused: bool = False
    skipped: frozenset[int] = frozenset()
    said: frozenset[int] = frozenset()

    @property
    def is_on_award(self) -> bool:
        return OPENING < self.place <= self.count

    @property
    def is_over(self) -> bool:
        return self.place > self.count

    @property
    def shows_name(self) -> bool:
        """Whether the audience reads who has won."""
        is_covered = self.is_hidden or self.is_paused
        return self.is_on_award and self.step != Step.AWARD and not is_covered

    @property
    def seen(self) -> tuple:
        """All but what is skipped and said: what a window shows, and two windows agree on."""
        return self.place, self.step, self.is_hidden, self.is_paused


def after(stage: Stage, act: Act, to: int | None = None) -> Stage:
    """The stage after an act; `to` is the place for GO. Raises ValueError for a place that is not
    there."""
    now = _moved(stage, act, to)
    return replace(now, said=now.said | {now.place}) if now.shows_name else now


def _moved(stage: Stage, act: Act, to: int | None) -> Stage:
    match act:
        case Act.HIDE | Act.SHOW:
            return replace(stage, is_hidden=act == Act.HIDE) if stage.is_on_award else stage
        case Act.PAUSE | Act.RESUME:
            return replace(stage, is_paused=act == Act.PAUSE)
        case Act.GO:
            if to is None or not OPENING <= to <= stage.count + 1:
                raise ValueError(f"There is no place {to} on this stage.")
            return _go(stage, to)
        case Act.SKIP:
            return _skip(stage) if stage.is_on_award else stage
        case Act.NEXT:
            return _next(stage)
        case Act.BACK:
            return _back(stage)


def _next(stage: Stage) -> Stage:
    """Out of a pause first, where nothing else moves."""
    if stage.is_paused:
        return replace(stage, is_paused=False)
    if stage.is_over:
        return stage
    if stage.is_on_award and stage.step != Step.CITATION:
        return replace(stage, step=STEPS[STEPS.index(stage.step) + 1])
    return _on(stage)


def _skip(stage: Stage) -> Stage:
    """On to the next award. Whose name the audience has read was not skipped."""
    return _on(replace(stage, skipped=stage.skipped | ({stage.place} - stage.said)))


def _back(stage: Stage) -> Stage:
    """A step; from the start of an award to the last step of the one before. What was skipped
    comes back from its start: its name was not read."""
    if stage.is_paused:
        return replace(stage, is_paused=False)
    if stage.place == OPENING:
        return stage
    if stage.is_on_award and stage.step != Step.AWARD:
        return replace(stage, step=STEPS[STEPS.index(stage.step) - 1])
    place = stage.place - 1
    if place == OPENING or place in stage.skipped:
        return _go(stage, place)
    return _at(stage, place, Step.CITATION)


def _go(stage: Stage, to: int) -> Stage:
    return _at(replace(stage, skipped=stage.skipped - {to}), to)


def _on(stage: Stage) -> Stage:
    """To the next award that is not skipped, or to the closing."""
    place = stage.place + 1
    while place in stage.skipped:
        place += 1
    return _at(stage, place)


def _at(stage: Stage, place: int, step: Step = Step.AWARD) -> Stage:
    return replace(stage, place=place, step=step, is_hidden=False, is_paused=False)
