"""Filters: a moment or a day in words, on the reader's own clock."""

from django import template

from csweek.lib.moments import moment
from recognition.moments import day_and_month, day_with_year

register = template.Library()
register.filter("moment", moment)
register.filter("day_with_year", day_with_year)
register.filter("day_and_month", day_and_month)
