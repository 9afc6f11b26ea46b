"""The tables of the week."""

from .activities import Activity, Kind
from .ideas import Idea
from .places import Place
from .weeks import Day, Week

__all__ = ["Activity", "Day", "Idea", "Kind", "Place", "Week"]
