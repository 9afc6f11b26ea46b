"""The pages of places: one tap, what is refused and why, the organizers' list, door and kitchen."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from csweek.notices.models import Notice
from csweek.notices.words import in_words
from planner.covering import who_may
from planner.documents.ical import feed_of
from planner.jobs.places import forget_needs, give_back_places, make_lists
from planner.models import Activity, CoverCall, Publication, Signup, SignupList
from planner.views import signuplists
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2026-09-10 09:00Z") as clock:
        yield clock


@pytest.fixture
def lunch(week, paula):
    lunch = factories.activity(
        week, "Lunch", 3, "12:00", 60, by=paula, needs_sign_up=True, places=2, asks_needs=True
    )
    factories.publication(week, by=paula)
    return lunch


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def own(name: str, activity) -> str:
    return reverse(f"planner:{name}", args=[2026, activity.key])


def listed(name: str, activity) -> str:
    return reverse(f"planner:{name}", args=[2026, activity.pk])


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_one_tap_on_the_week_page_joins_and_leads_back_to_the_card(lunch, cole):
    client = browser(cole)
    page = text(client.get("/2026/"))
    assert f'action="{own("signup-join", lunch)}"' in page and "2 places left" in page
    answer = client.post(own("signup-join", lunch), {"back": "week"})
    assert answer.headers["Location"] == f"/2026/#activity-{lunch.key}"
    page = text(client.get("/2026/"))
    assert "You have a place." in page and own("signup-leave", lunch) in page


def test_my_week_shows_first_what_one_has_a_place_in_also_at_another_site(week, paula, cole):
    away = factories.activity(
        week,
        "Port wine",
        3,
        "12:00",
        60,
        by=paula,
        needs_sign_up=True,
        site=factories.site("Porto", "Europe/Lisbon", "PT"),
    )
    factories.publication(week, by=paula)
    client = browser(cole)
    assert "Port wine" not in text(client.get("/2026/mine/"))
    client.post(own("signup-join", away), follow=True)
    page = text(client.get("/2026/mine/"))
    assert page.index("You have said yes to") < page.index("Kick-off")
    assert page.count("Port wine") == 2
    publication = Publication.objects.latest_of(2026)
    feed = feed_of(publication, site=cole.site_id, person=cole.pk)
    assert "SUMMARY:Port wine" in feed and "COMMENT:You have a place." in feed
    assert "Port wine" not in feed_of(publication, site=cole.site_id, person=paula.pk)


def test_whoever_helps_out_then_is_not_offered_what_would_be_refused(lunch, week, paula, otto):
    runs = [lunch, lunch.add_wave(lunch.day, lunch.end, by=paula)]
    factories.activity(week, "Quiz", 4, "12:00", 60, by=paula, needs_sign_up=True)
    factories.publication(week, by=paula)
    hours = {"starts": lunch.start, "ends": lunch.end, "day": lunch.day}
    call = CoverCall.objects.ask(by=paula, told=who_may, team=factories.team(), people=1, **hours)
    call.answer(by=otto, why_not=lambda row: "")
    client = browser(otto)
    said = "You help Billing out then. To join “Lunch”, say on the page of cover that you cannot"
    for path in ("/2026/", "/2026/mine/", own("activity-detail", lunch)):
        page = text(client.get(path))
        assert said in page and f'action="{own("signup-join", lunch)}"' not in page
    assert "2 places left" in page  # of the other run
    for path in ("/2026/", own("activity-detail", runs[1])):
        assert f'action="{own("signup-join", runs[1])}"' in text(client.get(path))
    assert said in text(client.get(own("activity-detail", runs[1])))
    for person in (paula, factories.person("Bea Billing")):
        Signup.objects.join(lunch.pk, person, by=person)
    page = text(client.get("/2026/"))
    assert f'action="{own("signup-join", lunch)}"' in page and "Wait for a place" in page


def test_an_overlap_is_said_and_can_be_swapped(lunch, week, paula, cole):
    talk = factories.activity(week, "Talk", 3, "12:30", 60, by=paula, needs_sign_up=True)
    factories.publication(week, by=paula)
    client = browser(cole)
    client.post(own("signup-join", lunch))
    answer = client.post(own("signup-join", talk))
    assert answer.status_code == 409
    assert "“Lunch” (Wednesday 7 October, 12:00–13:00)" in text(answer)
    assert "Leave that and join this" in text(answer)
    page = text(client.post(own("signup-join", talk), {"instead": "yes"}, follow=True))
    assert (
        "You have a place in “Talk”: Wednesday 7 October, 12:30–13:30, instead of "
        "“Lunch” (Wednesday 7 October, 12:00–13:00)."
    ) in page
    assert Signup.objects.kept().get(person=cole).activity == talk


def test_whoever_has_a_place_and_no_meal_is_led_to_where_it_is_chosen(lunch, week, paula, cole):
    lunch.change({"meal_choices": "Soup\nRoast"}, by=paula)
    factories.publication(week, by=paula)
    client = browser(cole)
    link = f'<a href="{own("activity-detail", lunch)}#own">Choose your meal</a>'
    page = text(client.post(own("signup-join", lunch), {"back": "week"}, follow=True))
    assert page.count(link) == 2  # in the message, and on the card
    client.post(own("signup-leave", lunch))
    assert link not in text(client.get("/2026/"))
    page = text(client.post(own("signup-join", lunch), {"meal": "Soup"}, follow=True))
    assert "You have a place in “Lunch”" in page
    assert link not in page and link not in text(client.get("/2026/"))


def test_whoever_comes_when_the_places_of_their_team_are_taken_is_told_just_that(
    lunch, week, paula, cole, otto
):
    lunch.change({"places": 20, "places_per_team": 1, "guests": 2}, by=paula)
    later = lunch.add_wave(lunch.day, lunch.end, by=paula)
    factories.publication(week, by=paula)
    mate = factories.person("Bea Billing")
    assert "1 place left for your team" in text(browser(mate).get("/2026/"))
    browser(cole).post(own("signup-join", lunch))
    for path in ("/2026/", "/2026/mine/", own("activity-detail", lunch)):
        page = text(browser(mate).get(path))
        assert "The places of your team are taken." in page and "Wait for a place" in page
    assert "1 at most, no place left for your team" in page
    page = text(browser(mate).post(own("signup-join", lunch), follow=True))
    said = "The places of your team in “Lunch” are taken."
    assert f"{said} You wait in line, and hear when you have one." in page
    page = text(browser(mate).post(own("signup-join", lunch), follow=True))
    assert "You wait in line for “Lunch”, and hear when you have a place." in page
    assert f"{said} You go on waiting." in text(
        browser(mate).post(own("signup-join", lunch), {"instead": "yes"})
    )
    browser(otto).post(own("signup-join", later))
    crew = browser(paula)
    mate.signups.get().leave(by=mate)
    page = text(crew.post(listed("signup-add", lunch), {"person": mate.email}, follow=True))
    assert "The places of their team in “Lunch” are taken. Bea Billing waits for one." in page
    rival = factories.person("Rob Returns", team=otto.team)
    page = text(browser(rival).post(own("signup-join", later), {"guests": 1}, follow=True))
    assert "The places of your team in “Lunch” are taken." in page
    rival.signups.get().leave(by=rival)
    page = text(browser(rival).post(own("signup-join", lunch), {"guests": 1}, follow=True))
    assert "“Lunch” has no room for you with your guests. You wait in line" in page


def test_once_sign_up_is_closed_no_guest_more_is_offered(lunch, week, paula, cole, september):
    lunch.change({"places": 20, "guests": 3, "closes_hours_before": 48}, by=paula)
    factories.publication(week, by=paula)
    client = browser(cole)
    client.post(own("signup-join", lunch), {"guests": 1})
    page, value = own("activity-detail", lunch), '<option value="3"'
    assert value in text(client.get(page))
    september.move_to("2026-10-05 11:00Z")
    client = browser(cole)
    shown = text(client.get(page))
    assert value not in shown and '<option value="1" selected' in shown
    late = text(client.post(own("signup-edit", lunch), {"guests": 3, "version": 1}))
    assert "Sign-up for “Lunch” closed on Monday 5 October, 12:00." in late
    assert Signup.objects.get().guests == 1
    client.post(own("signup-edit", lunch), {"guests": 0, "version": 1})
    assert "Guests" not in text(client.get(page))
    september.move_to("2026-10-07 12:00Z")
    client = browser(cole)
    assert own("signup-edit", lunch) not in text(client.get(page))
    over = client.post(own("signup-edit", lunch), {"eats": ["vegan"], "version": 2})
    assert over.status_code == 422 and "“Lunch” is over." in text(over)


def test_what_one_eats_is_asked_once(lunch, cole):
    """On its own page the form has asked already; whoever joined on a card is led there."""
    client = browser(cole)
    assert "Say what you eat" not in text(client.post(own("signup-join", lunch), follow=True))
    client.post(own("signup-leave", lunch))
    page = text(client.post(own("signup-join", lunch), {"back": "week"}, follow=True))
    assert f'<a href="{own("activity-detail", lunch)}#own">Say what you eat</a>' in page


def test_sign_up_that_is_not_open_yet_says_until_when(lunch, week, paula, cole):
    lunch.change({"opens_days_before": 7}, by=paula)
    factories.publication(week, by=paula)
    client = browser(cole)
    assert "Sign-up opens on Wednesday 30 September, 00:00." in text(client.get("/2026/"))
    answer = client.post(own("signup-join", lunch))
    assert answer.status_code == 422 and "opens on Wednesday 30 September, 00:00" in text(answer)


def test_whoever_waits_with_guests_reads_that_others_may_go_first(week, paula, cole, otto):
    tea = factories.activity(
        week, "Tea", 4, "15:00", 60, by=paula, needs_sign_up=True, places=1, guests=1
    )
    factories.publication(week, by=paula)
    Signup.objects.join(tea.pk, otto, by=otto)
    waits = Signup.objects.join(tea.pk, cole, by=cole)
    words = "With your guests you need 2 places at once; whoever needs fewer may go first."
    assert words not in text(browser(cole).get(own("activity-detail", tea)))
    waits.change({"guests": 1}, by=cole)
    assert words in text(browser(cole).get(own("activity-detail", tea)))


def test_the_draft_is_not_in_what_one_signs_up_for(lunch, paula, cole):
    lunch.change({"title": "Secret supper", "places": 70_771}, by=paula)
    for path in ("/2026/", "/2026/mine/", own("activity-detail", lunch)):
        page = text(browser(cole).get(path))
        assert "Secret" not in page and "70771" not in page and "70,771" not in page
    page = text(browser(cole).post(own("signup-join", lunch), follow=True))
    assert "Lunch" in page and "Secret" not in page


def test_needs_are_for_the_organizers_and_the_kitchen_alone(lunch, week, cole, otto, paula):
    browser(cole).post(own("signup-join", lunch), {"eats": ["vegan"], "allergies": "walnuts"})
    assert "walnuts" in text(browser(cole).get(own("activity-detail", lunch)))
    for path in ("/2026/", own("activity-detail", lunch)):
        assert "walnuts" not in text(browser(otto).get(path))
    crew = browser(paula)
    for name in ("signup-list", "kitchen-list"):
        assert "walnuts" in text(crew.get(listed(name, lunch)))
    for name in ("door-list", "signup-export"):
        assert "walnuts" not in text(crew.get(listed(name, lunch)))
    assert "walnuts" not in text(crew.get("/2026/history/"))
    kitchen = text(crew.get(listed("kitchen-list", lunch)))
    assert "vegan: <strong>1</strong>" in kitchen
    assert "Cole" not in kitchen.split("Allergies")[0]


def test_what_was_typed_on_an_old_version_is_shown_beside_what_was_saved(lunch, cole):
    client = browser(cole)
    client.post(own("signup-join", lunch))
    client.post(own("signup-edit", lunch), {"allergies": "nuts", "version": 1})
    late = client.post(own("signup-edit", lunch), {"allergies": "milk", "version": 1})
    assert late.status_code == 409 and "nuts" in text(late) and "milk" in text(late)
    assert Signup.objects.get().allergies == "nuts"


def test_an_organizer_adds_checks_in_and_takes_out(lunch, paula, cole, otto, jun):
    crew = browser(paula)
    for person in (cole, otto, jun):
        crew.post(listed("signup-add", lunch), {"person": person.email})
    places = dict(Signup.objects.values_list("person__email", "state"))
    assert sorted(places.values()) == ["confirmed", "confirmed", "waiting"]
    held = Signup.objects.get(person=cole)
    one = reverse("planner:signup-tick", args=[2026, held.pk])
    early = text(crew.get(listed("signup-list", lunch)))
    assert "Check-in for “Lunch” opens on Wednesday 7 October." in early
    assert "Check in" not in early
    SignupList.objects.update(day=timezone.localdate())
    assert crew.post(one).headers["Location"].endswith(f"/signups/#signup-{held.pk}")
    assert "There: 1" in text(crew.get(listed("signup-list", lunch)))
    crew.post(reverse("planner:signup-remove", args=[2026, held.pk]), {"reason": "Late shift"})
    (notice,) = Notice.objects.filter(name="place-taken-back", person=cole)
    ((_notice, message),) = in_words([notice])
    assert "Late shift" in message.closing
    assert Signup.objects.get(person=jun).has_place


def test_an_organizer_adds_and_takes_out_herself_past_the_window(lunch, paula):
    """On the crew's list she acts for the crew, also where it is about herself."""
    with time_machine.travel("2026-10-07 10:30Z"):  # half an hour before it begins
        SignupList.objects.update(closes_at=timezone.now() - timedelta(hours=1))
        browser(paula).post(listed("signup-add", lunch), {"person": paula.email})
    held = Signup.objects.get(person=paula)
    with time_machine.travel("2026-10-08 09:00Z"):  # it is over
        remove = reverse("planner:signup-remove", args=[2026, held.pk])
        browser(paula).post(remove, {"reason": "Was ill"})
    held.refresh_from_db()
    assert held.has_left


