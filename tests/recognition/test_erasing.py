"""Erasing in the middle of awards: counts, winners and proofs stay; no name does."""

import io
import uuid

import pytest
from django.core.management import call_command
from django.urls import reverse

from csweek.people import holdings
from csweek.people.erasing import erase
from csweek.people.export import counts_of, file_of, left_out
from csweek.people.models import Person
from recognition.deciding import decide
from recognition.models import Attachment, Award, Decision, File, Nomination, PanelMember, Review
from recognition.presented import outcomes, said_of
from recognition.standings import standing
from tests import factories as people
from tests.people.test_privacy import dump, read, traces_of
from tests.recognition import factories
from tests.recognition.stages import ceremony

pytestmark = pytest.mark.django_db


class Story:
    """Nell has won and Ned has not; Olga nominated both, Jules judged; a second award is open."""

    def __init__(self, week, by):
        self.week, self.by = week, by
        self.nell, self.ned = (self.person(f"{name} Nominée") for name in ("Nell", "Ned"))
        self.olga, self.jules = self.person("Olga O'Writer"), self.person("Jules Judge")
        self.other = self.person("Aki Another")
        self.award = factories.award(week, by=by, window=(-9, -2))
        factories.panel(self.award, [self.jules, self.other], by=by)
        for nominee in (self.nell, self.ned):
            words = f"{nominee.name} stayed for two hours. Signed, Olga O'Writer"
            made = factories.accepted(
                self.award, nominee, by=self.olga, manager=by, words=words, is_unnamed=False
            )
            factories.attachment(made)
        for judge in (self.jules, self.other):
            for file, score in zip(self.files, (5, 3), strict=True):
                factories.review(file, judge, score, score, note=f"{judge.name} thinks so")
        self.decision = self.decide("Nell Nominée was best, says JULES  JUDGE; olga o'writer too")
        self.award.present(by=by)
        self.open_award = factories.award(week, "Open ear", by=by)
        factories.panel(self.open_award, [self.jules, self.other], by=by)
        factories.accepted(self.open_award, self.nell, by=self.olga, manager=by)
        factories.draft(self.open_award, self.ned, by=self.olga, words="Not yet")

    def person(self, name: str) -> Person:
        return people.person(name, team=people.team(f"Team {name[:2]}"), alias=f"{name[:3]}-alias")

    @property
    def files(self) -> list[File]:
        return list(File.objects.filter(award=self.award).order_by("pk"))

    def decide(self, reason: str) -> Decision:
        stand = standing(self.award)
        return decide(
            self.award,
            [str(self.files[0].key)],
            by=self.by,
            key=uuid.uuid4(),
            reason=reason,
            seen=stand.seen,
            known=stand.doubts,
        )

    def counts(self) -> dict[str, int]:
        return {
            "files": File.objects.count(),
            "nominations": Nomination.objects.exclude(state="draft").count(),
            "sent": Review.objects.sent().count(),
            "winners": sum(len(each.winners) for each in outcomes(Award.objects.in_order())),
        }


@pytest.fixture
def story(week, mara):
    return Story(week, mara)


def verified() -> tuple[str, int]:
    out = io.StringIO()
    try:
        call_command("verifydecision", "2026", stdout=out)
    except SystemExit as end:
        return out.getvalue(), end.code
    return out.getvalue(), 0


@pytest.mark.parametrize("who", ["nell", "ned", "olga", "jules"])
def test_whoever_is_erased_leaves_the_counts_and_no_name(story, ada, who):
    person = getattr(story, who)
    words = [person.name, person.email, person.alias, "nominée" if who == "nell" else person.name]
    before = story.counts()
    assert traces_of(words[:3], dump())
    erase(person, by=ada, reason="Asked us to")
    assert traces_of(words[:3], dump()) == []
    assert story.counts() == before


def test_the_winner_stays_a_winner_with_a_shell_in_their_place(story, ada):
    erase(story.nell, by=ada, reason="Asked us to")
    (outcome,) = outcomes([story.award])
    (winner,) = outcome.winners
    assert winner.nominee_name == "(erased)"
    assert winner.key == story.files[0].key


def test_a_decision_agrees_after_its_winner_was_erased_and_says_what_was_struck(story, ada):
    sum_before = story.decision.sha256
    assert verified()[1] == 0
    erase(story.nell, by=ada, reason="Asked us to")
    said, code = verified()
    decision = Decision.objects.get(pk=story.decision.pk)
    assert code == 0
    assert decision.sha256 == sum_before != decision.struck_sha256
    assert "words were struck out" in said and sum_before in said
    assert decision.struck_sha256 in said
    assert decision.reason == "(erased) was best, says JULES  JUDGE; olga o'writer too"


def test_a_second_erasing_strikes_the_same_decision_again(story, ada):
    for person in (story.nell, story.jules, story.olga):
        erase(Person.objects.get(pk=person.pk), by=ada, reason="Asked us to")
    decision = Decision.objects.get(pk=story.decision.pk)
    assert decision.reason == "(erased) was best, says (erased); (erased) too"
    assert verified()[1] == 0


def test_a_struck_decision_that_is_changed_afterwards_is_still_found_out(story, ada):
    erase(story.nell, by=ada, reason="Asked us to")
    decision = Decision.objects.get(pk=story.decision.pk)
    Decision.objects.filter(pk=decision.pk).update(frozen=decision.frozen.replace("best", "worst"))
    assert verified()[1] == 1


