"""Several names in a few words."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST_NAMES = 3


def joined(names: list[str]) -> str:
    """All of them: 'Nell, Ned and Nora'."""
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def some_of(names: list[str]) -> str:
    """The first few, and how many more there are: 'Care, Result, Warmth and 2 more'."""
    rest = len(names) - MOST_NAMES
    told = ", ".join(names[:MOST_NAMES])
    if rest <= 0:
        return told
    words = ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", rest)
    return words % {"names": told, "count": formats.number_format(rest)}
