"""Filters of the planner's templates."""

from django import template

from planner import moments

register = template.Library()
register.filter("when", moments.when)
