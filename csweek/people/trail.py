"""Says in the history that somebody changed how they sign in: that they did, never to what."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.urls import Resolver404, resolve

from csweek.history.models import Verb, record

from .models.people import HIDDEN

CALLBACK = "openid_connect_callback"  # where single sign-on comes back to, by GET


class TrailMiddleware:
    """The library for accounts does these acts; here each gets its entry, in one transaction.

    Mail waits until that is over: SQLite's one write lock is not held for a mail server. Nor is it
    held for a provider of single sign-on: what comes back from there gets its entry right after.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        name = name_of(request)
        if not request.user.is_authenticated or not may_change_keys(request, name):
            return self.get_response(request)
        if name == CALLBACK:
            return self.answer(request)
        request.waiting_mail = []
        with transaction.atomic():
            response = self.answer(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        for post in request.waiting_mail if response.status_code < 500 else ():
            post()
        return response

    def answer(self, request):
        person = request.user
        before = keys_of(person)
        response = self.get_response(request)
        if response.status_code < 400 and keys_of(person) != before:
            record_hidden(person, "keys")
        return response


def name_of(request) -> str:
    try:
        return resolve(request.path_info).view_name
    except Resolver404:
        return ""


def may_change_keys(request, name: str) -> bool:
    """Whether the library may add, change or remove a key in answer to this."""
    if name == CALLBACK:
        return True
    return request.method == "POST" and (
        name == "socialaccount_connections"
        or (name.startswith("mfa_") and "authenticate" not in name)
    )


def keys_of(person) -> list:
    """Passkeys, codes and single sign-on of a person, as they are kept."""
    keys = Authenticator.objects.filter(user=person).order_by("pk").values_list("pk", "data")
    accounts = SocialAccount.objects.filter(user=person).order_by("pk").values_list("pk", "uid")
    return [*keys, *accounts]


def record_hidden(person, field: str) -> None:
    record(person, Verb.CHANGED, by=person, changes={field: (HIDDEN, HIDDEN)})
