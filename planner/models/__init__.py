"""The tables of the week."""

from .activities import Activity, Kind
from .begin import begin_week, count_copies
from .calendars import Calendar
from .ideas import Idea
from .places import Place
from .proposals import Proposal
from .publications import Publication
from .renderings import Rendering
from .weeks import Day, Week

__all__ = [
    "Activity",
    "Calendar",
    "Day",
    "Idea",
    "Kind",
    "Place",
    "Proposal",
    "Publication",
    "Rendering",
    "Week",
    "begin_week",
    "count_copies",
]
