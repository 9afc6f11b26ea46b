"""When the world is asked. It is asked today, whenever that is; the week may be over by then."""

from datetime import UTC, datetime

BEFORE = datetime(2026, 9, 20, 9, tzinfo=UTC)  # the week of 2026 lies ahead
