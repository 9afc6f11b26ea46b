"""What a publication looks like is made once, for everyone."""

import pytest
from django.core.management import call_command

from csweek.lib import ticks
from csweek.people.models import Person
from planner.models import Publication, Rendering
from planner.pages.programme import show_programme
from tests import factories

pytestmark = pytest.mark.django_db
MADE = 2  # the programme, and the events of its calendar


@pytest.fixture
def cole():
    factories.organisation()
    return factories.person()


@pytest.fixture
def publication(cole):
    week = factories.week()
    factories.activity(week, host=cole)
    return factories.publication(week)


def cards(publication) -> str:
    return "".join(day.cards for day in show_programme(publication).days)


def test_each_language_is_made_once(publication, settings):
    for _time in range(2):
        Rendering.objects.prepare(publication)
    assert Rendering.objects.count() == MADE * len(settings.LANGUAGES)


def test_what_is_prepared_is_read_in_one_query(publication, django_assert_num_queries):
    Rendering.objects.prepare(publication)
    latest = Publication.objects.in_short().latest_of(2026)
    with django_assert_num_queries(1):
        assert "Opening stand-up" in cards(latest)


def test_what_nobody_has_prepared_is_shown_all_the_same_and_not_kept(publication):
    assert "Opening stand-up" in cards(publication)
    assert not Rendering.objects.exists()


def test_a_host_with_another_name_is_called_by_it_after_the_next_minute(publication, cole):
    ticks.run()
    assert "Cole Carter" in cards(publication)
    mark = Rendering.objects.mark(publication, "programme")
    Person.objects.filter(pk=cole.pk).update(name="Coletta Carter")
    ticks.run()
    assert "Coletta Carter" in cards(publication)
    assert Rendering.objects.mark(publication, "programme") not in (0, mark)


def test_what_another_release_has_made_is_made_anew_after_migrating(publication):
    ticks.run()
    Rendering.objects.update(body='{"of": "another shape"}')
    with pytest.raises(KeyError):
        cards(publication)
    call_command("migrate", verbosity=0)
    assert "Opening stand-up" in cards(publication)
    ticks.run()
    assert Rendering.objects.mark(publication, "programme") != 0


def test_a_minute_in_which_nothing_happened_changes_nothing(publication):
    ticks.run()
    before = list(Rendering.objects.values_list("pk", flat=True))
    ticks.run()
    assert list(Rendering.objects.values_list("pk", flat=True)) == before
