"""The clock of the demo, set ahead."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import timezone
from django.utils.timezone import now

from csweek.lib import clock
from csweek.notices.models import Notice


@pytest.fixture(autouse=True)
def set_back():
    yield
    clock.set_back()


def test_it_goes_on_from_the_moment_also_for_whoever_has_it_already():
    made_at = Notice._meta.get_field("made_at").default
    moment = timezone.now() + timedelta(days=300)
    clock.set_to(moment)
    for each in (timezone.now, now, made_at):
        assert moment <= each() < moment + timedelta(minutes=1)
    assert clock.seconds_ahead() == pytest.approx(300 * 86_400, abs=1)
    assert datetime.now().date() < timezone.localdate()
    clock.set_to(moment + timedelta(days=1))
    assert clock.seconds_ahead() == pytest.approx(301 * 86_400, abs=1)
    clock.set_back()
    assert (timezone.now() < moment, clock.seconds_ahead()) == (True, 0)


def test_pages_still_tell_times_by_the_readers_clock():
    told = Template("{{ at|date:'H:i' }}")
    at = datetime(2027, 7, 1, 9, tzinfo=UTC)
    clock.set_to(at)
    with timezone.override("Australia/Sydney"):
        assert told.render(Context({"at": at})) == "19:00"
