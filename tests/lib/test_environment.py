"""Settings from the environment: a wrong one is refused, with what was found and is allowed."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from csweek.lib import environment as env

NAME = "CSWEEK_SOMETHING"
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def say(monkeypatch):
    """Put a value into the environment; None takes it out."""

    def put(value):
        if value is None:
            monkeypatch.delenv(NAME, raising=False)
        else:
            monkeypatch.setenv(NAME, value)

    return put


@pytest.mark.parametrize(("value", "read"), [(None, "usual"), ("", "usual"), ("  x ", "x")])
def test_text_is_taken_without_the_space_around_it(say, value, read):
    say(value)
    assert env.text(NAME, "usual") == read


@pytest.mark.parametrize(
    ("value", "read"), [(None, False), ("yes", True), ("YES", True), ("no", False), (" ", False)]
)
def test_a_flag_is_yes_or_no(say, value, read):
    say(value)
    assert env.flag(NAME) is read


def test_a_flag_left_out_is_as_it_is_by_default(say):
    say(None)
    assert env.flag(NAME, default=True) is True


@pytest.mark.parametrize(("value", "read"), [(None, 5), ("0", 0), ("9", 9), (" 7 ", 7), ("007", 7)])
def test_a_number_lies_within_its_bounds(say, value, read):
    say(value)
    assert env.number(NAME, 5, lowest=0, highest=9) == read


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (None, "http://localhost:8000"),
        ("https://week.example.org", "https://week.example.org"),
        ("https://week.example.org/", "https://week.example.org"),
        ("http://10.0.0.7:8080", "http://10.0.0.7:8080"),
    ],
)
def test_an_origin_is_an_address_without_a_path(say, value, read):
    say(value)
    assert env.origin(NAME, "http://localhost:8000") == read


def test_a_choice_is_one_of_those_allowed(say):
    say("pt-pt")
    assert env.choice(NAME, ["en-gb", "pt-pt"], "en-gb") == "pt-pt"
    say(None)
    assert env.choice(NAME, ["en-gb", "pt-pt"], "en-gb") == "en-gb"


REFUSED = {
    "flag": (lambda: env.flag(NAME), ["true", "1", "ja", "yes no"], "yes, no"),
    "choice": (
        lambda: env.choice(NAME, ["en-gb", "pt-pt"], "en-gb"),
        ["EN-GB", "en", "pt_PT"],
        "en-gb, pt-pt",
    ),
    "number": (
        lambda: env.number(NAME, 1, lowest=1, highest=65535),
        ["0", "65536", "-1", "1.5", "x", "٣", "²", "1e3", "9" * 400],
        "a whole number from 1 to 65535",
    ),
    "origin": (
        lambda: env.origin(NAME, "http://localhost"),
        [
            "week.example.org",
            "ftp://week.example.org",
            "https://",
            "https://a.org/b",
            "https://a?b",
        ],
        "an address without a path, such as https://week.example.org",
    ),
}


@pytest.mark.parametrize(
    ("reader", "value"), [(kind, value) for kind, case in REFUSED.items() for value in case[1]]
)
def test_a_wrong_value_is_refused_with_what_was_found_and_what_is_allowed(say, reader, value):
    read, _values, allowed = REFUSED[reader]
    say(value)
    with pytest.raises(ImproperlyConfigured) as refused:
        read()
    assert str(refused.value).startswith(f"{NAME} is '")
    assert str(refused.value).endswith(f"Allowed: {allowed}.")


OIDC = ("CSWEEK_OIDC_SERVER", "CSWEEK_OIDC_CLIENT", "CSWEEK_OIDC_SECRET")


def test_single_sign_on_is_told_whole_or_not_at_all(monkeypatch):
    for name in OIDC:
        monkeypatch.delenv(name, raising=False)
    assert env.together(*OIDC) == ["", "", ""]
    for name in OIDC[:2]:
        monkeypatch.setenv(name, "x")
        with pytest.raises(ImproperlyConfigured, match=f"^.*{OIDC[2]} must be given too"):
            env.together(*OIDC)
    monkeypatch.setenv(OIDC[2], "y")
    assert env.together(*OIDC) == ["x", "x", "y"]


@pytest.mark.parametrize(
    "value", ["sqlite:////srv/csweek.sqlite3", "postgres://a:b@host/name", "postgresql://host/name"]
)
def test_the_data_lie_in_sqlite_or_postgresql(say, value, monkeypatch):
    monkeypatch.setattr(env, "find_spec", lambda _name: True)
    say(value)
    assert env.database(NAME, "sqlite://") == value
    say(None)
    assert env.database(NAME, "sqlite://") == "sqlite://"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("mysql://root:hush@host/name", "'mysql://…'"),
        ("POSTGRES://root:hush@host/name", "'POSTGRES://…'"),
        ("root:hush@host/name", "'no such address'"),
        ("root:hush@://name", "'no such address'"),
        ("://hush", "'no such address'"),
    ],
)
def test_another_database_is_refused_without_its_password(say, value, found):
    say(value)
    with pytest.raises(ImproperlyConfigured) as refused:
        env.database(NAME, "sqlite://")
    assert str(refused.value).startswith(f"{NAME} is {found}. Allowed: sqlite:")
    assert "hush" not in str(refused.value)


def test_postgresql_without_its_driver_says_what_to_install(say, monkeypatch):
    monkeypatch.setattr(env, "find_spec", lambda _name: None)
    say("postgres://a:hush@host/name")
    with pytest.raises(ImproperlyConfigured, match="whose driver is not installed") as refused:
        env.database(NAME, "sqlite://")
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"CSWEEK_OIDC_SERVER": "https://id.example.org"},
            "CSWEEK_OIDC_CLIENT, CSWEEK_OIDC_SECRET",
        ),
        ({"CSWEEK_MAIL_SERVER": "mail.example.org"}, "CSWEEK_MAIL_FROM must be given too"),
        ({"CSWEEK_MAIL_FROM": "week@example.org"}, "CSWEEK_MAIL_SERVER must be given too"),
        ({"DATABASE_URL": "mysql://root:hush@host/name"}, "DATABASE_URL is 'mysql://…'"),
    ],
)
def test_settings_that_are_half_or_wrongly_given_stop_the_start(tmp_path, given, told):
    kept = {key: value for key, value in os.environ.items() if "CSWEEK" not in key}
    kept |= {"CSWEEK_HOME": str(tmp_path)} | given
    words = [sys.executable, "-c", "import csweek.settings"]
    done = subprocess.run(words, cwd=ROOT, env=kept, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert done.stderr.splitlines()[-1].partition("ImproperlyConfigured: ")[2].startswith(told)


def test_a_secret_is_made_once_and_only_its_owner_can_read_it(say, tmp_path):
    say(None)
    file = tmp_path / "home" / "secret"
    made = env.secret(NAME, file)
    assert len(made) >= 64
    assert env.secret(NAME, file) == made
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_each_installation_makes_a_secret_of_its_own(say, tmp_path):
    say(None)
    assert env.secret(NAME, tmp_path / "one") != env.secret(NAME, tmp_path / "other")


def test_a_secret_from_the_environment_goes_before_the_file_and_is_not_written_down(say, tmp_path):
    say("s" * 50)
    assert env.secret(NAME, tmp_path / "secret") == "s" * 50
    assert list(tmp_path.iterdir()) == []


def test_a_short_secret_is_refused_without_being_shown(say, tmp_path):
    say("too-short-a-secret")
    with pytest.raises(ImproperlyConfigured, match=r"18 characters.*50 characters or more") as no:
        env.secret(NAME, tmp_path / "secret")
    assert "too-short" not in str(no.value)


def test_two_workers_that_start_at_once_agree_on_one_secret(say, tmp_path, monkeypatch):
    say(None)
    file = tmp_path / "secret"
    real = type(file).exists

    def other_worker_is_quicker(path):
        was_there = real(path)
        if path == file and not was_there:
            file.write_text("the other worker's")
        return was_there

    monkeypatch.setattr(type(file), "exists", other_worker_is_quicker)
    assert env.secret(NAME, file) == "the other worker's"
