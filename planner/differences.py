"""What changed from one publication to the next, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from planner.clocks import Clocks
from planner.models import Kind
from planner.moments import by_clock, day_and_time, times, week_span
from planner.rules.difference import Change
from planner.rules.programme import Item, Programme

BADGES = {
    "added": gettext_lazy("New"),
    "removed": gettext_lazy("Taken out"),
    "cancelled": gettext_lazy("Cancelled"),
    "reinstated": gettext_lazy("On again"),
    "changed": gettext_lazy("Changed"),
}

# Of how one signs up it is said that it is another now: the activity's own page says how.
SIGN_UP = {
    "opens_days_before": gettext_lazy("Sign-up opens at another time."),
    "closes_hours_before": gettext_lazy("Sign-up closes at another time."),
    "teams": gettext_lazy("Other teams are invited."),
    "sites": gettext_lazy("Other sites are invited."),
    "guests": gettext_lazy("Another number of guests may be brought."),
    "meal_choices": gettext_lazy("There are other meals to choose from."),
    "places_per_team": gettext_lazy("Another number of places is for each team."),
    "asks_needs": gettext_lazy("What people eat is asked otherwise."),
}


@dataclass(frozen=True)
class Told:
    """One change as people read it: under `heading`, a badge and lines. `what` is the rule's."""

    what: str
    badge: str
    heading: str
    lines: tuple[str, ...]


def changes_in_words(
    changes: Iterable[Change], names: dict[int, str], clocks: Clocks | None = None
) -> list[Told]:
    """In the reader's language; `names` is {host's number: name}."""
    clocks = clocks or Clocks()
    return [_told(change, names, clocks) for change in changes]


def first_in_words(programme: Programme, clocks: Clocks) -> list[Told]:
    """What a first publication brings: all of it."""
    return [
        Told(
            "added",
            "",
            item.title,
            (_when_and_where(item, programme.date_of(item.day), clocks),),
        )
        for item in programme.on
    ]


def _told(change: Change, names: dict[int, str], clocks: Clocks) -> Told:
    if change.about == "week":
        heading, lines = _("The week"), _lines_of_week(change)
    elif change.about == "day":
        day = date.fromisoformat(change.is_on)
        heading, lines = formats.date_format(day, "DAY_FORMAT"), _lines_of_day(change)
        heading = heading[:1].upper() + heading[1:]
    else:
        heading = (change.after or change.before).title
        lines = _lines_of_item(change, names, clocks)
    return Told(change.what, str(BADGES[change.what]), heading, tuple(lines))


def _lines_of_week(change: Change) -> Iterable[str]:
    before, after = change.before, change.after
    if {"first_day", "days"} & set(change.fields):
        words = {"before": _span(before), "after": _span(after)}
        yield _("It is on %(after)s, not on %(before)s.") % words
    # What was published before its reason was kept has none.
    reason = after.get("moved_because", "")
    if reason and {"first_day", "moved_because"} & set(change.fields):
        yield _why(reason)
    if "time_zone" in change.fields:
        words = {"before": before["time_zone"], "after": after["time_zone"]}
        yield _("Times for all sites are those of %(after)s, not of %(before)s.") % words
    for field, label in (("theme", _("Theme")), ("tagline", _("Tagline"))):
        if field in change.fields:
            yield _now(label, before[field], after[field])


def _span(week: dict) -> str:
    first = date.fromisoformat(week["first_day"])
    return week_span(first, first + timedelta(days=week["days"] - 1))


def _lines_of_day(change: Change) -> Iterable[str]:
    labels = {"name": _("Name"), "note": _("Note"), "dress_theme": _("Dress theme")}
    for field in change.fields:
        yield _now(labels[field], getattr(change.before, field), getattr(change.after, field))


