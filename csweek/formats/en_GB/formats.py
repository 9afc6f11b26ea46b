"""British English with the 24-hour clock that rotas are written in."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "d/m/Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
SHORT_DATETIME_FORMAT = "d/m/Y H:i"

# Our own, beside those that Django knows: a day of the week, longer and shorter, and a full hour.
DAY_FORMAT = "l j F"
DAY_AND_YEAR_FORMAT = "l j F Y"
SHORT_DAY_FORMAT = "D j"
SHORT_DAY_AND_MONTH_FORMAT = "D j M"
HOUR_FORMAT = "H:i"
