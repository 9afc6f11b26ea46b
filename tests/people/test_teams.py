"""Teams, sites and shifts: kept by administrators, deleted only when nothing uses them."""

from datetime import time

import pytest
from django.urls import reverse

from csweek.history.models import Entry, Verb
from csweek.people.models import Organisation, Shift, Site, Team
from tests import factories

pytestmark = pytest.mark.django_db

SITE = {"name": "Edinburgh", "time_zone": "Europe/London", "country": "GB", "region": "SCT"}


@pytest.fixture(autouse=True)
def signed_in(client, organisation, ada):
    client.force_login(ada)


def page(response) -> str:
    return response.content.decode()


def test_a_team_is_added_renamed_and_deleted_with_history(client):
    client.post(reverse("people:team-new"), {"name": "Chat crew"})
    team = Team.objects.get(name="Chat crew")
    edit = reverse("people:team-edit", args=[team.pk])
    client.post(edit, {"name": "Chat and mail", "version": 1})
    client.post(reverse("people:team-delete", args=[team.pk]))
    assert not Team.objects.filter(pk=team.pk).exists()
    made, changed, deleted = reversed(Entry.objects.of(team))
    assert (made.verb, changed.verb, deleted.verb) == (Verb.MADE, Verb.CHANGED, Verb.DELETED)
    assert changed.changes == [{"field": "name", "before": "Chat crew", "after": "Chat and mail"}]


def test_pressing_add_twice_makes_one_team(client):
    for _ in range(2):
        assert client.post(reverse("people:team-new"), {"name": "Chat crew"}).status_code == 302
    assert Entry.objects.filter(verb=Verb.MADE).count() == 1


def test_adding_a_team_that_is_there_says_so(client):
    factories.team("Chat crew")
    response = client.post(reverse("people:team-new"), {"name": " Chat crew "}, follow=True)
    assert "“Chat crew” is there already." in page(response)
    assert "Added" not in page(response)
    assert Team.objects.filter(name="Chat crew").count() == 1


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("team-new", "Add a team"),
        ("site-new", "Add a site"),
        ("shift-new", "Add a shift"),
        ("organisation-edit", "Northwind Mutual"),
    ],
)
def test_a_form_bears_its_title_also_when_its_name_was_left_out(client, name, title):
    for response in (client.get(reverse(f"people:{name}")), client.post(reverse(f"people:{name}"))):
        assert f"<title>{title} ·" in page(response)


def test_a_team_in_use_is_not_deleted(client, cole):
    url = reverse("people:team-delete", args=[cole.team_id])
    assert "people: 2" in page(client.get(url))  # Cole and Ada
    response = client.post(url, follow=True)
    assert "“Billing” is still used (people: 2)." in page(response)
    assert Team.objects.filter(pk=cole.team_id).exists()


def test_a_site_that_an_activity_uses_is_not_deleted(client, week):
    porto = factories.site("Porto", "Europe/Lisbon", "PT")
    factories.activity(week, site=porto)
    response = client.post(reverse("people:site-delete", args=[porto.pk]), follow=True)
    assert "“Porto” is still used (activities: 1)." in page(response)
    assert Site.objects.filter(pk=porto.pk).exists()


def test_a_site_that_only_a_deleted_activity_used_is_deleted(client, week, paula):
    porto = factories.site("Porto", "Europe/Lisbon", "PT")
    lunch = factories.activity(week, site=porto)
    lunch.discard(by=paula)
    url = reverse("people:site-delete", args=[porto.pk])
    assert "Nothing uses it." in page(client.get(url))
    assert "Deleted “Porto”." in page(client.post(url, follow=True))
    assert not Site.objects.filter(pk=porto.pk).exists()
    lunch.refresh_from_db()
    lunch.bring_back(by=paula)
    assert lunch.site is None


def test_a_site_of_one_activity_deleted_and_one_kept_is_still_used(client, week, paula):
    porto = factories.site("Porto", "Europe/Lisbon", "PT")
    factories.activity(week, "Lunch", site=porto).discard(by=paula)
    factories.activity(week, "Tea", site=porto)
    url = reverse("people:site-delete", args=[porto.pk])
    assert "“Porto” is still used (activities: 1)." in page(client.post(url, follow=True))


def test_the_head_site_is_not_deleted(client, organisation):
    url = reverse("people:site-delete", args=[organisation.head_site_id])
    client.post(url)
    assert Site.objects.filter(pk=organisation.head_site_id).exists()


