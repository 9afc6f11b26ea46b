"""The phones of the demo: needs, a call that some have answered, an hour closed."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from csweek.people.models import Person, Team
from planner.covering import who_may, why_not
from planner.demo.clock import standing_at
from planner.demo.furnishing import chapter
from planner.models import Closing, CoverCall, Need, Week

ASKS, CLOSES = "Inês Carvalho", "Tess Nakamura"
SERVING = ("Home Claims", "Travel Claims", "Policy Changes", "Billing and Renewals")
SERVING += ("Emergency Repairs", "Complaints and Care", "Chat and Social", "Member Welcome")
PART = 0.36  # of a team, on its busiest hours


@chapter(_("Furnishing: the phones …"))
def tell_phones(people: dict[str, Person], last: Week, this: Week, today: date) -> None:
    asks = people[ASKS]
    moment = datetime.combine(today - timedelta(days=3), time(10), ZoneInfo("UTC"))
    with standing_at(moment):
        teams = {team.name: team for team in Team.objects.all()}
        for name in SERVING:
            size = Person.objects.active().filter(team=teams[name]).count()
            _need(teams[name], "09:00", "17:00", round(size * PART), by=asks)
            _need(teams[name], "17:00", "20:00", max(round(size * PART / 3), 1), by=asks)
        _need(teams["Night Line"], "22:00", "06:00", 4, by=asks)
        _ask(people, teams, this)
        _close(people, this)


def _need(team: Team, starts: str, ends: str, count: int, *, by, **fields) -> None:
    hours = {"starts": time.fromisoformat(starts), "ends": time.fromisoformat(ends)}
    Need.objects.add(by=by, team=team, people=count, **hours, **fields)


def _ask(people: dict[str, Person], teams: dict[str, Team], week: Week) -> None:
    """While Home Claims eats, four are wanted; the first two who may have said yes."""
    call = CoverCall.objects.ask(
        by=people[ASKS],
        told=who_may,
        team=teams["Home Claims"],
        day=week.days.get(number=3),
        starts=time(12),
        ends=time(13),
        people=4,
        note="Bring your headset. Dean sits beside you for the first two calls.",
    )
    for person in who_may(call).order_by("external_id")[:2]:
        call.answer(by=person, why_not=lambda row, who=person: why_not(row, who))


def _close(people: dict[str, Person], week: Week) -> None:
    """Friday's ceremony: everybody is there, and customers are told when we are back."""
    Closing.objects.add(
        by=people[CLOSES],
        day=week.days.get(number=5),
        teams=[],
        starts=time(15, 30),
        ends=time(17),
        service="Our phones",
        instead="Write to us: we read it and answer on Monday.",
    )
