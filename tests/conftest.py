"""What every test stands on: quick passwords, unhashed static files, and the cast."""

import gc

import pytest
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as examples

from tests import factories

# How long an example takes says what else the machine does, and nothing of the code.
examples.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("patient")


def pytest_configure(config):
    from django.conf import settings

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }


def pytest_collection_finish(session):
    """What is loaded by now stays: looking through it for garbage took a sixth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


@pytest.fixture(autouse=True)
def in_the_language_of_the_house():
    """A page leaves its language on: what one test asked for, the next does not get."""
    yield
    translation.deactivate()


@pytest.fixture
def paula(db):
    """Paula plans."""
    return factories.person("Paula Prieto", is_organizer=True)


@pytest.fixture
def mara(db):
    """Mara manages."""
    return factories.person("Mara Mendes", is_manager=True)


@pytest.fixture
def jun(db):
    """Jun judges."""
    return factories.person("Jun Jang")


@pytest.fixture
def cole(db):
    """Cole is a colleague."""
    return factories.person("Cole Carter")


@pytest.fixture
def otto(db):
    """Otto is from another team."""
    return factories.person("Otto Okafor", team=factories.team("Returns desk"))


@pytest.fixture
def ada(db):
    """Ada administers."""
    return factories.person("Ada Amari", is_administrator=True)


@pytest.fixture
def organisation(db):
    return factories.organisation()


@pytest.fixture
def week(organisation, paula):
    """This year's week, with five named days and no activity."""
    return factories.week(by=paula)
