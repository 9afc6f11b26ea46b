"""The link in a mail that turns mails off: signed, for one person, good without signing in."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse

from csweek.history.models import Verb
from csweek.people.models import Person

SALT = "csweek.notices.off"


def off_link(person: Person) -> str:
    return settings.ADDRESS + reverse("notices:mails-off", args=[off_token(person)])


def off_token(person: Person) -> str:
    return Signer(salt=SALT).sign(person.pk)


def person_of(token: str) -> Person | None:
    """Whose mails the link turns off; None when it was not made here, or they are gone."""
    try:
        return Person.objects.in_directory().filter(pk=Signer(salt=SALT).unsign(token)).first()
    except BadSignature:
        return None


@transaction.atomic
def stop_mails(person: Person) -> None:
    """As they asked by the link. The row is held, so that nobody else's save is in the way."""
    held = Person.objects.select_for_update().get(pk=person.pk)
    held.apply(Verb.CHANGED, {"wants_mail": False}, by=held)
