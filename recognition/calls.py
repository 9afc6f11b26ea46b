"""The call for nominations of a year: which awards take them now, will take them, or did."""

from dataclasses import dataclass

from django.utils import timezone

from planner.models import Week
from recognition.models import Award


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

    @property
    def is_cosigned(self) -> bool:
        """Whether there is an award now for which one can co-sign what others wrote."""
        return any(each.is_for_team and each.allows_cosigning for each in self.open)
