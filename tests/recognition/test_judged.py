"""What judging has come to: who may judge what, which reviews count, which files lack judges."""

import pytest

from csweek.people.models import Person
from recognition.desks import desks_of
from recognition.judged import judged, judged_all
from recognition.models import CallIn, CoSignature, File, StepBack, Waiver
from recognition.rules.reviews import Review
from recognition.rules.tally import tally
from tests import factories as people
from tests.access.statements import watched
from tests.recognition import factories

pytestmark = pytest.mark.django_db

OPEN, CLOSED = (-7, 7), (-9, -2)


def person(name, team="Training", **fields):
    return people.person(name, team=people.team(team), **fields)


@pytest.fixture
def award(week, mara):
    return factories.award(week, by=mara, window=CLOSED)


@pytest.fixture
def judges(jun, mara, award):
    """Jun, Cara in the chair, and Bo."""
    jun.team = people.team("Returns desk")
    jun.save()
    bench = [jun, person("Cara Chair"), person("Bo Bench", "Night crew")]
    factories.panel(award, bench, chair=bench[1], by=mara)
    return bench


@pytest.fixture
def file(award, mara, otto):
    """Of Nell, whom Otto nominated; nobody on the panel has to do with either."""
    return file_of(person("Nell Nominee", "Chat crew"), award, mara, otto)


def file_of(nominee, award, mara, nominator) -> File:
    return factories.accepted(award, nominee, by=nominator, manager=mara).file


def parts(award, file) -> dict[str, str]:
    """As the whole panel is seen, and as each judge's own desk sees it: they must agree."""
    found = judged(award)
    seen = {pk: found.part(pk, str(file.key)) for pk in found.judges}
    for pk in found.judges:
        (desk,) = desks_of(Person.objects.get(pk=pk), pk=award.pk)
        assert desk.judged.part(pk, str(file.key)) == seen[pk]
    return {found.judges[pk].name: str(part) for pk, part in seen.items()}


def test_everyone_on_the_panel_judges_a_file_that_nothing_ties_them_to(award, judges, file):
    assert parts(award, file) == dict.fromkeys(["Cara Chair", "Jun Jang", "Bo Bench"], "judges")


def test_nominee_nominator_and_co_signer_are_barred(award, judges, mara, otto):
    jun, cara, bo = judges
    nomination = factories.accepted(award, jun, by=cara, manager=mara)
    CoSignature.objects.create(nomination=nomination, person=bo)
    assert set(parts(award, nomination.file).values()) == {"barred"}
    assert [judged(award).may_know(pk, str(nomination.file.key)) for pk in (jun.pk, bo.pk)] == [
        False,
        True,
    ]


def test_a_nomination_that_is_not_accepted_yet_bars_its_nominator_too(award, judges, file):
    jun = judges[0]
    factories.sent(award, file.person, by=jun)
    assert parts(award, file)["Jun Jang"] == "barred"


def test_members_of_a_nominated_team_are_barred_and_learn_nothing(week, mara, otto, judges):
    award = factories.team_award(week, by=mara, window=CLOSED)
    factories.panel(award, judges, chair=judges[1], by=mara)
    file = factories.accepted(award, judges[1].team, by=otto, manager=mara).file
    assert parts(award, file) == {
        "Cara Chair": "barred",
        "Jun Jang": "judges",
        "Bo Bench": "judges",
    }
    assert not judged(award).may_know(judges[1].pk, str(file.key))


def test_line_manager_of_one_of_a_nominated_team_waits_for_the_waiver(week, mara, otto, judges):
    award = factories.team_award(week, by=mara, window=CLOSED)
    factories.panel(award, judges, chair=judges[1], by=mara)
    person("Tim Teller", "Chat crew", line_manager=judges[0])
    file = factories.accepted(award, people.team("Chat crew"), by=otto, manager=mara).file
    assert parts(award, file)["Jun Jang"] == "waits"


@pytest.mark.parametrize("tie", ["same team", "manager", "report"])
def test_team_and_line_wait_for_the_chairs_waiver(award, judges, file, tie):
    jun, cara, _bo = judges
    if tie == "same team":
        file.person.team = jun.team
    elif tie == "manager":
        file.person.line_manager = jun
    else:
        Person.objects.filter(pk=jun.pk).update(line_manager=file.person)
    file.person.save()
    assert parts(award, file)["Jun Jang"] == "waits"
    assert judged(award).waiting() == [(jun.pk, str(file.key))]
    Waiver.objects.waive(file, jun, by=cara, reason="They have never worked together")
    assert parts(award, file)["Jun Jang"] == "judges"


