"""What the access table, its neighbours and its worlds hold of nominations."""

TABLE = """
"""

# {name of an address: what is sent to it, given the world}
SENT = {}

# Addresses about other things: as in tests/access/others.py.
OTHERS = """
"""

# 200 to GET, but no page of its own.
NO_PAGES = {}

# Pages with rows whose queries are counted at few and at many.
LISTS = []


def furnish(world) -> None:
    """One of each thing, on top of the world that stands."""


def grow(world, numbers) -> None:
    """More of everything that a list can show."""
