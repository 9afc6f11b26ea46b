"""How signing in bends to the directory: nobody signs up; an administrator adds people."""

import logging
from functools import partial
from smtplib import SMTPException

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .languages import remember_language
from .models import Organisation, Person
from .trail import record_hidden

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("This account is closed. Ask an administrator."),
        "email_password_mismatch": gettext_lazy(
            "That address and password do not go together. Try again, or use “Forgot it?”."
        ),
        "too_many_login_attempts": gettext_lazy(
            "Too many wrong passwords. Wait five minutes, or use a passkey or single sign-on."
        ),
        "invalid_password_reset": gettext_lazy("This link has been used, or is too old."),
        "rate_limited": gettext_lazy("Too many tries in a short time. Wait a minute, then go on."),
    }

    def is_open_for_signup(self, request):
        return False

    def is_safe_url(self, url):
        """Only our own pages: never another host that this server might answer for."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts={self.request.get_host()})

    def set_password(self, user, password):
        """Save the password alone: the rest of the row may have been changed meanwhile."""
        user.set_password(password)
        with transaction.atomic():
            user.save(update_fields=["password"])
            record_hidden(user, "password")
        self._delete_login_attempts_cached_email(self.request, email=user.email)

    def get_reauthentication_methods(self, user):
        words = {
            "reauthenticate": _("Use your password"),
            "mfa_reauthenticate": _("Use a code"),
            "mfa_reauthenticate:webauthn": _("Use a passkey"),
        }
        found = super().get_reauthentication_methods(user)
        return [way | {"description": words.get(way["id"], way["description"])} for way in found]

    def post_login(self, request, user, **kwargs):
        response = super().post_login(request, user, **kwargs)
        return remember_language(response, user) if user.language else response

    def _get_login_attempts_cache_key(self, request, **credentials):
        # Not by the Host header, as the library would: its port is the sender's to vary, and
        # each would be counted anew.
        return f"{settings.ADDRESS}:{credentials.get('email', '').lower()}"

    # Mail: links by the address in the settings, never by what a request says of itself.

    def get_reset_password_from_key_url(self, key):
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.ADDRESS + path.replace("UID-KEY", key)

    def format_email_subject(self, subject):
        return str(subject)

    def send_mail(self, template_prefix, email, context):
        user = context.get("user")
        context = {"request": self.request, "email": email} | context
        context |= {"organisation": Organisation.objects.current(), "address": settings.ADDRESS}
        language = getattr(user, "language", "") or translation.get_language()
        with translation.override(language):
            message = self.render_mail(template_prefix, email, context)
        waiting = getattr(self.request, "waiting_mail", None)
        if waiting is None:
            post(message, template_prefix)
        else:  # the trail of keys posts it once its transaction is over
            waiting.append(partial(post, message, template_prefix))


def post(message, template_prefix: str) -> None:
    """The page says the same whether or not the address is known, so also when mail is down."""
    try:
        message.send()
    except (OSError, SMTPException):
        logger.exception("A message could not be mailed: %s.", template_prefix)


def is_vouched_for(claims: dict) -> bool:
    """Whether the provider says that the address was verified; some say it as a text.

    One that never says anything is believed only where the environment says so.
    """
    said = claims.get("email_verified")
    if said is None:
        return settings.TRUST_UNSAID_ADDRESSES
    return str(said).lower() == "true"


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on opens the account of the person whose verified address the provider gives."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def populate_user(self, request, sociallogin, data):
        """Nothing: what a provider says of names fills in no account, as none is ever made."""
        return sociallogin.user

    def pre_social_login(self, request, sociallogin):
        # Somebody signed in who adds a way to sign in adds it to their own account.
        if sociallogin.is_existing or sociallogin.state.get("process") == "connect":
            return
        told = sociallogin.account.extra_data
        claims = (told.get("id_token") or {}) | (told.get("userinfo") or {})
        email = str(claims.get("email") or "").lower()
        with transaction.atomic():
            people = Person.objects.active().select_for_update()
            person = people.filter(email=email).first() if email else None
            if person is not None and is_vouched_for(claims):
                sociallogin.connect(request, person)
                record_hidden(person, "keys")
                return
        if person is None:
            said = _("%(email)s is not in the directory. Ask an administrator to add you.")
        else:
            said = _("The provider has not confirmed that %(email)s is yours. Confirm it there.")
        messages.error(request, said % {"email": email or _("Your address")})
        raise ImmediateHttpResponse(redirect("account_login"))
