"""Template tags that every template may use without loading: icon, markdown."""

from functools import lru_cache

from django import template
from django.templatetags.static import static
from django.utils.html import format_html

from csweek.lib.markdown import to_html

register = template.Library()
register.filter("markdown", to_html)


@register.simple_tag
@lru_cache(maxsize=256)  # a card has several; where static files lie does not change while we run
def icon(name: str) -> str:
    """An icon of the sprite, hidden from screen readers: words stand beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        static("img/icons.svg"),
        name,
    )
