"""What the access table, its neighbours and its worlds hold of awards."""

import uuid

from tests import factories as people
from tests.recognition import factories

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
    """Awards at every stage: open, closed and judged, for a team, discarded, of another year."""
    by = world.people["manager"]
    world.award = factories.award(world.week, by=by)
    world.team_award = factories.team_award(world.week, by=by, allows_cosigning=True)
    world.judged_award = factories.award(world.week, "Above and beyond", by=by, window=(-9, -2))
    world.bare_award = factories.award(world.week, "Rookie of the year", by=by, window=None)
    world.discarded_award = factories.award(world.week, "Loudest laugh", by=by)
    world.discarded_award.discard(by=by)
    world.other_award = factories.award(world.other_week, "Last year's hero", by=by)
    world.nominee = people.person("Nell Nominee", team=people.team("Chat crew"))
    panel = [world.people["judge"], by, people.person("Cara Chair", team=people.team("Training"))]
    for award in (world.award, world.judged_award):
        factories.panel(award, panel, chair=panel[-1], by=by)
    world.unknown_award = uuid.uuid4()


def grow(world, numbers) -> None:
    """More awards in the week."""
    for number in numbers:
        factories.award(world.week, f"Award {number}", by=world.people["manager"])
