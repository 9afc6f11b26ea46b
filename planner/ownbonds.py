"""What one person is bound to in the week of a year: asked for once, and only when it is needed."""

from datetime import UTC, datetime, timedelta
from functools import cached_property

from csweek.people.models import Person
from planner.models.bound import Bond, bonds
from planner.rules.places import Span, overlap

BEYOND = timedelta(days=14)  # a week may begin late in December


class OwnBonds:
    def __init__(self, person: Person, year: int):
        self.person, self.year = person, year

    @cached_property
    def found(self) -> list[Bond]:
        first, next_year = (datetime(each, 1, 1, tzinfo=UTC) for each in (self.year, self.year + 1))
        whole = Span(first - BEYOND, next_year + BEYOND)
        return bonds([self.person.pk], whole).get(self.person.pk, [])

    def at(self, span: Span) -> list[Bond]:
        return [each for each in self.found if overlap(each.span, span)]
