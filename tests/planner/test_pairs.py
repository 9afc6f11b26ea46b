"""Pairs: offered in one tap, proposed, settled, made ready, broken, and offered on."""

import uuid
from datetime import UTC, datetime, time

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from csweek.history.models import Entry, Verb
from csweek.history.words import in_words
from csweek.notices.models import Notice
from csweek.notices.words import in_words as put_into_words
from csweek.people.models import Shift
from planner.checks import find_problems
from planner.models import Half, Kind, Offer, Pair, SignupList
from planner.models.pairlists import PairState
from planner.models.signups import Signup, SignupState
from tests import factories

pytestmark = pytest.mark.django_db

BEFORE = datetime(2026, 9, 20, 9, tzinfo=UTC)
KIND = {"kind": Kind.TRADE_PLACES}


@pytest.fixture(autouse=True)
def before_the_week():
    with time_machine.travel(BEFORE, tick=False):
        yield


@pytest.fixture
def lea(db):
    """Lea leads: Rita reports to her."""
    return factories.person("Lea Leader", team=factories.team("Claims"))


@pytest.fixture
def rita(lea):
    return factories.person("Rita Report", line_manager=lea, team=lea.team)


@pytest.fixture
def activity(week, paula):
    made = factories.activity(week, "Leaders on the line", 2, "11:00", 120, by=paula, **KIND)
    factories.publication(week, by=paula)
    return made


def offer(activity, person, half, start="11:00", minutes=120, by=None):
    by = by or person
    return Offer.objects.offer(activity, person, half, time.fromisoformat(start), minutes, by=by)


@pytest.fixture
def pair(activity, lea, rita, cole, paula):
    both = [offer(activity, lea, Half.LEADER), offer(activity, cole, Half.BUDDY)]
    return Pair.objects.make(
        *both, by=paula, key=uuid.uuid4(), start=time(11), minutes=60, has_login=True
    )


def to(name, row=None):
    return reverse(f"planner:{name}", args=[2026, *([row.key] if row else [])])


def told(person, name=None) -> list[str]:
    """What somebody is told of pairs, as they read it."""
    notices = Notice.objects.of(person).exclude(name="publication")
    notices = notices.filter(name=name) if name else notices
    return [message.subject for _notice, message in put_into_words(notices)]


# Offering. ---------------------------------------------------------------------------------------


def test_one_tap_offers_the_whole_time_and_a_second_one_changes_nothing(client, activity, cole):
    client.force_login(cole)
    assertContains(client.get(to("offer-list")), "Sit beside a leader")
    for _press in range(2):
        assertRedirects(client.post(to("offer-new", activity), {"half": "buddy"}), to("offer-list"))
    made = Offer.objects.get()
    assert (made.person, made.half, made.start, made.minutes) == (cole, "buddy", time(11), 120)
    assert Entry.objects.of(made).get().verb == Verb.MADE
    assertContains(client.get(to("offer-list")), "You have offered to sit beside a leader.")


def test_only_whoever_leads_is_offered_to_lead(client, activity, cole, rita, lea):
    client.force_login(cole)
    assertNotContains(client.get(to("offer-list")), "as a leader")
    page = client.post(to("offer-new", activity), {"half": "leader"}, follow=True)
    assertContains(page, "Leaders are those to whom somebody reports.")
    assert not Offer.objects.exists()
    client.force_login(lea)
    assertContains(client.get(to("offer-list")), "Offer an hour as a leader")
    client.post(to("offer-new", activity), {"half": "leader"})
    assert Offer.objects.get().half == "leader"


def test_an_organizer_adds_anybody_as_a_leader(client, activity, cole, paula):
    client.force_login(paula)
    sent = {"person": cole.email, "half": "leader", "start": "11:30", "end": "12:30"}
    for _press in range(2):
        assertRedirects(client.post(to("offer-add", activity), sent), to("pair-desk", activity))
    assert (Offer.objects.get().half, Offer.objects.get().start) == ("leader", time(11, 30))
    again = client.post(to("offer-add", activity), sent | {"half": "buddy"})
    assertContains(again, "Cole Carter has offered already: 11:30–12:30", status_code=422)


