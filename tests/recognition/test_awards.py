"""The list of awards and the form of one, as managers use them."""

import uuid
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from csweek.history.models import Entry, Verb
from planner.models import Kind
from recognition.models import Award
from tests import factories as people
from tests.recognition import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(client, mara):
    client.force_login(mara)
    return client


@pytest.fixture
def award(week, mara):
    return factories.award(week, by=mara)


def typed(**changed) -> dict:
    """What a manager types for a new award, in the fields of its form."""
    return {
        "title": "Quiet hero",
        "honours": "Helps without being asked",
        "icon": "heart",
        "given_to": "person",
        "opens_on": "2026-09-14",
        "opens_time": "09:00",
        "closes_on": "2026-10-07",
        "closes_time": "18:00",
        "time_zone": "Europe/London",
        "quorum": 3,
        "tie_rule": "standard",
        "winners_count": 1,
        "minutes": 4,
        "criterion_1_title": "Care",
        "criterion_1_weight": 3,
        "criterion_1_description": "1: did the job. 5: nobody else would have.",
        "criterion_2_title": "Result",
        "criterion_2_weight": 2,
        "key": uuid.uuid4(),
    } | changed


def address(name: str, award=None, year: int = 2026) -> str:
    return reverse(f"recognition:{name}", args=[year, award.key] if award else [year])


def text(answer) -> str:
    return answer.content.decode()


