"""A colleague is found by name, alias or team; never by an address; nobody who cannot win."""

import pytest
from django.urls import reverse

from csweek.people.models import Person
from recognition.limits import limits_of
from recognition.models import Award
from recognition.nominees import MOST_FOUND, find_nominees
from tests import factories as people
from tests.access.statements import watched
from tests.recognition import factories

pytestmark = pytest.mark.django_db


def names(query: str, by, award=None) -> list[str]:
    return [each.name for each in find_nominees(query, by=by, award=award)]


@pytest.fixture
def ines(db):
    return people.person("Inês Conceição", alias="Nini", email="ic77@secret.example")


@pytest.mark.parametrize(
    "query", ["ines", "CONCEICAO", "conceição in", "nini", "bill conc", "  iNê  "]
)
def test_part_of_a_name_an_alias_or_a_team_is_enough(cole, ines, query):
    assert "Inês Conceição" in names(query, cole)


@pytest.mark.parametrize("query", ["ic77", "secret", "ic77@secret.example", "@", "example", "zz"])
def test_an_address_finds_nobody_and_is_never_shown(cole, ines, query):
    assert names(query, cole) == []
    assert all("@" not in f"{each}" for each in find_nominees("ines", by=cole))


@pytest.mark.parametrize("query", ["", " ", "i", "\0", "%", "_", "'", "in%s"])
def test_too_little_or_odd_finds_nobody_and_breaks_nothing(cole, ines, query):
    assert names(query, cole) == []


def test_one_letter_of_a_script_that_needs_no_more_is_enough(cole):
    people.person("李 明", email="li@example.org")
    assert names("李", cole) == ["李 明"]


def test_colleagues_of_one_name_are_told_apart_by_alias_team_and_site(cole):
    porto = people.site("Porto", "Europe/Lisbon", "PT")
    of = [{"team": people.team("Mail room")}, {"team": people.team("Mail room"), "site": porto}]
    of += [{"team": people.team("Chat crew")}, {"team": people.team("Chat crew"), "alias": "Nita"}]
    for number, values in enumerate(of):
        people.person("Anita Silva", email=f"anita{number}@example.org", **values)
    told = [each.detail for each in find_nominees("anita silva", by=cole)]
    assert sorted(told) == [
        "Chat crew, Leeds",
        "Mail room, Leeds",
        "Mail room, Porto",
        "“Nita” · Chat crew, Leeds",
    ]


def test_names_that_begin_so_come_first(cole):
    for name in ("Mirinda Ann Toll", "Joanna Bell", "Anna Moss"):
        people.person(name)
    assert names("ann", cole) == ["Anna Moss", "Mirinda Ann Toll", "Joanna Bell"]


def test_nobody_finds_themselves_or_whoever_has_left(cole):
    people.person("Carla Carter", is_active=False)
    assert names("carter", cole) == []


def test_only_who_can_win_and_not_the_own_team_where_the_award_says_so(week, mara, cole, jun, otto):
    own = factories.award(week, by=mara, not_own_team=True)
    elsewhere = factories.award(week, "Returns hero", by=mara, teams=[otto.team])
    assert names("jang", cole, own) == [] and names("okafor", cole, own) == ["Otto Okafor"]
    assert names("jang", cole, elsewhere) == []
    assert names("jang", cole) == ["Jun Jang"]


def test_an_award_says_whom_it_is_for_on_its_card_where_nobody_is_found_and_to_managers(
    client, week, mara, cole, django_assert_num_queries
):
    crew = people.team("Chat crew")
    porto = people.site("Porto", "Europe/Lisbon", "PT")
    limited = factories.award(week, by=mara, teams=[crew, people.team("Áreas")], sites=[porto])
    joined = factories.award(week, "Rookie", by=mara, joined_from="2025-10-01")
    anyone = factories.award(week, "Anyone", by=mara)
    with django_assert_num_queries(1):
        told = {each.pk: limits_of(each) for each in Award.objects.with_limits()}
    said = "Only these teams: Áreas, Chat crew. Only these sites: Porto."
    assert told == {
        limited.pk: said,
        joined.pk: "Only those who joined on 1 October 2025 or later.",
        anyone.pk: "",
    }
    client.force_login(cole)
    assert client.get("/2026/nominate/").content.decode().count(said) == 1
    search = reverse("recognition:nominee-search", args=[2026])
    found = client.get(search, {"q": "otto", "award": limited.key}).json()
    assert found["said"] == f"Nobody found whom “Quiet hero” is for. {said}"
    found = client.get(search, {"q": "zzz", "award": anyone.key}).json()
    assert found["said"].startswith("Nobody found. Try")
    client.force_login(mara)
    for award, is_said in ((limited, True), (anyone, False)):
        page = client.get(reverse("recognition:award-detail", args=[2026, award.key]))
        assert (said in page.content.decode()) == is_said


def test_teams_for_a_teams_award_and_both_before_one_is_chosen(week, mara, cole, otto):
    award = factories.team_award(week, by=mara, not_own_team=True)
    assert names("returns", cole, award) == ["Returns desk"]
    assert names("billing", cole, award) == []
    assert names("returns", cole) == ["Returns desk", "Otto Okafor"]
    assert names("returns", cole, factories.award(week, by=mara)) == ["Otto Okafor"]


def test_of_many_the_first_few_are_shown_and_it_is_said(client, week, mara, cole):
    factories.award(week, by=mara)
    for number in range(MOST_FOUND + 3):
        people.person(f"Sam Same {number}", email=f"sam{number}@example.org")
    client.force_login(cole)
    client.get("/")
    found = client.get(reverse("recognition:nominee-search", args=[2026]), {"q": "same"}).json()
    assert len(found["options"]) == MOST_FOUND and found["said"].startswith("The first 8.")
    assert set(found["options"][0]) == {"value", "name", "detail", "initials"}


def test_a_search_asks_as_often_whomever_it_finds(client, week, mara, cole):
    factories.award(week, by=mara)
    client.force_login(cole)
    path = reverse("recognition:nominee-search", args=[2026])
    client.get(path, {"q": "zz"})
    counts = set()
    for number in range(12):
        people.person(f"Sam Same {number}", email=f"sam{number}@example.org")
        with watched() as seen:
            client.get(path, {"q": "sam same"})
        counts.add(len(seen.asked))
    assert len(counts) == 1 and max(counts) <= 7


def test_what_is_folded_ends_in_the_address(ines):
    """The search leans on it."""
    assert Person.objects.get(pk=ines.pk).folded.endswith(f" {ines.email}")