def test_an_earlier_change_that_was_not_seen_is_not_forgotten_with_the_next(lunch, paula, cole):
    Signup.objects.join(lunch.pk, cole, by=cole)
    for values in ({"minutes": 45}, {"description": "Bring a cup"}):
        lunch.refresh_from_db()
        lunch.change(values, by=paula)
        factories.publication(lunch.week, by=paula)
        assert "has not seen the change" in text(browser(paula).get(listed("signup-list", lunch)))
    Notice.objects.filter(person=cole).see()
    assert "has not seen" not in text(browser(paula).get(listed("signup-list", lunch)))


def test_a_long_list_has_pages_and_finds_names(lunch, week, paula, client, monkeypatch):
    monkeypatch.setattr(signuplists, "ON_A_PAGE", 2)
    quiz = factories.activity(week, "Quiz", 4, "12:00", 60, by=paula, needs_sign_up=True)
    factories.publication(week, by=paula)
    people = [factories.person(name) for name in ("Ana Lima", "Bea Conceição", "Cid Lobo")]
    signups = [Signup.objects.join(quiz.pk, each, by=each) for each in people]
    client.force_login(paula)
    list_ = listed("signup-list", quiz)

    def names(**asked) -> list[str]:
        page = client.get(list_, asked)
        rows = (*page.context["confirmed"], *page.context["waiting"])
        return [row.person.name for row in rows]

    assert (names(), names(page=2)) == (["Ana Lima", "Bea Conceição"], ["Cid Lobo"])
    assert names(q="conceicao") == ["Bea Conceição"]
    assert "Nobody of that name." in client.get(list_, {"q": "Zoe"}).text
    answer = client.post(reverse("planner:signup-untick", args=[2026, signups[2].pk]))
    assert answer.headers["Location"] == f"{list_}?page=2#signup-{signups[2].pk}"


