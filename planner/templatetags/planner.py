"""Filters and tags of the planner's templates."""

from django import template

from planner import moments
from planner.notes import notes_of

register = template.Library()
register.filter("when", moments.when)
register.simple_tag(notes_of, name="week_notes")
