"""What messages about the week say: a file per noun, each registers its words."""

from . import cover, pairs, places, publications, tasks  # noqa: F401
