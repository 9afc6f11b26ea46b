"""A clock that is set ahead, so that the demo can be tried on the days of its week."""

from datetime import datetime, timedelta

from django.utils import timezone

_ahead = timedelta(0)


class _AnyMoment(type):
    """Django asks of what it tells by a reader's clock whether it is a datetime: all still are."""

    def __instancecheck__(cls, value):
        return isinstance(value, datetime)


def set_to(moment: datetime) -> None:
    """From now on Django's clock goes on from `moment` (aware), in all of this process, also for
    whoever has got hold of `timezone.now` before. The clock of the machine stays as it is."""
    global _ahead
    _ahead += moment - timezone.now()

    class Ahead(datetime, metaclass=_AnyMoment):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(tz) + _ahead

    timezone.datetime = Ahead


def set_back() -> None:
    """The clock of the machine again."""
    global _ahead
    _ahead, timezone.datetime = timedelta(0), datetime


def seconds_ahead() -> int:
    """By how much it is set ahead; browsers know only their own clock."""
    return round(_ahead.total_seconds())
