"""Places: joined, left, waited for; and what becomes of them when the plan changes."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError

from csweek.history.models import Entry, Verb
from csweek.notices.models import Notice
from csweek.notices.words import in_words as put_into_words
from csweek.people.models import Person
from planner.checks import find_problems
from planner.models import Activity, InTheWay, Signup, SignupList, Week
from planner.rules.problems import Severity
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2026-09-10 09:00Z") as clock:
        yield clock


@pytest.fixture
def lunch(week, paula):
    return factories.activity(week, "Lunch", 3, "12:00", 60, by=paula, needs_sign_up=True, places=2)


@pytest.fixture
def talk(week, paula):
    return factories.activity(week, "Talk", 3, "12:30", 60, by=paula, needs_sign_up=True)


def publish(week, paula):
    return factories.publication(week, by=paula)


def join(activity, person, **wishes):
    return Signup.objects.join(activity.pk, person, by=person, **wishes)


def standing(activity) -> list[tuple[str, str]]:
    """Who has a place or waits, in their order; and `taken` must be what they add up to."""
    rows = list(Signup.objects.filter(activity=activity).kept().select_related("person"))
    taken = sum(each.size for each in rows if each.has_place)
    assert SignupList.objects.get(pk=activity.pk).taken == taken
    return [(each.person.first_name, each.state) for each in rows]


def test_what_is_published_can_be_joined_and_what_is_not_cannot(lunch, week, paula, cole):
    with pytest.raises(SignupList.DoesNotExist):
        join(lunch, cole)
    publish(week, paula)
    lunch.change({"places": 1, "title": "Supper"}, by=paula)
    found = SignupList.objects.get()
    assert (found.title, found.places, found.begins_at, found.closes_at) == (
        "Lunch",
        2,
        datetime(2026, 10, 7, 11, tzinfo=UTC),
        datetime(2026, 10, 7, 11, tzinfo=UTC),
    )
    assert join(lunch, cole).state == "confirmed"


def test_who_comes_when_every_place_is_taken_waits_in_line(lunch, week, paula, cole, otto, jun):
    publish(week, paula)
    for person in (cole, otto, jun):
        join(lunch, person)
    assert standing(lunch) == [("Cole", "confirmed"), ("Otto", "confirmed"), ("Jun", "waiting")]


def test_asked_twice_it_is_the_same_place(lunch, week, paula, cole):
    publish(week, paula)
    assert join(lunch, cole) == join(lunch, cole)
    assert Entry.objects.filter(verb=Verb.JOINED).count() == 1


def test_leaving_promotes_the_first_in_line_and_tells_them(lunch, week, paula, cole, otto, jun):
    publish(week, paula)
    Notice.objects.all().delete()
    first = join(lunch, cole)
    for person in (otto, jun):
        join(lunch, person)
    first.leave(by=cole)
    assert standing(lunch) == [("Otto", "confirmed"), ("Jun", "confirmed")]
    assert [each.person for each in Notice.objects.all()] == [jun]
    assert join(lunch, cole).state == "waiting"


def test_more_places_promote_in_the_order_of_the_line(lunch, week, paula, cole, otto, jun, mara):
    publish(week, paula)
    for person in (cole, otto, jun, mara):
        join(lunch, person)
    lunch.change({"places": 3}, by=paula)
    assert standing(lunch)[2] == ("Jun", "waiting")
    publication = publish(week, paula)
    assert standing(lunch)[2:] == [("Jun", "confirmed"), ("Mara", "waiting")]
    told = {each.person.first_name: each.context for each in publication.told()}
    assert set(told) == {"Cole", "Otto", "Jun", "Mara"}
    assert told["Jun"]["up"] == [lunch.pk] and "up" not in told["Mara"]


def test_fewer_places_send_the_last_who_came_to_the_front_of_the_line(
    lunch, week, paula, cole, otto, jun
):
    publish(week, paula)
    for person in (cole, otto, jun):
        join(lunch, person)
    lunch.change({"places": 1}, by=paula)
    publication = publish(week, paula)
    assert standing(lunch) == [("Cole", "confirmed"), ("Otto", "waiting"), ("Jun", "waiting")]
    assert publication.told().get(person=otto).context["down"] == [lunch.pk]
    ((_notice, said),) = put_into_words([publication.told().get(person=otto)])
    assert "There are fewer places than before" in str(said.parts)


def test_a_smaller_share_sends_the_last_of_each_team_down_and_says_so_before(
    client, week, paula, cole, jun, mara, otto
):
    quiz = factories.activity(week, "Quiz", 3, "15:00", 60, by=paula, needs_sign_up=True, places=4)
    publish(week, paula)
    for person in (cole, jun, otto, mara, paula):
        join(quiz, person)
    Activity.objects.get(pk=quiz.pk).change({"places_per_team": 1}, by=paula)
    (problem,) = (each for each in find_problems(Week.objects.get()) if each.check == "taken")
    assert problem.severity == Severity.BLOCKS
    assert problem.what == "Billing: “Quiz” has 1 place for each team, and 3 are taken."
    client.force_login(paula)
    page = client.get("/2026/publish/").content.decode()
    assert problem.what in page and "2 people lose a place" in page
    publication = publish(week, paula)
    has_place = [("Cole", "confirmed"), ("Otto", "confirmed")]
    assert [each for each in standing(quiz) if each[1] == "confirmed"] == has_place
    assert list(Signup.objects.waiting().values_list("person", flat=True)) == [
        jun.pk,
        mara.pk,
        paula.pk,
    ]
    told = publication.told().get(person=jun)
    assert told.context["down"] == [quiz.pk]
    ((_notice, said),) = put_into_words([told])
    assert "fewer places than before, in all or for your team" in str(said.parts)
    assert not [each for each in find_problems(Week.objects.get()) if each.check == "taken"]


def test_who_changes_teams_afterwards_was_there_all_the_same(week, paula, cole, otto, september):
    values = {"needs_sign_up": True, "places_per_team": 1}
    quiz = factories.activity(week, "Quiz", 3, "15:00", 60, by=paula, **values)
    publish(week, paula)
    join(quiz, cole)
    join(quiz, otto)
    september.move_to("2026-10-07 15:00Z")
    Person.objects.filter(pk=otto.pk).update(team=cole.team)
    quiz.change({"title": "The quiz"}, by=paula)
    assert not [each for each in find_problems(Week.objects.get()) if each.check == "taken"]
    publish(week, paula)
    assert standing(quiz) == [("Cole", "confirmed"), ("Otto", "confirmed")]


def test_nobody_holds_two_overlapping_places_but_one_may_swap(lunch, talk, week, paula, cole):
    publish(week, paula)
    join(lunch, cole)
    with pytest.raises(InTheWay) as refused:
        join(talk, cole)
    assert "“Lunch” (Wednesday 7 October, 12:00–13:00)" in refused.value.messages[0]
    join(talk, cole, instead=True)
    assert (standing(lunch), standing(talk)) == ([], [("Cole", "confirmed")])


def test_one_may_wait_for_what_overlaps_and_is_passed_over_until_one_is_free(
    lunch, talk, week, paula, cole, otto, jun, mara
):
    publish(week, paula)
    first, second = join(lunch, otto), join(lunch, jun)
    held = join(talk, cole)
    join(lunch, cole)
    join(lunch, mara)
    first.leave(by=otto)
    assert standing(lunch) == [("Jun", "confirmed"), ("Cole", "waiting"), ("Mara", "confirmed")]
    second.leave(by=jun)
    assert standing(lunch)[0] == ("Cole", "waiting")
    held.leave(by=cole)
    assert standing(lunch)[0] == ("Cole", "confirmed")


def test_what_moves_onto_something_else_gives_the_place_back(week, paula, cole):
    lunch = factories.activity(week, "Lunch", 3, "12:00", 60, by=paula, needs_sign_up=True)
    talk = factories.activity(week, "Talk", 3, "14:00", 60, by=paula, needs_sign_up=True)
    publish(week, paula)
    join(lunch, cole)
    join(talk, cole)
    talk.move(talk.day, lunch.start, by=paula)
    told = publish(week, paula).told().get(person=cole)
    assert (standing(lunch), standing(talk)) == ([("Cole", "confirmed")], [("Cole", "waiting")])
    assert told.context["down"] == [talk.pk]
    ((_notice, said),) = put_into_words([told])
    assert "It is now at the time of “Lunch”, where you keep your place." in str(said.parts)
    assert "fewer places" not in str(said.parts)


def test_who_waits_beside_free_places_sees_why_and_swaps(client, week, paula, cole, otto):
    lunch = factories.activity(week, "Lunch", 3, "12:00", 60, by=paula, needs_sign_up=True)
    values = {"needs_sign_up": True, "places": 3, "guests": 2, "closes_hours_before": 300}
    talk = factories.activity(week, "Talk", 3, "14:00", 60, by=paula, **values)
    publish(week, paula)
    join(lunch, cole)
    join(talk, cole, guests=2)
    talk.move(talk.day, lunch.start, by=paula)
    client.force_login(paula)
    page = client.get("/2026/publish/").content.decode()
    assert "1 person loses a place, because it moves onto another one of theirs." in page
    publish(week, paula)
    client.force_login(cole)
    for path in ("/2026/", "/2026/mine/", f"/2026/activities/{talk.key}/"):
        shown = client.get(path).content.decode()
        assert "You wait. You have a place in “Lunch” then." in shown
        assert "Swap" in shown and "Stop waiting" in shown
    assert "Leave" not in client.get(f"/2026/activities/{talk.key}/").content.decode()
    client.post(f"/2026/activities/{talk.key}/join/", {"instead": "yes", "back": "week"})
    assert (standing(lunch), standing(talk)) == ([], [("Cole", "confirmed")])
    assert SignupList.objects.get(pk=talk.pk).taken == 3


def test_whoever_swaps_does_not_pass_others_in_line(lunch, talk, week, paula, cole, otto, jun):
    publish(week, paula)
    join(lunch, otto)
    join(lunch, jun)
    join(talk, cole)
    join(lunch, cole)
    with pytest.raises(ValidationError, match="Every place of “Lunch” is taken"):
        join(lunch, cole, instead=True)
    assert standing(talk) == [("Cole", "confirmed")]


def test_the_last_guest_has_no_room_in_plain_words(lunch, week, paula, cole, otto):
    lunch.change({"guests": 2}, by=paula)
    publish(week, paula)
    held = join(lunch, cole)
    join(lunch, otto)
    with pytest.raises(ValidationError, match="There is no room for guests any more"):
        held.change({"guests": 1}, by=cole)


def test_one_has_a_place_in_one_wave_and_may_swap(lunch, week, paula, cole):
    second = lunch.add_wave(lunch.day, lunch.end, by=paula)
    publish(week, paula)
    join(lunch, cole)
    with pytest.raises(InTheWay):
        join(second, cole)
    join(second, cole, instead=True)
    assert (standing(lunch), standing(second)) == ([], [("Cole", "confirmed")])


def test_a_cancelled_waves_people_may_join_another_at_once(lunch, week, paula, cole):
    second = lunch.add_wave(lunch.day, lunch.end, by=paula)
    publish(week, paula)
    join(lunch, cole)
    Activity.objects.get(pk=lunch.pk).cancel(by=paula)
    publication = publish(week, paula)
    assert [each.person for each in publication.told()] == [cole]
    with pytest.raises(ValidationError, match="does not take place"):
        join(lunch, Signup.objects.get().person.line_manager or factories.person("Nia New"))
    join(second, cole)
    assert standing(lunch) == [] and standing(second) == [("Cole", "confirmed")]


def test_guests_take_places_too(week, paula, cole, otto, jun):
    lunch = factories.activity(
        week, "Lunch", 3, "12:00", 60, by=paula, needs_sign_up=True, places=3, guests=2
    )
    publish(week, paula)
    held = join(lunch, cole, guests=1)
    assert join(lunch, otto, guests=1).state == "waiting"
    assert join(lunch, jun).state == "confirmed"
    with pytest.raises(ValidationError, match="room for 1 guest only"):
        held.change({"guests": 2}, by=cole)
    held = Signup.objects.get(pk=held.pk)
    held.leave(by=cole)
    assert standing(lunch) == [("Otto", "confirmed"), ("Jun", "confirmed")]


def test_guests_never_take_more_than_the_share_of_their_team(week, paula, cole, otto):
    values = {"needs_sign_up": True, "places": 20, "places_per_team": 2, "guests": 3}
    lunch = factories.activity(week, "Lunch", 3, "12:00", 60, by=paula, **values)
    publish(week, paula)
    held = join(lunch, cole)
    with pytest.raises(ValidationError, match="room for 1 guest only"):
        held.change({"guests": 2}, by=cole)
    held = Signup.objects.get(pk=held.pk)
    held.change({"guests": 1}, by=cole)
    mate = factories.person("Bea Billing")
    assert (join(lunch, mate).lacks, join(lunch, otto).state) == ("of the team", "confirmed")


def test_ones_own_guests_are_settled_with_sign_up_and_all_of_it_with_the_end(
    week, paula, cole, september
):
    values = {"needs_sign_up": True, "guests": 3, "closes_hours_before": 48}
    lunch = factories.activity(week, "Lunch", 3, "12:00", 60, by=paula, **values)
    publish(week, paula)
    join(lunch, cole, guests=1)

    def change(guests: int, by):
        Signup.objects.get().change({"guests": guests}, by=by)

    september.move_to("2026-10-05 11:00Z")
    with pytest.raises(ValidationError, match="Sign-up for “Lunch” closed on"):
        change(2, cole)
    change(2, paula)
    change(1, cole)
    september.move_to("2026-10-07 12:00Z")
    with pytest.raises(ValidationError, match="“Lunch” is over"):
        change(0, cole)
    change(0, paula)
    assert standing(lunch) == [("Cole", "confirmed")]


REFUSED = [
    ({"opens_days_before": 7}, "2026-09-29 22:59Z", "opens on Wednesday 30 September, midnight"),
    ({"closes_hours_before": 24}, "2026-10-06 11:00Z", "closed on Tuesday 6 October, noon"),
    ({}, "2026-10-07 12:00Z", "is over"),
]


@pytest.mark.parametrize(("values", "now", "why"), REFUSED)
def test_too_early_too_late_and_over_are_said(
    lunch, week, paula, cole, september, values, now, why
):
    lunch.change(values, by=paula)
    publish(week, paula)
    september.move_to(now)
    with pytest.raises(ValidationError) as refused:
        join(lunch, cole)
    assert why.split(" on ")[0] in refused.value.messages[0]
    assert Signup.objects.join(lunch.pk, cole, by=paula).state == "confirmed"


def test_only_the_teams_and_sites_that_are_invited_can_join(lunch, week, paula, cole, otto):
    lunch.change({"invited_teams": [factories.team("Returns desk")]}, by=paula)
    publish(week, paula)
    with pytest.raises(ValidationError, match="is for Returns desk only"):
        join(lunch, cole)
    assert join(lunch, otto).state == "confirmed"


def test_needs_stand_in_no_history_and_are_forgotten_on_leaving(lunch, week, paula, cole):
    publish(week, paula)
    held = join(lunch, cole, eats=["vegan"], allergies="peanuts", meal="Curry")
    held.change({"allergies": "walnuts"}, by=cole)
    assert "peanuts" not in str(list(Entry.objects.values()))
    assert "walnuts" not in str(list(Entry.objects.values()))
    held.leave(by=cole)
    held.refresh_from_db()
    assert (held.eats, held.allergies, held.meal) == ([], "", "")


def test_an_organizer_takes_somebody_out_and_they_are_told_why(lunch, week, paula, cole):
    publish(week, paula)
    held = join(lunch, cole)
    held.leave(by=paula, reason="You are on the late shift")
    (notice,) = Notice.objects.filter(name="place-taken-back")
    assert (notice.person, notice.context["reason"]) == (cole, "You are on the late shift")


def test_check_in_opens_with_the_day_for_everybody(lunch, week, paula, cole, september):
    publish(week, paula)
    held = join(lunch, cole)
    for by in (cole, paula):
        with pytest.raises(ValidationError, match="opens on Wednesday 7 October"):
            held.check_in(by=by)
    september.move_to("2026-10-06 23:00Z")  # midnight at the site
    held.check_in(by=cole)
    held.check_in(by=cole)
    assert held.is_there and Entry.objects.filter(verb=Verb.CHECKED_IN).count() == 1
    held.undo_check_in(by=paula)
    assert not held.is_there
