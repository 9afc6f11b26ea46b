"""The plan that a new week starts with: five named days, and a few ideas without a day."""

from .activity import StarterActivity, StarterDay
from .days import DAYS
from .ideas import IDEAS

__all__ = ["StarterActivity", "StarterDay", "starter_days", "starter_ideas"]


def starter_days() -> tuple[StarterDay, ...]:
    """Monday to Friday. Texts are lazy: str() gives them in the language of whoever plans."""
    return DAYS


def starter_ideas() -> tuple[StarterActivity, ...]:
    """Activities without a day, those of the crew's preparations among them."""
    return IDEAS
