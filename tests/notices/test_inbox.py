"""One's own messages: seen when one says so, never by looking; nobody else's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from csweek.notices import words
from csweek.notices.models import Notice, notify
from csweek.notices.silence import ask_what_is_silent
from csweek.notices.words import Message
from tests import factories
from tests.notices.sample import PATH, SAMPLE

pytestmark = pytest.mark.django_db

URL = "/messages/"


@pytest.fixture(autouse=True)
def signed_in(client, organisation, cole):
    client.force_login(cole)


def tell(person, title="Open mike is cancelled", **context) -> Notice:
    notify([person.pk], SAMPLE, title=title, **context)
    return Notice.objects.of(person).latest("pk")


def page(client, url=URL) -> str:
    return client.get(url).content.decode()


def unseen(person) -> int:
    return Notice.objects.of(person).unseen().count()


def test_the_newest_stands_first_and_what_is_new_says_so(client, cole):
    tell(cole, "First").person.notices.all().see()
    tell(cole, "Second")
    shown = page(client)
    assert shown.index("Second</h2>") < shown.index("First</h2>")
    assert shown.count(">new</span>") == shown.count("notice new") == 1


def test_looking_at_the_list_marks_nothing_as_read(client, cole):
    tell(cole)
    page(client)
    page(client)
    assert unseen(cole) == 1


def test_opening_one_marks_it_and_leads_to_what_it_is_about(client, cole):
    tell(cole)
    notice = tell(cole)
    answer = client.post(f"/messages/{notice.pk}/open/")
    assert (answer.status_code, answer.url, unseen(cole)) == (302, PATH, 1)
    assert page(client).count(">new</span>") == 1


def test_one_that_leads_nowhere_leads_back(client, cole):
    notice = tell(cole, path="")
    assert "Mark as read" in page(client)
    assert client.post(f"/messages/{notice.pk}/open/").url == URL


def test_a_second_press_tells_nothing_new(client, cole):
    notice = tell(cole)
    client.post(f"/messages/{notice.pk}/open/")
    first = Notice.objects.get(pk=notice.pk).seen_at
    assert client.post(f"/messages/{notice.pk}/open/").url == PATH
    assert Notice.objects.get(pk=notice.pk).seen_at == first


def test_nobody_opens_anothers_message(client, otto):
    notice = tell(otto)
    assert client.post(f"/messages/{notice.pk}/open/").status_code == 404
    assert unseen(otto) == 1


def test_all_can_be_marked_at_once_on_whatever_page_they_stand(client, cole, otto):
    for _time in range(30):
        tell(cole)
    tell(otto)
    newest = client.get(URL).context["newest"]
    assert client.post("/messages/read/", {"newest": newest}).url == URL
    assert (unseen(cole), unseen(otto)) == (0, 1)
    assert "Mark all as read" not in page(client)


def test_one_that_comes_after_the_list_was_drawn_stays_unread(client, cole):
    tell(cole)
    newest = client.get(URL).context["newest"]
    tell(cole)
    client.post("/messages/read/", {"newest": newest})
    assert unseen(cole) == 1


@pytest.mark.parametrize("newest", ["", "x", "-1", "9" * 40, "1\x00"])
def test_a_wrong_number_marks_nothing(client, cole, newest):
    tell(cole)
    assert client.post("/messages/read/", {"newest": newest}).url == URL
    assert unseen(cole) == 1


def test_an_empty_list_says_what_will_stand_there(client):
    assert "Nothing to read." in page(client)


def test_long_lists_are_paged(client, cole):
    for number in range(26):
        tell(cole, f"Message {number}")
    assert page(client).count("<article") == 25
    assert page(client, URL + "?page=2").count("<article") == 1
    assert page(client, URL + "?page=many").count("<article") == 25


def test_what_has_no_words_is_not_shown(client, cole):
    notify([cole.pk], "unheard of")
    assert "<article" not in page(client)


def test_what_was_typed_is_shown_as_it_was_typed(client, cole):
    tell(cole, "<script>alert(1)</script> & co")
    shown = page(client)
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co</h2>" in shown


# The bell. ---------------------------------------------------------------------------------------


def bell(client) -> str:
    shown = page(client, reverse("planner:about"))
    return " ".join(shown.split('class="bell"')[1].split("</a>")[0].split())


def test_every_page_says_how_many_are_unread(client, cole, otto):
    tell(otto)
    assert "Messages</span>" in bell(client) and "count" not in bell(client)
    tell(cole)
    assert ">1</span>" in bell(client) and "1 unread message <" in bell(client)
    tell(cole)
    assert ">2</span>" in bell(client) and "2 unread messages <" in bell(client)


def test_very_many_are_not_counted(client, cole, monkeypatch):
    monkeypatch.setattr("csweek.notices.context.MOST", 2)
    for _time in range(5):
        tell(cole)
    assert "More than 2 unread messages" in bell(client)


def test_what_there_is_no_more_to_say_of_is_not_counted(client, cole, monkeypatch):
    def fading(notices):
        return [each.context["is_there"] and Message("Still", "there") for each in notices]

    monkeypatch.setitem(words._words, "fading", fading)
    notify([cole.pk], "fading", is_there=True)
    assert ">1</span>" in bell(client)
    Notice.objects.update(context={"is_there": False})
    tell(cole)
    notify([cole.pk], "unheard of")
    ask_what_is_silent(is_over=bool)
    assert ">1</span>" in bell(client)
    assert page(client).count("<article") == 1
    Notice.objects.filter(name=SAMPLE).delete()
    assert "count" not in bell(client)
    Notice.objects.update(context={"is_there": True})
    ask_what_is_silent(is_over=bool)
    assert ">1</span>" in bell(client)


def test_the_bell_asks_one_question_of_however_many_kinds(client, cole, monkeypatch):
    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            bell(client)
        return len(asked)

    def asks(notices):
        return [Message(str(Notice.objects.count()), "there") for _each in notices]

    bell(client)  # a first visit is kept
    before = count()
    for name in ("one", "two", "three"):
        monkeypatch.setitem(words._words, name, asks)
        notify([cole.pk], name)
    assert count() == before


def test_what_has_its_moment_is_counted_until_then(client, cole):
    now = timezone.now()
    notify([cole.pk], SAMPLE, title="Over", until=now)
    notify([cole.pk], SAMPLE, title="Soon", until=now + timedelta(minutes=1))
    assert ">1</span>" in bell(client)


def test_of_more_messages_than_are_asked_at_once_those_come_first_that_have_waited_longest(
    cole, monkeypatch
):
    monkeypatch.setattr("csweek.notices.silence.AT_ONCE", 2)
    for _time in range(5):
        notify([cole.pk], "unheard of")
    left = []
    for _minute in range(3):
        ask_what_is_silent(is_over=bool)
        left.append(Notice.objects.of(cole).counted().count())
    assert left == [3, 1, 0]


def test_words_of_one_kind_that_cannot_be_made_keep_no_other_counted(cole, monkeypatch, caplog):
    def broken(notices):
        raise KeyError("title")

    monkeypatch.setitem(words._words, "broken", broken)
    notify([cole.pk], "broken")
    notify([cole.pk], "unheard of")
    ask_what_is_silent(is_over=bool)
    assert [each.name for each in Notice.objects.of(cole).counted()] == ["broken"]
    assert "of the kind broken" in caplog.text


def test_nobody_signed_in_has_no_bell(client):
    client.logout()
    assert "bell" not in page(client, "/account/login/")


@pytest.mark.parametrize("count", [1, 20])
def test_the_bell_asks_once(client, cole, count, django_assert_num_queries):
    for _time in range(count):
        tell(cole)
    page(client)
    with django_assert_num_queries(7):  # session, person, organisation, list, length, newest, bell
        page(client)


def test_opening_needs_the_button(client, cole):
    notice = tell(cole)
    assert client.get(f"/messages/{notice.pk}/open/").status_code == 405
    assert client.get("/messages/read/").status_code == 405
    assert unseen(cole) == 1


def test_times_are_those_of_ones_own_site(client, cole):
    Notice.objects.filter(pk=tell(cole).pk).update(made_at="2026-10-05T23:30Z")
    cole.site = factories.site("Sydney", "Australia/Sydney", "AU")
    cole.save()
    assert "6 October 2026, 10:30" in page(client)
