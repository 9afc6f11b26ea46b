"""The idea library: activities worth copying into a week, in our own words, a file per theme."""

from . import customers, dressing, honours, house, meals, openings, teams, training
from .idea import LibraryIdea, LibraryTask

__all__ = ["LibraryIdea", "LibraryTask", "all_ideas", "find_idea"]

_IDEAS = (
    *openings.IDEAS,
    *meals.IDEAS,
    *dressing.IDEAS,
    *honours.IDEAS,
    *training.IDEAS,
    *teams.IDEAS,
    *customers.IDEAS,
    *house.IDEAS,
)
_BY_KEY = {idea.key: idea for idea in _IDEAS}


def all_ideas() -> tuple[LibraryIdea, ...]:
    """Every idea, those of a kind side by side, in the order in which a week unfolds."""
    return _IDEAS


def find_idea(key: str) -> LibraryIdea | None:
    """The idea with this key, or None if the library has no such idea."""
    return _BY_KEY.get(key)