@pytest.mark.parametrize(
    ("start", "end", "says"),
    [
        ("10:00", "12:00", "That is outside of the activity"),
        ("12:00", "14:00", "That is outside of the activity"),
        ("11:00", "11:05", "Give at least 15 minutes"),
        ("12:30", "11:30", "That is not after the beginning."),
    ],
)
def test_times_that_cannot_be_are_told_why(start, end, says, client, activity, cole):
    made = offer(activity, cole, Half.BUDDY)
    client.force_login(cole)
    sent = {"start": start, "end": end, "note": "", "version": made.version}
    assertContains(client.post(to("offer-edit", made), sent), says, status_code=422)


def test_an_offer_is_changed_and_one_saved_too_late_shows_both(client, activity, cole, paula):
    made = offer(activity, cole, Half.BUDDY)
    client.force_login(cole)
    sent = {"start": "11:30", "end": "13:00", "note": "Chat", "version": made.version}
    assertRedirects(client.post(to("offer-edit", made), sent), to("offer-list"))
    made.refresh_from_db()
    assert (made.start, made.minutes, made.note) == (time(11, 30), 90, "Chat")
    late = client.post(to("offer-edit", made), sent | {"note": "Phones"})
    assert late.status_code == 409
    made.refresh_from_db()
    assert made.note == "Chat"


def test_who_withdraws_and_offers_again_stands_at_the_end_of_the_line(activity, cole, otto):
    first = offer(activity, cole, Half.BUDDY)
    with time_machine.travel(BEFORE.replace(hour=10), tick=False):
        offer(activity, otto, Half.BUDDY)
    first.withdraw(by=cole)
    first.withdraw(by=cole)
    assert Entry.objects.of(first).filter(verb=Verb.WITHDRAWN).count() == 1
    with time_machine.travel(BEFORE.replace(hour=11), tick=False):
        offer(activity, cole, Half.BUDDY)
    assert [each.person for each in Offer.objects.standing().in_line()] == [otto, cole]


def test_nobody_else_sees_or_changes_an_offer(client, activity, cole, otto):
    made = offer(activity, cole, Half.BUDDY)
    client.force_login(otto)
    for name in ("offer-edit", "offer-withdraw"):
        assert client.get(to(name, made)).status_code == 404


def test_what_is_not_published_nobody_can_offer_for(client, week, cole, paula):
    draft = factories.activity(week, "Swap chairs", 3, "10:00", 60, by=paula, **KIND)
    client.force_login(cole)
    assertNotContains(client.get(to("offer-list")), "Swap chairs")
    assert client.post(to("offer-new", draft), {"half": "buddy"}).status_code == 404
    client.force_login(paula)
    assertContains(client.get(to("pair-desk", draft)), "It is not published yet")
    page = client.post(to("pair-settle-all", draft), follow=True)
    assertContains(page, "Publish the week first")


def test_once_it_has_begun_nothing_can_be_offered(client, activity, cole):
    with time_machine.travel(datetime(2026, 10, 6, 10, 1, tzinfo=UTC), tick=False):  # 11:01 there
        client.force_login(cole)
        page = client.post(to("offer-new", activity), {"half": "buddy"}, follow=True)
    assertContains(page, "It has begun")
    assert not Offer.objects.exists()


# Proposing and settling. -------------------------------------------------------------------------


def test_pairs_are_proposed_and_nobody_is_told_until_they_are_settled(
    client, activity, lea, rita, cole, paula
):
    offer(activity, lea, Half.LEADER)
    offer(activity, rita, Half.BUDDY)
    offer(activity, cole, Half.BUDDY)
    client.force_login(paula)
    for _press in range(2):
        client.post(to("pair-propose", activity), {"minutes": 60})
    pair = Pair.objects.get()
    assert (pair.leader, pair.buddy, pair.start, pair.minutes) == (lea, cole, time(11), 60)
    assert pair.state == PairState.PROPOSED
    (entry,) = Entry.objects.of(activity).filter(verb=Verb.CHANGED)
    assert [each.label for each in in_words([entry])[0].changes] == ["Proposed pairs"]
    assert told(lea) == told(cole) == []
    page = client.get(to("pair-desk", activity))
    assertContains(page, "Only their line manager fits.")  # Rita
    for _press in range(2):
        client.post(to("pair-settle-all", activity))
    assert told(lea) == told(cole) == ["Your pair: Tuesday 6 October, 11:00–12:00"]
    assert told(rita) == []


