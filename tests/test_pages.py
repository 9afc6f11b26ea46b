"""Every page: well made, named, labelled, within our policy, and no slower for showing more."""

import logging

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import get_resolver

from csweek.people.models import Organisation, Person
from planner.models import Activity
from tests.access import nouns
from tests.access.growth import grow
from tests.access.markup import Page, faults
from tests.access.sent import sent
from tests.access.statements import watched
from tests.access.table import NO_PAGES, ROLES, ROWS
from tests.access.world import UNBEGUN_YEAR, made_world, rolled_back

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
# The run sheet, printed once a year, is made of the awards list and of what the stage shows.
MORE_QUERIES = {"recognition:run-sheet": 13, "planner:pair-desk": 17}
# Forms that must say what their writer was shown: else they are shown again, as it is now.
SHOWN_ANEW = {"recognition:decision-new"}
# Forms that are right with nothing in them.
MAY_BE_EMPTY = {"planner:day-edit", "recognition:citation-edit"}
MINE = "Typed too late"
# As those who see least of it and those who see most.
SEEN_BY = {
    name: [role for role in ROLES if row.answers[role] == "200"]
    for (name, method), row in ROWS.items()
    if method == "GET" and name not in NO_PAGES and "200" in row.answers.values()
}
PAGES = [(name, role) for name, roles in SEEN_BY.items() for role in sorted({roles[0], roles[-1]})]
LISTS = [
    "planner:board",
    "planner:week-list",
    "planner:week-history",
    "planner:day-history",
    "planner:activity-history",
    "planner:problem-list",
    "planner:place-list",
    "planner:programme-list",
    "planner:my-list",
    "planner:publication-list",
    "planner:publication-detail",
    "planner:week-detail",
    "planner:my-week",
    "planner:open-week",
    "planner:idea-list",
    "planner:calendar-list",
    "people:person-list",
    "people:person-detail",
    "people:team-list",
    "people:site-list",
    "people:shift-list",
    "people:import-new",
    "people:import-detail",
    "notices:notice-list",
    "notices:mail-list",
    "mfa_list_webauthn",
    "usersessions_list",
    *nouns.LISTS,
]