def test_a_name_that_is_a_formula_is_guarded_in_the_file(lunch, paula):
    evil = factories.person("=cmd|' /C calc'!A0", email="evil@example.org")
    Signup.objects.join(lunch.pk, evil, by=evil)
    assert "\"'=cmd|" in browser(paula).get(listed("signup-export", lunch)).content.decode()


def test_a_cancelled_waves_people_read_of_the_other_runs_in_one_message(lunch, week, paula, cole):
    lunch.add_wave(lunch.day, lunch.end, by=paula)
    factories.publication(week, by=paula)
    Signup.objects.join(lunch.pk, cole, by=cole)
    Activity.objects.get(pk=lunch.pk).cancel(by=paula)
    told = factories.publication(week, by=paula).told()
    ((_notice, message),) = in_words(told)
    assert "join there: Wednesday 7 October, 13:00–14:00." in " ".join(message.parts[0][1])


def test_who_has_not_seen_a_change_is_marked_on_the_list(lunch, week, paula, cole, otto):
    for person in (cole, otto):
        Signup.objects.join(lunch.pk, person, by=person)
    lunch.change({"minutes": 90}, by=paula)
    told = factories.publication(week, by=paula).told()
    told.filter(person=cole).see()
    page = text(browser(paula).get(listed("signup-list", lunch)))
    assert page.count("has not seen the change") == 1
    assert page.index("Otto") < page.index("has not seen the change")