def test_no_waiver_lifts_what_is_absolute(award, judges, file):
    jun, cara, _bo = judges
    factories.sent(award, file.person, by=jun)
    Waiver.objects.waive(file, jun, by=cara, reason="Why not")
    assert parts(award, file)["Jun Jang"] == "barred"


def test_what_was_sent_counts_only_from_those_who_may_judge_it_now(award, judges, file):
    jun, cara, bo = judges
    factories.review(file, jun, 5, 5)
    factories.review(file, cara, 3, 4)
    factories.review(file, bo, 1, 1, is_sent=False)
    keys = [each.key for each in judged(award).criteria]
    sent = {each.judge: each for each in judged(award).reviews}
    assert sent == {
        judge.pk: Review(judge.pk, str(file.key), dict(zip(keys, scores, strict=True)))
        for judge, scores in ((jun, (5, 5)), (cara, (3, 4)))
    }
    assert tally(judged(award).criteria, judged(award).reviews).winners == (str(file.key),)
    assert judged(award).lacking == {str(file.key): 1}

    StepBack.objects.step_back(file, by=jun, reason="We are to be married")
    assert [each.judge for each in judged(award).reviews] == [cara.pk]
    assert judged(award).lacking == {str(file.key): 2}
    assert judged(award).short == {str(file.key): 1}


def test_a_reserve_judge_judges_only_what_they_are_called_in_for(award, judges, file, mara, otto):
    rita = person("Rita Reserve", "Night crew")
    factories.panel(award, judges, chair=judges[1], reserve=[rita], by=mara)
    other = file_of(person("Ned Nominee", "Chat crew"), award, mara, otto)
    assert parts(award, file)["Rita Reserve"] == "reserve"
    StepBack.objects.step_back(file, by=judges[2], reason="A cousin")
    assert list(judged(award).short) == [str(file.key)]
    CallIn.objects.call(file, rita, by=mara)
    assert parts(award, file)["Rita Reserve"] == "judges"
    assert parts(award, other)["Rita Reserve"] == "reserve"
    assert judged(award).short == {}


def test_a_file_without_an_accepted_nomination_is_not_judged(award, judges, file, mara):
    file.nominations.get().withdraw(by=mara)
    assert judged(award).files == {}
    assert desks_of(judges[0], pk=award.pk)[0].files == []


def test_a_judge_who_has_left_is_missing_unless_they_had_sent(award, judges, file):
    jun = judges[0]
    Person.objects.filter(pk=jun.pk).update(is_active=False)
    assert judged(award).short == {str(file.key): 1}
    factories.review(file, jun, 5, 5)
    assert judged(award).short == {}
    assert [each.judge for each in judged(award).reviews] == [jun.pk]


def test_the_chair_decides_nothing_about_a_file_they_are_tied_to(award, judges, file):
    _jun, cara, _bo = judges
    assert judged(award).may_waive(str(file.key))
    file.person.line_manager = cara
    file.person.save()
    assert not judged(award).may_waive(str(file.key))


def test_one_award_and_many_cost_the_same(week, mara, otto, judges, award, file):
    def queries(ask, *given, **options) -> int:
        with watched() as seen:
            ask(*given, **options)
        return len(seen.all)

    few = queries(judged, award), queries(desks_of, judges[0], week=week)
    awards = [award]
    for number in range(4):
        awards.append(factories.award(week, f"Award {number}", by=mara, window=CLOSED))
        factories.panel(awards[-1], judges, by=mara)
        for n in range(5):
            nominee = person(f"N{number}{n} Nominee", "Chat crew")
            made = file_of(nominee, awards[-1], mara, otto)
            factories.review(made, judges[0], 3, 4)
    many = queries(judged_all, awards), queries(desks_of, judges[0], week=week)
    assert many == few
    assert few[0] <= 6
    assert few[1] <= 5


def test_a_judge_is_another_part_of_another_award(week, mara, judges, award, file):
    other = factories.award(week, "Other", by=mara, window=CLOSED)
    factories.panel(other, judges[:1], by=mara)
    assert list(judged_all([award, other])[other.pk].judges) == [judges[0].pk]
