"""A window for nominations as it is typed: two days and times on the clock of a named zone."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from csweek.people.forms.fields import TimeZoneField
from planner.models import Week
from planner.rules.dates import exists
from recognition.models import Award
from recognition.rules.windows import CLOSES, OPENS, at_wall, usual_days

from .fields import wall_fields

ENDS = ("opens", "closes")
TOGETHER = tuple(f"{end}_{part}" for end in ENDS for part in ("on", "time")) + ("time_zone",)


class WindowFields(forms.Form):
    """Part of a form: its window is `window()`, two instants, or two times None."""

    opens_on, opens_time = wall_fields(_("Nominations open on"), _("Opening time"))
    closes_on, closes_time = wall_fields(_("Nominations close on"), _("Closing time"))
    time_zone = TimeZoneField(
        label=_("Time zone of the window"),
        help_text=_("Everyone reads the times on their own clock."),
    )

    def begin_with(self, award: Award | None, week: Week) -> None:
        """Show the award's window; without an award, the usual one on the head site's clock."""
        if award is None:
            opens, closes = usual_days(week.first_day)
            ends = {"opens": (opens, OPENS), "closes": (closes, CLOSES)}
            zone = week.time_zone
        else:
            zone = award.time_zone
            ends = {end: wall(getattr(award, f"{end}_at"), award.zone) for end in ENDS}
        self.fields["time_zone"].include(zone)
        self.initial.setdefault("time_zone", zone)
        for end, (day, clock) in ends.items():
            self.initial.setdefault(f"{end}_on", day)
            self.initial.setdefault(f"{end}_time", clock)

    def clean_window(self, values: dict) -> None:
        """Say of each end what is wrong with it."""
        if any(self.errors.get(field) for field in TOGETHER):
            return
        zone = ZoneInfo(values["time_zone"])
        for end in ENDS:
            day, clock = values[f"{end}_on"], values[f"{end}_time"]
            if bool(day) != (clock is not None):
                missing = f"{end}_time" if day else f"{end}_on"
                self.add_error(missing, _("Give both the day and the time, or leave both empty."))
            elif day and not exists(day, clock, zone):
                skipped = _(
                    "%(zone)s puts its clocks forward that day and skips this time. Choose another."
                )
                self.add_error(f"{end}_time", skipped % {"zone": zone.key})
        if self.errors.keys() & set(TOGETHER):
            return
        opens_at, closes_at = (self._instant(values, end, zone) for end in ENDS)
        if bool(opens_at) != bool(closes_at):
            missing = "closes_on" if opens_at else "opens_on"
            self.add_error(missing, _("Give both ends of the window, or leave both empty."))
        elif opens_at and closes_at <= opens_at:
            later = _("Nominations close after they open. Choose a later day or time.")
            self.add_error("closes_on", later)

    def window(self) -> dict:
        """`opens_at`, `closes_at` and `time_zone`, for the model."""
        data = self.cleaned_data
        zone = ZoneInfo(data["time_zone"])
        found = {f"{end}_at": self._instant(data, end, zone) for end in ENDS}
        return found | {"time_zone": zone.key}

    def _instant(self, values: dict, end: str, zone: ZoneInfo) -> datetime | None:
        day, clock = values[f"{end}_on"], values[f"{end}_time"]
        if day is None:
            return None
        stored = getattr(getattr(self, "instance", None), f"{end}_at", None)
        if stored and wall(stored, zone) == (day, clock):
            return stored  # to the second, as it was
        return at_wall(day, clock, zone)


def wall(at: datetime | None, zone: ZoneInfo) -> tuple[date | None, time | None]:
    """The day and the time, to the minute, on the clock of a zone."""
    if at is None:
        return None, None
    local = at.astimezone(zone)
    return local.date(), local.time().replace(second=0, microsecond=0)
