"""Presenting: who reads what from that moment on, and not before."""

import pytest
from django.test import Client
from django.urls import reverse

from csweek.notices.models import Notice
from csweek.notices.words import in_words
from recognition.models import File
from tests import factories as people
from tests.recognition import factories
from tests.recognition.stages import decided

pytestmark = pytest.mark.django_db


@pytest.fixture
def nell(db):
    return people.person("Nell Nominee", team=people.team("Chat crew"))


@pytest.fixture
def lou(db):
    return people.person("Lou Loser", team=people.team("Chat crew"))


@pytest.fixture
def award(week, mara, cole, otto, jun, nell, lou):
    """Cole and Otto (unnamed) wrote for Nell, who wins; Jun wrote for Lou."""
    award = factories.award(week, by=mara, window=(-9, -2))
    factories.accepted(award, nell, by=cole, manager=mara, words="She stayed.")
    factories.accepted(award, nell, by=otto, manager=mara, words="Nobody else.", is_unnamed=True)
    factories.accepted(award, lou, by=jun, manager=mara, words="He sang.")
    file = award.files.get(person=nell)
    File.objects.filter(pk=file.pk).update(citation="Two hours on the line.")
    decided(award, file, by=mara)
    return award


def reader(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def read(person, name: str, *args, status: int = 200) -> str:
    answer = reader(person).get(reverse(f"recognition:{name}", args=[2026, *args]))
    assert answer.status_code == status
    return answer.content.decode()


def told(person) -> str:
    """All that a person's messages say."""
    lines = []
    for _notice, message in in_words(Notice.objects.of(person)):
        parts = [line for heading, said in message.parts for line in (heading, *said)]
        lines += [message.subject, message.opening, *parts, message.closing]
    return "\n".join(lines)


def present(award, by) -> None:
    answer = reader(by).post(reverse("recognition:award-present", args=[2026, award.key]))
    assert answer.status_code == 302
    award.refresh_from_db()


def test_before_it_is_presented_nobody_reads_who_has_won(award, nell, lou, otto, cole):
    for person in (nell, lou, otto, cole):
        page = read(person, "winners")
        assert "No award has been presented yet" in page
        assert "Quiet hero" not in page
        assert "Nobody else" not in read(person, "said-of-me")
        read(person, "receipt", award.key, status=404)
        assert told(person).count("\n") <= 1


def test_a_manager_presents_it_without_the_stage_once(award, mara, cole):
    present(award, mara)
    first = award.presented_at
    present(award, mara)
    assert award.presented_at == first
    page = read(cole, "winners")
    for words in ("Quiet hero", "Nell Nominee", "Two hours on the line."):
        assert words in page
    assert "Lou" not in page


def test_what_is_not_decided_cannot_be_presented(week, mara):
    award = factories.award(week, by=mara)
    present(award, mara)
    assert not award.is_presented
    assert not Notice.objects.exists()


def test_the_winner_hears_the_words_said_of_them_and_unnamed_ones_without_a_name(award, mara, nell):
    present(award, mara)
    said = told(nell)
    assert "You have won “Quiet hero”" in said
    for words in ("She stayed.", "Cole Carter", "Nobody else.", "A colleague"):
        assert words in said
    assert "Otto" not in said
    assert "He sang" not in said


def test_words_that_may_not_be_read_are_kept(award, mara, nell, cole):
    award.nominations.filter(nominator=cole).update(may_be_read=False)
    present(award, mara)
    assert "She stayed" not in told(nell) + read(nell, "said-of-me")


def test_nominators_hear_the_outcome_kindly(award, mara, cole, jun):
    present(award, mara)
    assert "“Quiet hero” goes to Nell Nominee." in told(cole)
    assert "without your words nobody had known" in told(cole)
    assert "You nominated Lou Loser. Only a few can win" in told(jun)


def test_nominees_read_what_was_said_of_them_whoever_won(award, mara, lou, nell, otto):
    present(award, mara)
    assert "What colleagues say of you" in told(lou)
    page = read(lou, "said-of-me")
    assert "He sang." in page
    assert "Jun Jang" in page
    page = read(nell, "said-of-me")
    assert "A colleague" in page
    assert "Otto" not in page
    assert "She stayed" not in read(otto, "said-of-me")


def test_a_whole_team_hears_that_it_has_won(week, mara, cole, nell, lou):
    award = factories.team_award(week, by=mara, window=(-9, -2))
    factories.accepted(award, nell.team, by=cole, manager=mara)
    decided(award, award.files.get(), by=mara)
    present(award, mara)
    for person in (nell, lou):
        assert "Your team has won “Team of the year”" in told(person)


def test_the_weeks_pages_tell_of_it_and_lead_staff_to_the_winners(award, week, mara, paula, cole):
    people.publication(week, by=paula)
    week.refresh_from_db()
    week.open_to_all(by=paula)
    addresses = ["/2026/", "/2026/mine/", reverse("planner:open-week", args=[week.link])]
    note, link = "“Quiet hero” has been presented.", reverse("recognition:winners", args=[2026])
    etag = Client().get(addresses[2]).headers["ETag"]
    for address in addresses:
        assert note not in reader(cole).get(address).content.decode()
    present(award, mara)
    for address in addresses:
        page = reader(cole).get(address).content.decode()
        assert note in page
        assert link in page
    answer = Client().get(addresses[2], headers={"If-None-Match": etag})
    page = answer.content.decode()
    assert note in page
    assert link not in page
    assert "Nell" not in page


def test_a_receipt_says_how_and_nothing_of_who_lost(award, mara, cole):
    present(award, mara)
    page = read(cole, "receipt", award.key)
    decision = award.decisions.get()
    assert decision.sha256 in page
    assert "Care, weight 3" in page
    assert "No tie had to be broken." in page
    for hidden in (
        "Lou",
        "By the scores alone",
        str(award.files.get(person__name="Lou Loser").key),
    ):
        assert hidden not in page


def test_once_it_is_reopened_nobody_is_told_of_the_old_winner_any_more(award, mara, cole, nell):
    present(award, mara)
    award.decisions.get().reopen(by=mara, reason="A score was missing")
    page = read(cole, "winners")
    assert "It is being decided anew" in page
    assert "Nell" not in page
    assert "Quiet hero" not in told(nell)
    read(cole, "receipt", award.key, status=404)
