"""How it was: one tap from those who were there, one message in the evening, and nobody's name."""

import re
import uuid
from datetime import time

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from csweek.history.models import Entry
from csweek.lib import ticks
from csweek.notices.models import Mail, Notice
from csweek.notices.words import in_words
from planner.feedback import asked_of
from planner.models import Activity, Feedback, FeedbackOff, Half, Kind, Offer, Pair, Signup
from tests import factories

pytestmark = pytest.mark.django_db
MINE = "/2026/feedback/"
AFTERNOON = "2026-10-05 13:00Z"


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel("2026-10-05 07:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def plan(week, paula, cole, otto, monday):
    """The stand-up was for everybody, lunch for who signed up (Cole and Otto), the quiz is at
    four; it is two o'clock now."""
    factories.activity(week, "Stand-up", start="09:00", by=paula)
    lunch = factories.activity(week, "Lunch", start="12:00", minutes=60, by=paula)
    lunch.change({"needs_sign_up": True, "places": 20}, by=paula)
    factories.activity(week, "Quiz", start="16:00", by=paula)
    factories.activity(week, "Fado", start="10:00", site=factories.site("Porto"), by=paula)
    factories.publication(week, by=paula)
    for line, person in enumerate((cole, otto), start=1):
        sign_up(lunch, person, line)
    Notice.objects.all().delete()
    monday.move_to(AFTERNOON)
    return week


def sign_up(activity, person, line: int, **more) -> Signup:
    return Signup.objects.create(
        activity=activity,
        first=activity.pk,
        person=person,
        state="confirmed",
        line=line,
        joined_at=timezone.now(),
        **more,
    )


def test_my_week_asks_first_only_while_one_can_answer(plan, cole, monday):
    def ways() -> list[str]:
        page = browser(cole).get("/2026/mine/").content.decode()
        acts = page.split('<div class="actions">')[1].split("</div>")[0]
        return [name for name in acts.split('href="')[1:]]

    assert ways()[0].startswith(MINE)
    monday.move_to("2026-11-22 10:00Z")
    later = ways()
    assert [MINE in each for each in later] == [False] * (len(later) - 1) + [True]
    monday.move_to("2026-10-05 07:00Z")
    assert not any(MINE in each for each in ways())


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def tap(person, title: str, felt: int = 3, **more):
    key = Activity.objects.get(title=title).key
    return browser(person).post(f"{MINE}{key}/", {"felt": felt, **more})


def titles(person) -> list[str]:
    page = browser(person).get(MINE)
    return [
        title for title in ("Stand-up", "Lunch", "Quiz", "Fado") if f">{title}</h2>" in page.text
    ]


def test_those_who_were_there_are_asked_and_only_of_what_has_ended(plan, cole, jun):
    assert titles(cole) == ["Stand-up", "Lunch"]
    assert titles(jun) == ["Stand-up"]


def test_one_tap_is_enough_and_a_sentence_can_follow(plan, cole):
    client, key = browser(cole), Activity.objects.get(title="Lunch").key
    page = client.post(f"{MINE}{key}/", {"felt": 2}, follow=True)
    assert "Thank you. Nobody is shown that it was you." in page.text
    said = Feedback.objects.get()
    assert (said.felt, said.words, said.person) == (2, "", cole)
    tap(cole, "Lunch", 2, words="More samosas")
    tap(cole, "Lunch", 3)  # another tap keeps the sentence
    assert list(Feedback.objects.values_list("felt", "words")) == [(3, "More samosas")]


def test_the_same_tap_sent_twice_is_one_answer(plan, cole):
    for _time in range(2):
        assert tap(cole, "Lunch").status_code == 302
    assert Feedback.objects.count() == 1


def test_who_was_not_there_is_not_asked_and_cannot_answer(plan, jun, cole):
    for title in ("Lunch", "Quiz", "Fado"):
        assert tap(jun, title).status_code == 404
    assert Feedback.objects.count() == 0


def test_once_somebody_is_checked_in_only_those_are_asked(plan, cole, otto):
    Signup.objects.filter(person=otto).update(checked_in_at=timezone.now())
    assert (titles(cole), titles(otto)) == (["Stand-up"], ["Stand-up", "Lunch"])


def test_what_cannot_be_is_refused_with_words_and_kept(plan, cole):
    for felt in (0, 4, "x", ""):
        assert tap(cole, "Lunch", felt).status_code == 422
    page = tap(cole, "Lunch", 3, words="x" * 301)
    assert page.status_code == 422 and "at most 300" in page.text
    assert Feedback.objects.count() == 0


def test_it_can_be_changed_for_a_week(plan, cole, monday):
    tap(cole, "Lunch", 1)
    monday.move_to("2026-10-12 11:59Z")
    assert tap(cole, "Lunch", 2).status_code == 302
    monday.move_to("2026-10-12 12:00Z")
    assert tap(cole, "Lunch", 3).status_code == 404
    assert Feedback.objects.get().felt == 2


def test_from_the_tap_to_the_report(plan, paula, cole, otto, jun, monday):
    """Opened, answered by the page's own buttons, read by the crew, and closed, each in words."""
    page = browser(cole).get(MINE).text
    assert "answer until Monday 12 October, 09:" in page  # a week after the stand-up
    path = re.search(rf'action="({MINE}[^"]+)"', page[page.index("Stand-up") :])[1]
    for person, felt in ((cole, 3), (otto, 3), (jun, 1)):
        assert f'action="{path}"' in browser(person).get(MINE).text
        browser(person).post(path, {"felt": felt})
    answered = browser(cole).get(MINE).text
    assert 'value="3" aria-pressed="true"' in answered and 'name="words"' in answered
    browser(cole).post(path, {"felt": 3, "words": "Short and warm"})
    lessons = browser(paula).get("/2026/lessons/").text
    assert "Great: 2" in lessons and "Short and warm" in lessons
    assert "2 · 0 · 1" in browser(paula).get("/2026/report/").text
    monday.move_to("2026-10-20 12:00Z")
    closed = browser(cole).get(MINE).text
    assert "Answering is closed: it was open from" in closed and "One tap" not in closed
    assert "nothing to answer any more" in closed and "just now" not in closed
    late = browser(cole).post(path, {"felt": 1})
    assert late.status_code == 404 and "Answering is closed" in late.text
    monday.move_to("2026-10-01 12:00Z")
    assert "Answering opens on" in browser(cole).get(MINE).text


def told(person) -> list[str]:
    return [message.subject for _notice, message in in_words(Notice.objects.of(person))]


def test_in_the_evening_each_is_asked_once_with_all_they_were_at(plan, cole, jun, monday):
    ticks.run()
    assert told(cole) == []
    monday.move_to("2026-10-05 17:00Z")  # six o'clock in Leeds
    ticks.run()
    assert told(jun) == ["How was your day?"]
    (_notice, message) = in_words(Notice.objects.of(cole))[0]
    assert [title for title, _lines in message.parts] == ["Stand-up", "Lunch", "Quiz"]
    monday.move_to("2026-10-05 18:30Z")
    ticks.run()
    assert Notice.objects.of(cole).count() == 1
    monday.move_to("2026-10-06 17:00Z")
    ticks.run()
    assert Notice.objects.of(cole).count() == 1  # nothing of Tuesday


def test_mail_goes_to_who_wants_mail_and_nobody_is_asked_who_said_no(plan, cole, jun, monday):
    cole.change({"wants_mail": False}, by=cole)
    browser(jun).post("/feedback/asking/", {})
    assert list(FeedbackOff.objects.values_list("person", flat=True)) == [jun.pk]
    monday.move_to("2026-10-05 17:00Z")
    ticks.run()
    assert not Mail.objects.filter(notice__person=cole).exists()
    assert (len(told(cole)), told(jun)) == (1, [])
    browser(jun).post("/feedback/asking/", {"wants": "on"})
    assert not FeedbackOff.objects.exists()


def test_a_message_says_nothing_once_it_is_too_late_to_answer(plan, cole, monday):
    monday.move_to("2026-10-05 17:00Z")
    ticks.run()
    monday.move_to("2026-10-13 17:00Z")
    assert told(cole) == []


def counted_and_told(person) -> tuple[int, int]:
    return Notice.objects.of(person).counted().count(), len(told(person))


def test_it_is_counted_as_long_as_it_says_something(plan, cole, jun, monday):
    Activity.objects.get(title="Quiz").change({"host": jun}, by=None)
    factories.publication(plan, by=cole)
    Notice.objects.all().delete()
    monday.move_to("2026-10-05 17:00Z")
    ticks.run()
    standup, quiz = "2026-10-12 08:{}Z", "2026-10-12 15:{}Z"  # of the hour when each has ended
    for moment, of_jun, of_cole in (
        (standup.format(29), 1, 1),
        (standup.format(30), 0, 1),  # Jun hosted the quiz, and is asked of the stand-up alone
        (quiz.format(29), 0, 1),
        (quiz.format(30), 0, 0),
    ):
        monday.move_to(moment)
        assert counted_and_told(jun) == (of_jun, of_jun)
        assert counted_and_told(cole) == (of_cole, of_cole)


def test_it_is_not_counted_once_all_of_it_was_cancelled(plan, cole, monday):
    monday.move_to("2026-10-05 17:00Z")
    ticks.run()
    for each in Activity.objects.all():
        each.cancel(by=cole, reason="Nobody came")
    factories.publication(plan, by=cole)
    Notice.objects.filter(name="publication").delete()
    ticks.run()
    assert counted_and_told(cole) == (0, 0)


def test_what_an_older_release_asked_is_counted_no_longer_than_it_says_something(
    plan, cole, monday
):
    monday.move_to("2026-10-05 17:00Z")
    ticks.run()
    Notice.objects.update(until=None)
    monday.move_to("2026-10-12 17:00Z")
    ticks.run()
    assert counted_and_told(cole) == (0, 0)


def test_the_history_tells_nothing_of_it(plan, cole):
    before = Entry.objects.count()
    tap(cole, "Lunch", 1, words="Never again")
    assert Entry.objects.count() == before


# Who said what: two worlds that differ in nothing else are alike to organizers. ------------------

ORGANIZERS_READ = [
    "/2026/lessons/",
    "/2026/report/",
    "/2026/history/",
    "/2026/board/",
    "/messages/",
]


def world_read(plan, paula, people, answers) -> list[bytes]:
    """What an organizer reads once `people` have given `answers`, in that order."""
    Feedback.objects.all().delete()
    lunch = Activity.objects.get(title="Stand-up")
    for person, (felt, words) in zip(people, answers, strict=True):
        Feedback.objects.give(lunch, by=person, felt=felt, words=words)
    client = browser(paula)
    pages = [client.get(address) for address in ORGANIZERS_READ]
    return [
        b"\n".join(li for li in p.content.splitlines() if b"csrf" not in li.lower()) for p in pages
    ]


SAID = [(3, "Well run"), (1, "Too early"), (2, ""), (3, "")]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_who_said_what_is_shown_to_nobody(plan, paula, cole, otto, jun, mara, count):
    people = [cole, otto, jun, mara][:count]
    one = world_read(plan, paula, people, SAID[:count])
    other = world_read(plan, paula, people[::-1], SAID[:count][::-1])  # others, another order
    third = world_read(plan, paula, people[::-1], SAID[:count])  # each said another's
    assert one == other == third


def test_fewer_than_three_answers_are_counted_and_not_shown(plan, paula, cole, otto, jun):
    lessons, *_others = world_read(plan, paula, [cole, otto], SAID[:2])
    assert b"2 answers; shown from three on" in lessons and b"Too early" not in lessons
    lessons, *_others = world_read(plan, paula, [cole, otto, jun], SAID[:3])
    assert b"Great: 1" in lessons and b"Too early" in lessons


def test_control_sentences_in_the_order_of_writing_would_tell(
    plan, paula, cole, otto, jun, monkeypatch
):
    monkeypatch.setattr("planner.feedback.in_no_order", list)
    people = [cole, otto, jun]
    one = world_read(plan, paula, people, SAID[:3])
    assert one != world_read(plan, paula, people[::-1], SAID[:3][::-1])


def test_where_places_are_traded_those_in_pairs_are_asked(week, paula, cole, otto, jun, monday):
    trade = factories.activity(
        week, "Swap chairs", start="10:00", minutes=60, by=paula, kind=Kind.TRADE_PLACES
    )
    publication = factories.publication(week, by=paula)
    factories.person("Rita Report", line_manager=otto)
    halves = zip((otto, cole), (Half.LEADER, Half.BUDDY), strict=True)
    offers = [
        Offer.objects.offer(trade, each, half, time(10), 60, by=each) for each, half in halves
    ]
    Pair.objects.make(*offers, by=paula, key=uuid.uuid4(), start=time(10), minutes=60)
    monday.move_to(AFTERNOON)
    now = timezone.now()
    asked = {each: [a.item.title for a in asked_of(each, publication, now)] for each in (otto, jun)}
    assert asked == {otto: ["Swap chairs"], jun: []}


def test_those_in_pairs_are_asked_also_where_others_are_checked_in_at_the_door(
    week, paula, cole, otto, jun, monday
):
    fields = {"kind": Kind.TRADE_PLACES, "needs_sign_up": True, "places": 8}
    trade = factories.activity(week, "Swap chairs", start="10:00", minutes=60, by=paula, **fields)
    publication = factories.publication(week, by=paula)
    halves = zip((otto, cole), (Half.LEADER, Half.BUDDY), strict=True)
    offers = [
        Offer.objects.offer(trade, each, half, time(10), 60, by=paula) for each, half in halves
    ]
    Pair.objects.make(*offers, by=paula, key=uuid.uuid4(), start=time(10), minutes=60)
    Signup.objects.join(trade.pk, jun, by=jun).check_in(by=paula)
    monday.move_to(AFTERNOON)
    now = timezone.now()
    for each in (otto, cole, jun):
        assert [a.item.title for a in asked_of(each, publication, now)] == ["Swap chairs"]


def test_whoever_moves_to_a_site_that_is_still_to_be_asked_keeps_nobody_there_from_it(
    plan, cole, jun, paula, monday
):
    sydney = factories.site("Sydney", "Australia/Sydney", "AU")
    sue = factories.person("Sue Sydney", site=sydney)
    factories.activity(plan, "Barbecue", start="09:00", site=sydney, by=paula)
    factories.publication(plan, by=paula)
    Notice.objects.all().delete()
    monday.move_to("2026-10-05 12:00Z")  # past six in Sydney, not in Leeds
    ticks.run()
    assert (len(told(sue)), told(cole)) == (1, [])
    type(sue).objects.filter(pk=sue.pk).update(site=cole.site)
    monday.move_to("2026-10-05 17:00Z")
    ticks.run()
    assert [len(told(each)) for each in (sue, cole, jun)] == [1, 1, 1]


def test_a_server_that_was_down_all_evening_asks_as_soon_as_it_is_up_and_once(
    plan, cole, jun, monday
):
    monday.move_to("2026-10-05 23:30Z")  # half past midnight in Leeds
    ticks.run()
    assert [len(told(each)) for each in (cole, jun)] == [1, 1]
    monday.move_to("2026-10-06 09:00Z")
    ticks.run()
    monday.move_to("2026-10-06 17:00Z")
    ticks.run()
    assert [len(told(each)) for each in (cole, jun)] == [1, 1]
