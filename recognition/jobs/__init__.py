"""What recognition does every minute: a file per noun, each registers its jobs."""

from . import nominations, panels  # noqa: F401
