"""What managers do with nominations: each act once, with its entry, and its nominator told."""

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from csweek.history.models import Entry, Verb
from csweek.lib.versions import StaleSave
from csweek.notices.models import Notice
from recognition.models import Decision, File, Nomination, State
from tests import factories as people
from tests.recognition import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def award(week, mara):
    return factories.award(week, by=mara)


@pytest.fixture
def sent(award, cole, otto):
    return factories.sent(award, otto, by=cole)


def decide(award, by) -> Decision:
    return Decision.objects.create(
        award=award, number=1, key=uuid.uuid4(), reason="x", by=by, at=timezone.now(), frozen="{}"
    )


def entries(verb) -> int:
    return Entry.objects.filter(verb=verb, subject_type="recognition.nomination").count()


def told(person) -> list[str]:
    return list(Notice.objects.of(person).order_by("pk").values_list("name", flat=True))


ACTS = {
    "accept": (Verb.ACCEPTED, lambda n, by: n.accept(by=by), []),
    "ask": (Verb.RETURNED, lambda n, by: n.ask("When?", by=by), ["nomination-returned"]),
    "withdraw": (
        Verb.WITHDRAWN,
        lambda n, by: n.withdraw(by=by, reason="Asked to"),
        ["nomination-withdrawn"],
    ),
    "move": (
        Verb.MOVED,
        lambda n, by: n.move_to(factories.award(n.week, "Kind", by=by, key=KEY), by=by),
        ["nomination-moved"],
    ),
    "redirect": (
        Verb.CHANGED,
        lambda n, by: n.redirect(people.Person.objects.get(name="Jun Jang"), by=by),
        ["nomination-redirected"],
    ),
}
KEY = uuid.uuid4()


@pytest.mark.parametrize("act", ACTS)
def test_an_act_done_twice_is_one_act_with_one_entry_and_one_notice(
    sent, award, mara, cole, otto, jun, act
):
    verb, do, notices = ACTS[act]
    again = Nomination.objects.get(pk=sent.pk)
    do(sent, mara)
    do(again, mara)
    assert entries(verb) == 1
    assert told(cole) == notices
    assert told(otto) == told(jun) == []


@pytest.mark.parametrize("act", ACTS)
def test_an_act_on_what_has_changed_since_is_refused_and_changes_nothing(
    sent, award, mara, cole, otto, jun, act
):
    _verb, do, _notices = ACTS[act]
    read = Nomination.objects.get(pk=sent.pk)
    sent.rewrite({"words": "And she came back on her day off."}, by=cole)
    with pytest.raises(StaleSave):
        do(read, mara)
    stored = Nomination.objects.get()
    assert (stored.state, stored.person, stored.award) == (State.SENT, otto, award)
    assert File.objects.count() == 0 and told(cole) == []


@pytest.mark.parametrize("act", ["accept", "ask", "move", "redirect"])
def test_what_was_withdrawn_stays_withdrawn(sent, mara, cole, jun, act):
    sent.withdraw(by=cole)
    with pytest.raises(ValidationError, match="has been withdrawn"):
        ACTS[act][1](sent, mara)


@pytest.mark.parametrize("act", ACTS)
def test_nothing_changes_in_a_decided_award_before_it_is_reopened(sent, award, mara, cole, act):
    people.person("Jun Jang")
    sent.accept(by=mara)
    decision = decide(award, mara)
    if act == "accept":
        sent = factories.sent(award, people.person("Nell Nominee"), by=cole)
    with pytest.raises(ValidationError, match="Reopen it first"):
        ACTS[act][1](sent, mara)
    Decision.objects.filter(pk=decision.pk).update(reopened_at=timezone.now())
    ACTS[act][1](Nomination.objects.get(pk=sent.pk), mara)


def test_accepting_takes_back_a_question(sent, mara):
    sent.ask("When was that?", by=mara)
    sent.accept(by=mara)
    assert Nomination.objects.accepted().get().file.person == sent.person


