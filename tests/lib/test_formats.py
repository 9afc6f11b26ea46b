"""Dates and times are written in one way in each language, under names that the formats give."""

import re
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import formats
from django.utils.translation import override, to_locale

ROOT = Path(__file__).resolve().parent.parent.parent
# What programs read, the name of a day alone or with its number, and that of a clock.
BARE = {"c", "U", "Y-m-d", "l", "l j", "T"}
IN_TEMPLATES = re.compile(r"\|(?:date|time):(?:_\()?[\"']([^\"']+)[\"']")
IN_CODE = re.compile(r'_\("((?:[DljFMNYHig][ ,.:]+)+[DljFMNYHig])"\)')


def is_ours(name: str) -> bool:
    return name.endswith("_FORMAT") or name in BARE


def test_no_page_has_a_style_of_its_own_for_dates_or_times():
    found = [
        (str(path.relative_to(ROOT)), name)
        for path in ROOT.glob("templates/**/*")
        if path.is_file()
        for name in IN_TEMPLATES.findall(path.read_text())
        if not is_ours(name)
    ]
    assert found == []


def test_no_code_has_a_style_of_its_own_either():
    found = [
        (str(path.relative_to(ROOT)), name)
        for app in ("csweek", "planner", "recognition")
        for path in (ROOT / app).rglob("*.py")
        for name in IN_CODE.findall(path.read_text())
    ]
    assert found == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-gb", ("Friday 9 October", "Friday 9 October 2026", "Fri 9", "Fri 9 Oct")),
        ("en-us", ("Friday, October 9", "Friday, October 9, 2026", "Fri 9", "Fri, Oct 9")),
        (
            "pt-pt",
            (
                "sexta-feira, 9 de Outubro",
                "sexta-feira, 9 de Outubro de 2026",
                "Sex 9",
                "Sex 9 Out",
            ),
        ),
    ],
)
def test_each_language_has_every_style_of_ours(language, words):
    names = ("DAY_FORMAT", "DAY_AND_YEAR_FORMAT", "SHORT_DAY_FORMAT", "SHORT_DAY_AND_MONTH_FORMAT")
    with override(language):
        told = tuple(formats.date_format(date(2026, 10, 9), name) for name in names)
    assert tuple(map(str.casefold, told)) == tuple(map(str.casefold, words))


def test_a_short_month_is_in_lower_case_in_portuguese():
    with override("pt-pt"):
        assert formats.date_format(date(2026, 10, 9), "SHORT_DAY_AND_MONTH_FORMAT").endswith(
            "9 out"
        )


def test_all_languages_have_the_same_names():
    modules = [
        import_module(f"csweek.formats.{to_locale(code)}.formats")
        for code, _name in settings.LANGUAGES
    ]
    ours = [{name for name in vars(each) if "DAY" in name or "HOUR" in name} for each in modules]
    assert all(each == ours[0] for each in ours)
