"""The outbox: sends what is due, one mail after the other; how, docs/decisions.md argues.

A sender may be killed at any instant. Between the lease and the mark it is not known whether the
mail server took the mail: once the lease has run out it is sent once more, and never a third time.
"""

import logging
from contextlib import contextmanager, suppress
from smtplib import (
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from django.conf import settings

from csweek.lib import ticks
from csweek.lib.mail import new_connection
from csweek.notices.letters import letter_of
from csweek.notices.models import Mail
from csweek.notices.models.mails import Trouble

logger = logging.getLogger(__name__)

AT_ONCE = 200  # mails of one run
# The mail server answered, and the answer was no; anything else may have come after a yes.
REFUSALS = (SMTPResponseException, SMTPRecipientsRefused, SMTPNotSupportedError)


@ticks.every_minute
def post_mails(is_over) -> None:
    """Each step is a statement of its own: no transaction is open while a mail server is waited
    for, and whatever was done before a kill stays done."""
    if not settings.MAIL_SERVER:
        Mail.objects.keep()
        return
    Mail.objects.give_up_stopped()
    due = list(Mail.objects.due().select_related("notice__person__site")[:AT_ONCE])
    if not due:
        return
    with opened() as connection:
        for mail in due:
            if is_over():
                break
            if mail.lease():
                post(mail, connection)


def post(mail: Mail, connection) -> None:
    person = mail.notice.person
    if not (person.wants_mail and person.is_active):
        mail.delete()  # turned off since; the message in the app stays
        return
    try:
        letter = letter_of(mail)
    except Exception:  # words are the upper floors'; what is wrong with one must not stop the rest
        logger.exception("Mail %s could not be made.", mail.key)
        return mail.put_off(Trouble.UNMADE)
    if letter is None:
        return mail.give_up(Trouble.NOTHING)
    try:
        connection.send_messages([letter])
    except REFUSALS as refusal:
        logger.warning("Mail %s was refused: %s", mail.key, answer_of(refusal))
        mail.put_off(Trouble.REFUSED, answer_of(refusal))
        start_afresh(connection)
    except ValueError:
        logger.exception("Mail %s could not be made.", mail.key)
        mail.put_off(Trouble.UNMADE)
    except OSError as error:  # SMTPException among them
        logger.warning("Mail %s: the connection broke off (%s).", mail.key, type(error).__name__)
        mail.mark_in_doubt()
        start_afresh(connection)
    else:
        mail.mark_sent()


def answer_of(refusal: SMTPException) -> int | None:
    """The number that the mail server answered; its words may hold an address."""
    if isinstance(refusal, SMTPRecipientsRefused):
        codes = [code for code, _words in refusal.recipients.values()]
        return codes[0] if codes else None
    return getattr(refusal, "smtp_code", None)


@contextmanager
def opened():
    """One connection for a run. That nobody answers is no mail's fault, and counts against none."""
    connection = new_connection()
    open_or_fail(connection)
    try:
        yield connection
    finally:
        hang_up(connection)


def open_or_fail(connection) -> None:
    try:
        connection.open()
    except OSError as error:
        reason = f"the mail server cannot be reached ({type(error).__name__})"
        raise ticks.Failed(reason) from error


def hang_up(connection) -> None:
    with suppress(OSError):  # it may be gone already
        connection.close()


def start_afresh(connection) -> None:
    """After trouble nobody knows what the two ends think of each other."""
    hang_up(connection)
    open_or_fail(connection)
