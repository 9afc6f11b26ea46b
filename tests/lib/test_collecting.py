"""Static files are collected when there is something new, and only then."""

import os

import pytest

from csweek.lib import collecting
from csweek.lib.collecting import MARK, collect


@pytest.fixture
def source(settings, tmp_path):
    """A folder with one stylesheet: all static files there are."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "a.css").write_text("a { color: red }")
    (folder / "unused.css").write_text("")
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [folder]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    return folder


def collected() -> bool:
    return collect(["unused*"])


def names(settings) -> set[str]:
    return {each.name for each in settings.STATIC_ROOT.iterdir()}


def test_they_are_collected_once(source, settings):
    assert [collected(), collected()] == [True, False]
    assert names(settings) == {"a.css", MARK}


def longer(source, monkeypatch):
    (source / "a.css").write_text("a { color: green }")


def later(source, monkeypatch):
    os.utime(source / "a.css", (0, 0))


def another(source, monkeypatch):
    (source / "b.css").write_text("")


def newer_tool(source, monkeypatch):
    monkeypatch.setattr(collecting, "version", lambda name: "99")


@pytest.mark.parametrize("change", [longer, later, another, newer_tool])
def test_anything_new_collects_them_anew(source, monkeypatch, change):
    collected()
    change(source, monkeypatch)
    assert [collected(), collected()] == [True, False]


def test_what_nobody_asks_for_does_not_count(source):
    collected()
    (source / "unused.css").write_text("something")
    assert not collected()


def test_after_a_collecting_that_failed_they_are_collected(source, monkeypatch):
    collected()
    another(source, monkeypatch)

    def fail(*words, **options):
        raise OSError("No space left on device")

    with monkeypatch.context() as failing:
        failing.setattr(collecting, "call_command", fail)
        with pytest.raises(OSError):
            collected()
    assert collected()
