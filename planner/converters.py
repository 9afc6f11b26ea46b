"""How the year and the day's number stand in a path."""

from django.urls import register_converter

from planner.rules.dates import MOST_DAYS


class YearConverter:
    """Any four digits: a year that is out of range gets a page that says so, not a bare 404."""

    regex = "[0-9]{4}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return f"{int(value):04d}"


class DayNumberConverter:
    regex = f"[1-{MOST_DAYS}]"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


register_converter(YearConverter, "year")
register_converter(DayNumberConverter, "daynumber")
