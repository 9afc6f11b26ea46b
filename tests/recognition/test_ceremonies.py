"""The ceremony: set up, led by hand and by key, from two windows, and without a network."""

import uuid
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.urls import reverse
from pytest_django.asserts import assertContains

from csweek.history.models import Entry, Verb
from csweek.notices.models import Notice
from planner.models import Kind
from recognition.models import Ceremony, File
from recognition.rules.stage import Act, Step
from tests import factories as people
from tests.recognition import factories
from tests.recognition.stages import ceremony, decided, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client, mara):
    client.force_login(mara)
    return client


@pytest.fixture
def nell(db):
    return people.person("Nell Nominee", said_as="NELL", team=people.team("Chat crew"))


@pytest.fixture
def won(week, mara, cole, nell):
    """An award that Nell has won, for whom Cole wrote."""
    award = factories.award(week, by=mara, window=(-9, -2))
    factories.accepted(award, nell, by=cole, manager=mara)
    file = award.files.get()
    File.objects.filter(pk=file.pk).update(citation="She stayed on the line.")
    decided(award, file, by=mara)
    return award


@pytest.fixture
def stage(week, won, mara):
    return ceremony(week, won, by=mara)


def test_two_ceremonies_of_one_day_are_told_apart_by_their_site(manager, week, won, paula):
    for name in ("Leeds", "Porto"):
        site = people.site(name)
        people.activity(week, "Awards", 5, "15:00", by=paula, kind=Kind.AWARDS, site=site)
    page = manager.get(address("new"))
    assertContains(page, "Awards · Friday 9 October, 15:00–15:30 · Leeds</option>")
    assertContains(page, "Awards · Friday 9 October, 15:00–15:30 · Porto</option>")


def address(name: str, stage=None) -> str:
    return reverse(f"recognition:ceremony-{name}", args=[2026, stage.key] if stage else [2026])


def step(client, stage, act: str, seen=None, **fields):
    place, at = seen or (stage.place, stage.step)
    sent = {"key": uuid.uuid4(), "act": act, "place": place, "step": at} | fields
    return client.post(address("step", stage), sent, headers={"Accept": "application/json"})


def told(award, name: str) -> set:
    notices = Notice.objects.filter(name=name, context__award=award.pk)
    return {person.name for person in (each.person for each in notices)}


def test_a_ceremony_is_set_up_once_with_the_awards_that_are_won(manager, week, won, mara):
    open_award = factories.award(week, "Rookie", by=mara)
    sent = {"title": "Awards", "awards": [won.pk, open_award.pk], "key": uuid.uuid4()}
    for _time in range(2):
        answer = manager.post(address("new"), sent)
    made = Ceremony.objects.get()
    assert answer.headers["Location"] == address("presenter", made)
    assert made.order == [str(won.key)]
    page = manager.get(address("presenter", made)).content.decode()
    assert "Left out, for want of a winner: “Rookie”" in page


def test_whoever_leads_is_told_that_it_is_no_rehearsal_and_that_it_is_early(
    manager, week, won, mara, paula
):
    activity = people.activity(week, "Awards", 5, "15:00", by=paula, kind=Kind.AWARDS)
    real = ceremony(week, won, by=mara, activity=activity)
    rehearsal = ceremony(week, won, by=mara, is_rehearsal=True)
    early = "The ceremony is planned for Friday 9 October, and this is no rehearsal:"
    for moment, is_early in (("2026-10-08 22:59Z", True), ("2026-10-08 23:01Z", False)):
        with time_machine.travel(moment):
            page = manager.get(address("presenter", real)).content.decode()
            assert (early in page, "This is no rehearsal:" in page) == (is_early, not is_early)
            assert "no rehearsal" not in manager.get(address("presenter", rehearsal)).text


def test_a_ceremony_that_is_early_by_a_year_is_told_with_its_year(manager, week, won, mara, paula):
    activity = people.activity(week, "Awards", 5, "15:00", by=paula, kind=Kind.AWARDS)
    real = ceremony(week, won, by=mara, activity=activity)
    with time_machine.travel("2025-12-30 09:00Z"):
        manager.force_login(mara)
        assertContains(manager.get(address("presenter", real)), "planned for Friday 9 October 2026")


