"""How an entry is told: before and after, also of long texts."""

import pytest

from csweek.history.models import Entry
from csweek.history.words import in_words
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("old", "new", "before", "after"),
    [
        ("x" * 200 + " old", "x" * 200 + " new", "…" + "x" * 39 + " old", "…" + "x" * 39 + " new"),
        ("old " + "x" * 200, "new " + "x" * 200, "old " + "x" * 39 + "…", "new " + "x" * 39 + "…"),
        (
            "a" * 99 + "bc" + "d" * 99,
            "a" * 99 + "d" * 99,
            "…" + "a" * 40 + "bc" + "d" * 40 + "…",
            "…" + "a" * 40 + "d" * 40 + "…",
        ),
        ("gone " * 300 + "!", "", "gone " * 300 + "!", "nothing"),
        ("aa" * 100, "aa" * 101, "…" + "a" * 40, "…" + "a" * 42),
        ("short", "brief", "short", "brief"),
    ],
)
def test_a_long_text_is_told_by_what_differs_and_all_that_was_overwritten_can_be_read(
    week, paula, old, new, before, after
):
    activity = factories.activity(week, description=old, by=paula)
    activity.change({"description": new}, by=paula)
    (line,) = in_words(Entry.objects.of(activity)[:1])
    assert [(c.before, c.after) for c in line.changes] == [(before, after)]