def _lines_of_item(change: Change, names: dict[int, str], clocks: Clocks) -> Iterable[str]:
    before, after = change.before, change.after
    if change.what in ("removed", "cancelled"):
        where = _when_and_where(before, date.fromisoformat(change.was_on), clocks)
        yield _("Does not take place. It was to be: %(where)s.") % {"where": where}
        if change.what == "cancelled" and after.cancelled_because:
            yield _why(after.cancelled_because)
        return
    if change.what in ("added", "reinstated"):
        yield _when_and_where(after, date.fromisoformat(change.is_on), clocks)
        return
    if "day" in change.fields:
        yield _("Now on %(after)s, not on %(before)s.") % {
            "before": _when(before, date.fromisoformat(change.was_on), clocks),
            "after": _when(after, date.fromisoformat(change.is_on), clocks),
        }
    elif "start" in change.fields:
        day = date.fromisoformat(change.is_on)
        yield _("On %(day)s now %(after)s, not %(before)s.") % {
            "day": formats.date_format(day, "DAY_FORMAT"),
            "before": _times(before, day, clocks),
            "after": _times(after, day, clocks),
        }
    yield from (line for field in change.fields if (line := _line(field, before, after, names)))


def _line(field: str, before: Item, after: Item, names: dict[int, str]) -> str:
    """What became of one field; '' of those that the line about its time tells."""
    number = formats.number_format
    if field == "title":
        return _("It was called “%(title)s”.") % {"title": before.title}
    if field == "minutes":
        timed = before.start and after.start
        return _length(before.minutes, after.minutes) if timed else ""
    if field == "zone":
        return _("Its times are those of %(after)s, not of %(before)s.") % {
            "before": before.zone,
            "after": after.zone,
        }
    if field in ("site", "site_name"):
        everywhere = _("all sites")
        return _now(_("Site"), before.site_name or everywhere, after.site_name or everywhere)
    if field == "place":
        return _now(_("Place"), before.place_name, after.place_name)
    if field == "host":
        return _now(_("Host"), names.get(before.host, ""), names.get(after.host, ""))
    if field == "places":
        return _now(_("Places"), *(each.places and number(each.places) for each in (before, after)))
    if field == "cancelled_because":
        return _why(after.cancelled_because) if after.cancelled_because else ""
    if field == "kind":
        return _now(_("Kind"), *(str(Kind(each.kind).label) for each in (before, after)))
    if field == "needs_sign_up":
        return _("One signs up.") if after.needs_sign_up else _("Nobody needs to sign up.")
    if field == "takes_off_phones":
        off, on = _("It takes people off the phones."), _("It takes nobody off the phones.")
        return off if after.takes_off_phones else on
    if field in SIGN_UP:
        return str(SIGN_UP[field])
    return _("It is described anew.") if field == "description" else ""


def _why(reason: str) -> str:
    return _("Why: %(reason)s") % {"reason": reason}


def _length(before: int | None, after: int | None) -> str:
    words = {"before": formats.number_format(before), "after": formats.number_format(after)}
    return _("It lasts %(after)s minutes, not %(before)s.") % words


def _now(label: str, before: str | None, after: str | None) -> str:
    """Both stand before a full stop of ours: what is a sentence itself leaves its own out."""
    before, after = ((each or "").rstrip(".") for each in (before, after))
    words = {"label": label, "before": before, "after": after}
    if not after:
        return _("%(label)s: none any more (was %(before)s).") % words
    if not before:
        return _("%(label)s: %(after)s.") % words
    return _("%(label)s: %(after)s, not %(before)s.") % words


def _times(item: Item, day: date, clocks: Clocks) -> str:
    if not item.clock:
        return _("all day")
    return by_clock(times(item.clock, item.minutes), clocks.of(item, day))


def _when(item: Item, day: date, clocks: Clocks) -> str:
    return by_clock(day_and_time(day, item.clock, item.minutes), clocks.of(item, day))


def _when_and_where(item: Item, day: date, clocks: Clocks) -> str:
    where = (_when(item, day, clocks), item.place_name, item.site_name or _("all sites"))
    return " · ".join(each for each in where if each)
