"""What a week holds once everyone takes part: sign-ups, needs, tasks and costs; and its pages."""

from datetime import time as clock

from django.utils import timezone

from bench.worlds import YEAR, publish
from csweek.people.models import Person, Team
from planner.models import Activity, Cost, Kind, Need, Signup, SignupState, Task, Week

PAGED = (4, 4)  # bars of paged lists


def take_part(week: Week, count: int, people: list[Person]) -> None:
    """`count` sign-ups of one activity, tasks and costs; every team has a need; a desk of pairs."""
    lunch, trade = week.activities.order_by("pk")[:2]
    lunch.change({"needs_sign_up": True, "places": count, "takes_off_phones": True}, by=people[0])
    trade.change({"kind": Kind.TRADE_PLACES, "needs_sign_up": False}, by=people[0])
    publish(week, people[0])
    Signup.objects.bulk_create(
        Signup(
            activity=lunch,
            first=lunch.pk,
            person=person,
            state=SignupState.CONFIRMED,
            line=number,
            joined_at=timezone.now(),
        )
        for number, person in enumerate(people[:count])
    )
    for team in Team.objects.all():
        Need.objects.add(by=people[0], team=team, people=2, starts=clock(9), ends=clock(17))
    rows = range(count)
    Task.objects.bulk_create(Task(week=week, title=f"Task {n}", days_before=n % 90) for n in rows)
    Cost.objects.bulk_create(Cost(week=week, title=f"Cost {n}", planned=n % 90) for n in rows)


def part_pages(client):
    """As bench.pages.pages: (name, how to ask it, what it is measured against, the bar)."""
    year = f"/{YEAR}"
    lunch, trade = Activity.objects.filter(week__year=YEAR).order_by("pk")[:2]
    list_, desk = f"{year}/activities/{lunch.pk}", f"{year}/trade-places/{trade.key}/desk/"
    paths = {
        "sign-ups of an activity": (f"{list_}/signups/", "people", PAGED),
        "kitchen": (f"{list_}/kitchen/", "people", None),
        "door": (f"{list_}/door/", "people", None),
        "desk of pairs": (desk, "people", None),
        "phones, and their strip": (f"{year}/phones/", "board", None),
        "tasks (paged)": (f"{year}/tasks/", "history", PAGED),
        "costs (paged)": (f"{year}/costs/", "people", None),
        "today": (f"{year}/today/", "week", None),
        "report": (f"{year}/report/", "week", None),
    }
    return [
        (name, lambda path=path: client.get(path), base, bar)
        for name, (path, base, bar) in paths.items()
    ]