def test_setting_up_says_whose_citation_is_not_written_and_leads_there(manager, week, won, mara):
    file = won.files.get()
    path = reverse("recognition:citation-edit", args=[2026, won.key, file.key])
    assert "Without a citation" not in manager.get(address("new")).content.decode()
    File.objects.update(citation="")
    page = manager.get(address("new")).content.decode()
    assert "Without a citation" in page
    assert f'<a href="{path}">Quiet hero: Nell Nominee</a>' in page
    File.objects.update(person=mara)  # her own: somebody else writes it
    assert path not in manager.get(address("new")).content.decode()


def test_nothing_is_set_up_while_nothing_is_decided(manager, week, mara):
    award = factories.award(week, by=mara)
    sent = {"title": "Awards", "awards": [award.pk], "key": uuid.uuid4()}
    answer = manager.post(address("new"), sent)
    assert answer.status_code == 422
    assert "None of these is decided yet" in answer.content.decode()


def test_a_rehearsal_has_every_award_and_no_winners_name(manager, week, won, mara):
    factories.award(week, "Rookie", by=mara)
    sent = {"title": "Dry run", "is_rehearsal": "on", "key": uuid.uuid4()}
    manager.post(address("new"), sent | {"awards": [each.pk for each in week.awards.kept()]})
    made = Ceremony.objects.get()
    assert len(made.order) == 2
    for name in ("audience", "presenter"):
        page = manager.get(address(name, made)).content.decode()
        assert "Nell" not in page
        assert "Chris" in page or "Bea" in page
    walk(made, "next", "next", "next", by=mara)
    won.refresh_from_db()
    assert not won.is_presented
    assert Notice.objects.filter(name="award-won").count() == 0


def test_the_page_holds_all_that_the_stage_needs(manager, stage):
    page = manager.get(address("audience", stage)).content.decode()
    for words in ("Quiet hero", "Nell Nominee", "She stayed on the line.", "Chat crew, Leeds"):
        assert words in page
    assert "Nominated by 1 colleague<" in page
    assert "NELL" not in page
    assert "NELL" in manager.get(address("presenter", stage)).content.decode()


def test_an_award_is_presented_as_its_name_is_shown_and_not_before(stage, won, mara):
    walk(stage, "next", by=mara)
    won.refresh_from_db()
    assert not won.is_presented
    walk(stage, "hide", "next", "pause", by=mara)
    won.refresh_from_db()
    assert not won.is_presented
    walk(stage, "resume", "show", by=mara)
    won.refresh_from_db()
    assert won.is_presented
    assert told(won, "award-won") == {"Nell Nominee"}
    assert told(won, "award-outcome") == {"Cole Carter"}
    assert Entry.objects.of(won).filter(verb=Verb.PRESENTED).count() == 1


def test_a_second_shifts_ceremony_changes_nothing(week, stage, won, mara):
    walk(stage, *["next"] * 4, by=mara)
    won.refresh_from_db()
    first, version = won.presented_at, won.version
    second = ceremony(week, won, by=mara, title="Night shift")
    walk(second, *["next"] * 4, by=mara)
    won.refresh_from_db()
    assert (won.presented_at, won.version) == (first, version)
    assert Notice.objects.filter(name="award-won", context__award=won.pk).count() == 1


def test_nominees_are_told_once_as_the_last_award_is_shown(stage, mara, nell):
    told_of = Notice.objects.filter(name="said-of-you")
    walk(stage, "next", by=mara)
    assert not told_of.exists()
    walk(stage, "next", "next", "next", "back", "next", by=mara)
    assert [each.person for each in told_of] == [nell]


def test_nominees_are_told_nothing_as_a_ceremony_ends_while_an_award_waits(stage, week, mara, nell):
    told_of = Notice.objects.filter(name="said-of-you")
    waits = factories.award(week, "Rookie", by=mara)
    walk(stage, *["next"] * 4, "back", "next", by=mara)
    assert not told_of.exists()
    waits.discard(by=mara)
    assert [each.person for each in told_of] == [nell]


