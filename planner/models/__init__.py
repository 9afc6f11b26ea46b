"""The tables of the week."""

from .activities import Activity, Kind
from .begin import begin_week, count_copies, count_lessons
from .calendars import Calendar
from .closings import Closing
from .costs import Cost, Overtaken
from .cover import CoverCall
from .feedback import Feedback, FeedbackOff, Felt, Lesson, Verdict
from .givers import Cover, CoverState
from .ideas import Idea
from .needs import Need
from .offers import Half, Offer
from .pairlists import PairState
from .pairs import Pair
from .places import Place
from .proposals import Proposal
from .publications import Publication
from .refusing import InTheWay
from .renderings import Rendering
from .signuplists import SignupList
from .signups import Signup
from .states import Eats, SignupState
from .tasks import Task, TaskState
from .weeks import Day, Week

__all__ = [
    "Activity",
    "Calendar",
    "Closing",
    "Cost",
    "Cover",
    "CoverCall",
    "CoverState",
    "Day",
    "Eats",
    "Feedback",
    "FeedbackOff",
    "Felt",
    "Half",
    "Idea",
    "InTheWay",
    "Kind",
    "Lesson",
    "Need",
    "Offer",
    "Overtaken",
    "Pair",
    "PairState",
    "Place",
    "Proposal",
    "Publication",
    "Rendering",
    "Signup",
    "SignupList",
    "SignupState",
    "Task",
    "TaskState",
    "Verdict",
    "Week",
    "begin_week",
    "count_copies",
    "count_lessons",
]