def test_whoever_withdraws_their_own_nomination_is_not_told_of_it(sent, cole):
    sent.withdraw(by=cole)
    assert told(cole) == []


def test_a_nomination_is_moved_only_to_an_award_for_such_a_nominee(sent, week, mara):
    with pytest.raises(ValidationError, match="is not for such a nominee"):
        sent.move_to(factories.team_award(week, by=mara), by=mara)


def test_a_nomination_is_not_moved_to_where_its_nominator_has_one_already(
    sent, week, mara, cole, otto
):
    other = factories.award(week, "Kind voice", by=mara)
    factories.sent(other, otto, by=cole)
    with pytest.raises(ValidationError, match=r"has nominated Otto .* for “Kind voice” too"):
        sent.move_to(other, by=mara)
    assert Nomination.objects.get(pk=sent.pk).award.title == "Quiet hero"


def test_a_nomination_is_moved_only_to_where_its_nominee_can_win(sent, week, mara, cole, otto):
    """Otto's, of the returns desk."""
    away = factories.award(week, "Kind chat", by=mara, teams=[people.team("Chat crew")])
    with pytest.raises(ValidationError, match="Otto Okafor cannot win “Kind chat”"):
        sent.move_to(away, by=mara)
    cole.change({"team": otto.team}, by=None)
    barred = factories.award(week, "Kind voice", by=mara, not_own_team=True)
    with pytest.raises(ValidationError, match="nobody nominates their own team"):
        Nomination.objects.get(pk=sent.pk).move_to(barred, by=mara)
    assert Nomination.objects.get(pk=sent.pk).award.title == "Quiet hero"


def test_what_is_moved_or_pointed_elsewhere_is_read_once_more(sent, week, mara, jun):
    sent.accept(by=mara)
    sent.redirect(jun, by=mara)
    stored = Nomination.objects.get()
    assert (stored.person, stored.state, stored.file) == (jun, State.SENT, None)


def test_a_nomination_is_pointed_only_to_one_who_can_win_it(week, mara, cole, otto, jun):
    award = factories.award(week, by=mara, teams=[otto.team])
    sent = factories.sent(award, otto, by=cole)
    with pytest.raises(ValidationError, match="Nobody nominates themselves"):
        sent.redirect(cole, by=mara)
    sent = Nomination.objects.get()
    with pytest.raises(ValidationError, match="cannot win"):
        sent.redirect(people.person("Nell Nominee", team=people.team("Chat crew")), by=mara)
    sent = Nomination.objects.get()
    with pytest.raises(ValidationError, match="Nobody puts themselves forward"):
        sent.redirect(mara, by=mara)


def test_whom_it_is_pointed_to_tells_no_manager_who_wrote_it_unnamed(week, mara, otto):
    award = factories.team_award(week, by=mara, not_own_team=True)
    other = factories.team_award(week, "Other team", by=mara)
    factories.sent(other, mara.team, by=otto)
    sent = factories.sent(award, mara.team, by=otto, is_unnamed=True)
    outside = people.person("Milo Manager", is_manager=True, team=people.team("Chat crew"))
    for act in (lambda: sent.move_to(other, by=mara), lambda: sent.redirect(otto.team, by=mara)):
        with pytest.raises(ValidationError, match="stays unnamed to you"):
            act()
    sent.redirect(outside.team, by=outside)
    assert Nomination.objects.get(pk=sent.pk).team == outside.team


# Several at once. --------------------------------------------------------------------------------