def test_what_goes_to_nobody_is_left_out_on_stage_and_told_as_the_ceremony_ends(
    manager, week, won, mara, cole, otto
):
    none = factories.award(week, "Rookie", by=mara, window=(-9, -2))
    factories.accepted(none, otto, by=cole, manager=mara)
    decided(none, by=mara)
    sent = {"title": "Awards", "awards": [won.pk, none.pk], "key": uuid.uuid4()}
    manager.post(address("new"), sent)
    stage = Ceremony.objects.get()
    walk(stage, *["next"] * 3, by=mara)
    none.refresh_from_db()
    assert not none.is_presented
    walk(stage, "next", by=mara)
    none.refresh_from_db()
    assert none.is_presented
    assert told(none, "award-outcome") == {"Cole Carter"}
    assert told(none, "award-won") == set()


def test_what_goes_to_nobody_is_told_at_the_ceremony_that_it_was_chosen_for(
    manager, week, won, mara
):
    none = factories.award(week, "Rookie", by=mara, window=(-9, -2))
    decided(none, by=mara)
    for chosen, is_told in (([won.pk], False), ([won.pk, none.pk], True)):
        key = uuid.uuid4()
        manager.post(address("new"), {"title": "Awards", "awards": chosen, "key": key})
        walk(Ceremony.objects.get(key=key), *["next"] * 4, by=mara)
        none.refresh_from_db()
        assert none.is_presented is is_told


def test_what_is_decided_to_go_to_nobody_after_the_stage_is_set_up_is_told_too(
    manager, week, won, mara
):
    none = factories.award(week, "Rookie", by=mara, window=(-9, -2))
    sent = {"title": "Awards", "awards": [won.pk, none.pk], "key": uuid.uuid4()}
    manager.post(address("new"), sent)
    decided(none, by=mara)
    walk(Ceremony.objects.get(), *["next"] * 4, by=mara)
    none.refresh_from_db()
    assert none.is_presented


def test_what_was_won_and_goes_to_nobody_since_the_stage_was_set_up_is_told_too(
    week, won, mara, cole, otto
):
    other = factories.award(week, "Rookie", by=mara, window=(-9, -2))
    factories.accepted(other, otto, by=cole, manager=mara)
    was = decided(other, other.files.get(), by=mara)
    stage = ceremony(week, won, other, by=mara)
    was.reopen(by=mara, reason="A wrong score")
    decided(other, by=mara)
    walk(stage, *["next"] * 4, "skip", by=mara)
    stage.refresh_from_db()
    other.refresh_from_db()
    assert stage.ended_at
    assert other.is_presented


def test_a_ceremony_begun_before_an_upgrade_tells_of_the_whole_week(week, won, mara):
    none = factories.award(week, "Rookie", by=mara, window=(-9, -2))
    decided(none, by=mara)
    begun = ceremony(week, won, by=mara)
    rehearsal = ceremony(week, won, by=mara, is_rehearsal=True)
    migration = import_module("recognition.migrations.0009_left_out_before")
    migration.leave_out(apps, connection.schema_editor())
    rehearsal.refresh_from_db()
    begun.refresh_from_db()
    assert (begun.left_out, rehearsal.left_out) == ([str(none.key)], [])
    walk(begun, *["next"] * 4, by=mara)
    none.refresh_from_db()
    assert none.is_presented


def test_a_ceremony_that_an_upgrade_interrupts_knows_whose_names_were_said(
    week, won, mara, cole, otto
):
    other = factories.award(week, "Rookie", by=mara, window=(-9, -2))
    factories.accepted(other, otto, by=cole, manager=mara)
    decided(other, other.files.get(), by=mara)
    rehearsal = ceremony(week, won, other, by=mara, is_rehearsal=True)
    begun, waits = (ceremony(week, won, other, by=mara) for _room in range(2))
    walk(rehearsal, *["next"] * 5, by=mara)
    walk(begun, "next", "next", "next", "next", by=mara)
    covered = ceremony(week, won, other, by=mara)
    walk(covered, "next", "hide", "next", by=mara)
    Ceremony.objects.update(said=[])
    migration = import_module("recognition.migrations.0010_said")
    migration.fill(apps, connection.schema_editor())
    rooms = [begun, rehearsal, waits, covered]
    for each in rooms:
        each.refresh_from_db()
    first, second = str(won.key), str(other.key)
    assert [each.said for each in rooms] == [[first], [second], [], []]
    assert walk(begun, "back", "back", "back", "skip", by=mara).skipped == frozenset()


