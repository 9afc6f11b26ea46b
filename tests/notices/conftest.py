"""A mail server, as far as the settings say; and people who have been told something."""

import pytest

from csweek.notices.models import Mail, notify
from tests.notices.sample import SAMPLE


@pytest.fixture
def has_mail(settings):
    settings.MAIL_SERVER = "mail.example.org"
    settings.ADDRESS = "https://week.example.org"


@pytest.fixture
def told(db, has_mail, organisation, cole):
    """Cole has been told one thing, and its mail is due."""
    notify([cole.pk], SAMPLE, title="Open mike is cancelled", opening="No microphone.")
    return Mail.objects.get()
