"""Places: listed with what uses them, added once, changed, and deleted while unused."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from csweek.history.models import Entry, Verb
from planner.models import Place
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(client, paula):
    """A browser in which Paula is signed in."""
    client.force_login(paula)
    return client


@pytest.fixture
def canteen(organisation, paula):
    return Place.objects.add(by=paula, name="Canteen", site=factories.site(), seats=60)


def to(name, *args):
    return reverse(f"planner:place-{name}", args=[2026, *args])


def typed(place=None, **fields):
    values = {"name": "Room 4", "site": "", "seats": "", "version": 1}
    if place is not None:
        values |= {"name": place.name, "site": place.site_id or "", "seats": place.seats or ""}
        values["version"] = place.version
    return values | fields


def test_places_are_listed_by_site_with_the_activities_that_use_them(crew, week, canteen, paula):
    porto = factories.site("Porto", "Europe/Lisbon", "PT")
    Place.objects.add(by=paula, name="Aquário", site=porto)
    Place.objects.add(by=paula, name="Video call", site=None)
    before = factories.week(2025, by=paula)
    factories.activity(week, "Lunch", 3, place=canteen)
    factories.activity(week, "Deleted", 3, place=canteen).discard(by=paula)
    factories.activity(before, "Last year's lunch", 3, place=canteen)
    places = crew.get(to("list")).context["places"]
    assert [(each.name, each.here, each.anywhere) for each in places] == [
        ("Canteen", 1, 2),
        ("Aquário", 0, 0),
        ("Video call", 0, 0),
    ]


def test_the_list_takes_as_many_queries_for_fifty_places_as_for_one(
    crew, week, canteen, paula, django_assert_max_num_queries
):
    crew.get(to("list"))  # notes the session once
    with django_assert_max_num_queries(12) as one:
        crew.get(to("list"))
    for number in range(50):
        site = factories.site(f"Site {number % 7}")
        room = Place.objects.add(by=paula, name=f"Room {number}", site=site)
        factories.activity(week, f"Quiz {number}", place=room)
    with django_assert_max_num_queries(len(one)):
        crew.get(to("list"))


def test_adding_a_place_that_is_there_says_so(crew, week):
    assertContains(crew.post(to("new"), typed(), follow=True), "Added “Room 4”.")
    assertContains(crew.post(to("new"), typed(), follow=True), "“Room 4” is there already.")


def test_a_place_is_added_once_however_often_it_is_sent(crew, week, paula):
    for _press in range(2):
        sent = typed(name=" Room  4 ", site=factories.site().pk, seats=12)
        assertRedirects(crew.post(to("new"), sent), to("list"))
    place = Place.objects.get()
    assert (place.name, place.site, place.seats) == ("Room 4", factories.site(), 12)
    entry = Entry.objects.of(place).get()
    assert (entry.verb, entry.by) == (Verb.MADE, paula)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "CANTEEN", "seats": 5}, "Leeds has a place of that name already"),
        ({"name": "x" * 81}, "at most 80 characters"),
        ({"seats": -1}, "greater than or equal to 0"),
        ({"seats": "many"}, "Enter a whole number"),
        ({"site": 999}, "Select a valid choice"),
    ],
)
def test_a_place_that_cannot_be_is_told_why(fields, says, crew, week, canteen):
    page = crew.post(to("new"), typed(site=canteen.site_id) | fields)
    assertContains(page, says, status_code=422)
    assert Place.objects.count() == 1


def test_the_same_name_is_free_at_another_site_but_not_twice_for_all_sites(crew, week, canteen):
    crew.post(to("new"), typed(name="Canteen"))
    assert Place.objects.count() == 2
    page = crew.post(to("new"), typed(name="canteen", seats=9))
    assertContains(page, "a place of that name for all sites already", status_code=422)


def test_a_place_is_changed_with_one_entry(crew, week, canteen):
    sent = typed(canteen, name="Great canteen", seats=90)
    assertRedirects(crew.post(to("edit", canteen.pk), sent), to("list"))
    canteen.refresh_from_db()
    assert (canteen.name, canteen.seats) == ("Great canteen", 90)
    changed = Entry.objects.of(canteen).filter(verb=Verb.CHANGED).get()
    assert [change["field"] for change in changed.changes] == ["name", "seats"]


def test_a_place_cannot_take_the_name_of_another(crew, week, canteen, paula):
    room = Place.objects.add(by=paula, name="Room 4", site=canteen.site)
    page = crew.post(to("edit", room.pk), typed(room, name="Cantéen"))
    assertContains(page, "Leeds has a place of that name already", status_code=422)
    assertContains(page, ">Room 4</h1>", status_code=422)


def test_a_place_saved_too_late_shows_both_and_can_be_sent_again(crew, week, canteen, ada):
    late = typed(canteen, seats=80)
    canteen.change({"seats": 70}, by=ada)
    page = crew.post(to("edit", canteen.pk), late)
    assert page.status_code == 409
    shown = [(each.label, each.typed, each.saved) for each in page.context["conflict"].differences]
    assert shown == [("Seats", "80", "70")]
    again = late | {"version": page.context["form"]["version"].value()}
    assertRedirects(crew.post(to("edit", canteen.pk), again), to("list"))
    canteen.refresh_from_db()
    assert canteen.seats == 80


def test_what_was_typed_of_a_place_survives_that_it_was_deleted_meanwhile(crew, week, canteen, ada):
    late = typed(canteen, name="Great canteen")
    pk = canteen.pk
    canteen.remove(by=ada)
    page = crew.post(to("edit", pk), late)
    assertContains(page, "This was deleted while you were typing", status_code=409)
    assertContains(page, 'value="Great canteen"', status_code=409)
    assert not Place.objects.exists()


def test_a_place_that_was_deleted_is_not_found_and_says_so(crew, week):
    assertContains(crew.get(to("edit", 999)), "There is no such place. It may", status_code=404)


def test_an_unused_place_can_be_deleted_and_one_in_use_cannot(crew, week, canteen, paula):
    activity = factories.activity(week, "Lunch", 3, place=canteen, by=paula)
    assertNotContains(crew.get(to("list")), to("delete", canteen.pk))
    page = crew.post(to("delete", canteen.pk), follow=True)
    assertContains(page, "“Canteen” is still used (activities: 1).")
    assert Place.objects.count() == 1

    activity.change({"place": None}, by=paula)
    assertContains(crew.get(to("list")), to("delete", canteen.pk))
    crew.post(to("delete", canteen.pk))
    assert not Place.objects.exists()
    entry = Entry.objects.filter(subject_type="planner.place").first()
    assert (entry.verb, entry.subject_name, entry.by) == (Verb.DELETED, "Canteen", paula)
    assertRedirects(crew.post(to("delete", canteen.pk)), to("list"))


def test_what_was_deleted_from_a_board_comes_back_without_its_place(week, canteen, paula):
    lunch = factories.activity(week, "Lunch", 3, place=canteen)
    lunch.discard(by=paula)
    canteen.remove(by=paula)
    lunch.refresh_from_db()
    lunch.bring_back(by=paula)
    assert lunch.place is None


def test_a_place_in_use_keeps_its_deleted_activities_too(week, canteen, paula):
    factories.activity(week, "Lunch", 3, place=canteen)
    gone = factories.activity(week, "Supper", 3, place=canteen)
    gone.discard(by=paula)
    with pytest.raises(ValidationError):
        canteen.remove(by=paula)
    gone.refresh_from_db()
    assert gone.place == canteen


@pytest.mark.parametrize("name", ["list", "new"])
def test_staff_may_not_see_places(name, client, cole, week):
    client.force_login(cole)
    assert client.get(to(name)).status_code == 403


def test_staff_may_not_delete_a_place(client, cole, week, canteen):
    client.force_login(cole)
    assert client.post(to("delete", canteen.pk)).status_code == 403
    assert client.post(to("edit", canteen.pk), typed(canteen, name="Mine")).status_code == 403
    assert Place.objects.get().name == "Canteen"


def test_a_place_is_not_deleted_by_a_link(crew, week, canteen):
    assert crew.get(to("delete", canteen.pk)).status_code == 405


def test_a_place_picked_for_all_sites_stays_the_place_it_is(week, paula):
    leeds = factories.site()
    canteen = Place.objects.named("Canteen", leeds, by=paula)
    assert Place.objects.named("canteen ", None, by=paula, current=canteen) == canteen
    assert Place.objects.named("Canteen", None, by=paula) == canteen
    assert Place.objects.count() == 1


def test_another_site_has_its_own_place_of_the_same_name(week, paula):
    canteen = Place.objects.named("Canteen", factories.site(), by=paula)
    porto = factories.site("Porto", "Europe/Lisbon", "PT")
    cantina = Place.objects.named("Canteen", porto, by=paula, current=canteen)
    assert (cantina.site, Place.objects.count()) == (porto, 2)


def test_a_place_of_no_site_is_found_from_every_site(week, paula):
    video = Place.objects.named("Video", None, by=paula)
    assert Place.objects.named("video", factories.site(), by=paula) == video


def test_a_place_made_by_typing_its_name_has_its_history(week, paula):
    place = Place.objects.named("Canteen", factories.site(), by=paula)
    assert [entry.by for entry in Entry.objects.of(place)] == [paula]
