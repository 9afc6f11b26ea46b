"""The plan that a new week starts with: five named days, ideas without a day, and tasks."""

from .activity import StarterActivity, StarterDay, StarterTask
from .days import DAYS
from .ideas import IDEAS
from .tasks import TASKS

__all__ = ["StarterActivity", "StarterDay", "StarterTask"]
__all__ += ["starter_days", "starter_ideas", "starter_tasks"]


def starter_days() -> tuple[StarterDay, ...]:
    """Monday to Friday. Texts are lazy: str() gives them in the language of whoever plans."""
    return DAYS


def starter_ideas() -> tuple[StarterActivity, ...]:
    """Activities without a day, those of the crew's preparations among them."""
    return IDEAS


def starter_tasks() -> tuple[StarterTask, ...]:
    """What there is to do for the plan, in the order in which it is due."""
    return TASKS
