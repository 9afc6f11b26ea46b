"""Presenting: who reads what from that moment on, and not before."""

import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from csweek.notices.models import Notice
from csweek.notices.silence import ask_what_is_silent
from csweek.notices.words import in_words
from recognition.models import Decision, File
from recognition.rules.canonical import canonical
from recognition.rules.freezing import Frozen, freeze
from recognition.rules.reviews import Criterion, Review
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


def unread(person) -> tuple[int, int]:
    """What the bell counts, and what the list shows as new."""
    answer = reader(person).get(reverse("notices:notice-list"))
    return answer.context["unseen_count"](), answer.content.decode().count("notice new")


def present(award, by) -> None:
    answer = reader(by).post(reverse("recognition:award-present", args=[2026, award.key]))
    assert answer.status_code == 302
    award.refresh_from_db()


def test_before_it_is_presented_nobody_reads_who_has_won(award, nell, lou, otto, cole):
    for person in (nell, lou, otto, cole):
        page = read(person, "winners")
        assert "No award has been presented yet" in page
        assert "Quiet hero" not in page
        own = read(person, "said-of-me")
        assert "There is nothing to read here" in own and "Winners 2026" in own
        assert "Nobody else" not in own
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


def test_ones_own_list_says_that_the_outcome_is_told_but_not_of_a_draft(award, mara, cole, lou):
    factories.draft(award, lou, by=cole)
    present(award, mara)
    page = read(cole, "my-nominations")
    assert page.count("The outcome has been told.") == page.count("See the outcome") == 1
    assert page.count("it was not sent. Its words are kept.") == 1


def test_ones_own_list_says_after_the_outcome_what_was_not_counted(award, mara, cole, jun, lou):
    factories.sent(award, people.person("Nora New"), by=cole)
    returned = factories.sent(award, lou, by=cole)
    type(returned).objects.filter(pk=returned.pk).update(state="returned", question="When?")
    asked, left = "Returned with a question", "Not counted:"
    assert asked in read(cole, "my-nominations")
    assert left not in read(cole, "my-nominations")
    present(award, mara)
    page = read(cole, "my-nominations")
    assert asked not in page
    assert "Not counted: it was not read before the decision" in page
    assert "Not counted: the question about it was not answered" in page
    assert page.count("Read, and counts") == 1
    assert left not in read(jun, "my-nominations")


def test_the_list_of_awards_says_that_winners_are_hidden_while_some_are(award, week, mara):
    words = "Winners stay hidden from everyone but managers"
    other = factories.award(week, "Rookie", by=mara)
    present(award, mara)
    assert words in read(mara, "award-list")
    other.discard(by=mara)
    assert words not in read(mara, "award-list")


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
    assert "without your words nobody would have known" in told(cole)
    assert "You nominated Lou Loser. Only a few can win" in told(jun)


def test_whoever_nominated_or_co_signed_twice_hears_each_name_once_and_what_they_did(
    week, mara, cole, otto, jun, nell
):
    """Cole and Jun both wrote for Nell's team; Otto signed both, Jun Cole's alone."""
    team = nell.team
    award = factories.team_award(week, by=mara, window=(-9, -2), allows_cosigning=True)
    for writer, signers in ((cole, (otto, jun)), (jun, (otto,))):
        made = factories.accepted(award, team, by=writer, manager=mara)
        for signer in signers:
            made.cosignatures.create(person=signer)
    decided(award, by=mara)
    present(award, mara)
    assert "You nominated Chat crew. Thank you" in told(cole)
    assert "You put your name to a nomination of Chat crew. Thank you for" in told(otto)
    assert "You nominated, or put your name to a nomination of, Chat crew. Thank" in told(jun)


def test_joint_winners_are_named_in_one_sentence(week, mara, cole, nell, lou):
    award = factories.award(week, by=mara, window=(-9, -2))
    files = [factories.accepted(award, each, by=cole, manager=mara).file for each in (lou, nell)]
    decided(award, *files, by=mara)
    present(award, mara)
    assert "“Quiet hero” goes to Lou Loser and Nell Nominee." in told(cole)
    assert "You nominated Lou Loser and Nell Nominee. Thank you" in told(cole)


def test_what_goes_to_nobody_is_told_by_a_button_kindly(week, mara, cole, lou):
    award = factories.award(week, by=mara, window=(-9, -2))
    factories.accepted(award, lou, by=cole, manager=mara, words="He sang.")
    decided(award, by=mara)
    assert "Tell the outcome" in read(mara, "award-detail", award.key)
    assert "nobody is given it this year" in read(mara, "award-present", award.key)
    present(award, mara)
    said = told(cole)
    assert "The outcome of “Quiet hero”\n“Quiet hero” is not given this year." in said
    assert "You nominated Lou Loser. Thank you for seeing them" in said
    notices = Notice.objects.of(cole).filter(name="award-outcome")
    assert [message.action for _notice, message in in_words(notices)] == ["See the outcome"]
    assert "He sang." in read(lou, "said-of-me")
    assert "What colleagues say of you, 2026" in told(lou)
    assert "Not given this year" in read(cole, "winners")
    assert award.decisions.get().sha256 in read(cole, "receipt", award.key)
    assert "has been presented" not in reader(cole).get("/2026/").content.decode()
    page = read(mara, "award-detail", award.key)
    assert "Closed, no award" in page
    assert "everyone knows that nobody is given it" in page
    assert "everyone knows who won" not in page
    award.decisions.get().reopen(by=mara, reason="Looked at anew")
    assert "everyone knows that nobody is given it" in read(mara, "award-detail", award.key)
    assert "Tell the outcome" not in read(mara, "award-detail", award.key)


