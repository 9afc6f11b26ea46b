"""The tables of the directory."""

from .organisation import Organisation
from .people import Person
from .sites import Shift, Site
from .stafflists import StaffList
from .teams import Team

__all__ = ["Organisation", "Person", "Shift", "Site", "StaffList", "Team"]
