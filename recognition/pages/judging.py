"""What a judge reads of a file: what its nominations say, as one text, and what is attached.

Not how many there are, who wrote them or when: neither is to weigh.
"""

import re
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from recognition.models import Attachment, CoSignature, Nomination
from recognition.rules.desk import desk_order

_BREAK = re.compile(r"(?:\r\n|\r|\n)\s*")


@dataclass(frozen=True)
class Reading:
    """`is_cosigned`: colleagues have put their names to it, however many."""

    paragraphs: list[str]
    attachments: list[Attachment]
    is_cosigned: bool


def reading_of(file: int, judge: int) -> Reading:
    """Of the file of that number: its accepted nominations, in an order by lot for each judge."""
    cosigned = CoSignature.objects.filter(nomination=OuterRef("pk"))
    rows = Nomination.objects.accepted().filter(file=file).order_by()
    found = {
        str(key): (words, is_cosigned)
        for key, words, is_cosigned in rows.annotate(is_cosigned=Exists(cosigned)).values_list(
            "key", "words", "is_cosigned"
        )
    }
    words = [found[key][0] for key in desk_order(str(file), judge, found)]
    attached = Attachment.objects.in_short().filter(nomination__in=rows.values("pk"))
    files = {str(each.key): each for each in attached}
    return Reading(
        [part for text in words for part in _BREAK.split(text.strip()) if part],
        [files[key] for key in desk_order(str(file), judge, files)],
        any(is_cosigned for _words, is_cosigned in found.values()),
    )