def shown(client, award) -> dict:
    """The form of an award as a browser would send it back."""
    form = client.get(address("award-edit", award)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {
        name: value if isinstance(value, (bool, list)) else str(form[name].initial and value)
        for name, value in values.items()
        if value not in (None, False, "")
    }


def test_a_week_without_awards_says_how_to_begin(manager, week):
    page = text(manager.get(address("award-list")))
    assert "Nothing to win yet" in page
    assert address("award-new") in page


def test_a_new_award_stands_in_the_list_with_its_window_on_the_readers_clock(manager, week):
    week.change({"time_zone": "Europe/London"}, by=None)
    answer = manager.post(address("award-new"), typed(time_zone="America/New_York"))
    assert answer.status_code == 302
    award = Award.objects.get()
    assert award.closes_at == datetime(2026, 10, 7, 22, tzinfo=UTC)
    assert [(each.title, each.weight) for each in award.criteria.all()] == [
        ("Care", 3),
        ("Result", 2),
    ]
    assert Entry.objects.get(verb=Verb.MADE, subject_id=award.pk, subject_type="recognition.award")


def test_a_form_sent_twice_makes_one_award_and_with_other_words_it_asks(manager, week):
    sent = typed()
    for _press in range(2):
        assert manager.post(address("award-new"), sent).status_code == 302
    assert Award.objects.count() == 1
    answer = manager.post(address("award-new"), sent | {"title": "Loud hero"})
    assert answer.status_code == 422
    assert "was added before as “Quiet hero”. Add this one too?" in text(answer)
    again = answer.context["form"]["key"].value()
    assert manager.post(address("award-new"), sent | {"title": "Loud hero", "key": again})
    assert set(Award.objects.values_list("title", flat=True)) == {"Quiet hero", "Loud hero"}


def test_the_new_form_offers_the_usual_window_and_the_ceremony(manager, week, paula):
    ceremony = people.activity(week, "Awards", 5, "15:00", 60, kind=Kind.AWARDS, by=paula)
    people.activity(week, "Quiz", 4, "15:00", 60, by=paula)
    form = manager.get(address("award-new")).context["form"]
    said = {name: str(form[name].value()) for name in form.fields if name[:4] in ("open", "clos")}
    assert said == {
        "opens_on": "2026-09-14",
        "opens_time": "09:00:00",
        "closes_on": "2026-10-07",
        "closes_time": "18:00:00",
    }
    assert list(form.fields["activity"].queryset) == [ceremony]
    assert form["activity"].value() == ceremony.pk


@pytest.mark.parametrize(
    ("changed", "field", "told"),
    [
        ({"closes_on": ""}, "closes_on", "both the day and the time"),
        ({"closes_on": "", "closes_time": ""}, "closes_on", "both ends"),
        ({"closes_on": "2026-09-01"}, "closes_on", "close after they open"),
        ({"opens_on": "2029-10-07", "opens_time": "02:30"}, "opens_time", "skips this time"),
        ({"criterion_3_title": "care"}, "criterion_3_title", "of this title above"),
        ({"criterion_3_description": "1: no"}, "criterion_3_title", "Give it a title"),
        ({"criterion_1_weight": 6}, "criterion_1_weight", "Select a valid choice"),
        ({"joined_from": "2026-05-01", "joined_until": "2026-04-01"}, "joined_until", "earlier"),
        ({"minutes": 61}, "minutes", "less than or equal to 60"),
        ({"title": "x" * 61}, "title", "at most 60 characters"),
        ({"presenter_name": "x" * 81}, "presenter_name", "at most 80 characters"),
        ({"presenter_name": "nobody@example.org"}, "presenter_name", "not in the directory"),
        ({"winners_count": 0}, "winners_count", "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(manager, week, changed, field, told):
    zone = "Australia/Sydney" if "2029" in str(changed) else "Europe/London"
    answer = manager.post(address("award-new"), typed(time_zone=zone, **changed))
    assert answer.status_code == 422
    assert told in " ".join(answer.context["form"].errors[field])
    assert not Award.objects.exists()


def test_a_presenter_is_a_colleague_or_anybody_by_name(manager, week, cole, jun):
    for words, person, name in [
        ("cole@example.org", cole, ""),
        ("Cole Carter", cole, ""),
        ("A customer", None, "A customer"),
        ("Jun", None, "Jun"),  # no more than part of a name: it stands as typed
    ]:
        manager.post(address("award-new"), typed(presenter_name=words))
        award = Award.objects.latest("pk")
        assert (award.presenter, award.presented_by) == (person, name)
    people.person("Cole Carter", email="cole2@example.org")
    answer = manager.post(address("award-new"), typed(presenter_name="Cole Carter"))
    assert "2 people are called “Cole Carter”" in text(answer)


def test_saved_without_a_change_nothing_has_changed(manager, award):
    before = Award.objects.values().get()
    assert manager.post(address("award-edit", award), shown(manager, award)).status_code == 302
    assert Award.objects.values().get() == before
    assert not Entry.objects.of(award).filter(verb=Verb.CHANGED).exists()


def test_two_windows_of_one_award_show_both_texts(manager, award, mara):
    mine = shown(manager, award) | {"title": "Unsung hero", "criterion_1_title": "Warmth"}
    Award.objects.get().change({"title": "Silent hero", "minutes": 6}, by=mara)
    answer = manager.post(address("award-edit", award), mine)
    assert answer.status_code == 409
    page = text(answer)
    assert "Unsung hero" in page and "Silent hero" in page
    form = answer.context["form"]
    assert (form["minutes"].value(), form["criterion_1_title"].value()) == (6, "Warmth")
    again = mine | {"minutes": 6, "version": form["version"].value(), "seen": form["seen"].value()}
    assert manager.post(address("award-edit", award), again).status_code == 302
    award.refresh_from_db()
    assert (award.title, award.minutes) == ("Unsung hero", 6)
    assert award.criteria.first().title == "Warmth"


def test_what_was_deleted_while_it_was_being_typed_about_comes_back_with_it(manager, award, mara):
    mine = shown(manager, award) | {"title": "Unsung hero"}
    Award.objects.get().discard(by=mara)
    answer = manager.post(address("award-edit", award), mine)
    assert (answer.status_code, "deleted while you were typing" in text(answer)) == (409, True)
    form = answer.context["form"]
    back = mine | {"version": form["version"].value(), "bring_back": "yes"}
    assert manager.post(address("award-edit", award), back).status_code == 302
    award.refresh_from_db()
    assert (award.title, award.discarded_at) == ("Unsung hero", None)


def test_what_was_declared_is_refused_in_words_once_a_judge_has_scored(
    manager, award, mara, jun, cole, otto
):
    factories.panel(award, [jun], by=mara)
    factories.review(factories.accepted(award, cole, by=otto, manager=mara).file, jun, 4, 5)
    answer = manager.post(address("award-edit", award), shown(manager, award) | {"quorum": 1})
    assert answer.status_code == 422
    assert "stay as they were declared" in text(answer)
    award.refresh_from_db()
    assert award.quorum == 3


def test_whom_an_award_is_for_stays_once_somebody_is_nominated(manager, award, mara, cole, otto):
    factories.sent(award, cole, by=otto)
    mine = shown(manager, award) | {"given_to": "team"}
    answer = manager.post(address("award-edit", award), mine)
    assert answer.status_code == 422
    assert "Add another award instead" in text(answer)


def test_deleted_it_is_undone_at_once_or_later_and_presented_it_stays(manager, award, mara):
    page = manager.post(address("award-delete", award), follow=True)
    assert "Deleted “Quiet hero”." in text(page)
    assert f'action="{address("award-bring-back", award)}"' in text(page)
    manager.post(address("award-bring-back", award))
    award.refresh_from_db()
    assert award.discarded_at is None
    Award.objects.update(presented_at=factories.ago(days=1))
    page = manager.post(address("award-delete", award), follow=True)
    assert "has been presented. It stays." in text(page)
    award.refresh_from_db()
    assert award.discarded_at is None
