"""The phones of a week: counted from its draft, its sign-ups, cover and closings."""

from datetime import time

import pytest
from django.urls import reverse
from django.utils import timezone

from csweek.people.models import Shift
from planner.checks import WeekFacts
from planner.documents.closings import notices_of
from planner.models import Closing, Cover, CoverCall, Need, Signup, SignupState
from planner.phones import phones_of
from planner.problems.phones import thin_half_hours_of_the_phones
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def day_shift(paula):
    return Shift.objects.add(by=paula, name="Day", starts=time(9), ends=time(17))


@pytest.fixture
def billing(week, paula, day_shift):
    """Six people on the day shift in Leeds, of whom three are needed from ten to three."""
    team = factories.team()
    type(paula).objects.update(team=factories.team("Training"))
    people = [factories.person(f"B{n} Billing", shift=day_shift) for n in range(6)]
    factories.person("Lee Left", is_active=False, shift=day_shift)
    need(team, paula, 3)
    team.everybody = people
    return team


def need(team, by, people: int, starts="10:00", ends="15:00", **fields) -> Need:
    hours = {"starts": time.fromisoformat(starts), "ends": time.fromisoformat(ends)}
    return Need.objects.add(by=by, team=team, people=people, **hours, **fields)


def signed_up(activity, *people, state=SignupState.CONFIRMED):
    for n, person in enumerate(people):
        Signup.objects.create(
            activity=activity,
            first=activity.pk,
            person=person,
            state=state,
            line=n,
            joined_at=timezone.now(),
        )


def left(week, day: int = 3) -> dict[str, int]:
    """{clock: how many are left} where the only team with a need has one, on one day."""
    (team,) = phones_of(WeekFacts.gather(week))
    found = {}
    for each in team.days[day - 1]:
        for begins in each.half_hours() if each.need else ():
            found[f"{begins.astimezone(team.zone):%H:%M}"] = each.left
    return found


def test_a_team_without_a_need_is_not_counted(week):
    assert phones_of(WeekFacts.gather(week)) == []


def test_sign_ups_and_hosts_are_off_while_it_lasts(week, paula, billing):
    meal = factories.activity(
        week, "Lunch", 3, "12:00", 60, by=paula, takes_off_phones=True, needs_sign_up=True
    )
    meal.change({"host": billing.everybody[0]}, by=paula)
    signed_up(meal, *billing.everybody[:3])
    signed_up(meal, billing.everybody[4], state=SignupState.WAITING)
    found = left(week)
    assert list(found) == [f"{h}:{m}" for h in range(10, 15) for m in ("00", "30")]
    assert found["11:30"] == 3
    assert found["12:00"] == found["12:30"] == 0
    assert found["13:00"] == 3


def test_what_is_for_everybody_takes_everybody_at_its_site(week, paula, billing):
    factories.activity(week, "Kick-off", 3, "10:00", 30, by=paula, takes_off_phones=True)
    porto = factories.site("Porto", "Europe/Lisbon", "PT")
    factories.activity(week, "Talk", 3, "14:00", 30, by=paula, site=porto, takes_off_phones=True)
    cancelled = factories.activity(week, "X", 3, "11:00", 30, by=paula, takes_off_phones=True)
    cancelled.cancel(by=paula)
    found = left(week)
    assert (found["10:00"], found["11:00"], found["14:00"]) == (-3, 3, 3)


def test_what_lasts_all_day_takes_off_in_the_hours_of_each_site(week, paula, billing):
    sydney = factories.site("Sydney", "Australia/Sydney", "AU")
    factories.site().change({"opens": time(11), "closes": time(14)}, by=paula)
    away = factories.activity(week, "Training away", 3, None, None, by=paula, takes_off_phones=True)
    found = left(week)
    assert (found["10:30"], found["11:00"], found["13:30"], found["14:00"]) == (3, -3, -3, 3)
    (thin,) = thin_half_hours_of_the_phones(WeekFacts.gather(week))
    assert thin.activities == (away.pk,)
    away.change({"site": sydney}, by=paula)
    assert left(week)["11:00"] == 3


