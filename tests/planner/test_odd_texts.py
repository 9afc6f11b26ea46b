"""Whatever is typed into a plan stays text: on pages, in messages, mails and files."""

import email
import json
import re
from email import policy

import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import Client

from csweek.notices.letters import letter_of
from csweek.notices.models import Mail
from planner.models import Place, Publication, Rendering, Week
from tests import factories
from tests.access.markup import Page, faults
from tests.planner.documents.feeds import events

pytestmark = pytest.mark.django_db

ODD = {
    "script": "<script>alert(1)</script>",
    "template": "{{7*7}}{% debug %}${7*7}",
    "comment": "<!-- calendar -->",
    "markup": '"><img src=x onerror=alert(1)>&amp;</title>',
    "right to left": "Lunch \u202etxt.exe",
    "long": "A" * 120,
    "percent": "100 %(year)s %s %d",
}


@pytest.fixture(params=ODD.values(), ids=[name.replace(" ", "-") for name in ODD])
def odd(request) -> str:
    return request.param


@pytest.fixture(autouse=True)
def september(settings):
    settings.ADDRESS = "https://week.example.org"
    with time_machine.travel("2026-09-10 09:00Z"):
        yield


@pytest.fixture
def plan(week, paula, cole, odd):
    """Published twice; the second time every text is an odd one, and all of them have changed."""
    activity = factories.activity(week, "Lunch", 3, "12:00", 60, by=paula)
    factories.publication(week, by=paula)
    where = factories.site(odd[:80])
    texts = {"title": odd, "description": odd, "host": factories.person(f"Hanna {odd}"[:120])}
    room = Place.objects.add(by=paula, name=odd[:80], site=where)
    activity.change(texts | {"site": where, "place": room}, by=paula)
    day = week.days.get(number=3)
    day.change({"name": odd[:60], "note": odd, "dress_theme": odd}, by=paula)
    week.refresh_from_db()
    week.change({"theme": odd, "tagline": odd}, by=paula)
    Rendering.objects.prepare(factories.publication(week, by=paula, note=odd))
    week.open_to_all(by=paula)
    return week


def texts_of(page: Page) -> str:
    return page.text(page.root)


def shown(text: str) -> str:
    """As a page shows it: line ends and rows of spaces are one space."""
    return " ".join(text.split())


def test_pages_show_it_as_it_was_typed_and_nothing_else(plan, cole, paula, odd):
    staff, crew = Client(), Client()
    staff.force_login(cole)
    crew.force_login(paula)
    link = Week.objects.get(pk=plan.pk).link
    for browser, path in [
        (staff, "/2026/"),
        (staff, "/2026/mine/"),
        (staff, "/2026/publications/"),
        (staff, "/2026/publications/2/"),
        (staff, "/messages/"),
        (Client(), f"/open/{link}/"),
        (crew, "/2026/publish/"),
        (crew, "/2026/publications/1/copy-back/"),
    ]:
        answer = browser.get(path)
        page = Page(answer.text)
        assert answer.status_code == 200
        assert faults(answer.text) == [], path
        assert not [each for each in page.all("img") if each.get("onerror")], path
        if path != "/2026/publish/":  # there is nothing to publish
            assert shown(odd)[:60] in texts_of(page), path


def test_a_message_is_mailed_as_it_was_typed(plan, cole, odd):
    mail = Mail.objects.filter(notice__person=cole).latest("pk")
    letter = letter_of(mail)
    parsed = email.message_from_bytes(letter.message().as_bytes(), policy=policy.default)
    plain = parsed.get_body(("plain",)).get_content()
    page = Page(parsed.get_body(("html",)).get_content())
    assert shown(odd)[:60] in shown(plain)
    assert shown(odd)[:60] in texts_of(page)
    assert page.all("script", "img") == []
    assert "49" not in re.sub(r"http\S+", "", plain)  # an address may hold any number
    assert "\n" not in letter.subject
    assert set(parsed.keys()) <= {
        *("Content-Type", "MIME-Version", "Subject", "From", "To", "Date", "Message-ID"),
        *("Auto-Submitted", "List-Unsubscribe", "List-Unsubscribe-Post"),
    }


trusting = pytest.mark.parametrize("odd", [ODD["script"]], indirect=True, ids=["script"])


def trusts(monkeypatch, module: str) -> None:
    """Let a module write into its pages what was typed, as if it were ours."""

    def render(*args):
        return render_to_string(*args).replace("&lt;script&gt;", "<script>")

    monkeypatch.setattr(f"{module}.render_to_string", render)


@trusting
def test_control_a_page_that_trusts_what_was_typed_is_seen(plan, cole, monkeypatch):
    trusts(monkeypatch, "planner.pages.programme")
    Rendering.objects.all().delete()
    staff = Client()
    staff.force_login(cole)
    assert faults(staff.get("/2026/").text) != []


@trusting
def test_control_a_mail_that_trusts_what_was_typed_is_seen(plan, cole, monkeypatch):
    trusts(monkeypatch, "csweek.notices.letters")
    letter = letter_of(Mail.objects.filter(notice__person=cole).latest("pk"))
    assert Page(letter.alternatives[0][0]).all("script") != []


def test_files_hold_it_as_it_was_typed(plan, cole, odd):
    staff = Client()
    staff.force_login(cole)
    (activity,) = json.loads(staff.get("/2026/programme.json").text)["activities"]
    assert (activity["title"], activity["description"]) == (odd, odd)
    answer = staff.get(f"/2026/activities/{activity['key']}.ics")
    (event,) = events(answer.text)
    assert event.summary.value == odd
    assert "\n" not in answer.headers["Content-Disposition"]


def test_what_was_typed_is_found_by_the_words_of_it(plan, cole, odd):
    staff = Client()
    staff.force_login(cole)
    found = staff.get("/2026/", {"q": odd})
    assert "1 activity found" in found.text
    assert "0 activities found" in staff.get("/2026/", {"q": f"{odd} and more"}).text


def test_publications_keep_it_as_it_was_typed(plan, odd):
    (item,) = Publication.objects.latest_of(2026).frozen.items
    assert (item.title, item.description) == (odd, odd)
