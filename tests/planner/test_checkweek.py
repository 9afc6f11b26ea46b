"""`manage.py checkweek YEAR`: the board's problems on the command line, and its exit status."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from planner.models import Kind
from planner.pages.board import build_board
from tests import factories

ROOT = Path(__file__).resolve().parent.parent.parent


def check(year=2026):
    """What the command says, line by line, and the status it ends with."""
    said, status = io.StringIO(), 0
    try:
        call_command("checkweek", year, stdout=said)
    except SystemExit as ended:
        status = ended.code
    return said.getvalue().splitlines(), status


def fill(week):
    for number in range(1, 6):
        kind = Kind.AWARDS if number == 5 else Kind.OTHER
        factories.activity(week, f"Day {number}", number, "10:00", 60, kind=kind)


@pytest.mark.django_db
def test_nothing_wrong_is_said_and_ends_with_0(week):
    fill(week)
    assert check() == (["Nothing is wrong with the plan."], 0)


@pytest.mark.django_db
def test_a_warning_is_said_and_ends_with_0(week):
    fill(week)
    week.activities.get(title="Day 2").discard(by=None)
    assert check() == (
        ["warns: Tuesday 6 October has nothing yet. Add an activity, or take one from the ideas."],
        0,
    )


@pytest.mark.django_db
def test_what_blocks_is_said_first_and_ends_with_1(week, cole):
    fill(week)
    week.activities.get(title="Day 2").discard(by=None)
    for title in ("Quiz", "Tour"):
        factories.activity(week, title, 3, "15:00", 30, host=cole)
    lines, status = check()
    assert status == 1
    assert lines[0] == (
        "blocks: Cole Carter hosts both “Quiz” and “Tour” 15:00–15:30. "
        "Choose another host, or move one of the two."
    )
    week.activities.get(title="Quiz").cancel(by=None)
    assert check()[1] == 0


@pytest.mark.django_db
def test_it_says_the_same_words_as_the_board_in_the_same_order(week, cole):
    factories.site("Sydney", "Australia/Sydney", "AU", region="NSW")
    for title in ("Quiz", "Tour"):
        factories.activity(week, title, 3, "15:00", 30, host=cole)
    problems = build_board(week).problems
    assert len(problems) > 5
    lines, _status = check()
    assert [line.split(": ", 1)[1] for line in lines] == [
        f"{problem.what} {problem.mend}" for problem in problems
    ]


@pytest.mark.django_db
def test_a_year_that_nobody_has_begun_is_refused_with_those_that_are(week):
    with pytest.raises(CommandError, match=r"No week of 2031 has been begun\. .* far: 2026\."):
        check(2031)


@pytest.mark.django_db
def test_before_any_week_is_begun_it_says_so():
    with pytest.raises(CommandError, match=r"Begun so far: none\."):
        check(2026)


def test_from_a_shell_a_year_that_is_no_number_is_refused(tmp_path):
    ran = subprocess.run(
        [sys.executable, "manage.py", "checkweek", "soon"],
        cwd=ROOT,
        env=os.environ | {"CSWEEK_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ran.returncode == 2
    assert "invalid int value: 'soon'" in ran.stderr