def test_a_place_in_what_lasts_all_day_takes_off_in_the_hours_of_its_site(week, paula, billing):
    factories.site("Sydney", "Australia/Sydney", "AU")
    values = {"takes_off_phones": True, "needs_sign_up": True}
    away = factories.activity(week, "Training away", 3, None, None, by=paula, **values)
    signed_up(away, *billing.everybody[:2])
    assert set(left(week).values()) == {1}


def test_only_invited_teams_are_taken_off(week, paula, billing):
    talk = factories.activity(week, "Talk", 3, "14:00", 30, by=paula, takes_off_phones=True)
    talk.invited_teams.add(factories.team("Returns desk"))
    assert left(week)["14:00"] == 3
    talk.invited_teams.add(billing)
    assert left(week)["14:00"] == -3


def test_cover_joins_one_team_and_leaves_the_other(week, paula, billing, otto):
    day = week.days.get(number=3)
    hours = {"starts": time(12), "ends": time(13)}
    call = CoverCall.objects.create(team=billing, day=day, people=2, **hours)
    Cover.objects.create(call=call, person=otto, given_at=timezone.now())
    assert left(week)["12:30"] == 4
    assert left(week)["13:00"] == 3


def test_closed_hours_are_not_needed(week, paula, billing):
    day = week.days.get(number=3)
    hours = {"starts": time(12), "ends": time(13)}
    one = Closing.objects.add(by=paula, day=day, teams=[factories.team("Returns desk")], **hours)
    assert "12:30" in left(week)
    one.change({}, by=paula, teams=[])  # all of them
    assert "12:30" not in left(week)
    one.discard(by=paula)
    assert "12:30" in left(week)


def test_a_day_may_have_lines_of_its_own(week, paula, billing):
    need(billing, paula, 5, "10:00", "11:00", day=week.days.get(number=3))
    assert left(week) == {"10:00": 1, "10:30": 1}
    assert left(week, 2)["14:30"] == 3


def test_all_of_it_is_one_query(week, paula, billing, django_assert_num_queries):
    facts = WeekFacts.gather(week)
    with django_assert_num_queries(1):
        assert facts.crowds
        phones_of(facts)


