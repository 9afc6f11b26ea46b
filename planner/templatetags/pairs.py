"""When a pair meets, in words: asked of the activity, which knows the day and the clock."""

from django import template

register = template.Library()


@register.filter
def when_of(trade, pair) -> str:
    return trade.when_of(pair)


@register.filter
def holds(trade, span) -> bool:
    return trade.holds(span.start, span.minutes)


@register.filter
def is_over(trade, pair) -> bool:
    return trade.is_over_for(pair)


@register.filter
def times_of(trade, span) -> str:
    return trade.times_of(span)
