"""The forms of the library for accounts, in our words."""

from allauth.account import forms as account
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _


class LoginForm(account.LoginForm):
    """`?login=` in the address fills in the e-mail address."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label, password.help_text = _("E-mail address"), _("Password"), ""
        login.widget.attrs.pop("placeholder", None)
        password.widget.attrs.pop("placeholder", None)
        login.widget.attrs["autocomplete"] = "username"
        if self.request.GET.get("login"):
            self.initial["login"] = self.request.GET["login"]


class ResetPasswordForm(account.ResetPasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        self.fields["email"].widget.attrs.pop("placeholder", None)


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    name = forms.CharField(label=_("Name"), required=False, max_length=60)
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without the password"),
        required=False,
        initial=True,
        help_text=_("Otherwise we ask for it after the password."),
    )