def test_the_strip_says_a_sign_and_a_number_for_every_half_hour(week, paula, billing, client):
    factories.activity(week, "Kick-off", 3, "10:00", 30, by=paula, takes_off_phones=True)
    client.force_login(paula)
    page = client.get("/2026/phones/").content.decode()
    thin = '<td class="thin" colspan="1"><span class="visually-hidden">10:00–10:30: </span>−3</td>'
    assert thin in page
    assert "10:30–15:00: </span>+3</td>" in page
    assert "10:00–10:30: 3 short" in page
    piece = client.get("/2026/phones/?day=2", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in piece and "10:00–15:00: </span>+3</td>" in piece
    for odd in ("9", "x", "-1", "9" * 30):
        assert client.get("/2026/phones/", {"day": odd}).status_code == 200


def test_where_the_table_has_no_room_every_team_has_its_least_and_its_link(
    week, paula, billing, client
):
    training = factories.team("Training")
    factories.person("Tara Training", team=training, shift=billing.everybody[0].shift)
    need(training, paula, 2)
    meal = factories.activity(
        week, "Lunch", 3, "12:00", 60, by=paula, takes_off_phones=True, needs_sign_up=True
    )
    signed_up(meal, *billing.everybody[:4])
    client.force_login(paula)

    def listed(day: int) -> list[tuple[str, str]]:
        page = client.get("/2026/phones/", {"day": day}).content.decode()
        rows = page.split('<ul class="strip-thin">')[1].split("<strong>")
        links = [row.rsplit('href="', 1)[1].split('"')[0] for row in rows[:-1]]
        least = [row.split('<span class="narrow-only soft">')[1].split("<")[0] for row in rows[1:]]
        return list(zip(links, least, strict=True))

    of_billing, of_training = (
        reverse("planner:need-list", args=[2026, team.pk]) for team in (billing, training)
    )
    assert listed(3) == [(of_billing, "1 short"), (of_training, "nobody to spare")]
    assert listed(2) == [(of_billing, "at least 3 to spare"), (of_training, "nobody to spare")]


def test_what_runs_in_waves_is_mended_by_one_more(week, paula, billing):
    meal = factories.activity(
        week, "Lunch", 3, "12:00", 60, by=paula, takes_off_phones=True, needs_sign_up=True
    )
    signed_up(meal, *billing.everybody[:4])

    def mends() -> list[str]:
        found = thin_half_hours_of_the_phones(WeekFacts.gather(week))
        return [str(mend.words) for mend in found[0].mends]

    assert "Split “Lunch” into waves" in mends()
    meal.add_wave(meal.day, time(14), by=paula)
    assert "Add a wave of “Lunch”" in mends()
    assert "Split “Lunch” into waves" not in mends()


def test_only_what_takes_some_of_the_team_off_is_named_as_a_mend(week, paula, billing):
    far = factories.site("Bristol")
    for title, site in (("Aperitif in Bristol", far), ("Stand-up in Leeds", factories.site())):
        factories.activity(week, title, 3, "12:00", 60, by=paula, takes_off_phones=True, site=site)
    (thin,) = thin_half_hours_of_the_phones(WeekFacts.gather(week))
    words = [str(mend.words) for mend in thin.mends]
    assert words == [
        "Ask for cover",
        "Split “Stand-up in Leeds” into waves",
        "Close the service then",
    ]


def test_a_day_begins_with_the_usual_lines_once(week, paula, billing, client):
    client.force_login(paula)
    for _press in range(2):
        client.post(f"/2026/phones/teams/{billing.pk}/copy/3/")
    assert Need.objects.filter(day__number=3).count() == 1
    line = Need.objects.get(day__number=3)
    typed = {"day": line.day_id, "starts": "10:00", "ends": "15:00", "people": 2, "version": 1}
    assert client.post(f"/2026/phones/needs/{line.key}/", typed).status_code == 302
    assert client.post(f"/2026/phones/needs/{line.key}/", typed | {"people": 4}).status_code == 409
    assert left(week)["10:00"] == 4


def test_customers_are_told_when_the_service_is_back_in_every_language(week, paula, client):
    week.change({"theme": "Every voice counts"}, by=paula)
    client.force_login(paula)
    day = week.days.get(number=3)
    sent = {"day": day.pk, "starts": "12:00", "ends": "13:00", "service": "<b>Phones</b>"}
    sent |= {"language": "en-gb"}
    sent["key"] = "6f1de7bd-5b6f-4c0e-8d0c-3d2a7a1c9b11"
    first = client.post("/2026/closings/new/", sent)
    assert client.post("/2026/closings/new/", sent).headers["Location"] == first.headers["Location"]
    closing = Closing.objects.get()
    page = client.get(first.headers["Location"]).content.decode()
    assert "Wednesday 7 October, 12:00–13:00</p>" in page  # as the reader writes times
    assert "Wednesday 7 October from 12:00 to 13:00\n" in page
    assert "We are back on Wednesday 7 October at 13:00." in page
    assert "“Every voice counts”" in page and 'lang="pt-pt"' in page
    assert "<b>Phones" not in page
    assert "&amp;lt;b&amp;gt;Phones" in page  # the HTML to copy escapes it too
    assert client.get(f"/2026/closings/{closing.key}/sign/").status_code == 200


def test_a_closing_of_some_teams_never_says_that_the_whole_service_is_closed(
    week, paula, billing, client
):
    client.force_login(paula)
    day = week.days.get(number=3)
    sent = {"day": day.pk, "starts": "12:00", "ends": "13:00", "language": "en-gb"}
    sent |= {"teams": [billing.pk], "key": "6f1de7bd-5b6f-4c0e-8d0c-3d2a7a1c9b12"}
    refused = client.post("/2026/closings/new/", sent)
    assert refused.status_code == 422 and not Closing.objects.exists()
    assert list(refused.context["form"].errors) == ["service"]
    assert "Only some teams are closed" in refused.content.decode()
    client.post("/2026/closings/new/", sent | {"service": "our billing desk"})
    headings = [each.heading for each in notices_of(Closing.objects.get(), "Acme")]
    assert headings[0] == "Our billing desk: closed for a short time"
    assert not headings[1].startswith(("Our service", "O nosso serviço"))


def test_the_words_of_a_closing_begin_in_the_writer_s_own_language(week, paula, client):
    client.force_login(paula)
    for code in ("en-us", "pt-pt"):
        page = client.get("/2026/closings/new/", headers={"Accept-Language": code})
        assert page.context["form"]["language"].value() == code


def test_the_strip_says_where_the_day_is_a_public_holiday(week, paula, billing, client):
    factories.site("Sydney", "Australia/Sydney", "AU", region="NSW")
    client.force_login(paula)
    page = client.get("/2026/phones/?day=1").content.decode()
    assert "Monday 5 October is a public holiday in Sydney: Labour Day." in page
    assert "is a public holiday" not in client.get("/2026/phones/?day=2").content.decode()


def test_hours_of_the_strip_are_short_by_a_twelve_hour_clock(week, paula, billing, client):
    client.force_login(paula)
    client.cookies["django_language"] = "en-us"
    page = client.get("/2026/phones/", headers={"Accept-Language": "en-us"}).content.decode()
    assert '<th scope="col" colspan="2">10 AM</th>' in page


def test_a_notice_never_mixes_languages(week, paula):
    """What was typed stands in its own language; in others our words alone, and whole."""
    week.change({"theme": "Cada voz conta"}, by=paula)
    closing = Closing.objects.add(
        by=paula,
        day=week.days.get(number=3),
        teams=[],
        starts=time(12),
        ends=time(13),
        service="as nossas linhas",
        instead="Escreva-nos.",
        language="pt-pt",
    )
    portuguese, english = notices_of(closing, "Acme")
    assert (portuguese.language, english.language) == ("pt-pt", "en-gb")
    assert portuguese.heading.startswith("As nossas linhas: ")
    assert portuguese.instead == "Escreva-nos." and portuguese.theme == "“Cada voz conta”"
    assert "London" not in portuguese.text
    assert english.lines == [
        "Our service: closed for a short time",
        "Wednesday 7 October from 12:00 to 13:00",
        "It is Customer Service Week, and the people who help you are celebrated.",
        "We are back on Wednesday 7 October at 13:00.",
    ]
    closing.change({"language": "en-us", "instead": "Write to us."}, by=paula, teams=[])
    notices = notices_of(closing, "Acme")
    told = [(each.name, each.language, each.instead) for each in notices]
    assert told == [("English", "en-us", "Write to us."), ("Portuguese", "pt-pt", "")]


def test_a_sign_can_be_had_in_one_language_alone(week, paula, client):
    day = week.days.get(number=3)
    span = {"day": day, "starts": time(16), "ends": time(16, 30)}
    closing = Closing.objects.add(by=paula, teams=[], language="pt-pt", **span)
    client.force_login(paula)
    page = client.get(f"/2026/closings/{closing.key}/").content.decode()
    assert "/sign/?language=pt-pt" in page and "/sign/?language=en-gb" in page
    address = f"/2026/closings/{closing.key}/sign/"
    assert client.get(address).content.decode().count('class="sign"') == 2
    (alone,) = client.get(address, {"language": "pt-pt"}).context["notices"]
    assert alone.language == "pt-pt"
    assert client.get(address, {"language": "xx"}).content.decode().count('class="sign"') == 2
