"""Whom the activities of a week invite to sign up: teams and sites, in one query for all."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from django.db.models import Value

from .activities import Activity
from .weeks import Week

TEAMS, SITES = Activity.invited_teams.through, Activity.invited_sites.through


class Invited:
    """The draft's; fetched once, when the first is asked for.

    `rows` (activity, number, "team" or "site") save the query to whoever has them already.
    """

    def __init__(self, week: Week, rows: Iterable[tuple[int, int, str]] | None = None):
        self.week, self.rows = week, rows

    def teams(self, activity: Activity) -> tuple[int, ...]:
        return self._found.get((activity.pk, "team"), ())

    def sites(self, activity: Activity) -> tuple[int, ...]:
        return self._found.get((activity.pk, "site"), ())

    @cached_property
    def _found(self) -> dict[tuple[int, str], tuple[int, ...]]:
        found = defaultdict(list)
        for activity, each, what in self._rows() if self.rows is None else self.rows:
            found[activity, what].append(each)
        return {key: tuple(sorted(each)) for key, each in found.items()}

    def _rows(self):
        teams, sites = (
            through.objects.filter(activity__week=self.week).values_list(
                "activity_id", f"{what}_id", Value(what)
            )
            for through, what in ((TEAMS, "team"), (SITES, "site"))
        )
        return teams.union(sites)


def bring_along(copies: Iterable[tuple[Activity, Activity]]) -> None:
    """Invite to each copy whom its original invites; of pairs (original, copy)."""
    twins = {old.pk: new for old, new in copies}
    for through, name in ((TEAMS, "team_id"), (SITES, "site_id")):
        rows = through.objects.filter(activity__in=twins).values_list("activity", name)
        through.objects.bulk_create(
            through(activity=twins[old], **{name: each}) for old, each in rows
        )
