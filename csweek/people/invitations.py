"""Links that let people in: to set a password, and to make the first administrator."""

import logging
from smtplib import SMTPException

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from csweek.history.models import Verb, record

from .models import Organisation, Person

SALT = "csweek.people.first"
logger = logging.getLogger(__name__)


def password_link(person: Person) -> str:
    """Sets a password, once, within settings.PASSWORD_RESET_TIMEOUT."""
    parts = [user_pk_to_url_str(person), default_token_generator.make_token(person)]
    return settings.ADDRESS + reverse("account_reset_password_from_key", args=parts)


def invite(person: Person, *, by: Person) -> str:
    """The link for this person, to show or to mail. It is not kept anywhere."""
    is_inside = Person.objects.who_can_sign_in().filter(pk=person.pk).exists()
    reason = _("to choose a new password") if is_inside else ""
    record(person, Verb.INVITED, by=by, reason=reason)
    return password_link(person)


def invite_by_mail(person: Person, *, by: Person) -> bool:
    """Whether an invitation was mailed; if not, none was made."""
    is_mailed = mail_invitation(person, password_link(person), by=by)
    if is_mailed:
        record(person, Verb.INVITED, by=by)
    return is_mailed


def mail_invitation(person: Person, link: str, *, by: Person) -> bool:
    """Whether the mail server has taken it; if not, the reason is in the server's log."""
    with translation.override(person.language or settings.LANGUAGE_CODE):
        context = {
            "person": person,
            "by": by,
            "link": link,
            "hours": settings.PASSWORD_RESET_TIMEOUT // 3600,
            "organisation": Organisation.objects.current(),
        }
        subject = render_to_string("people/mail/invitation.subject.txt", context)
        text = render_to_string("people/mail/invitation.txt", context)
    try:
        EmailMessage(" ".join(subject.split()), text, to=[person.email]).send()
    except (OSError, SMTPException):
        logger.exception("An invitation could not be mailed.")
        return False
    return True


def first_link() -> str:
    """Makes the first administrator in the browser; good for 24 hours, while nobody can sign in."""
    token = signing.dumps("first", salt=SALT)
    return reverse("people:first", args=[token])


def is_first_link_good(token: str) -> bool:
    try:
        signing.loads(token, salt=SALT, max_age=settings.PASSWORD_RESET_TIMEOUT)
    except signing.BadSignature:
        return False
    return not Person.objects.who_can_sign_in().exists()


def make_first_administrator(token: str, values: dict) -> Person | None:
    """The first administrator, who is an organizer too; None when somebody came before."""
    with transaction.atomic():
        # Whoever comes at the same time waits here, and then finds that somebody can sign in.
        ContentType.objects.select_for_update().get(app_label="people", model="person")
        if not is_first_link_good(token):
            return None
        email, roles = values["email"], {"is_administrator": True, "is_organizer": True}
        person = Person.objects.filter(email=email).first()
        if person is None:
            person = Person.objects.add(by=None, name=values["name"], email=email, **roles)
        else:
            person.change({"name": values["name"], **roles}, by=None)
        person.set_password(values["password"])
        person.save(update_fields=["password"])
    return person
