"""The tables of the week."""

from .activities import Activity, Kind
from .begin import begin_week
from .ideas import Idea
from .places import Place
from .weeks import Day, Week

__all__ = ["Activity", "Day", "Idea", "Kind", "Place", "Week", "begin_week"]
