"""The demo has awards in every state, with nominations that our own rules let through."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db.models import Count, Q
from django.utils import timezone

from csweek.notices.models import Notice
from planner.demo.furnishing import furnish
from planner.models import Week
from recognition.models import Award, Decision, File, Nomination, Review, Stage, State
from recognition.rules.freezing import verify
from recognition.stages import progress_of
from recognition.standings import standing_of
from tests.access.world import rolled_back

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def furnished(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        furnish(TODAY)
        yield


def test_messages_stand_in_the_order_of_their_moments(furnished):
    moments = list(Notice.objects.order_by("pk").values_list("made_at", flat=True))
    assert len(set(moments)) > 5
    assert moments == sorted(moments)
    assert moments[-1] <= timezone.now()


def test_this_year_has_eight_awards_and_last_year_three(furnished):
    counted = Award.objects.values_list("week__year").annotate(Count("pk")).order_by("week__year")
    assert list(counted) == [(2026, 3), (2027, 8)]


def test_140_nominations_are_in_every_state(furnished):
    mine = Nomination.objects.filter(week__year=2027)
    assert mine.count() >= 140
    assert set(mine.values_list("state", flat=True)) == set(State.values)


def test_every_accepted_nomination_lies_in_a_file_of_its_nominee(furnished):
    for nomination in Nomination.objects.accepted().select_related("file"):
        of_file = (nomination.file.award_id, nomination.file.person_id, nomination.file.team_id)
        assert of_file == (nomination.award_id, nomination.person_id, nomination.team_id)
    assert not File.objects.filter(nominations=None).exists()


def test_a_nomination_was_sent_within_the_window_of_its_award(furnished):
    for nomination in Nomination.objects.counted().select_related("award"):
        assert nomination.award.opens_at <= nomination.sent_at < nomination.award.closes_at


def test_reviews_are_sent_for_what_is_decided_and_some_not_for_what_is_being_judged(furnished):
    unsent = Count("files__reviews", filter=Q(files__reviews__sent_at=None))
    left = dict(Award.objects.filter(week__year=2027).annotate(n=unsent).values_list("title", "n"))
    assert {title for title, count in left.items() if count} == {"In our members’ words"}
    assert Review.objects.filter(sent_at__isnull=False).count() > 100


def test_the_awards_of_this_year_are_in_every_state(furnished):
    week = Week.objects.get(year=2027)
    with time_machine.travel(datetime(2026, 11, 22, 12, tzinfo=UTC), tick=False):
        found = {each.award.title: each for each in progress_of(week.awards.kept())}
        stands = standing_of(week.awards.kept())
    assert Counter(each.stage for each in found.values()) == {
        Stage.PRESENTED: 1,
        Stage.DECIDED: 1,
        Stage.JUDGING: 4,
        Stage.OPEN: 1,
        Stage.PLANNED: 1,
    }
    assert [title for title, each in found.items() if each.tied] == ["Team of the year"]
    close = [each.award.title for each in stands.values() if each.is_all_in and each.is_close]
    assert sorted(close) == ["Above and beyond", "Team of the year"]
    (winner,) = found["Quiet hero"].winners
    assert winner.file.person.name == "Danuta Krawczyk"
    assert winner.file.citation.startswith("Forty-one members")


def test_last_years_awards_are_presented_and_every_decision_is_sound(furnished):
    assert all(award.is_presented for award in Award.objects.filter(week__year=2026))
    decisions = Decision.objects.all()
    assert len(decisions) == 5
    assert all(verify(each.frozen, each.sha256).is_sound for each in decisions)


def test_nominees_of_last_year_hear_once_as_its_last_award_is_presented(furnished):
    told = Notice.objects.filter(name="said-of-you")
    (week,) = {each.context["week"] for each in told}
    assert Week.objects.get(pk=week).year == 2026
    last = Award.objects.filter(week=week).order_by("presented_at", "pk").last()
    assert {each.subject for each in told} == {f"award:{last.pk}"}
