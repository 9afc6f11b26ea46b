"""European Portuguese as Django has it; the clock without seconds."""

TIME_FORMAT = "H:i"
DATETIME_FORMAT = r"j \d\e F \d\e Y, H:i"

# Our own, beside those that Django knows: a day of the week, longer and shorter, and a full hour.
DAY_FORMAT = r"l, j \d\e F"
DAY_AND_YEAR_FORMAT = r"l, j \d\e F \d\e Y"
SHORT_DAY_FORMAT = "D j"
SHORT_DAY_AND_MONTH_FORMAT = "D j b"
HOUR_FORMAT = "H:i"
