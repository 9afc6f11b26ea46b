"""Sessions and requests: keys change, sessions end, forms from elsewhere are refused."""

import pytest
import time_machine
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse
from django.views.decorators.csrf import csrf_exempt

from csweek.people.models import Person
from tests import factories
from tests.factories import PASSWORD
from tests.urls import every_path

pytestmark = pytest.mark.django_db

HOUR, DAY = 3600, 24 * 3600
ME = "/people/me/"


@pytest.fixture(autouse=True)
def set_up(organisation):
    return organisation


def sign_in(client, person) -> str:
    """Answers with the key of the session."""
    data = {"login": person.email, "password": PASSWORD}
    assert client.post("/account/login/", data).status_code == 302
    return client.cookies[django_settings.SESSION_COOKIE_NAME].value


def is_in(client) -> bool:
    return client.get(ME).status_code == 200


def with_key(key: str) -> Client:
    client = Client()
    client.cookies[django_settings.SESSION_COOKIE_NAME] = key
    return client


# Keys ------------------------------------------------------------------------


def test_signing_in_gives_the_session_a_new_key(client, cole):
    client.get("/account/password/reset/key/1-x/", follow=True)
    session = client.session
    session["before"] = "signing in"
    session.save()
    old = session.session_key
    client.cookies[django_settings.SESSION_COOKIE_NAME] = old
    new = sign_in(client, cole)
    assert new != old
    assert not Session.objects.filter(session_key=old).exists()
    assert not is_in(with_key(old))
    assert is_in(with_key(new))


def test_signing_out_ends_the_session_on_the_server(client, cole):
    key = sign_in(client, cole)
    client.post("/account/logout/")
    assert not is_in(client)
    assert not is_in(with_key(key))
    assert not Session.objects.filter(session_key=key).exists()


def test_a_new_password_gives_the_session_a_new_key_and_ends_the_others(client, cole):
    other = Client()
    sign_in(other, cole)
    old = sign_in(client, cole)
    new = {"password1": "five-pieces-of-a-week", "password2": "five-pieces-of-a-week"}
    client.post("/account/password/change/", {"oldpassword": PASSWORD, **new})
    assert is_in(client)
    assert client.cookies[django_settings.SESSION_COOKIE_NAME].value != old
    assert not is_in(with_key(old))
    assert not is_in(other)


def test_a_person_signs_out_everywhere_else(client, cole):
    other = Client()
    sign_in(other, cole)
    sign_in(client, cole)
    assert client.get("/account/sessions/").content.decode().count("<li class") == 2
    client.post("/account/sessions/")
    assert is_in(client)
    assert not is_in(other)


# Deactivation ----------------------------------------------------------------


def test_deactivating_ends_every_session_at_once(client, ada, cole):
    other = Client()
    keys = [sign_in(client, cole), sign_in(other, cole)]
    cole.deactivate(by=ada)
    assert not is_in(client)
    assert not is_in(other)
    assert not Session.objects.filter(session_key__in=keys).exists()


def test_reactivating_brings_no_session_back(client, ada, cole):
    sign_in(client, cole)
    cole.deactivate(by=ada)
    cole.reactivate(by=ada)
    assert not is_in(client)


def test_control_sessions_that_are_only_refused_would_come_back(client, ada, cole, monkeypatch):
    monkeypatch.setattr("csweek.people.models.people.end_sessions", lambda people: None)
    sign_in(client, cole)
    cole.deactivate(by=ada)
    assert not is_in(client)
    cole.reactivate(by=ada)
    assert is_in(client)


def test_the_session_of_somebody_else_goes_on(client, ada, cole, otto):
    sign_in(client, otto)
    cole.deactivate(by=ada)
    assert is_in(client)


# Time ------------------------------------------------------------------------


def test_a_session_unused_for_12_hours_ends(client, cole):
    with time_machine.travel("2026-09-01 09:00", tick=False) as clock:
        sign_in(client, cole)
        assert is_in(client)
        clock.shift(12 * HOUR + 1)
        assert not is_in(client)