def test_a_decision_that_did_not_name_them_stays_as_it_is(story, ada):
    erase(story.ned, by=ada, reason="Asked us to")
    decision = Decision.objects.get(pk=story.decision.pk)
    assert (decision.struck_at, decision.frozen) == (None, story.decision.frozen)


def test_what_was_said_of_an_erased_nominee_goes_with_its_files(story, ada):
    erase(story.nell, by=ada, reason="Asked us to")
    said = Nomination.objects.filter(person=story.nell)
    assert {each.words for each in said} == {""}
    assert not Attachment.objects.filter(nomination__in=said).exists()
    assert Attachment.objects.filter(nomination__person=story.ned).exists()


def test_nobody_judges_an_erased_nominee_of_an_award_that_is_open(story, ada):
    erase(story.nell, by=ada, reason="Asked us to")
    states = dict(Nomination.objects.filter(person=story.nell).values_list("award", "state"))
    assert states == {story.award.pk: "accepted", story.open_award.pk: "withdrawn"}


def test_what_an_erased_nominator_wrote_stays_a_colleagues_word(story, ada):
    erase(story.olga, by=ada, reason="Asked us to")
    (said,) = said_of(story.ned, 2026)
    assert said.words == "Ned Nominée stayed for two hours. Signed, (erased)"
    assert said.who == "A colleague"
    assert not Nomination.objects.filter(state="draft").exists()


def test_the_scores_of_an_erased_judge_count_and_nobody_waits_for_them_elsewhere(story, ada):
    erase(story.jules, by=ada, reason="Asked us to")
    assert set(Review.objects.filter(judge=story.jules).values_list("note", flat=True)) == {""}
    seats = PanelMember.objects.filter(person=story.jules)
    assert [each.award_id for each in seats] == [story.award.pk]


# Handed over. ------------------------------------------------------------------------------------


def test_a_nominees_file_names_no_nominator_who_stays_unnamed_and_nothing_undecided(story):
    Nomination.objects.filter(person=story.ned).update(is_unnamed=True)
    packed = file_of(story.ned, story.ned)
    document, page = read(packed)
    for text in (str(document), page):
        assert "stayed for two hours" in text  # theirs to read since the award was presented
        assert "A colleague" in text
        assert "Open ear" not in text


def test_a_file_says_nothing_of_an_award_before_it_is_presented(story):
    Award.objects.filter(pk=story.award.pk).update(presented_at=None)
    _document, page = read(file_of(story.nell, story.nell))
    assert "stayed for two hours" not in page and "Quiet hero" not in page


def test_a_control_file_of_all_that_is_held_would_name_the_nominator(story, monkeypatch):
    """What is told of a nominee is narrower than what there is: without that, this would fail."""
    wide = [
        holdings.Holding(each.model, each.key, each.fate, each.title, is_sealed=True)
        for each in holdings.holdings()
        if each.model is Nomination and each.key == "person"
    ]
    monkeypatch.setattr(holdings, "_holdings", wide)
    document, _page = read(file_of(story.ned, story.ned))
    assert "olga o'writer" in str(document) and "Open ear" in str(document)


def test_a_judges_file_has_their_own_scores_and_nobody_elses(story):
    document, page = read(file_of(story.jules, story.jules))
    rows = next(each for each in document["parts"] if each["table"] == "recognition.review.judge")
    assert len(rows["rows"]) == 2
    assert "Jules Judge thinks so" in page and "Aki Another thinks so" not in page


def test_a_nominators_file_has_what_they_wrote_and_attached(story):
    document, _page = read(file_of(story.olga, story.olga))
    tables = {each["table"]: len(each["rows"]) for each in document["parts"]}
    assert tables["recognition.nomination.nominator"] == 4
    assert tables["recognition.attachment.nomination__nominator"] == 2


def test_an_administrator_is_told_nothing_of_awards_not_even_how_much_there_is(story, ada):
    ada.is_organizer = True
    titles = {str(holding.title) for holding, _count in counts_of(ada, story.olga)}
    assert not any("nominat" in each for each in titles)
    assert "nominations written" in left_out(ada, story.olga)
    document, page = read(file_of(ada, story.olga))
    assert not any(each["table"].startswith("recognition.") for each in document["parts"])
    assert "stayed for two hours" not in page


def test_no_paper_and_no_receipt_has_a_line_for_whoever_was_erased(story, ada, client):
    for person in (story.nell, story.jules):
        erase(person, by=ada, reason="Asked us to")
    client.force_login(story.by)
    everyone, papers, receipt = (
        client.get(path).content.decode()
        for path in (
            reverse("recognition:recognised", args=[2026]),
            reverse("recognition:certificates", args=[2026]) + "?everyone=on",
            reverse("recognition:receipt", args=[2026, story.award.key]),
        )
    )
    for page in (everyone, papers, receipt):
        assert "(erased)" not in page
    assert "Ned Nominée" in everyone
    assert "Ned Nominée" in papers
    assert "2 judges: Aki Another" in receipt


def test_on_stage_and_on_the_run_sheet_a_winner_who_was_erased_is_a_colleague(story, ada, client):
    stage = ceremony(story.week, story.award, by=story.by)
    client.force_login(story.by)
    pages = [
        reverse("recognition:ceremony-audience", args=[2026, stage.key]),
        reverse("recognition:ceremony-presenter", args=[2026, stage.key]),
        reverse("recognition:run-sheet", args=[2026]),
    ]
    assert all("Nell Nominée" in client.get(page).content.decode() for page in pages)
    erase(story.nell, by=ada, reason="Asked us to")
    for page in pages:
        text = client.get(page).content.decode()
        assert "(erased)" not in text
        assert "A colleague" in text
