"""What is mailed: a notice as text and HTML, in its reader's language, to its reader alone."""

import email.policy
import re
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from csweek.lib.mail import one_line
from csweek.notices.models import Mail
from csweek.notices.off import off_link
from csweek.notices.words import Message, in_words
from csweek.people.models import Organisation, Person
from csweek.people.setup import zone_of

# From blue to red, as static/css/tokens.css names them: the five days, the five pieces.
HUES = ["#1d4ed8", "#4446c2", "#6d3fa8", "#9c2b78", "#c8102e"]


class Letter(EmailMultiAlternatives):
    """A mail whose headers are not folded.

    From Django 6.0 on, an address that is longer than a line would be written as encoded words,
    which no program that looks for a List-Unsubscribe reads. RFC 5322 allows 998 characters.
    """

    def message(self, **options):
        if django.VERSION >= (6, 0):
            policy = options.get("policy", email.policy.default)
            options["policy"] = policy.clone(max_line_length=998)
        return super().message(**options)


def letter_of(mail: Mail) -> Letter | None:
    """The mail as it is sent now; None when there is nothing to say (any more)."""
    person = mail.notice.person
    organisation = Organisation.objects.current()
    zone = zone_of(person, organisation) if organisation else None
    with translation.override(person.language or settings.LANGUAGE_CODE), timezone.override(zone):
        found = in_words([mail.notice])
        return _letter(mail, found[0][1], organisation) if found else None


def _letter(mail: Mail, message: Message, organisation) -> Letter:
    person: Person = mail.notice.person
    context = {
        "message": message,
        "person": person,
        "organisation": organisation,
        "language": translation.get_language(),
        "hues": HUES,
        "link": settings.ADDRESS + message.path if message.path else "",
        "inbox": settings.ADDRESS + reverse("notices:notice-list"),
        "off": off_link(person),
    }
    text = render_to_string("notices/mail/message.txt", context)
    letter = Letter(
        one_line(message.subject),
        re.sub(r"\n{3,}", "\n\n", text).strip() + "\n",
        to=[person.email],
        headers=_headers(mail, context["off"]),
    )
    letter.attach_alternative(render_to_string("notices/mail/message.html", context), "text/html")
    return letter


def _headers(mail: Mail, off: str) -> dict[str, str]:
    return {
        # The same each time it is sent, so that mail programs can show a second one as the first.
        "Message-ID": f"<{mail.key}@{urlsplit(settings.ADDRESS).hostname}>",
        "Auto-Submitted": "auto-generated",  # RFC 3834: no answer from whoever is on holiday
        "List-Unsubscribe": f"<{off}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",  # RFC 8058
    }