def test_proposing_again_keeps_what_is_settled(client, pair, activity, otto, paula):
    second = factories.person("Lou Leads", is_manager=True)
    offer(activity, second, Half.LEADER, by=paula)
    offer(activity, otto, Half.BUDDY)
    client.force_login(paula)
    client.post(to("pair-propose", activity), {"minutes": 30})
    assert [(each.leader, each.buddy) for each in Pair.objects.live().order_by("pk")] == [
        (pair.leader, pair.buddy),
        (second, otto),
    ]
    dropped = Pair.objects.proposed().get()
    client.post(to("pair-drop", dropped))
    assert Pair.objects.get() == pair
    said = "It is settled by now. Break the pair if it must not be."
    assertContains(client.post(to("pair-drop", pair), follow=True), said)
    assert Pair.objects.get().is_settled
    said = "Nothing is proposed any more that could be settled."
    assertContains(client.post(to("pair-settle-all", activity), follow=True), said)


def test_a_buddy_who_is_not_at_work_then_reads_so(client, activity, cole, paula):
    late = Shift.objects.add(by=paula, name="Late", starts=time(14), ends=time(22))
    made = offer(activity, cole, Half.BUDDY)
    client.force_login(cole)
    told_later = "You are told when you have a pair."
    assertContains(client.get(to("offer-list")), told_later)
    type(cole).objects.filter(pk=cole.pk).update(shift=late)
    page = client.get(to("offer-list"))
    assertContains(page, "You are not at work then, so that you are proposed for no pair.")
    assertNotContains(page, told_later)
    made.withdraw(by=cole)
    page = client.get(to("offer-withdraw", made))
    assertContains(page, "It is withdrawn already.")
    assertNotContains(page, "Withdraw the offer")


def test_history_tells_of_a_pair_by_the_names_of_today(pair, lea, cole):
    (line,) = in_words(Entry.objects.of(pair))
    shown = {each.label: each.after for each in line.changes}
    assert (shown["Leader"], shown["Buddy"]) == (lea.name, cole.name)
    lea.name = "Lea Married"
    lea.save()
    (line,) = in_words(Entry.objects.of(pair))
    assert "Lea Married" in {each.after for each in line.changes}


def test_by_hand_a_leader_sits_beside_a_report_only_with_a_reason(
    client, activity, lea, rita, paula
):
    both = [offer(activity, lea, Half.LEADER), offer(activity, rita, Half.BUDDY)]
    client.force_login(paula)
    sent = {"leader": both[0].pk, "buddy": both[1].pk, "start": "11:00", "end": "12:00"}
    sent |= {"because": "", "key": uuid.uuid4()}
    page = client.post(to("pair-new", activity), sent)
    assertContains(page, "Rita Report reports to Lea Leader.", status_code=422)
    for _press in range(2):
        client.post(to("pair-new", activity), sent | {"because": "She asked for it"})
    assert Pair.objects.get().allowed_because == "She asked for it"


def test_nobody_is_in_two_pairs_whatever_happens(pair, activity, cole, otto, paula):
    other = offer(activity, otto, Half.LEADER, by=paula)
    with pytest.raises(ValidationError, match="Cole Carter is not free any more"):
        Pair.objects.make(
            other, cole.offers.get(), by=paula, key=uuid.uuid4(), start=time(11), minutes=60
        )
    with pytest.raises(IntegrityError), transaction.atomic():  # and where no verb is asked
        Pair.objects.create(
            activity=activity,
            leader=otto,
            buddy=cole,
            start=time(11),
            minutes=60,
            state=PairState.SETTLED,
        )


def test_nobody_sits_in_two_waves_of_it(client, pair, activity, lea, otto, paula, week):
    day = week.days.get(number=2)
    wave = activity.add_wave(day, time(14), by=paula)
    factories.publication(week, by=paula)
    both = [offer(wave, lea, Half.LEADER, "14:00"), offer(wave, otto, Half.BUDDY, "14:00")]
    client.force_login(paula)
    client.post(to("pair-propose", wave), {"minutes": 60})
    assert not Pair.objects.proposed().exists()
    with pytest.raises(ValidationError, match="Lea Leader is not free any more"):
        Pair.objects.make(*both, by=paula, key=uuid.uuid4(), start=time(14), minutes=60)
    Pair.objects.create(
        activity=wave,
        leader=lea,
        buddy=otto,
        start=time(14),
        minutes=60,
        state=PairState.PROPOSED,  # before she was settled in the other one
    )
    page = client.post(to("pair-settle", Pair.objects.proposed().get()), follow=True)
    assertContains(page, "one of the two has something else then by now")
    assert Pair.objects.get() == pair


