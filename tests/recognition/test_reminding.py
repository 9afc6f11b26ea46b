"""Two days before nominations close: drafts are reminded of, and once whoever wrote nobody."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from csweek.lib import ticks
from csweek.notices.models import Notice
from csweek.notices.words import in_words
from csweek.people.models import Person
from recognition.jobs import nominations as reminding
from recognition.jobs.nominations import DRAFT, NOBODY
from recognition.models import Award, Nomination, RemindersOff
from tests import factories as people
from tests.recognition import factories

pytestmark = pytest.mark.django_db

CLOSES = datetime(2026, 10, 7, 17, 0, tzinfo=UTC)  # a Wednesday
# In Leeds: ten in the morning; ten in the evening; six in the morning.
DAY, EVENING, DAWN = (CLOSES - timedelta(hours=hours) for hours in (32, 44, 36))


@pytest.fixture
def award(week, mara):
    with time_machine.travel(CLOSES - timedelta(days=9)):
        return factories.award(
            week, by=mara, opens_at=CLOSES - timedelta(days=20), closes_at=CLOSES
        )


def tick(at: datetime) -> None:
    with time_machine.travel(at, tick=False):
        reminding.remind(lambda: False)


def told(name: str) -> set[str]:
    return set(Notice.objects.filter(name=name).values_list("person__name", flat=True))


def words_of(name: str, at: datetime) -> list:
    with time_machine.travel(at, tick=False):
        return [message for _notice, message in in_words(Notice.objects.filter(name=name))]


def test_nobody_is_reminded_before_the_last_two_days_or_after_closing(award):
    for at in (CLOSES - timedelta(days=2, hours=1), CLOSES, CLOSES + timedelta(days=1)):
        tick(at)
    assert not Notice.objects.exists()


def test_drafts_are_reminded_of_and_whoever_wrote_nobody_each_once(award, cole, jun, otto):
    factories.draft(award, otto, by=cole)
    factories.sent(award, otto, by=jun)
    for _minute in range(3):
        tick(DAY)
    tick(DAY + timedelta(days=1))
    assert told(DRAFT) == {"Cole Carter"}
    assert told(NOBODY) == {"Mara Mendes", "Otto Okafor", "Paula Prieto"}
    assert Notice.objects.count() == 4


def test_it_is_told_by_day_at_the_readers_own_site(award, cole, otto):
    otto.change({"site": people.site("Sydney", "Australia/Sydney", "AU")}, by=None)
    tick(EVENING)  # eight in the morning in Sydney
    tick(DAWN)
    assert told(NOBODY) == {"Otto Okafor"}


def test_whoever_does_not_want_it_and_whoever_has_left_is_not_told(award, cole, otto):
    RemindersOff.objects.choose(cole, wants=False)
    Person.objects.filter(pk=otto.pk).update(is_active=False)
    tick(DAY)
    assert not told(NOBODY) & {"Cole Carter", "Otto Okafor"}


def test_one_draft_each_of_two_awards_that_close_together_is_one_message(award, week, mara, cole):
    other = factories.award(
        week, "Kind ear", by=mara, opens_at=award.opens_at, closes_at=award.closes_at
    )
    factories.draft(award, by=cole)
    factories.draft(other, by=cole)
    tick(DAY)
    (message,) = words_of(DRAFT, DAY)
    assert message.parts == (("", ("Kind ear", "Quiet hero")),)
    assert "/nominate/reminders/" in message.closing


def test_a_draft_without_an_award_or_without_words_is_reminded_of_too(award, week, cole, otto, jun):
    other = people.week(2027)
    with time_machine.travel(DAY):
        Nomination.objects.keep(week, by=cole, key=uuid.uuid4(), words="She stayed", person=otto)
        Nomination.objects.keep(other, by=jun, key=uuid.uuid4(), words="For next year")
        factories.draft(award, cole, by=otto, words="")
    tick(DAY)
    assert told(DRAFT) == {"Cole Carter", "Otto Okafor"}
    messages = {message.parts for message in words_of(DRAFT, DAY)}
    assert messages == {(("", ("no award yet",)),), (("", ("Quiet hero",)),)}
    assert told(NOBODY) == {"Mara Mendes", "Paula Prieto", "Jun Jang"}


def test_of_a_draft_without_an_award_one_is_told_once_as_the_last_award_closes(
    award, week, mara, cole, otto
):
    for hours in (3, 6):
        closes_at = CLOSES + timedelta(hours=hours)
        factories.award(week, f"In {hours}", by=mara, opens_at=award.opens_at, closes_at=closes_at)
    factories.draft(award, otto, by=cole)
    with time_machine.travel(DAY):
        Nomination.objects.keep(week, by=cole, key=uuid.uuid4(), words="She stayed")
        Nomination.objects.keep(week, by=otto, key=uuid.uuid4(), words="He helped")
    tick(DAY)
    assert sorted(message.parts for message in words_of(DRAFT, DAY)) == [
        (("", ("Quiet hero",)),),
        (("", ("no award yet",)),),
        (("", ("no award yet",)),),
    ]
    assert Notice.objects.filter(name=DRAFT, person=otto).count() == 1


def test_of_a_draft_with_neither_words_nor_nominee_nothing_is_said(award, week, cole):
    with time_machine.travel(DAY):
        Nomination.objects.keep(week, by=cole, key=uuid.uuid4())
    tick(DAY)
    assert told(DRAFT) == set()
    assert "Cole Carter" in told(NOBODY)


def test_once_it_was_sent_there_is_nothing_more_to_say(award, cole, otto):
    draft = factories.draft(award, otto, by=cole)
    tick(DAY)
    with time_machine.travel(DAY):
        draft.refresh_from_db()
        draft.send(by=cole)
    assert words_of(DRAFT, DAY) == []
    assert len(words_of(NOBODY, DAY)) == 3 and words_of(NOBODY, CLOSES) == []


def test_from_closing_on_none_is_counted_unread(award, cole, otto):
    tick(DAY)
    for at, unread in ((CLOSES - timedelta(seconds=1), True), (CLOSES, False)):
        with time_machine.travel(at, tick=False):
            assert Notice.objects.of(otto).counted().exists() == unread
            assert bool(words_of(NOBODY, at)) == unread


def test_thousands_are_told_in_batches_and_the_rest_next_minute(award, monkeypatch):
    monkeypatch.setattr(reminding, "AT_ONCE", 2)
    answers = iter([False, False, True])
    with time_machine.travel(DAY, tick=False):
        reminding.remind(lambda: next(answers, True))
    assert Notice.objects.count() == 2
    tick(DAY)
    assert Notice.objects.count() == Person.objects.count()


def test_it_is_done_every_minute(award):
    with time_machine.travel(DAY, tick=False):
        assert ticks.run() == []
    assert told(NOBODY)


def test_an_award_that_was_deleted_reminds_nobody(award):
    Award.objects.update(discarded_at=DAY)
    tick(DAY)
    assert not Notice.objects.exists()


def test_one_turns_them_off_and_on_again(client, cole):
    people.organisation()
    client.force_login(cole)
    for wants in (False, True):
        client.post("/nominate/reminders/", {"wants": "on"} if wants else {})
        assert RemindersOff.objects.wants(cole) is wants
