"""Pages for what did not work: they say what happened, why, and what to do, in the right words."""

import logging

import html5lib
import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import gettext_lazy, override
from pytest_django.asserts import assertContains, assertNotContains

from csweek import errors
from planner.views import weeks
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(client, paula, organisation):
    client.force_login(paula)
    return client


def broken(monkeypatch, client):
    """The answer to a request in which a view breaks, as a browser would get it."""

    def fail(*_args, **_kwargs):
        raise RuntimeError("secret detail")

    monkeypatch.setattr(weeks, "coming_weeks", fail)
    client.raise_request_exception = False
    return client.get("/about/")


def test_a_year_nobody_has_begun_is_offered_to_an_organizer(crew):
    page = crew.get("/2031/board/")
    assertContains(page, "No plan for 2031 yet", status_code=404)
    assertContains(page, reverse("planner:week-new", args=[2031]), status_code=404)


def test_an_address_that_is_nothing_says_where_to_begin(crew):
    page = crew.get("/no/such/page/")
    assertContains(page, "There is nothing here", status_code=404)
    assertNotContains(page, "no/such/page/'", status_code=404)


def test_djangos_own_words_are_not_shown_and_ours_are(crew):
    answers = {
        "No Day matches the given query.": False,
        "There is no such place.": True,
    }
    for words, is_shown in answers.items():
        request = RequestFactory().get("/")
        request.user = factories.Person.objects.first()
        page = errors.not_found(request, Http404(words)).content.decode()
        assert (words in page) is is_shown
        assert ("The address may have a slip in it" in page) is not is_shown


def test_who_may_not_is_told_who_could(client, cole, week):
    client.force_login(cole)
    page = client.get("/2026/board/")
    assertContains(page, "This is for organizers.", status_code=403)
    assertContains(page, "You are signed in as Cole Carter.", status_code=403)


def test_a_refusal_without_words_has_some(client, cole, organisation):
    request = RequestFactory().get("/")
    request.user = cole
    page = errors.forbidden(request, PermissionDenied()).content.decode()
    assert "Your account has no right to see or change this." in page


def test_a_refusal_is_told_in_the_readers_language(cole, organisation):
    request = RequestFactory().get("/")
    request.user = cole
    with override("pt-pt"):
        page = errors.forbidden(request, PermissionDenied(gettext_lazy("Kick-off")))
    assert "Arranque" in page.content.decode()


def test_a_form_from_elsewhere_is_refused_in_our_words(paula, organisation):
    client = Client(enforce_csrf_checks=True)
    client.force_login(paula)
    page = client.post("/2026/new/", {"start_from": "empty"})
    assertContains(page, "That was not saved", status_code=403)


def test_what_broke_is_told_without_any_detail(monkeypatch, crew):
    page = broken(monkeypatch, crew)
    assertContains(page, "Something broke", status_code=500)
    assertContains(page, "UTC", status_code=500)
    assertNotContains(page, "secret detail", status_code=500)
    assert page.headers["Content-Security-Policy"]


def test_the_page_of_what_broke_asks_nothing_of_the_database(
    monkeypatch, django_assert_num_queries
):
    with django_assert_num_queries(0):
        page = errors.broken(RequestFactory().get("/"))
    assert b"Something broke" in page.content

    def closed(*_args, **_kwargs):
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(connection, "cursor", closed)
    assert errors.broken(RequestFactory().get("/")).status_code == 500
    with pytest.raises(RuntimeError):  # the control: a page of ours that does ask
        errors.not_found(RequestFactory().get("/"), Http404())


def test_the_page_of_what_broke_does_without_the_list_of_static_files(monkeypatch):
    def missing(path):
        raise ValueError(f"Missing staticfiles manifest entry for '{path}'")

    monkeypatch.setattr(errors, "static", missing)
    page = errors.broken(RequestFactory().get("/"))
    assert b"Something broke" in page.content
    assert b"stylesheet" not in page.content


def test_what_could_not_be_read_says_so(client, organisation):
    page = client.get("/about/", headers={"host": "evil.example"})
    assertContains(page, "We could not read that", status_code=400)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/2026/board/", "Forbidden (Permission denied): /2026/board/"),
        ("/2031/poster/", "Not Found: /2031/poster/"),
        ("/no/such/page/", "Not Found: /no/such/page/"),
    ],
)
def test_what_was_refused_is_one_line_in_the_log(path, says, client, cole, week, caplog):
    client.force_login(cole)
    client.get(path)
    (record,) = caplog.records
    assert logging.Formatter().format(record) == says


def test_what_broke_has_its_traceback_in_the_log(monkeypatch, crew, caplog):
    broken(monkeypatch, crew)
    (record,) = caplog.records
    told = logging.Formatter().format(record)
    assert told.startswith("Internal Server Error: /about/")
    assert "Traceback" in told and "RuntimeError: secret detail" in told


@pytest.mark.parametrize("path", [*errors.STYLES, errors.DRAWING])
def test_what_the_bare_pages_ask_for_is_there(path):
    assert finders.find(path)


def test_the_pages_are_well_formed_and_have_one_heading(monkeypatch, crew):
    pages = [crew.get("/2031/board/"), crew.get("/no/such/page/"), broken(monkeypatch, crew)]
    for page in pages:
        document = html5lib.HTMLParser(strict=True).parse(page.content.decode())
        assert len(list(document.iter("{http://www.w3.org/1999/xhtml}h1"))) == 1