# Ready. ------------------------------------------------------------------------------------------


def test_ticks_are_one_tap_each_and_two_at_once_both_stand(client, pair, paula):
    client.force_login(paula)
    other = Pair.objects.get(pk=pair.pk)
    client.post(to("pair-tick", pair), {"tick": "has_headset", "on": "1"})
    other.tick("has_briefing", True, by=paula)
    pair.refresh_from_db()
    assert pair.is_ready
    client.post(to("pair-tick", pair), {"tick": "has_headset"})
    pair.refresh_from_db()
    assert not pair.has_headset
    client.post(to("pair-tick", pair), {"tick": "state", "on": "1"})
    pair.refresh_from_db()
    assert pair.is_settled


def test_another_time_and_a_stand_in_are_told(client, pair, otto, paula, lea):
    client.force_login(paula)
    sent = {"start": "12:00", "end": "13:00", "stand_in": otto.email, "version": pair.version}
    client.post(to("pair-edit", pair), sent)
    assert told(otto) == ["You are a stand-in: Tuesday 6 October, 12:00–13:00"]
    assert told(lea, "pair-changed") == [
        "Your pair has another time: Tuesday 6 October, 12:00–13:00"
    ]
    assert client.post(to("pair-edit", pair), sent | {"start": "11:30"}).status_code == 409


# Broken, and offered on. -------------------------------------------------------------------------


def test_a_half_that_withdraws_offers_the_place_to_all_who_fit(
    client, pair, activity, lea, rita, cole, otto, paula, jun
):
    for person, start in ((rita, "11:00"), (otto, "11:00"), (jun, "12:00")):
        offer(activity, person, Half.BUDDY, start, 60)
    client.force_login(cole)
    assertContains(client.get(to("offer-withdraw", cole.offers.get())), "are a pair")
    client.post(to("offer-withdraw", cole.offers.get()), {"reason": "On leave"})
    pair.refresh_from_db()
    assert (pair.state, pair.missing, pair.broken_because) == ("broken", "buddy", "On leave")
    assert told(lea, "pair-broken") == ["Your pair is broken: Tuesday 6 October, 11:00–12:00"]
    assert told(otto) == ["Can Lea Leader sit beside you?"]
    assert told(rita) == told(jun) == []  # her own report; free at another time
    assert told(cole) == [] and told(paula) == []

    client.force_login(otto)
    assertContains(client.get(to("offer-list")), "Take the place")
    for _press in range(2):
        client.post(to("pair-take", pair))
    new = Pair.objects.settled().get()
    assert (new.leader, new.buddy, new.start, new.has_login) == (lea, otto, time(11), True)
    assert told(lea, "pair-settled") == ["Your pair: Tuesday 6 October, 11:00–12:00"]
    assert told(otto) == []  # the place is no longer free

    client.force_login(rita)
    page = client.post(to("pair-take", pair), follow=True)
    assertContains(page, "That place is no longer free")
    assert Pair.objects.settled().count() == 1


def test_who_is_looked_for_though_a_pair_is_proposed_reads_so_on_the_desk(
    client, pair, activity, lea, cole, otto, paula
):
    cole.offers.get().withdraw(by=cole)
    offer(activity, otto, Half.BUDDY)
    client.force_login(paula)
    desk = to("pair-desk", activity)
    assertContains(client.get(desk), "1 person fits, and can take the place.")
    client.post(to("pair-propose", activity), {"minutes": 60})
    page = client.get(desk)
    assertContains(page, "A pair with Otto Okafor is proposed.")
    assertNotContains(page, "can take the place")
    client.post(to("pair-settle-all", activity))
    assertNotContains(client.get(desk), "Somebody is looked for")


def test_both_of_a_settled_pair_read_with_whom_and_when(client, pair, lea, cole, rita):
    offer(pair.activity, rita, Half.BUDDY)
    cards = [reverse(f"planner:{name}", args=[2026]) for name in ("my-week", "week-detail")]
    for person, other in ((lea, "Cole Carter"), (cole, "Lea Leader")):
        client.force_login(person)
        for card in cards:
            page = client.get(card)
            assertContains(page, f"You are a pair with {other}, 11:00–12:00.")
            assertNotContains(page, "You have offered")
        page = client.get(to("offer-list"))
        assertNotContains(page, "You have offered")
        assertNotContains(page, to("offer-edit", person.offers.get()))
        assertContains(page, f"If you cannot come, withdraw: {other} is told")
        assertContains(page, to("offer-withdraw", person.offers.get()))
    client.force_login(rita)
    assertContains(client.get(cards[0]), "You have offered to sit beside a leader.")
    assertContains(client.get(to("offer-list")), "You have offered to sit beside a leader.")