def several(award, count: int) -> list[Nomination]:
    nominators = [people.person(f"N{n} Nominator") for n in range(count)]
    nominees = [people.person(f"O{n} Nominee") for n in range(max(count // 2, 1))]
    return [
        factories.sent(award, nominees[n % len(nominees)], by=each)
        for n, each in enumerate(nominators)
    ]


def test_fifty_are_accepted_at_once_with_an_entry_each_and_few_queries(
    award, week, mara, django_assert_max_num_queries
):
    sent = several(award, 50)
    versions = {each.key: each.version for each in sent}
    with django_assert_max_num_queries(10):
        found = Nomination.objects.accept_all(week, versions, by=mara)
    assert (len(found.done), found.changed, found.settled) == (50, [], [])
    assert entries(Verb.ACCEPTED) == 50
    assert File.objects.count() == 25
    assert Nomination.objects.accepted().filter(version=sent[0].version + 1).count() == 50
    assert all(each.file.person == each.person for each in Nomination.objects.accepted())


def test_several_accepted_twice_are_accepted_once(award, week, mara):
    versions = {each.key: each.version for each in several(award, 3)}
    for _press in range(2):
        found = Nomination.objects.accept_all(week, versions, by=mara)
        assert len(found.done) == 3
    assert entries(Verb.ACCEPTED) == 3


def test_of_several_only_those_are_accepted_that_stand_as_they_were_read(award, week, mara, cole):
    one, other, settled = several(award, 3)
    decided = factories.award(week, "Decided", by=mara)
    settled.move_to(decided, by=mara)
    decide(decided, mara)
    versions = {each.key: each.version for each in (one, other, settled)}
    other.rewrite({"words": "Other words."}, by=other.nominator)
    found = Nomination.objects.accept_all(week, versions, by=mara)
    assert (found.done, found.changed, found.settled) == ([one], [other], [settled])
    assert list(Nomination.objects.accepted()) == [one]


# Managers are colleagues too. --------------------------------------------------------------------


def test_a_manager_reads_no_nomination_of_themselves_before_the_award_is_presented(
    award, week, mara, cole
):
    sent = factories.sent(award, mara, by=cole)
    other = people.person("Milo Manager", is_manager=True)
    assert list(Nomination.objects.managed_by(other)) == [sent]
    assert list(Nomination.objects.managed_by(mara)) == []
    assert Nomination.objects.accept_all(week, {sent.key: sent.version}, by=mara).done == []
    award.presented_at = timezone.now()
    award.save()
    assert list(Nomination.objects.managed_by(mara)) == [sent]


def test_drafts_are_read_by_nobody_but_their_writer(award, mara, otto, cole):
    factories.draft(award, otto, by=cole)
    assert list(Nomination.objects.managed_by(mara)) == []


# Searching. --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["conceicao", "CONCEIÇÃO", "cole", "carter conceição", "ligne", "été ligne", "billing"]
)
def test_a_search_finds_nominee_nominator_and_words_without_accents(week, mara, cole, query):
    award = factories.award(week, by=mara)
    billing = factories.team_award(week, by=mara)
    nominee = people.person("Conceição Alves", team=people.team("Chat crew"))
    found = factories.sent(award, nominee, by=cole, words="Elle a ÉTÉ en ligne.")
    team = factories.sent(billing, people.team("Billing"), by=nominee, words="Kind.")
    expected = team if query == "billing" else found
    assert expected in Nomination.objects.matching(query, by=mara)
    assert expected not in Nomination.objects.matching(f"{query} nowhere", by=mara)


def test_nobody_is_found_by_an_address(sent, mara, cole):
    assert not Nomination.objects.matching("example.org", by=mara).exists()


def test_words_written_anew_are_found_and_the_old_ones_are_not(sent, mara, cole):
    sent.rewrite({"words": "Bicicleta"}, by=cole)
    assert Nomination.objects.matching("bicicl", by=mara).exists()
    assert not Nomination.objects.matching("customer", by=mara).exists()


def test_an_unnamed_nominator_of_their_own_team_is_not_found_by_a_manager(week, mara, jun):
    award = factories.team_award(week, by=mara)
    factories.sent(award, mara.team, by=jun, is_unnamed=True, words="Kind")
    outside = people.person("Milo Manager", is_manager=True, team=people.team("Chat crew"))
    assert Nomination.objects.matching("jun", by=outside).exists()
    assert not Nomination.objects.matching("jun", by=mara).exists()