def test_a_rehearsal_tells_nobody_that_nothing_is_given(week, won, mara):
    none = factories.award(week, "Rookie", by=mara, window=(-9, -2))
    decided(none, by=mara)
    stage = ceremony(week, won, by=mara, is_rehearsal=True, left_out=[str(none.key)])
    walk(stage, *["next"] * 4, by=mara)
    none.refresh_from_db()
    assert not none.is_presented


def test_the_same_act_sent_twice_is_done_once(manager, stage):
    fields = {"key": uuid.uuid4()}
    answers = [step(manager, stage, "next", **fields).json() for _time in range(2)]
    assert [each["place"] for each in answers] == [1, 1]
    assert Ceremony.objects.get().step == Step.AWARD


def test_two_who_press_next_at_once_go_one_step(manager, stage, won, mara):
    walk(stage, "next", by=mara)
    for _who in range(2):
        step(manager, stage, "next")
    stage.refresh_from_db()
    assert (stage.place, stage.step) == (1, Step.NAME)


def test_control_an_act_that_says_not_what_it_saw_goes_two_steps(stage, mara):
    walk(stage, "next", "next", "next", by=mara)
    assert stage.step == Step.CITATION


def test_what_was_shown_without_a_network_is_presented_though_the_stage_went_on(
    manager, stage, won, mara
):
    walk(stage, "next", by=mara)
    seen = (stage.place, stage.step)
    walk(stage, "skip", by=mara)
    step(manager, stage, "next", seen)
    won.refresh_from_db()
    assert not won.is_presented
    step(manager, stage, "next", seen, is_alone="on")
    won.refresh_from_db()
    assert won.is_presented
    stage.refresh_from_db()
    assert stage.stage().is_over
    assert not stage.stage().skipped


def test_an_award_whose_name_the_room_has_read_is_not_skipped_though_one_went_back(
    stage, won, mara
):
    walk(stage, "next", "next", "back", by=mara)
    won.refresh_from_db()
    assert won.is_presented
    walk(stage, "skip", by=mara)
    stage.refresh_from_db()
    assert stage.stage().is_over
    assert not stage.stage().skipped


def test_a_window_that_is_there_already_is_told_nothing_new(manager, stage, mara):
    first = manager.get(address("state", stage))
    assert (first.json()["place"], first.json()["count"]) == (0, 1)
    again = {"If-None-Match": first.headers["ETag"]}
    assert manager.get(address("state", stage), headers=again).status_code == 304
    walk(stage, "next", by=mara)
    assert manager.get(address("state", stage), headers=again).json()["place"] == 1


def test_a_window_hears_that_another_has_won_meanwhile(manager, stage, won, mara, otto):
    first = manager.get(address("state", stage)).json()["digest"]
    won.decisions.standing().get().reopen(by=mara, reason="A score was missing")
    assert manager.get(address("state", stage)).json()["digest"] != first
    walk(stage, "next", "next", by=mara)
    won.refresh_from_db()
    assert not won.is_presented


@pytest.mark.parametrize("fields", [{"act": "burn"}, {"place": 7}, {"act": "go", "to": 9}])
def test_what_cannot_be_is_refused_and_moves_nothing(manager, stage, fields):
    answer = step(manager, stage, fields.pop("act", "next"), **fields)
    assert answer.status_code == 422
    stage.refresh_from_db()
    assert stage.place == 0


def test_without_a_script_the_buttons_do_the_same(manager, stage):
    sent = {"key": uuid.uuid4(), "act": Act.NEXT, "place": 0, "step": "award"}
    answer = manager.post(address("step", stage), sent, follow=True)
    assert "Next: the name" in answer.content.decode()
