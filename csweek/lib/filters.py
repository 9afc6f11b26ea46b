"""What stands over a list that can be filtered: its tabs, and the options of its filters."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tab:
    label: str
    count: int
    query: str
    is_current: bool


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    is_chosen: bool