# Two addresses of the library for accounts that we answer alike: there is nothing to confirm.
ONE_PAGE = {"account_email_verification_sent", "account_confirm_email"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    logging.disable(logging.CRITICAL)
    with made_world(django_db_blocker) as made:
        yield made
    logging.disable(logging.NOTSET)


def text_of(answer) -> str:
    return answer.content.decode(answer.charset)


@pytest.mark.parametrize(("name", "role"), PAGES)
def test_a_page_is_well_made(world, name, role):
    with rolled_back():
        answer = world.ask(role, "GET", name)
    assert faults(text_of(answer)) == []


def test_no_two_pages_have_one_title(world):
    titles: dict[str, set[str]] = {}
    for name, roles in SEEN_BY.items():
        with rolled_back():
            answer = world.ask(roles[-1], "GET", name)
        assert answer.status_code == 200, name
        titles.setdefault(Page(text_of(answer)).title, set()).add(name)
    assert [each for each in titles.values() if len(each) > 1] == [ONE_PAGE]


def refusals(world) -> dict:
    """Pages that say no: by name, and the status that each must have."""
    organizer = world.browser("organizer")
    address = world.address("planner:activity-edit")
    stale = sent(world, "planner:activity-edit") | {"version": 99, "title": MINE}
    place = sent(world, "planner:place-edit") | {"version": 99, "name": MINE}
    team = sent(world, "people:team-edit") | {"version": 99, "name": MINE}
    checked = Client(enforce_csrf_checks=True, raise_request_exception=False)
    return {
        "forbidden": (403, world.ask("staff", "GET", "planner:board")),
        "nowhere": (404, organizer.get("/no/such/page/")),
        "nowhere for nobody": (404, world.browser("anonymous").get("/account/no/such/")),
        "unplanned": (404, world.ask("organizer", "GET", "planner:board", year=UNBEGUN_YEAR)),
        "deleted": (
            404,
            world.ask("organizer", "GET", "planner:activity-edit", pk=world.discarded.pk),
        ),
        "too far": (404, world.ask("staff", "GET", "planner:week-detail", year=1983)),
        "spent": (410, world.ask("anonymous", "GET", "people:first")),
        "no token": (403, checked.post("/account/login/", {})),
        "conflict": (409, organizer.post(address, stale)),
        "conflict of a place": (409, organizer.post(world.address("planner:place-edit"), place)),
        "conflict of a team": (
            409,
            world.browser("administrator").post(world.address("people:team-edit"), team),
        ),
        "deleted meanwhile": (
            409,
            world.ask("organizer", "POST", "planner:place-edit", place, pk=9),
        ),
        **{
            f"wrong: {name}": (
                409 if name in SHOWN_ANEW else 422,
                world.ask(SEEN_BY[name][-1], "POST", name, {"version": "1"}),
            )
            for name in SEEN_BY
            if name.endswith(("-new", "-edit")) and name not in MAY_BE_EMPTY
        },
        "wrong password": (200, world.ask("anonymous", "POST", "account_login", {"login": "x"})),
        "broken": (500, get_resolver().resolve_error_handler(500)(RequestFactory().get("/"))),
    }


def test_a_page_that_says_no_is_as_well_made_as_one_that_says_yes(world):
    found = {}
    with rolled_back():
        for name, (status, answer) in refusals(world).items():
            told = faults(text_of(answer))
            if answer.status_code != status:
                told.append(f"{answer.status_code}, not {status}")
            if told:
                found[name] = told
    assert found == {}


def test_before_the_set_up_pages_are_well_made_too(world):
    with rolled_back():
        Organisation.objects.all().delete()
        shown = {
            "set up": (200, world.ask("administrator", "GET", "people:setup")),
            "wait": (503, world.ask("staff", "GET", "planner:about")),
        }
        Person.objects.update(password="!")
        shown["first"] = (200, world.ask("anonymous", "GET", "people:first"))
        told = {name: faults(text_of(answer)) for name, (_status, answer) in shown.items()}
    assert {name: answer.status_code for name, (_status, answer) in shown.items()} == {
        name: status for name, (status, _answer) in shown.items()
    }
    assert told == {"set up": [], "wait": [], "first": []}


# As many queries for many rows as for one. -------------------------------------------------------


def asker(name: str) -> str:
    """Who sees most on that page: what is one's own, the owner; else whoever may see it."""
    is_own = name.startswith(("mfa_", "account_", "usersessions", "socialaccount"))
    return "owner" if is_own and "owner" in SEEN_BY[name] else SEEN_BY[name][-1]


def queries(world, name: str) -> list[str]:
    with rolled_back(), watched() as seen:
        answer = world.ask(asker(name), "GET", name)
        assert answer.status_code == 200, name
    return seen.asked


def slower(world, names, *sizes: int, most: int | None = None) -> list[str]:
    """Pages that ask the database more often when there is more, or more often than `most`."""
    asked: dict[str, list[int]] = {name: [] for name in names}
    for size in sizes:
        with rolled_back():
            grow(world, size)
            for name in names:
                asked[name].append(len(queries(world, name)))
    return [
        f"{name}: {counts} queries with {sizes} rows"
        for name, counts in asked.items()
        if len(set(counts)) > 1 or (most is not None and max(counts) > MORE_QUERIES.get(name, most))
    ]


def test_every_page_asks_as_often_with_fifty_rows_as_with_one(world):
    assert slower(world, SEEN_BY, 1, 50) == []


def test_every_list_asks_as_often_with_5_50_and_500_rows_and_not_much(world):
    assert slower(world, LISTS, 5, 50, 500, most=MOST_QUERIES) == []


def test_the_lists_are_those_that_show_rows(world):
    assert set(LISTS) <= set(SEEN_BY)
    endings = ("list", "history", "board", "detail", "_webauthn", "import-new", "week")
    endings += ("desk", "mine", "bench", "run-sheet", "recognised", "winners", "said-of-me")
    endings += ("certificates", "ceremony-new", "ceremony-presenter", "ceremony-audience")
    endings += ("today", "wall", "phones", "pair-cards", "missing", "report")
    endings += ("tasks", "task-late", "timeline", "cost-comparison", "cost-actual", "funding")
    for name in SEEN_BY:
        if name.startswith(("planner:", "people:")) and name.endswith("list"):
            assert name in LISTS, name
    assert all(name.endswith(endings) for name in LISTS)


# Controls: what is made badly is seen. -----------------------------------------------------------


def asks_for_each(request):
    """A page that asks the database once for each person it shows."""
    people = Person.objects.all()
    names = [f"{each.name} {each.team and each.team.name}" for each in people]
    return HttpResponse(" ".join(names))


def asks_too_often(request):
    for _time in range(MOST_QUERIES):
        Activity.objects.count()
    return HttpResponse("thirteen")


@pytest.mark.parametrize(
    ("view", "told"),
    [(asks_for_each, "planner:about: ["), (asks_too_often, "planner:about: [1")],
)
def test_a_page_that_asks_too_often_is_seen(world, monkeypatch, view, told):
    monkeypatch.setattr(world.routes["planner:about"].pattern, "callback", view)
    found = slower(world, ["planner:about"], 1, 50, most=MOST_QUERIES)
    assert len(found) == 1 and found[0].startswith(told)


GOOD = """<!doctype html><html lang="en"><head><title>Board · N</title></head><body>
<main><h1>Board</h1><form method="post"><input type="hidden" name="csrfmiddlewaretoken">
<label for="a">Name</label><input id="a" name="name"></form></main></body></html>"""


def test_a_page_that_is_well_made_has_no_faults():
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("instead_of", "there_is", "told"),
    [
        ("<h1>Board</h1>", "<h2>Board</h2>", "0 h1"),
        ("<h1>Board</h1>", "<h1>Board</h1><h1>Board</h1>", "2 h1"),
        ("<h1>Board</h1>", "<h1> </h1>", "an empty h1"),
        ("Board · N", " · N", "no title"),
        (' lang="en"', "", "no language"),
        ("<main>", '<main id="a">', "id “a” 2 times"),
        ('<label for="a">Name</label>', "", "input “name” has no label"),
        ('for="a"', 'for="b"', "label for=“b” refers to nothing"),
        ("<h1>", '<img src="/x.png"><h1>', "img /x.png without alt"),
        ("<h1>", '<a href="/x"></a><h1>', "a /x has no name"),
        ("<h1>", '<nav><a href="/">Home</a></nav><h1>', "nav has no name"),
        ('<input type="hidden" name="csrfmiddlewaretoken">', "", "form to None has no token"),
        ("<h1>", '<h1 style="color:red">', "h1 style=“color:red”"),
        ("<h1>", '<h1 onclick="go()">', "h1 onclick=“go()”"),
        ("</head>", "<style>h1{}</style></head>", "<style>"),
        ("</head>", "<script>go()</script></head>", "a script within the page"),
        ("<h1>", '<img alt="" src="https://cdn.example/x.png"><h1>', "leads away"),
        ("<h1>", '<a href="//cdn.example/">x</a><h1>', "leads away"),
        ("<h1>", '<a href="javascript:go()">x</a><h1>', "leads away"),
        ("</h1>", "</h2>", "not well formed"),
    ],
)
def test_a_page_that_is_made_badly_is_seen(instead_of, there_is, told):
    found = faults(GOOD.replace(instead_of, there_is, 1))
    assert any(told in each for each in found), found