def test_fewer_places_than_are_taken_block_a_publication(lunch, paula, cole, otto):
    for person in (cole, otto):
        Signup.objects.join(lunch.pk, person, by=person)
    lunch.change({"places": 1}, by=paula)
    page = text(browser(paula).get("/2026/publish/"))
    assert "“Lunch” has 1 place, and 2 are taken." in page
    assert "Why publish all the same?" in page


def test_what_lies_behind_is_put_right_every_minute(lunch, cole, otto, jun, paula, september):
    for person in (cole, otto, jun):
        Signup.objects.join(lunch.pk, person, by=person, allergies="walnuts")
    cole.deactivate(by=paula)
    give_back_places(lambda: False)
    assert Signup.objects.get(person=jun).has_place
    september.move_to("2026-11-03 12:00Z")
    forget_needs(lambda: False)
    assert Signup.objects.filter(allergies="walnuts").count() == 2
    september.move_to("2026-11-05 12:00Z")
    forget_needs(lambda: False)
    assert not Signup.objects.filter(allergies="walnuts").exists()


def test_what_an_earlier_release_published_gets_its_lists(lunch):
    SignupList.objects.all().delete()
    make_lists(lambda: False)
    assert SignupList.objects.get().title == "Lunch"
    make_lists(lambda: False)
    assert SignupList.objects.count() == 1


def test_i_am_here_is_offered_around_its_time(lunch, cole, september):
    client = browser(cole)
    client.post(own("signup-join", lunch))
    assert "I am here" not in text(client.get(own("activity-detail", lunch)))
    september.move_to("2026-10-07 10:45Z")
    client = browser(cole)
    assert "I am here" in text(client.get(own("activity-detail", lunch)))
    client.post(own("signup-check-in", lunch))
    assert "You are here." in text(client.get(own("activity-detail", lunch)))