def test_nominees_read_what_was_said_of_them_whoever_won(award, mara, lou, nell, otto):
    present(award, mara)
    assert "What colleagues say of you, 2026" in told(lou)
    page = read(lou, "said-of-me")
    assert "He sang." in page
    assert "Jun Jang" in page
    page = read(nell, "said-of-me")
    assert "A colleague" in page
    assert "Otto" not in page
    assert "She stayed" not in read(otto, "said-of-me")


def hearers() -> list[str]:
    """Whom messages told that colleagues had said something of them, the first one first."""
    told_of = Notice.objects.filter(name="said-of-you").order_by("pk")
    return list(told_of.values_list("person__name", flat=True))


def won_by(nominee, week, title: str, *, by, writer):
    """Another award, decided for this nominee."""
    award = factories.award(week, title, by=by, window=(-9, -2))
    factories.accepted(award, nominee, by=writer, manager=by)
    decided(award, award.files.get(), by=by)
    return award


def test_nominees_hear_once_when_no_award_is_left_to_present(award, week, mara, jun, lou, nell):
    other = won_by(lou, week, "Rookie", by=mara, writer=jun)
    undecided = factories.award(week, "Helping hand", by=mara, window=(-9, -2))
    present(award, mara)
    present(other, mara)
    assert hearers() == []
    decided(undecided, by=mara)
    present(undecided, mara)
    assert sorted(hearers()) == ["Lou Loser", "Nell Nominee"]


def test_whoever_alone_wrote_for_their_own_team_is_not_sent_to_read_it(week, mara, nell, lou):
    award = factories.team_award(week, by=mara, window=(-9, -2))
    factories.accepted(award, nell.team, by=nell, manager=mara)
    decided(award, by=mara)
    present(award, mara)
    assert "What colleagues say of you" in told(lou)
    assert "What colleagues say of you" not in told(nell)


def test_a_discarded_award_keeps_nobody_waiting(award, week, mara):
    left = factories.award(week, "Rookie", by=mara)
    present(award, mara)
    assert hearers() == []
    left.discard(by=mara)
    left.bring_back(by=mara)
    left.discard(by=mara)
    assert sorted(hearers()) == ["Lou Loser", "Nell Nominee"]


def test_nominees_of_an_award_that_came_later_hear_of_that_one(
    award, week, mara, cole, jun, lou, nell
):
    present(award, mara)
    before = hearers()
    later = won_by(lou, week, "Rookie", by=mara, writer=jun)
    last = won_by(cole, week, "Helping hand", by=mara, writer=jun)
    present(later, mara)
    assert hearers() == before
    present(last, mara)
    assert sorted(hearers()[len(before) :]) == ["Cole Carter", "Lou Loser"]
    present(last, mara)
    assert len(hearers()) == len(before) + 2


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


@pytest.mark.parametrize("frozen", ["{broken", "{}"])
def test_a_receipt_says_that_a_damaged_text_cannot_be_read(award, mara, cole, frozen):
    present(award, mara)
    award.decisions.update(frozen=frozen)
    assert "was frozen with cannot be read. Tell a manager" in read(cole, "receipt", award.key)


def test_a_receipt_says_that_a_broken_tie_was_set_aside(award, mara, cole):
    present(award, mara)
    decision = award.decisions.get()
    was_otherwise = {"otherwise": True, "no-award": True, "scores": False}
    for basis, is_set_aside in was_otherwise.items():
        document = json.loads(decision.frozen)
        document["facts"]["basis"] = basis
        document["result"]["ties"] = [{"is_at_edge": True, "broken_by": "chair"}]
        Decision.objects.filter(pk=decision.pk).update(frozen=canonical(document))
        page = read(cole, "receipt", award.key)
        assert "There was a tie, broken: by the chair&#x27;s vote." in page
        assert ("This was set aside by the decision." in page) is is_set_aside
        document["result"] |= {"ties": [], "joint": True}
        Decision.objects.filter(pk=decision.pk).update(frozen=canonical(document))
        page = read(cole, "receipt", award.key)
        assert ("nothing broke. It was set aside by" in page) is is_set_aside
        assert ("nothing broke: joint winners" in page) is not is_set_aside


def winners(person) -> str:
    return read(person, "winners").partition('<ul class="winners">')[2].partition("</ul>")[0]


def reopen(award, by) -> None:
    award.decisions.get(reopened_at=None).reopen(by=by, reason="A score was missing")


