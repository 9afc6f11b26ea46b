"""How signing in bends to the directory: nobody signs up; an administrator adds people."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from .models import Person


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on opens the account of the person whose verified address the provider gives."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        if sociallogin.is_existing:
            return
        claims = sociallogin.account.extra_data
        claims = claims.get("userinfo", claims)
        email = (claims.get("email") or "").lower()
        person = Person.objects.active().filter(email=email).first() if email else None
        if person is None or claims.get("email_verified") is False:
            messages.error(
                request,
                _("%(email)s is not in the directory. Ask an administrator to add you.")
                % {"email": email or _("Your address")},
            )
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, person)