def test_a_session_in_use_goes_on_for_days(client, cole):
    with time_machine.travel("2026-09-01 09:00", tick=False) as clock:
        sign_in(client, cole)
        for _ in range(12):
            clock.shift(10 * HOUR)
            assert is_in(client)


def stays_in_use(client, cole, clock, days: float) -> bool:
    sign_in(client, cole)
    assert is_in(client)
    for _ in range(int(days * 4)):
        clock.shift(6 * HOUR)
        if not is_in(client):
            return False
    return True


def test_a_session_ends_after_14_days_however_much_it_is_used(client, cole):
    with time_machine.travel("2026-09-01 09:00", tick=False) as clock:
        assert stays_in_use(client, cole, clock, 14)
        clock.shift(HOUR)
        assert not is_in(client)
        assert not is_in(client)


def test_control_without_the_limit_a_session_in_use_lasts(client, cole, settings):
    settings.SESSION_ABSOLUTE_AGE = 1000 * DAY
    with time_machine.travel("2026-09-01 09:00", tick=False) as clock:
        assert stays_in_use(client, cole, clock, 15)


def test_reading_pages_writes_the_session_at_most_once_an_hour(client, cole):
    with time_machine.travel("2026-09-01 09:00", tick=False) as clock:
        sign_in(client, cole)
        client.get(ME)
        writes = []
        for minutes in (10, 10, 10, 40, 10):
            clock.shift(minutes * 60)
            with CaptureQueriesContext(connection) as queries:
                client.get(ME)
            sent = [query["sql"] for query in queries if "django_session" in query["sql"]]
            writes.append(any(sql.startswith("UPDATE") for sql in sent))
    assert writes == [False, False, False, True, False]


# Forms from elsewhere --------------------------------------------------------


@pytest.fixture
def everything(db):
    """Somebody with every role, so that no page turns them away first."""
    roles = {"is_organizer": True, "is_manager": True, "is_administrator": True}
    return factories.person("Evi Ebner", **roles)


# Sent by mail programs (RFC 8058): what gives the right is the link, which no other site can know.
ONE_CLICK = "/messages/off/x/"


def posts_let_through(client) -> list[str]:
    return [each for each in every_path() if client.post(each).status_code != 403]


def test_every_form_without_its_token_is_refused(everything, week):
    client = Client(enforce_csrf_checks=True)
    client.force_login(everything)
    assert len(every_path()) > 60
    assert posts_let_through(client) == [ONE_CLICK]
    assert posts_let_through(Client(enforce_csrf_checks=True)) == [ONE_CLICK]
    assert Person.objects.filter(is_active=False).count() == 0


open_door = csrf_exempt(lambda request: HttpResponse("come in"))
open_door.login_required = False
urlpatterns = [path("open/", open_door)]


@pytest.mark.urls("tests.test_sessions")
def test_control_a_form_that_takes_no_token_is_found():
    assert posts_let_through(Client(enforce_csrf_checks=True)) == ["/open/"]


def test_a_token_of_another_browser_is_refused(cole):
    client, other = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    token = other.get("/account/login/").context["csrf_token"]
    data = {"login": cole.email, "password": PASSWORD, "csrfmiddlewaretoken": str(token)}
    assert client.post("/account/login/", data).status_code == 403


def test_a_form_with_its_token_is_taken(cole):
    client = Client(enforce_csrf_checks=True)
    token = client.get("/account/login/").context["csrf_token"]
    data = {"login": cole.email, "password": PASSWORD, "csrfmiddlewaretoken": str(token)}
    assert client.post("/account/login/", data).url == reverse("planner:home")


def test_whoever_is_at_another_site_asks_no_more_often(client, django_assert_num_queries):
    """The clock of their pages is their site's, which comes with them."""
    head = factories.organisation().head_site
    for site in (head, factories.site("Porto", "Europe/Lisbon", "PT")):
        client.force_login(factories.person(site=site, email=f"{site}@example.org"))
        client.get(reverse("planner:about"))
        with django_assert_num_queries(5):
            client.get(reverse("planner:about"))
