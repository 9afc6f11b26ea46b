"""What the planner does every minute: a file per noun, each registers its jobs."""

from . import feedback, places, publications, tasks  # noqa: F401
