"""The planner's own checks, found by pure rules and put into words here: a file per noun."""

from . import cover, pairs, phones, places, plan, tasks  # noqa: F401
