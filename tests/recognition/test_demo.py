"""The demo has awards in every state, with nominations that our own rules let through."""

from datetime import date

import pytest
from django.db.models import Count, Q

from planner.demo.furnishing import furnish
from recognition.models import Award, File, Nomination, Review, State
from tests.access.world import rolled_back

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def furnished(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), rolled_back():
        furnish(TODAY)
        yield


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
