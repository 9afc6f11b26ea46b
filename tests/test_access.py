"""One table: every address × every role × every method → what is answered. No address without."""

import logging

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import path
from django.urls.resolvers import RegexPattern, URLResolver

from csweek.people.models import Person, Team
from planner.models import Activity, Week
from tests.access.asking import answered_never, ask, wrong, wrong_in_row
from tests.access.others import OTHERS
from tests.access.routes import routes
from tests.access.table import ROLES, ROWS, Row, is_refused, said
from tests.access.world import MISSING, made_world, rolled_back

pytestmark = pytest.mark.django_db

NAMES = sorted({name for name, _method in ROWS})


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    logging.disable(logging.CRITICAL)  # every refusal would be told, with its traceback
    with made_world(django_db_blocker) as made:
        yield made
    logging.disable(logging.NOTSET)


def without_a_row(found) -> list[str]:
    return [route.name for route in found if (route.name, "GET") not in ROWS]


def test_every_address_has_its_rows_and_every_row_its_address():
    there = {route.name for route in routes()}
    assert without_a_row(routes()) == []
    assert {name for name, _method in ROWS} == there
    assert set(ROWS) == {(name, method) for name in there for method in ("GET", "POST")}


def test_an_address_without_a_row_is_seen():
    def secret(request):
        return HttpResponse("everything")

    patterns = [path("secret/", secret, name="secret"), path("nameless/", secret)]
    assert without_a_row(routes(URLResolver(RegexPattern(r"^/"), patterns))) == [
        "secret",
        "nameless/",
    ]


@pytest.mark.parametrize("name", NAMES)
def test_everyone_is_answered_as_the_table_says(world, name):
    assert wrong(world, name) == []


def test_no_other_method_is_answered_to_anybody(world):
    assert [each for name in NAMES for each in answered_never(world, name)] == []


def test_a_question_for_the_headers_alone_is_answered_as_the_page_would_be(world):
    """Sampled: by whoever may see the page, if anybody may."""
    found = []
    for name in NAMES:
        answers = ROWS[name, "GET"].answers
        role = next((role for role in ROLES if answers[role] == "200"), "staff")
        with rolled_back():
            answer, written = ask(world, role, "HEAD", name)
            if said(answer) != answers[role] or written or answer.content:
                found.append(f"HEAD {name} by {role}: {said(answer)}, not {answers[role]}")
    assert found == []


def test_asking_what_one_may_do_changes_nothing_and_opens_nothing(world):
    """Sampled: by staff, to whom most is closed."""
    found = []
    for name in NAMES:
        with rolled_back():
            answer, written = ask(world, "staff", "OPTIONS", name)
            is_closed = is_refused(ROWS[name, "GET"].answers["staff"])
            opened = is_closed and answer.status_code == 200 and answer.content
            if written or opened or answer.status_code >= 500:
                found.append(f"OPTIONS {name}: {said(answer)} {written}")
    assert found == []


# Other things at the same addresses. -------------------------------------------------------------


@pytest.mark.parametrize("other", OTHERS, ids=lambda o: f"{o.name}-{o.parameter}={o.value}")
def test_what_is_another_years_missing_deleted_or_anothers_is_answered_as_said(world, other):
    changed = {other.parameter: other.value_in(world)}
    found = []
    for method, expected in other.answers.items():
        usual = ROWS[other.name, method].answers
        for role in ROLES:
            if is_refused(usual[role]) and usual[role] != "410":
                expected_here = usual[role]  # they do not learn whether it is there
            else:
                expected_here = expected
            with rolled_back():
                answer, written = ask(world, role, method, other.name, **changed)
                if said(answer) != expected_here:
                    found.append(f"{method} by {role}: {said(answer)}, not {expected_here}")
                if written and (method == "GET" or is_refused(expected_here)):
                    found.append(f"{method} by {role} wrote to {written}")
    assert found == []


ALREADY_DONE = [
    ("people:person-deactivate", "left"),
    ("people:person-reactivate", "owner"),
    ("people:import-apply", "applied"),
    ("planner:activity-bring-back", "activity"),
    ("planner:activity-reinstate", "activity"),
    ("planner:place-delete", "no place"),
    ("planner:idea-remove", "no idea"),
]


@pytest.mark.parametrize(("name", "row"), ALREADY_DONE)
def test_what_has_been_done_already_is_not_done_again(world, name, row):
    about = getattr(world, row, None)
    role = "organizer" if name.startswith("planner:") else "administrator"
    with rolled_back():
        answer, written = ask(world, role, "POST", name, pk=about.pk if about else MISSING)
    assert (said(answer), written) == ("302", set())


def test_whoever_may_not_know_gets_the_same_page_whatever_is_there(world):
    def body(name, **changed):
        with rolled_back():
            answer, _written = ask(world, "staff", "GET", name, **changed)
        return answer.content.replace(world.address(name, **changed).encode(), b"")

    for name, changed in [
        ("planner:activity-edit", {"pk": world.discarded.pk}),
        ("planner:activity-edit", {"pk": 999_999}),
        ("planner:board", {"year": 2031}),
        ("people:person-detail", {"pk": 999_999}),
        ("people:person-detail", {"pk": world.left.pk}),
    ]:
        there, not_there = body(name), body(name, **changed)
        assert _without_tokens(there) == _without_tokens(not_there), (name, changed)


def _without_tokens(page: bytes) -> list[bytes]:
    return [line for line in page.splitlines() if b"csrf" not in line.lower()]


