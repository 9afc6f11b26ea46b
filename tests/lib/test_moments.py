"""When something opens, closes or was decided, in words."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.utils import translation

from csweek.lib.moments import moment

CLOSES = datetime(2026, 10, 2, 17, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "language", "told"),
    [
        (datetime(2026, 3, 1, tzinfo=UTC), "en-gb", "Friday 2 October, 17:00"),
        (datetime(2027, 3, 1, tzinfo=UTC), "en-gb", "Friday 2 October 2026, 17:00"),
        (datetime(2025, 12, 1, tzinfo=UTC), "en-us", "Friday, October 2, 2026, 5:00 PM"),
        (datetime(2027, 3, 1, tzinfo=UTC), "pt-pt", "sexta-feira, 2 de outubro de 2026, 17:00"),
    ],
)
def test_a_moment_of_another_year_says_which(now, language, told):
    with time_machine.travel(now, tick=False), translation.override(language):
        assert moment(CLOSES).lower() == told.lower()
