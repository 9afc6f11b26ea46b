"""How far each award has come: worked out for a whole list in a fixed number of queries."""

import random
import uuid
from itertools import product

import pytest
from django.utils import timezone

from csweek.people.models import Person
from recognition import deciding
from recognition.judged import judged_for
from recognition.models import Award, CallIn, Decision, File, Stage, StepBack, Waiver
from recognition.pages.awards import award_list
from recognition.stages import progress_of
from recognition.standings import standing
from tests import factories as people
from tests.access.world import rolled_back
from tests.recognition import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(week, mara):
    return factories.award(week, by=mara, window=(-9, -2))


@pytest.fixture
def judges():
    """Three of them, of teams of their own."""
    return [people.person(f"Judge{n} Jones", team=people.team(f"Panel {n}")) for n in range(3)]


def decide(award, *winners, by) -> Decision:
    stand = standing(award)
    keys = [str(each.key) for each in winners]
    terms = {"reason": "Best", "seen": stand.seen, "known": stand.doubts}
    return deciding.decide(award, keys, by=by, key=uuid.uuid4(), **terms)


def row(week):
    (found,) = award_list(week, "/2026/awards/").rows
    return found


def files(award, *nominees, by, manager) -> list[File]:
    return [factories.accepted(award, each, by=by, manager=manager).file for each in nominees]


@pytest.mark.parametrize(
    ("window", "stage", "said"),
    [
        (None, Stage.PLANNED, "No window for nominations yet"),
        ((1, 3), Stage.PLANNED, "Opens "),
        ((-1, 3), Stage.OPEN, "Open until "),
        ((-3, -1), Stage.JUDGING, "Closed without a nomination"),
    ],
)
def test_before_anybody_judges_the_window_tells(week, mara, window, stage, said):
    factories.award(week, by=mara, window=window)
    found = row(week)
    assert (found.progress.stage, found.badge) == (stage, str(stage.label))
    assert found.said.startswith(said)


def test_nominations_are_counted_by_what_became_of_them(week, mara, cole, otto, jun, closed):
    factories.sent(closed, cole, by=otto)
    factories.sent(closed, jun, by=otto)
    assert row(week).said == "Closed; no nomination is accepted yet"
    assert row(week).counts == "2 nominations · 2 to read"
    factories.accepted(closed, otto, by=cole, manager=mara)
    factories.sent(closed, mara, by=otto).withdraw(by=otto)
    assert row(week).said == "Closed; nobody is on its panel yet"
    assert row(week).counts == "3 nominations · 2 to read · 1 file"


def test_judges_who_have_sent_are_counted_until_it_can_be_decided(
    week, mara, cole, otto, closed, judges
):
    one, two = files(closed, cole, otto, by=mara, manager=mara)
    factories.panel(closed, judges, by=mara)
    assert row(week).said == "Closed, to be judged"
    for judge in judges[:2]:
        factories.review(one, judge, 4, 4)
    factories.review(two, judges[0], 3, 3)
    factories.review(two, judges[1], 5, 5, is_sent=False)
    assert row(week).said == "1 of 3 judges have sent"
    StepBack.objects.create(file=two, judge=judges[1], reason="We are friends")
    assert row(week).said == "2 of 3 judges have sent"
    factories.review(one, judges[2], 4, 4)
    factories.review(two, judges[2], 3, 3)
    found = row(week)
    assert (found.said, found.badge, found.look) == ("3 of 3 judges have sent", "Decide", "warn")
    assert found.progress.is_judged


def test_a_judge_who_has_left_counts_only_if_they_had_sent_scores(week, mara, cole, closed, judges):
    (file,) = files(closed, cole, by=judges[0], manager=mara)
    others = [people.person(f"Bench{n} Bell", team=people.team(f"Night {n}")) for n in range(3)]
    factories.panel(closed, others, by=mara)
    for judge in others[:2]:
        factories.review(file, judge, 4, 4)
    for judge in others[1:]:
        judge.is_active = False
        judge.save()
    assert row(week).said == "2 of 2 judges have sent"


def test_a_tie_that_only_the_chair_can_break_names_its_files_until_the_vote(
    week, mara, cole, otto, closed, judges
):
    one, two = files(closed, cole, otto, by=mara, manager=mara)
    factories.panel(closed, judges, by=mara)
    for file, judge in product((one, two), judges):
        factories.review(file, judge, 4, 4)
    found = row(week)
    assert (found.said, found.badge) == ("Tie: Cole Carter, Otto Okafor", "Break the tie")
    factories.chair_vote(closed, two, one, by=judges[0])
    assert (row(week).progress.tied, row(week).badge) == ([], "Decide")


