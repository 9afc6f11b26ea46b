"""American English with AM and PM as clocks there show them."""

DATE_FORMAT = "F j, Y"
TIME_FORMAT = "g:i A"
DATETIME_FORMAT = "F j, Y, g:i A"
SHORT_DATETIME_FORMAT = "m/d/Y g:i A"

# Our own, beside those that Django knows: a day of the week, longer and shorter, and a full hour.
DAY_FORMAT = "l, F j"
DAY_AND_YEAR_FORMAT = "l, F j, Y"
SHORT_DAY_FORMAT = "D j"
SHORT_DAY_AND_MONTH_FORMAT = "D, M j"
HOUR_FORMAT = "g A"
