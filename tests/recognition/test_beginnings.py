"""A week's awards begin from a ready-made set, or from another year's awards."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from csweek.history.models import Entry, Verb
from planner.models import Kind
from recognition.models import Award, PanelMember
from recognition.models.begin import add_set, copy_awards
from recognition.rules.windows import usual_window
from recognition.sets import all_sets, find_set
from tests import factories as people
from tests.processes import Lent
from tests.recognition import factories

pytestmark = pytest.mark.django_db

SMALL = find_set("small")


@pytest.fixture
def manager(client, mara):
    client.force_login(mara)
    return client


@pytest.fixture
def last_week(organisation, paula):
    return people.week(2025, by=paula)


def window(week) -> dict:
    opens, closes = usual_window(week.first_day, week.zone)
    return {"opens_at": opens, "closes_at": closes, "time_zone": week.time_zone}


def typed(form, **changed) -> dict:
    """What a form begins with, as it is sent."""
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None} | changed


@pytest.mark.parametrize("each", all_sets(), ids=lambda each: each.key)
def test_every_set_adds_its_awards_with_their_criteria(week, mara, each):
    made = add_set(week, each, by=mara, key=uuid.uuid4(), window=window(week))
    assert [award.title for award in week.awards.in_order()] == [
        str(ready.title) for ready in each.awards
    ]
    for award, ready in zip(made, each.awards, strict=True):
        award.full_clean()
        assert [row.weight for row in award.criteria.all()] == [c.weight for c in ready.criteria]


def test_the_page_adds_a_set_once_however_often_it_is_sent(manager, week):
    address = reverse("recognition:award-set-add", args=[2026])
    sent = typed(manager.get(address).context["form"], award_set="small")
    for _press in range(3):
        assert manager.post(address, sent).status_code == 302
    assert Award.objects.count() == len(SMALL.awards)
    assert Entry.objects.filter(verb=Verb.MADE, subject_type="recognition.award").count() == 3
    first = week.awards.in_order().first()
    assert first.opens_at == datetime(2026, 9, 14, 8, tzinfo=UTC)
    assert first.closes_at == datetime(2026, 10, 7, 17, tzinfo=UTC)


def test_the_same_set_under_another_key_adds_only_what_is_not_there(manager, week, mara):
    add_set(week, SMALL, by=mara, key=uuid.uuid4(), window=window(week))
    Award.objects.in_order().first().discard(by=mara)
    made = add_set(week, SMALL, by=mara, key=uuid.uuid4(), window=window(week))
    assert [award.title for award in made] == [str(SMALL.awards[0].title)]
    assert add_set(week, SMALL, by=mara, key=uuid.uuid4(), window=window(week)) == []


def test_a_set_is_added_in_the_language_of_whoever_adds_it(week, mara):
    with translation.override("pt-pt"):
        made = add_set(week, SMALL, by=mara, key=uuid.uuid4(), window=window(week))
        words = str(SMALL.awards[0].title)
    assert made[0].title == words != str(SMALL.awards[0].title)


def test_a_wrong_window_of_a_set_is_said_and_nothing_is_added(manager, week):
    address = reverse("recognition:award-set-add", args=[2026])
    sent = typed(manager.get(address).context["form"], closes_on="2026-09-01")
    answer = manager.post(address, sent)
    assert answer.status_code == 422
    assert "Nominations close after they open" in answer.content.decode()
    assert not Award.objects.exists()


def test_last_years_awards_come_with_criteria_rules_prizes_and_panel_but_no_winner(
    manager, week, last_week, mara, jun, cole, otto
):
    old = factories.award(
        last_week,
        by=mara,
        window=None,
        opens_at=datetime(2025, 9, 15, 8, tzinfo=UTC),
        closes_at=datetime(2025, 10, 8, 17, 30, tzinfo=UTC),
        prize="A weekend away",
        prize_lies="Safe of the front desk",
        joined_from=date(2025, 1, 1),
        teams=[jun.team],
        presenter=cole,
    )
    factories.panel(old, [jun, otto], by=mara)
    otto.is_active = cole.is_active = False
    otto.save()
    cole.save()
    Award.objects.update(presented_at=factories.ago(days=300))
    ceremony = people.activity(week, "Awards", 5, "15:00", 60, kind=Kind.AWARDS)
    address = reverse("recognition:award-copy", args=[2026])
    sent = typed(manager.get(address).context["form"])
    for _press in range(2):
        assert manager.post(address, sent).status_code == 302
    new = week.awards.get()
    assert new.opens_at == datetime(2026, 9, 14, 8, tzinfo=UTC)
    assert new.closes_at == datetime(2026, 10, 7, 17, 30, tzinfo=UTC)
    assert (new.prize, new.prize_lies, new.presenter) == ("A weekend away", "", None)
    assert (new.joined_from, list(new.teams.all())) == (date(2026, 1, 1), [jun.team])
    assert (new.presented_at, new.activity) == (None, ceremony)
    assert [(row.title, row.weight) for row in new.criteria.all()] == [("Care", 3), ("Result", 2)]
    seats = PanelMember.objects.filter(award=new).values_list("person", "is_chair")
    assert list(seats) == [(jun.pk, True)]


def test_a_window_keeps_its_wall_clock_through_a_change_of_the_clock(week, last_week, mara):
    """Sydney puts its clocks forward on the first Sunday of October: the 5th, then the 4th."""
    zone = "Australia/Sydney"
    at = datetime(2025, 10, 5, 23, tzinfo=UTC)  # Monday 6 October, 10:00 there
    factories.award(
        last_week, by=mara, opens_at=at - timedelta(days=3), closes_at=at, time_zone=zone
    )
    (new,) = copy_awards(week, last_week, by=mara, key=uuid.uuid4())
    local = [each.astimezone(new.zone).strftime("%a %d %H:%M") for each in (new.opens_at, at)]
    assert local == ["Fri 02 09:00", "Mon 06 10:00"]
    assert new.closes_at.astimezone(new.zone).strftime("%a %d %H:%M") == "Mon 05 10:00"


def test_where_no_other_year_has_awards_the_page_says_so(manager, week):
    page = manager.get(reverse("recognition:award-copy", args=[2026])).content.decode()
    assert "No other year has awards yet." in page


PRESS = """
import uuid
from csweek.people.models import Person
from planner.models import Week
from recognition.models import begin
from recognition.sets import find_set
week, mara = Week.objects.get(), Person.objects.get(is_manager=True)
"""
ADD = """
wait_for_the_others()
window = {"opens_at": None, "closes_at": None, "time_zone": "UTC"}
begin.add_set(week, find_set("small"), by=mara, key=uuid.UUID(%r), window=window)
"""
COUNT = """
from csweek.history.models import Entry
from recognition.models import Award
print(Award.objects.count(), Entry.objects.filter(subject_type="planner.week").count())
"""
# Control: adding without a look at what is there.
LOOKS_NOT = """
add = begin.Award.objects.add
def add_all(week, rows, *, by, key, told):
    return [add(week, by=by, **values) for values, old in rows]
begin._add = add_all
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("built", "is_once"), [("", True), (LOOKS_NOT, False)])
def test_a_set_sent_twice_at_the_same_time_is_added_once(week, mara, tmp_path, built, is_once):
    lent = Lent(tmp_path)
    before = [int(each) for each in lent.run(COUNT).split()]
    code = PRESS + built + ADD % str(uuid.uuid4())
    lent.run_at_once(code, code)
    after = [int(each) for each in lent.run(COUNT).split()]
    once = [before[0] + len(SMALL.awards), before[1] + 1]
    assert (after == once) is is_once
