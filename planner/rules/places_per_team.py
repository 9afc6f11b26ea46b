"""Places for each team: no team takes more of an activity's places than its share."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Literal

from .places import Party, room, who_goes_down

Lack = Literal["places", "of the team", "with guests"]


def lack(size: int, left: float, of_team: float) -> Lack | None:
    """What keeps a party of that size out, where so many places are left and so many of its team's
    share; None where it fits. "with guests": alone one would fit."""
    free = min(left, of_team)
    if size <= free:
        return None
    if free >= 1:
        return "with guests"
    return "places" if left < 1 else "of the team"


def who_must_go(
    places: int | None, most: int | None, confirmed: Iterable[tuple[Hashable, Party]]
) -> list[Party]:
    """Who loses a place when there are fewer than are taken, in all or for each team; of (team,
    party). The last who came of a team that has more than its share, then the last of all."""
    teams = defaultdict(list)
    for team, party in confirmed:
        teams[team].append(party)
    down = [party for parties in teams.values() for party in who_goes_down(most, parties)]
    kept = {party for parties in teams.values() for party in parties} - set(down)
    return down + who_goes_down(places, kept)


class TeamRoom:
    """How many more of each team fit, while places are given one after the other.

    `most` is for each team (None: no limit); `taken` counts places by team, guests included. Who
    is in no team is counted with all others in none.
    """

    def __init__(self, most: int | None, taken: Mapping[Hashable, int] | None = None):
        self.most = most
        self.taken = Counter(taken or {})

    def left(self, team: Hashable) -> float:
        """Infinite where nobody counts."""
        return room(self.most, self.taken[team])

    def take(self, team: Hashable, size: int) -> bool:
        """Count that many in, if they fit; whether they did."""
        if size > self.left(team):
            return False
        self.taken[team] += size
        return True