def test_a_tie_leaves_out_the_scores_of_a_judge_who_is_barred_by_now(
    client, week, mara, cole, otto, closed, judges
):
    one, two = files(closed, cole, otto, by=mara, manager=mara)
    factories.panel(closed, judges, by=mara)
    for file, judge in product((one, two), judges[:2]):
        factories.review(file, judge, 4, 4)
    factories.review(one, judges[2], 3, 3)
    factories.review(two, judges[2], 5, 5)
    client.force_login(mara)
    assert states(client, closed) == ["Decide"] * 2
    factories.sent(closed, two.person, by=judges[2])
    StepBack.objects.create(file=one, judge=judges[2], reason="We are friends")
    assert row(week).said == "Tie: Cole Carter, Otto Okafor"
    assert states(client, closed) == ["Break the tie"] * 2


def test_scores_of_none_but_barred_judges_are_none(client, week, mara, cole, closed, judges):
    (file,) = files(closed, cole, by=mara, manager=mara)
    factories.panel(closed, judges[:1], by=mara)
    factories.review(file, judges[0], 4, 4)
    factories.sent(closed, cole, by=judges[0])
    assert row(week).said == "Closed, to be judged"
    client.force_login(mara)
    assert states(client, closed) == ["Being judged"] * 2


def test_a_decided_award_shows_its_winner_and_the_mean_of_the_reviews(
    week, mara, cole, otto, closed, judges
):
    one, two = files(closed, cole, otto, by=mara, manager=mara)
    factories.panel(closed, judges, by=mara)
    for judge, score in zip(judges, (4, 5, 5), strict=True):
        factories.review(one, judge, score, score)
        factories.review(two, judge, 2, 2)
    decide(closed, one, by=mara)
    found = row(week)
    assert [winner.file for winner in found.winners] == [one]
    assert (found.badge, found.said) == ("Decided", "")
    assert found.counts == "2 nominations · 4.67 from 3 judges"
    Award.objects.update(presented_at=timezone.now())
    assert row(week).badge == "Presented"


def test_no_award_and_a_decision_reopened(week, mara, closed):
    decision = decide(closed, by=mara)
    assert (row(week).said, row(week).badge) == ("No award this year", "Decided")
    decision.reopened_at = timezone.now()
    decision.save()
    assert row(week).badge == "Being judged"


def test_an_award_reopened_after_it_was_presented_is_to_be_decided_anew(
    week, mara, cole, otto, closed
):
    (file,) = files(closed, cole, by=otto, manager=mara)
    decision = decide(closed, file, by=mara)
    Award.objects.update(presented_at=timezone.now())
    decision.reopen(by=mara, reason="A score was missing")
    found = award_list(week, "/2026/awards/")
    assert found.decided == 0
    assert [each.award for each in found.undecided] == [closed]
    assert row(week).badge == "To be decided anew"
    assert row(week).said == "Presented, and reopened since"


def test_an_award_that_nobody_is_given_is_closed_once_it_is_told(week, mara, closed):
    decide(closed, by=mara)
    Award.objects.update(presented_at=timezone.now())
    assert (row(week).said, row(week).badge) == ("No award this year", "Closed, no award")
    assert award_list(week, "/2026/awards/").decided == 1


def states(client, award) -> list[str]:
    """What the list and the award's own page call it."""
    page = client.get(f"/2026/awards/{award.key}/")
    return [row(award.week).badge, page.context["state"]]


def test_an_awards_own_page_says_of_its_state_what_the_list_says(
    client, week, mara, cole, otto, closed, judges
):
    client.force_login(mara)
    assert states(client, closed) == ["Being judged"] * 2
    one, two = files(closed, cole, otto, by=mara, manager=mara)
    factories.panel(closed, judges, by=mara)
    for file, judge in product((one, two), judges):
        factories.review(file, judge, 4, 4)
    assert states(client, closed) == ["Break the tie"] * 2
    factories.chair_vote(closed, two, one, by=judges[0])
    assert states(client, closed) == ["Decide"] * 2
    decision = decide(closed, two, by=mara)
    assert states(client, closed) == ["Decided"] * 2
    Award.objects.update(presented_at=timezone.now())
    assert states(client, closed) == ["Presented"] * 2
    decision.reopen(by=mara, reason="A score was missing")
    assert states(client, closed) == ["To be decided anew"] * 2


