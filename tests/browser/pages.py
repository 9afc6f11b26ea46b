"""Every page there is, by its name in the access table, with an address in the demo for each."""

import sqlite3
import uuid

from django.core.signing import Signer
from django.urls import reverse

from csweek.notices.off import SALT
from tests.access.table import pages

WITH_YEAR = {
    "planner:cost-actual",
    "planner:cost-comparison",
    "planner:cost-list",
    "planner:cost-new",
    "planner:funding",
    "planner:task-late",
    "planner:task-list",
    "planner:task-new",
    "planner:task-timeline",
    "planner:closing-new",
    "planner:cover-list",
    "planner:cover-new",
    "planner:lesson-list",
    "planner:missing",
    "planner:phones",
    "planner:report",
    "planner:week-edit",
    "planner:week-history",
    "planner:board",
    "planner:problem-list",
    "planner:place-list",
    "planner:place-new",
    "planner:idea-list",
    "planner:activity-new",
    "recognition:cosign-list",
    "recognition:desk",
    "recognition:my-nominations",
    "recognition:nomination-new",
    "recognition:said-of-me",
    "recognition:winners",
}
# What there is only of a week that is published.
PUBLISHED = {
    "planner:offer-list",
    "planner:feedback-list",
    "planner:today",
    "planner:week-detail",
    "planner:my-week",
    "planner:publication-new",
    "planner:publication-list",
    "planner:link-detail",
    "planner:calendar-list",
    "planner:poster",
    "planner:programme-list",
    "planner:my-list",
}
LAST_PUBLISHED = (
    "SELECT year, number FROM planner_publication JOIN planner_week "
    "ON planner_week.id = week_id ORDER BY {} LIMIT 1"
)
LAST_PRESENTED = (
    "SELECT year, key FROM recognition_award JOIN planner_week ON planner_week.id = week_id "
    "WHERE presented_at IS NOT NULL ORDER BY year DESC LIMIT 1"
)
# Of a place that somebody has: the year, the activity's number and key, and the place's number.
A_PLACE = (
    "SELECT year, list.activity_id, list.key, place.id FROM planner_signup AS place "
    "JOIN planner_signuplist AS list ON list.activity_id = place.activity_id "
    "JOIN planner_week AS week ON week.id = week_id "
    "WHERE state = 'confirmed' AND meal <> '' ORDER BY year DESC LIMIT 1"
)
# Of what lies on a day: the year, and the key of the first there is.
ON_A_DAY = (
    "SELECT year, thing.key FROM planner_{} AS thing JOIN planner_day AS day ON day.id = day_id "
    "JOIN planner_week AS week ON week.id = week_id ORDER BY year DESC LIMIT 1"
)
ONES = {"planner:cover": "covercall", "planner:closing": "closing"}
# Of what an activity of trading places, a pair or an offer of it, a task or a cost is known by.
TRADED = (
    "SELECT year, thing.key FROM planner_{} AS thing "
    "JOIN planner_activity AS activity ON activity.id = thing.activity_id "
    "JOIN planner_week AS week ON week.id = activity.week_id "
    "WHERE thing.{} ORDER BY year DESC LIMIT 1"
)
OF_A_WEEK = (
    "SELECT year, thing.key FROM planner_{} AS thing JOIN planner_week AS week "
    "ON week.id = week_id WHERE thing.discarded_at IS NULL ORDER BY year DESC LIMIT 1"
)
OF_A_TRADE = {"planner:offer-add", "planner:pair-desk", "planner:pair-new", "planner:pair-cards"}
KEYED = {
    "planner:pair": TRADED.format("pair", "state = 'settled'"),
    "planner:offer": TRADED.format("offer", "withdrawn_at IS NULL"),
    "planner:task": OF_A_WEEK.format("task"),
    "planner:cost": OF_A_WEEK.format("cost"),
}
A_TRADE = TRADED.format("offer", "withdrawn_at IS NULL").replace("thing.key", "activity.key", 1)
OF_A_LIST = {"planner:signup-list", "planner:door-list", "planner:door-sheet"}
OF_A_LIST |= {"planner:kitchen-list"}
# One row of each: the query that finds it in the demo.
ROWS = {
    "people:person": "SELECT id FROM people_person WHERE email = 'staff@example.org'",
    "people:team": "SELECT id FROM people_team",
    "people:site": "SELECT id FROM people_site",
    "people:shift": "SELECT id FROM people_shift",
    "notices:mail": "SELECT id FROM notices_mail WHERE sent_at IS NULL",
    "planner:place": "SELECT id FROM planner_place",
    "planner:lesson": "SELECT id FROM planner_activity WHERE day_id IS NOT NULL AND discarded_at "
    "IS NULL AND week_id = (SELECT id FROM planner_week ORDER BY year DESC)",
    "planner:activity": "SELECT id FROM planner_activity WHERE wave_of_id IS NOT NULL "
    "AND week_id = (SELECT id FROM planner_week ORDER BY year DESC)",
}
# Not in the demo as it is: the journey that makes it looks at it.
MADE_FIRST = {
    "people:import-detail": "test_axe.py uploads a list",
    "notices:mails-off": "its token is signed, below",
}