def decide_anew(award, *winners, by):
    """As recognition.deciding does, whose work is not what is tested here."""
    seal = sealed(winners)
    return Decision.objects.decide(
        award, winners, by=by, key=uuid.uuid4(), reason="Scored anew", frozen=seal
    )


def sealed(winners) -> Frozen:
    facts = {"winners": [str(each.key) for each in winners]}
    return freeze([Criterion("1", 3)], [Review("1", "a", {"1": 4})], facts=facts)


def test_what_was_presented_stays_as_it_was_while_it_is_looked_at_anew(award, mara, cole, nell):
    present(award, mara)
    before = [winners(cole), told(nell), told(cole)]
    reopen(award, mara)
    assert [winners(cole), told(nell), told(cole)] == before
    page = read(cole, "receipt", award.key)
    assert award.decisions.get().sha256 in page
    assert "It holds until there is another" in page


def test_a_decision_reopened_before_the_stage_is_never_shown(award, mara, cole, nell, lou):
    reopen(award, mara)
    assert not Decision.objects.in_force().exists()
    decide_anew(award, award.files.get(person=lou), by=mara)
    present(award, mara)
    page = read(cole, "winners")
    assert "Lou Loser" in page
    assert "Nell" not in page
    assert "Corrected" not in page
    assert "Nell" not in told(cole).replace("You nominated Nell Nominee", "")


def test_a_decision_made_after_the_stage_is_shown_as_a_correction_and_told(
    award, mara, cole, jun, nell, lou
):
    present(award, mara)
    reopen(award, mara)
    made = decide_anew(award, award.files.get(person=lou), by=mara)
    page = read(cole, "winners")
    assert "Lou Loser" in page
    assert "Nell" not in page
    assert "Corrected: decided anew on" in page
    assert made.sha256 in read(cole, "receipt", award.key)
    assert "You have won “Quiet hero”" in told(lou)
    for person in (nell, cole, jun):
        assert "“Quiet hero” was decided anew\n“Quiet hero” goes to Lou Loser." in told(person)
    assert "decided anew" not in told(lou)


def test_what_was_told_stays_as_it_was_whoever_wins_after_a_correction(
    award, mara, cole, jun, nell, lou
):
    present(award, mara)
    before = {person: told(person) for person in (cole, jun, nell)}
    assert "goes to Nell Nominee" in before[cole]
    for winner in (lou, nell):
        reopen(award, mara)
        decide_anew(award, award.files.get(person=winner), by=mara)
        for person, words in before.items():
            assert told(person).endswith(words)
    assert told(nell).count("You have won “Quiet hero”") == 2
    assert told(cole).count("was decided anew") == 2
    assert told(nell).count("was decided anew") == 1


def test_every_message_that_is_counted_unread_can_be_read(award, mara, cole, nell, lou):
    present(award, mara)
    reopen(award, mara)
    decide_anew(award, award.files.get(person=lou), by=mara)
    assert [unread(each) for each in (cole, nell, lou)] == [(2, 2), (3, 3), (2, 2)]
    award.nominations.filter(nominator=cole).update(nominator=None)
    ask_what_is_silent(is_over=bool)
    assert unread(cole) == (1, 1)


def test_a_message_to_a_winning_team_outlives_ones_time_in_it(week, mara, cole, nell):
    award = factories.team_award(week, by=mara, window=(-9, -2))
    factories.accepted(award, nell.team, by=cole, manager=mara)
    decided(award, award.files.get(), by=mara)
    present(award, mara)
    nell.team = people.team("Mail room")
    nell.save()
    assert "Your team has won “Team of the year”" in told(nell)


def test_the_same_winner_once_more_is_no_correction(award, mara, cole, nell):
    present(award, mara)
    notices = Notice.objects.exclude(name="decision-reopened").count()
    reopen(award, mara)
    decide_anew(award, award.files.get(person=nell), by=mara)
    assert "Corrected" not in read(cole, "winners")
    assert "It holds until there is another" not in read(cole, "receipt", award.key)
    assert Notice.objects.exclude(name="decision-reopened").count() == notices


def test_last_years_winner_stays_out_while_the_decision_is_looked_at_anew(
    award, week, mara, nell, lou
):
    present(award, mara)
    reopen(award, mara)
    later = factories.award(people.week(2027, by=mara), by=mara, not_last_winner=True)
    assert nell not in later.can_win()
    assert lou in later.can_win()


@pytest.mark.parametrize(("is_accepted", "is_promised"), [(True, True), (False, False)])
def test_words_are_promised_to_nominees_only_where_all_of_them_are_read(
    award, week, mara, jun, is_accepted, is_promised
):
    """Jun wrote of two who do not win; one of the two was accepted, the other perhaps not."""
    Decision.objects.all().delete()
    lee = people.person("Lee Latecomer", team=people.team("Mail room"))
    make = factories.accepted if is_accepted else factories.sent
    make(award, lee, by=jun, **({"manager": mara} if is_accepted else {}))
    decided(award, award.files.get(person__name="Nell Nominee"), by=mara)
    present(award, mara)
    assert "Only a few can win" in told(jun)
    assert ("theirs to read after the ceremony" in told(jun)) == is_promised
