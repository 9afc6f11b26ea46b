"""The clock of the demo, set ahead."""

from datetime import datetime, timedelta

import pytest
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
