"""Makes the sample organisation: sites, shifts, teams, places and 240 people."""

import re
from datetime import date, timedelta

from csweek.lib.text import fold
from csweek.people.models import Organisation, Person, Shift, Site, Team
from planner.models import Place

from .texts import read

PASSWORD = "customer-service-week"
FOUNDER = "Tess Nakamura"
WITHOUT_FOLD = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss"})


def make_organisation(today: date) -> dict[str, Person]:
    """Everyone by name. `today` is the day on which the directory is laid out."""
    texts, roster = read("organisation"), read("people")
    founder = make_founder(roster)
    sites = texts["site"]
    head = next(site for site in sites if site["name"] == texts["head_site"])
    Organisation.objects.begin(texts["name"], head, by=founder)
    for site in sites:
        if site is not head:
            Site.objects.add(by=founder, **site)
    for shift in texts["shift"]:
        Shift.objects.add(by=founder, **shift)
    for place in texts["place"]:
        site = Site.objects.get(name=place["site"]) if "site" in place else None
        Place.objects.create(**place | {"site": site})
    people = make_people(roster, founder, today)
    # Whoever is looked at can be: each judge, nominee and winner. One hash, since each takes long.
    Person.objects.who_cannot_sign_in().update(password=founder.password)
    return people


def make_founder(roster: dict) -> Person:
    """The first administrator, there before anything else: everything is made by somebody."""
    email = roster["accounts"][FOUNDER]
    return Person.objects.add(
        by=None, name=FOUNDER, email=email, password=PASSWORD, **roles_of(FOUNDER, roster)
    )


def make_people(roster: dict, founder: Person, today: date) -> dict[str, Person]:
    """Line managers first, so that each one's is there already."""
    for team in roster["team"]:
        Team.objects.add(by=founder, name=team["name"])
    teams, shifts, sites = (
        {row.name: row for row in model.objects.all()} for model in (Team, Shift, Site)
    )
    people: dict[str, Person] = {}
    for number, row in enumerate(in_line(list(rows(roster)))):
        shift = shifts[row["shift"]]
        site = sites[row["site"]]
        if not site.is_open_all_hours and shift.name == "Late":
            shift = shifts["Day"]
        values = {
            "team": teams[row["team"]],
            "site": site,
            "shift": shift,
            "line_manager": people.get(row["line_manager"]),
            "start_date": start_date(number, today),
            "external_id": f"M-{1001 + number}",
            "alias": roster["aliases"].get(row["name"], ""),
            "said_as": roster["said_as"].get(row["name"], ""),
        }
        people[row["name"]] = make_person(row["name"], values, roster, founder)
    return people


def make_person(name: str, values: dict, roster: dict, founder: Person) -> Person:
    if name == founder.name:
        founder.change(values, by=founder)
        return founder
    account = roster["accounts"].get(name)
    return Person.objects.add(
        by=founder,
        name=name,
        email=account or address(name),
        password=PASSWORD if account else None,
        **values,
        **roles_of(name, roster),
    )


def rows(roster: dict):
    """One row a person, in the order of the roster; a team's shifts go round in turn."""
    for team in roster["team"]:
        number = 0
        for site, names in team["people"].items():
            for name in names:
                yield {
                    "name": name,
                    "team": team["name"],
                    "site": site,
                    "shift": team["shifts"][number % len(team["shifts"])],
                    "line_manager": line_manager(name, team, roster["chief"]),
                }
                number += 1


def line_manager(name: str, team: dict, chief: str) -> str:
    if name == chief:
        return ""
    return team.get("reports_to", chief) if name == team["lead"] else team["lead"]


def in_line(waiting: list[dict]) -> list[dict]:
    """The same rows, everyone after their line manager."""
    known, ordered = {""}, []
    while waiting:
        next_ones = [row for row in waiting if row["line_manager"] in known]
        if not next_ones:
            raise ValueError(f"Nobody is the line manager of {waiting[0]['name']}.")
        ordered += next_ones
        known |= {row["name"] for row in next_ones}
        waiting = [row for row in waiting if row["name"] not in known]
    return ordered


def roles_of(name: str, roster: dict) -> dict[str, bool]:
    roles = ("organizer", "manager", "administrator")
    return {f"is_{role}": name in roster["roles"][f"{role}s"] for role in roles}


def address(name: str) -> str:
    words = re.sub(r"[^a-z -]", "", fold(name).translate(WITHOUT_FOLD)).split()
    return ".".join(dict.fromkeys([words[0], words[-1]])) + "@example.org"


def start_date(number: int, today: date) -> date:
    """A Monday in the fifteen years before `today`."""
    day = today - timedelta(days=30 + number * 997 % 5400)
    return day - timedelta(days=day.weekday())


def accounts() -> list[tuple[str, str]]:
    """Name and address of those who can sign in, for the command to print."""
    return list(read("people")["accounts"].items())
