"""What messages about nominations and awards say: a file per noun, each registers its words."""

from . import cosigns, decisions, panels, presented, returned  # noqa: F401
