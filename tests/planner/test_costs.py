"""Costs: planned and actual, what a head costs, the request for the money, and who reads them."""

import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from csweek.history.models import Entry
from csweek.history.words import in_words
from csweek.people.models import Organisation
from planner.forms.costs import CostForm
from planner.models import Cost, Signup, SignupState, Task
from planner.money import money
from planner.pages.costs import PER_PAGE, costing_of
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(client, paula):
    client.force_login(paula)
    return client


def to(name, *args):
    return reverse(f"planner:{name}", args=[2026, *args])


def add(week, title="Sandwiches", planned="100", actual=None, **values):
    actual = None if actual is None else Decimal(actual)
    return Cost.objects.add(
        week, by=None, title=title, planned=Decimal(planned), actual=actual, **values
    )


def at_its_row(key):
    return f"{to('cost-list')}?cost={key}#cost-{key}"


def typed(cost=None, **fields):
    values = {"title": "Sandwiches", "activity": "", "planned": "250.50", "actual": ""}
    values |= {"key": uuid.uuid4(), "version": cost.version if cost else ""}
    return values | fields


def groups(week):
    found = costing_of(week, Organisation.objects.current()).groups
    return [
        (each.title, each.planned, each.actual, each.planned_a_head, each.people) for each in found
    ]


def sign_up(activity, person, *, there=False, guests=0, state=SignupState.CONFIRMED):
    now = timezone.now()
    Signup.objects.create(
        activity=activity,
        first=activity.wave_of_id or activity.pk,
        person=person,
        state=state,
        line=1,
        joined_at=now,
        guests=guests,
        checked_in_at=now if there else None,
    )


# Acts --------------------------------------------------------------------------------------------


def test_a_cost_is_added_once_exact_to_the_cent_and_told(crew, week, paula):
    quiz = factories.activity(week, "Quiz")
    sent = typed(activity=quiz.pk)
    for _press in range(2):
        assertRedirects(crew.post(to("cost-new"), sent), at_its_row(sent["key"]))
    cost = Cost.objects.get()
    assert (cost.planned, cost.actual, cost.activity) == (Decimal("250.50"), None, quiz)
    answer = crew.post(to("cost-new"), sent | {"planned": "99"})
    assertContains(answer, "This was added before as “Sandwiches”", status_code=422)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "1,250.50"), ("en", "1250.5"), ("en", "1 250.50"), ("en", "£"), ("en", "1.250,50")]
    + [("pt-pt", "1.250,50"), ("pt-pt", "1 250,50"), ("pt-pt", "1250.50"), ("pt-pt", "1,250.50")],
)
def test_amounts_are_typed_as_the_language_writes_them(week, language, text):
    refused = (language, text) in {("en", "£"), ("en", "1.250,50"), ("pt-pt", "1,250.50")}
    with translation.override(language):
        form = CostForm(typed(planned=text), week=week, currency="GBP")
        assert form.is_valid() is not refused
        example = "1.250,50" if language == "pt-pt" else "1,250.50"
        assert not refused or example in form.errors["planned"][0]
    assert refused or form.cleaned_data["planned"] == Decimal("1250.50")


@pytest.mark.parametrize("amount", ["-1", "12.345", "much", "1e9", "NaN", "10000000000.00", ""])
def test_what_is_no_amount_is_refused(crew, week, amount):
    answer = crew.post(to("cost-new"), typed(planned=amount))
    if amount == "1e9":  # a way to write a billion, which a database can keep
        assert Cost.objects.get().planned == 10**9
    else:
        assert answer.status_code == 422
        assert not Cost.objects.exists()


def test_the_history_tells_amounts_exactly(crew, week, paula):
    cost = add(week, planned="1000")
    crew.post(to("cost-edit", cost.key), typed(cost, planned="1200.5", actual="1199.99"))
    (line,) = in_words(Entry.objects.of(cost).filter(verb="changed"))
    assert [(each.label, each.before, each.after) for each in line.changes] == [
        ("Planned", "1000.00", "1200.50"),
        ("Actual", "nothing", "1199.99"),
    ]