def test_a_stale_team_shows_both_names(client, ada):
    team = factories.team("Chat crew")
    team.change({"name": "Mail crew"}, by=ada)
    url = reverse("people:team-edit", args=[team.pk])
    response = client.post(url, {"name": "Phone crew", "version": 1})
    assert response.status_code == 409
    assert "<td>Phone crew</td>" in page(response)
    assert "<td>Mail crew</td>" in page(response)
    assert Team.objects.get(pk=team.pk).name == "Mail crew"


def test_a_site_is_added_with_its_zone_country_and_region(client):
    client.post(reverse("people:site-new"), SITE)
    site = Site.objects.get(name="Edinburgh")
    assert (site.time_zone, site.country, site.region) == ("Europe/London", "GB", "SCT")


def test_a_region_may_be_written_by_name(client):
    client.post(reverse("people:site-new"), SITE | {"region": "scotland"})
    assert Site.objects.get(name="Edinburgh").region == "SCT"


def test_an_unknown_region_is_refused_with_the_known_ones(client):
    response = client.post(reverse("people:site-new"), SITE | {"region": "Atlantis"})
    assert response.status_code == 422
    assert "“Atlantis” is no region we know there. Known: ENG, NIR, SCT, WLS" in page(response)


def test_an_unknown_time_zone_is_refused(client):
    response = client.post(reverse("people:site-new"), SITE | {"time_zone": "Mars/Olympus"})
    assert response.status_code == 422


def test_a_site_keeps_a_zone_of_an_old_name(client):
    site = factories.site("Old", "US/Eastern", "US")
    data = {"name": "New York", "time_zone": "US/Eastern", "country": "US", "version": 1}
    assert client.post(reverse("people:site-edit", args=[site.pk]), data).status_code == 302
    site.refresh_from_db()
    assert (site.name, site.time_zone) == ("New York", "US/Eastern")


def test_opening_needs_a_closing_time(client):
    response = client.post(reverse("people:site-new"), SITE | {"opens": "08:00"})
    assert "Give both opening and closing time" in page(response)


def test_countries_are_named_in_the_language_of_the_reader(client):
    client.cookies["django_language"] = "pt-pt"
    assert "Alemanha" in page(client.get(reverse("people:site-new")))


def test_a_shift_may_run_past_midnight(client):
    client.post(reverse("people:shift-new"), {"name": "Night", "starts": "22:00", "ends": "06:00"})
    assert Shift.objects.get(name="Night").ends == time(6)


def test_a_shift_that_a_list_named_is_asked_for_its_hours(client):
    night = Shift.objects.create(name="Night")
    Shift.objects.create(name="Early", starts=time(6), ends=time(14))
    shown = page(client.get(reverse("people:shift-list")))
    assert "Nobody has said when." in shown
    assert shown.index("Early") < shown.index("Night")
    url = reverse("people:shift-edit", args=[night.pk])
    assert "09:00" not in page(client.get(url))
    without = {"name": "Night", "version": 1}
    assert client.post(url, without).status_code == 422
    client.post(url, without | {"starts": "22:00", "ends": "06:00"})
    night.refresh_from_db()
    assert (night.starts, night.ends) == (time(22), time(6))


def test_the_organisation_is_renamed(client, organisation):
    url = reverse("people:organisation-edit")
    data = {"name": "Southwind", "head_site": organisation.head_site_id, "version": 1}
    data["currency"] = "GBP"
    client.post(url, data)
    assert Organisation.objects.current().name == "Southwind"


@pytest.mark.parametrize("noun", ["team", "site", "shift"])
def test_only_administrators_keep_them(client, paula, noun):
    client.force_login(paula)
    assert client.get(reverse(f"people:{noun}-list")).status_code == 403
    assert client.post(reverse(f"people:{noun}-new"), {"name": "x"}).status_code == 403


@pytest.mark.parametrize("noun", ["team", "site", "shift"])
def test_a_list_takes_as_many_queries_for_many_as_for_one(
    client, noun, django_assert_max_num_queries, django_assert_num_queries
):
    model = {"team": Team, "site": Site, "shift": Shift}[noun]
    url = reverse(f"people:{noun}-list")
    model.objects.create(name="One")
    client.get(url)
    with django_assert_max_num_queries(12) as few:
        client.get(url)
    model.objects.bulk_create(model(name=f"Number {number}") for number in range(50))
    with django_assert_num_queries(len(few)):
        client.get(url)
