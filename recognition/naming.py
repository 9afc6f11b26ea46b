"""Several names in a few words."""

from django.utils import formats
from django.utils.translation import ngettext

MOST_NAMES = 3


def some_of(names: list[str]) -> str:
    """The first few, and how many more there are: 'Care, Result, Warmth and 2 more'."""
    rest = len(names) - MOST_NAMES
    told = ", ".join(names[:MOST_NAMES])
    if rest <= 0:
        return told
    words = ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", rest)
    return words % {"names": told, "count": formats.number_format(rest)}