def roles(who: str) -> tuple[str, ...]:
    """Whom the access table calls what our visitors are. Tess is both."""
    both = ("organizer", "administrator")
    return {"tess": both, "priya": ("staff",), "nobody": ("anonymous",)}[who]


def addresses(server, who: str) -> dict[str, str]:
    """{name: path} of every page shown to them. A page without an address fails."""
    names = dict.fromkeys(name for role in roles(who) for name in pages(role))
    with sqlite3.connect(f"file:{server.home}/demo/csweek.sqlite3?mode=ro", uri=True) as demo:
        found = {name: _address(name, demo) for name in names if name not in MADE_FIRST}
    return found | {"notices:mails-off": _off(server)}


def _off(server) -> str:
    """As in a mail: signed with the demo's secret."""
    secret = (server.home / "demo" / "secret").read_text().strip()
    return reverse("notices:mails-off", args=[Signer(key=secret, salt=SALT).sign(1)])


def _address(name: str, demo) -> str:
    def first(query: str) -> int:
        return demo.execute(query).fetchone()[0]

    if name == "account_confirm_email":
        return reverse(name, args=["spent"])
    year = first("SELECT MAX(year) FROM planner_week")
    noun = name.rsplit("-", 1)[0]
    if name in WITH_YEAR:
        return reverse(name, args=[year])
    if name in PUBLISHED:
        return reverse(name, args=[first(LAST_PUBLISHED.format("year DESC"))])
    if noun == "planner:publication" or name == "planner:publication-copy-back":
        # One that changed what was published before.
        return reverse(name, args=demo.execute(LAST_PUBLISHED.format("number DESC")).fetchone())
    if name == "recognition:receipt":
        year, key = demo.execute(LAST_PRESENTED).fetchone()
        return reverse(name, args=[year, uuid.UUID(hex=key)])
    if name in OF_A_LIST | {"planner:activity-detail", "planner:signup-remove"}:
        year, activity, key, place = demo.execute(A_PLACE).fetchone()
        which = {"planner:activity-detail": uuid.UUID(hex=key), "planner:signup-remove": place}
        return reverse(name, args=[year, which.get(name, activity)])
    if noun in ONES and not name.endswith(("-new", "-list")):
        year, key = demo.execute(ON_A_DAY.format(ONES[noun])).fetchone()
        return reverse(name, args=[year, uuid.UUID(hex=key)])
    if name in OF_A_TRADE or noun in KEYED:
        query = A_TRADE if name in OF_A_TRADE else KEYED[noun]
        year, key = demo.execute(query).fetchone()
        return reverse(name, args=[year, uuid.UUID(hex=key)])
    if name == "planner:need-edit":
        return reverse(name, args=[year, uuid.UUID(hex=first("SELECT key FROM planner_need"))])
    if noun == "planner:need":
        return reverse(name, args=[year, first("SELECT team_id FROM planner_need")])
    if name == "planner:wall":
        return reverse(name, args=[first("SELECT wall FROM planner_week WHERE wall <> ''")])
    if name == "planner:open-week":
        return reverse(name, args=[first("SELECT link FROM planner_week WHERE link <> ''")])
    if name == "planner:week-new":
        return reverse(name, args=[year + 1])
    if noun == "planner:day":
        return reverse(name, args=[year, 4])
    if noun in ROWS and not name.endswith(("-new", "-list")):
        pk = first(ROWS[noun])
        return reverse(name, args=[year, pk] if name.startswith("planner:") else [pk])
    return reverse(name)
