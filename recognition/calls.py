"""The call for nominations of a year: which awards take them now, will take them, or did."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from planner.models import Week
from recognition.models import Award
from recognition.moments import moment, time_left


@dataclass(frozen=True)
class Call:
    """`awards` are those with a window, as they come on stage."""

    week: Week
    awards: tuple[Award, ...]

    @property
    def year(self) -> int:
        return self.week.year

    @property
    def open(self) -> list[Award]:
        return [each for each in self.awards if each.is_open]

    @property
    def coming(self) -> list[Award]:
        now = timezone.now()
        return [each for each in self.awards if each.opens_at > now]

    @property
    def closed(self) -> list[Award]:
        return [each for each in self.awards if each.is_closed]

    def award(self, key) -> Award | None:
        """The one of that key, a UUID or its text."""
        return next((each for each in self.awards if str(each.key) == str(key)), None)

    def closing(self) -> datetime | None:
        """When the first of those that are open closes."""
        return min((each.closes_at for each in self.open), default=None)


def closes_in_words(at: datetime) -> tuple[str, str]:
    """('Wednesday 7 October, 18:00', '3 days left'), on the reader's clock."""
    return moment(at), time_left(at)