def test_keys_are_shown_only_to_who_has_just_said_again_who_they_are(world, monkeypatch):
    monkeypatch.setattr("allauth.account.app_settings.AppSettings.REAUTHENTICATION_TIMEOUT", 0)
    for name in NAMES:
        if name.startswith("mfa_") and "authenticate" not in name and name != "mfa_login_webauthn":
            for method in ("GET", "POST"):
                if not is_refused(ROWS[name, method].answers["owner"]):
                    answer, written = ask(world, "owner", method, name)
                    expected = "200" if name in {"mfa_index", "mfa_list_webauthn"} else "again"
                    allowed = {expected, "302"} if name == "mfa_activate_totp" else {expected}
                    assert said(answer) in allowed, name
                    assert not written


# Controls: each guard taken away is missed. ------------------------------------------------------


def guarded():
    """Views under a guard of csweek.people.access: the function below it is `__wrapped__`."""
    return [route for route in routes() if getattr(route.view, "__name__", "") and _guard(route)]


def _guard(route):
    code = getattr(route.view, "__code__", None)
    is_ours = code is not None and code.co_filename.endswith("csweek/people/access.py")
    return route.view if is_ours else None


def test_every_view_that_refuses_somebody_stands_under_a_guard():
    under = {route.name for route in guarded()}
    refusing = {name for (name, _method), row in ROWS.items() if "403" in row.answers.values()}
    assert len(under) > 50
    assert under == refusing


def test_each_guard_taken_away_is_missed(world, monkeypatch):
    not_missed = []
    for route in guarded():
        with monkeypatch.context() as without:
            without.setattr(route.pattern, "callback", route.view.__wrapped__)
            if not wrong_in_row(world, ROWS[route.name, "GET"], roles=["staff"]):
                not_missed.append(route.name)
    assert not_missed == []


# Whoever is not signed in is sent to do it by the library too, which asks again who one is.
ASKED_AGAIN = {"people:my-data", "people:my-data-file"}


def test_each_page_opened_to_everyone_is_missed(world, monkeypatch):
    """`login_not_required` put on every view of ours that has not got it."""
    not_missed = []
    for route in routes():
        # A view that is a class is the library's, bent by us: it guards itself once more.
        is_function = not hasattr(route.view, "view_class")
        is_ours = route.view.__module__.partition(".")[0] in {"csweek", "planner", "recognition"}
        if route.name in ASKED_AGAIN:
            continue
        if is_ours and is_function and "login" in ROWS[route.name, "GET"].answers.values():

            def opened(request, *args, view=route.view, **kwargs):
                return view(request, *args, **kwargs)

            with monkeypatch.context() as without:
                without.setattr(route.pattern, "callback", login_not_required(opened))
                if not wrong_in_row(world, ROWS[route.name, "GET"], roles=["anonymous"]):
                    not_missed.append(route.name)
    assert not_missed == []


def test_behind_each_guard_of_a_week_stands_a_second_one(world, monkeypatch):
    """Were a guard forgotten, what one may edit is still asked for by whom: 404, and no write."""
    through = []
    for route in guarded():
        if route.name.startswith("planner:") and "year" in route.parameters:
            if route.name == "planner:week-new":
                continue  # there is no week yet that could be asked for
            with monkeypatch.context() as without:
                without.setattr(route.pattern, "callback", route.view.__wrapped__)
                for method in ("GET", "POST"):
                    with rolled_back():
                        answer, written = ask(world, "staff", method, route.name)
                    if said(answer) not in {"404", "405"} or written:
                        through.append(f"{method} {route.name}: {said(answer)} {written}")
    assert through == []


def test_the_querysets_that_stand_second_let_only_organizers_through(world):
    for role, person in world.people.items():
        may = role == "organizer"
        assert Week.objects.editable_by(person).exists() is may
        assert Activity.objects.editable_by(person).exists() is may


def test_a_page_that_writes_when_it_is_looked_at_is_missed(world, monkeypatch):
    route = world.routes["planner:about"]
    view = route.view

    def counts_visitors(request):
        Person.objects.filter(pk=request.user.pk).update(said_as="seen")
        return view(request)

    monkeypatch.setattr(route.pattern, "callback", counts_visitors)
    assert wrong_in_row(world, ROWS["planner:about", "GET"], roles=["owner"]) == [
        "GET planner:about by owner wrote to ['people_person']"
    ]


def test_an_act_refused_after_it_was_done_is_missed(world, monkeypatch):
    route = world.routes["people:team-delete"]
    view = route.view

    def too_late(request, pk):
        Team.objects.filter(pk=pk).delete()
        return view(request, pk=pk)

    monkeypatch.setattr(route.pattern, "callback", too_late)
    told = wrong_in_row(world, ROWS["people:team-delete", "POST"], roles=["staff"])
    tables = "'people_person', 'people_team', 'planner_activity_invited_teams', "
    tables += "'planner_closing_teams', 'planner_cover', 'planner_covercall', 'planner_need', "
    tables += "'recognition_award_teams'"
    assert told == [f"POST people:team-delete by staff wrote to [{tables}]"]


def test_a_row_that_says_otherwise_is_told_in_a_sentence(world):
    row = ROWS["planner:board", "GET"]
    believed = Row(row.name, row.method, row.answers | {"staff": "200"})
    assert wrong_in_row(world, believed) == ["GET planner:board by staff: 403, not 200"]
