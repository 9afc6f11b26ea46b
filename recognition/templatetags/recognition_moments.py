"""Filter: a moment in words, on the reader's own clock."""

from django import template

from recognition.moments import moment

register = template.Library()
register.filter("moment", moment)