def test_a_list_of_all_stages_takes_seven_queries_whatever_its_length(
    week, mara, cole, otto, judges, django_assert_max_num_queries
):
    for number in range(12):
        award = factories.award(week, f"Award {number}", by=mara, window=(-9, -2))
        one, two = files(award, cole, otto, by=mara, manager=mara)
        factories.panel(award, judges, by=mara)
        if number % 3:
            for file, judge in product((one, two), judges):
                factories.review(file, judge, 4, 4)
        if number % 3 == 1:
            decide(award, one, by=mara)
        if number % 6 == 2:
            factories.chair_vote(award, two, one, by=judges[0])
    with django_assert_max_num_queries(7):
        found = progress_of(week.awards.in_order())
        told = [(each.stage, each.is_judged, bool(each.tied), len(each.winners)) for each in found]
        [winner.file.nominee_name for each in found for winner in each.winners]
        [file.name for each in found for file in each.tied]
    assert told[:3] == [
        (Stage.JUDGING, False, False, 0),
        (Stage.DECIDED, False, False, 1),
        (Stage.JUDGING, True, False, 0),
    ]


# What a list finds of many awards agrees with what is found of one. ------------------------------


def tangle(week, mara, chance) -> Award:
    """An award whose judges, nominees and nominators are of few teams and each other's managers."""
    teams = [people.team(f"Team {n}") for n in range(3)]
    staff = [people.person(f"P{n} Person", team=chance.choice([*teams, None])) for n in range(9)]
    for each in staff:
        each.line_manager = chance.choice([*staff, None, None])
        each.save()
    is_team = chance.random() < 0.4
    make = factories.team_award if is_team else factories.award
    award = make(week, f"Award {chance.random()}", by=mara, window=(-9, -2))
    nominees = teams if is_team else staff[:4]
    for nominee in chance.sample(nominees, chance.choice([1, 3])):
        by = chance.choice([each for each in staff if each != nominee])
        made = factories.accepted(award, nominee, by=by, manager=mara)
        made.cosignatures.create(person=chance.choice(staff))
        if chance.random() < 0.5:
            Waiver.objects.create(file=made.file, judge=chance.choice(staff), by=mara, reason="ok")
    factories.panel(award, chance.sample(staff, 4), by=mara)
    return award


def score(award, chance) -> None:
    """Scores of some judges, of which some are sent; few differ."""
    for file in award.files.all():
        for seat in award.panel.all():
            if chance.random() < 0.8:
                given = chance.choice([(4, 4), (4, 4), (3, 5)])
                factories.review(file, seat.person, *given, is_sent=chance.random() < 0.9)
            elif chance.random() < 0.3:
                StepBack.objects.create(file=file, judge=seat.person, reason="A friend")


def nominee_of(award) -> Person:
    """Somebody who is nominated for it, or whose team is."""
    file = award.files.first()
    return file.person or people.person("Nominated Manager", team=file.team)


@pytest.mark.parametrize("seed", range(20))
def test_a_list_finds_of_an_award_what_a_nominated_manager_finds_of_it_alone(week, mara, seed):
    chance = random.Random(seed)
    award = tangle(week, mara, chance)
    score(award, chance)
    reader = nominee_of(award)
    (found,) = progress_of(Award.objects.filter(pk=award.pk), reader)
    assert found.stand.judged == judged_for(reader, award)
    assert found.files == len(found.stand.judged.files)


def test_of_these_tangles_some_would_stand_otherwise_with_the_readers_file(week, mara):
    """Control: were their own file of no weight, the test above would say nothing."""
    found = set()
    for seed in range(6):
        with rolled_back():
            chance = random.Random(seed)
            award = tangle(week, mara, chance)
            score(award, chance)
            without, whole = (
                progress_of(Award.objects.filter(pk=award.pk), reader)[0].stand
                for reader in (nominee_of(award), None)
            )
            found.add((without.unsent == whole.unsent, without.proposed == whole.proposed))
    assert len(found) > 1


def test_a_tie_that_the_rule_leaves_to_joint_winners_is_none(
    week, mara, cole, otto, closed, judges
):
    closed.change({"tie_rule": "joint"}, by=mara)
    one, two = files(closed, cole, otto, by=mara, manager=mara)
    factories.panel(closed, judges, by=mara)
    for file, judge in product((one, two), judges):
        factories.review(file, judge, 4, 4)
    assert (row(week).progress.tied, row(week).badge) == ([], "Decide")


def test_a_reserve_judge_counts_once_called_in(week, mara, cole, otto, closed, judges):
    one, two = files(closed, cole, otto, by=mara, manager=mara)
    factories.panel(closed, judges[:2], by=mara, reserve=judges[2:])
    for file, judge in product((one, two), judges[:2]):
        factories.review(file, judge, 4, 4 if file == one else 3)
    assert row(week).said == "2 of 2 judges have sent"
    CallIn.objects.call(one, judges[2], by=mara)
    assert row(week).said == "2 of 3 judges have sent"
    factories.review(one, judges[2], 5, 5)
    assert row(week).progress.is_judged