def test_each_is_told_once_of_a_place_and_the_crew_where_nobody_fits(
    pair, activity, week, lea, cole, paula
):
    week.crew.add(paula)
    pair.buddy.offers.get().withdraw(by=cole)
    assert told(paula) == ["Lea Leader needs a buddy: Leaders on the line"]
    assert Notice.objects.filter(name="pair-lost").count() == 1


def test_a_stand_in_may_take_the_place_without_having_offered(
    pair, activity, otto, paula, lea, cole
):
    pair.change({"stand_in": otto}, by=paula)
    cole.offers.get().withdraw(by=cole)
    pair.refresh_from_db()
    new = pair.take(by=otto)
    assert (new.leader, new.buddy, new.stand_in) == (lea, otto, None)
    assert Offer.objects.standing().filter(person=otto).exists()


def test_a_new_leader_has_nothing_ready(pair, activity, lea, cole, paula):
    other = factories.person("Lou Leads")
    offer(activity, other, Half.LEADER, by=paula)
    lea.offers.get().withdraw(by=lea)
    pair.refresh_from_db()
    assert not pair.take(by=other).has_login


def test_an_organizer_breaks_a_pair_with_a_reason(client, pair, lea, cole, paula):
    client.force_login(paula)
    assertContains(client.get(to("pair-break", pair)), "Who cannot come?")
    sent = {"cannot": "", "reason": "", "version": pair.version}
    assert client.post(to("pair-break", pair), sent).status_code == 422
    client.post(to("pair-break", pair), sent | {"reason": "The queue is long"})
    pair.refresh_from_db()
    assert (pair.is_broken, pair.missing) == (True, "")
    assert told(lea) == told(cole) == ["Your pair is broken: Tuesday 6 October, 11:00–12:00"]
    assert Offer.objects.standing().count() == 2  # both are free again
    late = client.post(to("pair-break", pair), sent | {"reason": "Again"}, follow=True)
    assertContains(late, "This pair was broken meanwhile.")


def test_breaking_on_an_old_version_shows_it(client, pair, paula):
    client.force_login(paula)
    pair.tick("has_headset", True, by=paula)
    sent = {"cannot": "buddy", "reason": "Ill", "version": 1}
    assert client.post(to("pair-break", pair), sent).status_code == 409
    pair.refresh_from_db()
    assert pair.is_settled


# Problems. ---------------------------------------------------------------------------------------


def problems(week) -> list[str]:
    return [each.what for each in find_problems(week) if "pair" in each.what or "bud" in each.what]


def test_leaders_without_a_buddy_are_a_problem(week, activity, lea, rita):
    offer(activity, lea, Half.LEADER)
    assert problems(week) == ["1 buddy is still needed for “Leaders on the line”."]
    offer(activity, rita, Half.BUDDY)
    assert problems(week) == []


def test_a_pair_that_is_not_ready_the_day_before_is_a_problem(week, pair, paula):
    assert problems(week) == []
    with time_machine.travel(datetime(2026, 10, 5, 6, tzinfo=UTC), tick=False):
        assert problems(week) == ["1 pair of “Leaders on the line” is not ready."]
        for tick in Pair.ticks:
            Pair.objects.get().tick(tick, True, by=paula)
        assert problems(week) == []


def test_a_buddy_who_has_a_place_elsewhere_then_is_a_problem(week, pair, activity, cole, paula):
    other = factories.activity(week, "Quiz", 2, "11:30", 60, by=paula, needs_sign_up=True)
    factories.publication(week, by=paula)
    place = SignupList.objects.get(activity=other)
    Signup.objects.create(
        activity=other,
        first=place.first,
        person=cole,
        state=SignupState.CONFIRMED,
        line=1,
        joined_at=BEFORE,
    )
    (told,) = problems(week)
    assert told.startswith("Lea Leader and Cole Carter are a pair, and one of them has a place in")


def test_a_pair_of_which_one_has_left_is_a_problem(week, pair, cole):
    cole.is_active = False
    cole.save()
    assert problems(week) == [
        "1 buddy is still needed for “Leaders on the line”.",
        "Lea Leader and Cole Carter are a pair, and one of them is no longer here.",
    ]