def test_a_save_on_an_old_version_shows_both(crew, week, paula):
    cost = add(week)
    old = typed(cost, planned="120")
    cost.change({"planned": Decimal("130")}, by=paula)
    answer = crew.post(to("cost-edit", cost.key), old)
    assertContains(answer, "130", status_code=409)
    cost.refresh_from_db()
    assert cost.planned == Decimal("130")


def test_the_database_keeps_no_cost_below_zero(week):
    for fields in ({"planned": -1}, {"planned": 1, "actual": -1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Cost.objects.create(week=week, title="Gift", **fields)


def entered(page, **typed) -> dict:
    """What the form of actual costs sends as it was opened, with `typed` by title."""
    form = page.context["form"]
    sent = {field.html_name: field.value() or "" for _cost, field in form.rows}
    keys = {cost.title: f"actual-{cost.key}" for cost in form.costs}
    typed = {keys[title]: amount for title, amount in typed.items()}
    return sent | {"seen": form["seen"].value()} | typed


def actuals() -> dict:
    return dict(Cost.objects.order_by("pk").values_list("title", "actual"))


def test_actual_costs_are_entered_in_one_form_and_told_each(crew, week):
    for title, actual in (("Cake", None), ("Bell", "5"), ("Flags", "7")):
        add(week, title, "10", actual)
    sent = entered(crew.get(to("cost-actual")), Cake="1,250.50", Bell="")
    for _press in range(2):
        assertRedirects(crew.post(to("cost-actual"), sent), to("cost-list"))
    assert actuals() == {"Cake": Decimal("1250.50"), "Bell": None, "Flags": Decimal(7)}
    assert set(Cost.objects.values_list("planned", flat=True)) == {Decimal(10)}
    told = [Entry.objects.of(cost).filter(verb="changed").count() for cost in Cost.objects.all()]
    assert sorted(told) == [0, 1, 1]
    refused = crew.post(to("cost-actual"), sent | entered(crew.get(to("cost-actual")), Cake="dear"))
    assertContains(refused, "dear", status_code=422)


def test_an_amount_that_others_entered_meanwhile_is_shown_and_not_replaced(crew, week, paula):
    cake, bell = add(week, "Cake", "10"), add(week, "Bell", "10")
    sent = entered(crew.get(to("cost-actual")), Cake="11", Bell="12")
    cake.change({"actual": Decimal(9)}, by=paula)
    answer = crew.post(to("cost-actual"), sent)
    assertContains(answer, "€9.00 was saved here meanwhile", status_code=409)
    assert actuals() == {"Cake": Decimal(9), "Bell": None}
    crew.post(to("cost-actual"), entered(answer))
    assert actuals() == {"Cake": Decimal(11), "Bell": Decimal(12)}
    sent = entered(crew.get(to("cost-actual")), Cake="14")
    Cost.objects.get(pk=cake.pk).change({"actual": Decimal(0)}, by=paula)
    nothing_paid = crew.post(to("cost-actual"), sent)
    assertContains(nothing_paid, "€0.00 was saved here meanwhile", status_code=409)
    sent = entered(crew.get(to("cost-actual")), Bell="13")
    bell.refresh_from_db()
    bell.discard(by=paula)
    assertContains(crew.post(to("cost-actual"), sent), "deleted meanwhile", status_code=409)


@pytest.mark.parametrize("seen", ["[" * 150_000, "[" * 200_001, "7", "{", '{"x": []}'])
def test_what_no_page_has_sent_as_seen_is_no_fault_of_ours(crew, week, seen):
    add(week, "Cake", "10")
    sent = entered(crew.get(to("cost-actual")), Cake="11") | {"seen": seen}
    assert crew.post(to("cost-actual"), sent).status_code in (302, 422)


def test_deleted_it_counts_no_more_until_it_is_brought_back(crew, week):
    cost = add(week, planned="70")
    crew.post(to("cost-delete", cost.key))
    assert groups(week) == []
    crew.post(to("cost-bring-back", cost.key))
    assert [each[1] for each in groups(week)] == ["€70.00"]


# Sums --------------------------------------------------------------------------------------------


def test_a_head_goes_by_who_was_there_else_places_else_who_is_invited(week, cole, otto):
    lunch = factories.activity(week, "Lunch", 3, "12:00", places=40)
    add(week, planned="100", activity=lunch)
    assert groups(week) == [("Lunch", "€100.00", "–", "€2.50", "40 places")]
    sign_up(lunch, cole, guests=2)
    sign_up(lunch, otto)
    assert groups(week) == [("Lunch", "€100.00", "–", "€25.00", "4 people with a place")]
    Signup.objects.filter(person=otto).update(checked_in_at=timezone.now())
    assert groups(week) == [("Lunch", "€100.00", "–", "€100.00", "1 person was there")]


def test_waves_share_one_bill(week, cole, otto):
    lunch = factories.activity(week, "Lunch", 3, "12:00", 60, places=10)
    second = lunch.add_wave(lunch.day, None, by=None)
    sign_up(lunch, cole)
    sign_up(second, otto)
    add(week, planned="60", activity=lunch)
    add(week, planned="40", activity=second)
    assert groups(week) == [("Lunch", "€100.00", "–", "€50.00", "2 people with a place")]


def test_a_wave_nobody_is_checked_in_to_counts_by_its_places(week, cole, otto, paula):
    lunch = factories.activity(week, "Lunch", 3, "12:00", 60, places=10)
    second = lunch.add_wave(lunch.day, None, by=None)
    sign_up(lunch, cole)
    sign_up(lunch, paula)
    sign_up(second, otto, guests=1)
    Signup.objects.filter(person=cole).update(checked_in_at=timezone.now())
    add(week, planned="60", activity=lunch)
    said = "3 people checked in or, where nobody was, with a place"
    assert groups(week) == [("Lunch", "€60.00", "–", "€20.00", said)]


def test_a_run_that_was_deleted_has_nobody(week, paula):
    lunch = factories.activity(week, "Lunch", 3, "12:00", 60, places=10, needs_sign_up=True)
    second = lunch.add_wave(lunch.day, None, by=None)
    add(week, planned="100", activity=second)
    assert groups(week) == [("Lunch", "€100.00", "–", "€5.00", "20 places")]
    lunch.discard(by=paula)
    assert groups(week) == [("Lunch", "€100.00", "–", "€10.00", "10 places")]


def test_an_activity_without_places_is_divided_by_who_is_invited(week, paula, cole, otto):
    porto = factories.site("Porto", "Europe/Lisbon", "PT")
    factories.person("Rita Reis", site=porto)
    here = factories.activity(week, "Cake", site=factories.site())
    add(week, planned="30", activity=here)
    add(week, "Banners", "40")
    assert groups(week) == [
        ("Cake", "€30.00", "–", "€10.00", "3 people invited"),
        ("The week as a whole", "€40.00", "–", "€10.00", "4 people in the directory"),
    ]
    here.invited_teams.add(factories.team("Returns desk"))
    assert groups(week)[0][3:] == ("€30.00", "1 person invited")
    here.invited_sites.add(porto)
    assert groups(week)[0][3:] == ("€15.00", "2 people invited")


def test_what_is_not_known_yet_counts_as_planned(crew, week):
    quiz = factories.activity(week, "Quiz")
    add(week, "Prizes", "100", "120", activity=quiz)
    add(week, "Bell", "50", activity=quiz)
    page = crew.get(to("cost-comparison"))
    total = page.context["costing"].total
    assert (total.planned, total.actual, total.over) == ("€150.00", "€120.00", "+€20.00")
    assertContains(page, "It comes to €20.00 more than planned")


def test_planned_and_actual_have_each_their_own_a_head(crew, week, cole, otto):
    quiz = factories.activity(week, "Quiz", places=4)
    add(week, "Prizes", "100", "120", activity=quiz)
    add(week, "Bell", "60", activity=quiz)
    (group,) = costing_of(week, Organisation.objects.current()).groups
    assert (group.planned_a_head, group.actual_a_head) == ("€40.00", "€30.00")
    page = crew.get(to("cost-list"))
    told = "Planned: €160.00, €53.33 a head (3 people in the directory)."
    assertContains(page, f"{told} Actual: €120.00, €40.00 a head.")


def test_the_report_has_the_same_cost_a_head_and_says_of_whom(crew, week, cole, otto):
    lunch = factories.activity(week, "Lunch", 3, "12:00", places=40)
    sign_up(lunch, cole, there=True)
    add(week, planned="90", actual="60", activity=lunch)
    total = costing_of(week, Organisation.objects.current()).total
    figures = {each.name: each for each in crew.get(to("report")).context["figures"]}
    planned, actual = figures["Planned cost a head"], figures["Actual cost a head"]
    assert (planned.value, actual.value) == (total.planned_a_head, total.actual_a_head)
    assert {planned.source, actual.source} == {total.people} == {"3 people in the directory"}


def test_what_is_cancelled_is_not_asked_for_but_what_was_paid_is_counted(crew, week, paula):
    band, quiz = factories.activity(week, "Band"), factories.activity(week, "Quiz")
    add(week, "Prizes", "50", activity=quiz)
    add(week, "Deposit", "200", "80", activity=band)
    add(week, "Fee", "700", activity=band)
    band.cancel(by=paula)
    funding = crew.get(to("funding")).context["funding"]
    assert funding.lines == [("Quiz", "Prizes", "€50.00")]
    total = funding.costing.total
    assert (total.planned, total.actual, total.over) == ("€50.00", "€80.00", "+€80.00")
    assert total.cancelled == "€900.00"
    assertContains(crew.get(to("cost-list")), "€900.00 cancelled, not counted")
    band.reinstate(by=paula)
    assert costing_of(week, Organisation.objects.current()).total.planned == "€950.00"


def test_bars_are_as_long_as_what_they_stand_for(week):
    first, second = factories.activity(week, "Lunch"), factories.activity(week, "Quiz")
    add(week, planned="400", actual="200", activity=first)
    add(week, planned="100", activity=second)
    found = costing_of(week, Organisation.objects.current()).groups
    assert [(each.bars.planned, each.bars.actual) for each in found] == [(400, 200), (100, None)]


def test_an_activity_says_how_many_tasks_wait_and_what_it_is_planned_to_cost(crew, week):
    quiz = factories.activity(week, "Quiz")
    page = crew.get(to("activity-edit", quiz.pk))
    assertContains(page, "No task to do")
    for title in ("Prizes", "Bell"):
        add(week, title, "12.25", activity=quiz)
        Task.objects.add(week, by=None, title=title, activity=quiz)
    page = crew.get(to("activity-edit", quiz.pk))
    assertContains(page, "2 tasks to do")
    assertContains(page, "€24.50 planned")


# The list, by pages ------------------------------------------------------------------------------


def test_a_long_list_is_shown_by_pages_and_its_sums_are_of_all_of_it(crew, week):
    lunch, quiz = factories.activity(week, "Lunch", 3), factories.activity(week, "Quiz", 2)
    for number in range(PER_PAGE - 1):
        add(week, f"Plate {number}", "10", activity=lunch)
    for number in range(3):
        add(week, f"Prize {number}", "2", activity=quiz)
    add(week, "Banners", "1")

    def told(**asked):
        page = crew.get(to("cost-list"), asked)
        assertContains(page, f"Planned: €{(PER_PAGE - 1) * 10 + 7}.00")
        parts = page.context["list"].parts
        return [(p.group.title, p.group.planned, len(p.rows), p.is_continued) for p in parts]

    first = [("Lunch", "€990.00", PER_PAGE - 1, False), ("Quiz", "€6.00", 1, False)]
    rest = [("Quiz", "€6.00", 2, True), ("The week as a whole", "€1.00", 1, False)]
    assert (told(), told(page=2), told(page="x")) == (first, rest, first)
    assertContains(crew.get(to("cost-list"), {"page": 2}), "continued")
    assertNotContains(crew.get(to("cost-list")), "continued")
    assert told(activity=quiz.pk) == first


def test_an_activity_leads_to_the_page_on_which_its_costs_begin(crew, week):
    lunch, quiz = factories.activity(week, "Lunch", 3), factories.activity(week, "Quiz", 2)
    for number in range(PER_PAGE):
        add(week, f"Plate {number}", "10", activity=lunch)
    add(week, "Prizes", "2", activity=quiz)
    address = f"{to('cost-list')}?activity={quiz.pk}#activity-{quiz.pk}"
    assertContains(crew.get(to("activity-edit", quiz.pk)), f'href="{address}"')
    page = crew.get(address)
    assertContains(page, f'id="activity-{quiz.pk}"')
    assert page.context["page"].number == 2
    again = quiz.add_wave(quiz.day, None, by=None)
    add(week, "Bell", "1", activity=again)
    address = f"{to('cost-list')}?activity={again.pk}#activity-{quiz.pk}"
    assertContains(crew.get(to("activity-edit", again.pk)), f'href="{address}"')
    page = crew.get(address)
    assertContains(page, f'id="activity-{quiz.pk}"')
    assertContains(page, "Bell")
    for nothing in ("0", "x", "9" * 30):
        assert crew.get(to("cost-list"), {"activity": nothing}).context["page"].number == 1


def test_after_an_act_on_a_cost_one_is_where_it_stands(crew, week):
    for number in range(PER_PAGE):
        add(week, f"Plate {number}")
    prize = add(week, "Prize")
    there = at_its_row(prize.key)
    assertContains(crew.get(to("cost-edit", prize.key)), f'href="{there}"')
    saved = crew.post(to("cost-edit", prize.key), typed(prize, title="Prizes"), follow=True)
    assertRedirects(saved, there)
    assertContains(saved, f'<tr id="cost-{prize.key}">')
    assert saved.context["page"].number == 2
    last = add(week, "Bell")
    assertRedirects(crew.post(to("cost-delete", prize.key)), f"{to('cost-list')}?page=2")
    assertRedirects(crew.post(to("cost-bring-back", prize.key)), there)
    Cost.objects.exclude(pk=last.pk).delete()
    assertRedirects(crew.post(to("cost-delete", last.key)), f"{to('cost-list')}?page=1")


# Words and papers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("amount", "currency", "language", "text"),
    [
        ("1250.5", "GBP", "en", "£1,250.50"),
        ("-5", "EUR", "en", "−€5.00"),
        ("1250.5", "ZAR", "en", "1,250.50\u00a0ZAR"),
        ("1250", "JPY", "en", "¥1,250"),
        ("1250.5", "ZAR", "pt-pt", "1.250,50\u00a0ZAR"),
    ],
)
def test_money_is_written_as_the_language_writes_it(amount, currency, language, text):
    with translation.override(language):
        assert money(Decimal(amount), currency) == text


def test_an_administrator_sets_the_currency(client, ada, organisation, week):
    client.force_login(ada)
    sent = {"name": organisation.name, "head_site": organisation.head_site_id}
    sent |= {"version": organisation.version}
    address = reverse("people:organisation-edit")
    answer = client.post(address, sent | {"currency": "pounds"})
    assert answer.status_code == 422
    client.post(address, sent | {"currency": "gbp"})
    add(week, planned="9")
    assert groups(week)[0][1] == "£9.00"


def test_the_request_for_funding_fits_a_page_with_the_rest_added_up(crew, week, paula):
    for number in range(40):
        activity = factories.activity(week, f"Activity {number}")
        add(week, f"Thing {number}", str(1000 - number), activity=activity)
    funding = crew.get(to("funding")).context["funding"]
    assert len(funding.lines) == 9
    assert funding.lines[0] == ("Activity 0", "Thing 0", "€1,000.00")
    assert funding.lines[-1][0] == "32 more"
    assert funding.costing.total.planned == "€39,220.00"
    assert funding.crew == ["Paula Prieto"]


def test_managers_read_what_the_week_costs_and_change_nothing(client, mara, week):
    cost = add(week)
    client.force_login(mara)
    page = client.get(to("cost-list"))
    assertContains(page, "Sandwiches")
    assertNotContains(page, to("cost-edit", cost.key))
    assert client.get(to("cost-edit", cost.key)).status_code == 403


def test_a_table_for_spreadsheets_has_plain_numbers(crew, week):
    add(week, "=1+1", "1250.5")
    answer = crew.get(to("cost-csv"))
    assert b'"\'=1+1","1250.50","","EUR",""' in answer.content
