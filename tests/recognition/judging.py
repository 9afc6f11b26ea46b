"""A closed award with its panel and its files, for tests of judging."""

from django.urls import reverse

from recognition.models import File
from tests import factories as people
from tests.recognition import factories

CLOSED = (-9, -2)


def person(name, team="Training", **fields):
    return people.person(name, team=people.team(team), **fields)


def file_of(nominee, award, manager, nominator) -> File:
    return factories.accepted(award, nominee, by=nominator, manager=manager).file


def to(name: str, award, file=None, **more) -> str:
    keys = {"year": award.week.year, "award": award.key}
    return reverse(f"recognition:{name}", kwargs=keys | ({"file": file.key} if file else {}) | more)


def given(award, *scores: int, note: str = "", version: int = 1, **more) -> dict:
    """A form with these scores, in the order of the award's criteria."""
    pairs = zip(award.criteria.all(), scores, strict=False)
    return {f"score-{each.pk}": score for each, score in pairs} | {
        "note": note,
        "version": version,
        **more,
    }
