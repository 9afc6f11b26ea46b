"""Icons drawn into a document itself: what makes PDFs does not look into another file for them."""

from functools import cache
from xml.etree import ElementTree

from django.contrib.staticfiles import finders
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

SVG = "http://www.w3.org/2000/svg"
_TAGS = {"path", "circle", "rect"}


@cache
def draw(name: str) -> SafeString:
    """An icon of the sprite, in the ink of the text around it; words stand beside it."""
    sprite = ElementTree.parse(finders.find("img/icons.svg"))
    symbol = next(each for each in sprite.iter(f"{{{SVG}}}symbol") if each.get("id") == name)
    shapes = "".join(_shape(each) for each in symbol if each.tag.rpartition("}")[2] in _TAGS)
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false" viewBox="{}" fill="currentColor">'
        "{}</svg>",
        symbol.get("viewBox"),
        mark_safe(shapes),
    )


def _shape(element) -> str:
    values = "".join(format_html(' {}="{}"', name, value) for name, value in element.items())
    return f"<{element.tag.rpartition('}')[2]}{values}/>"
