"""The tables of recognition."""

from .attachments import Attachment
from .awards import Award
from .ceremonies import Ceremony
from .cosigns import CoSignature
from .criteria import Criterion
from .decisions import ChairVote, Decision
from .files import File
from .kinds import GivenTo, Icon, Stage, TieRule
from .nominations import AlreadyNominated, Nomination, State
from .panels import CallIn, PanelMember, StepBack, Waiver
from .reminders import RemindersOff
from .reviews import Review

__all__ = [
    "AlreadyNominated",
    "Attachment",
    "Award",
    "CallIn",
    "Ceremony",
    "ChairVote",
    "CoSignature",
    "Criterion",
    "Decision",
    "File",
    "GivenTo",
    "Icon",
    "Nomination",
    "PanelMember",
    "RemindersOff",
    "Review",
    "Stage",
    "State",
    "StepBack",
    "TieRule",
    "Waiver",
]
