"""Says in the history that somebody changed how they sign in: that they did, never to what."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.urls import Resolver404, resolve

from csweek.history.models import Verb, record

HIDDEN = "•••"


class TrailMiddleware:
    """The library for accounts does these acts; here each gets its entry, right after it.

    Not in the library's transaction: it may wait for a provider or a mail server, and a
    transaction round that would hold SQLite's one write lock all the while.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.user.is_authenticated or not may_change_keys(request):
            return self.get_response(request)
        person = request.user
        before = keys_of(person)
        response = self.get_response(request)
        if response.status_code < 400 and keys_of(person) != before:
            record_hidden(person, "keys")
        return response


def may_change_keys(request) -> bool:
    """Whether the library may add, change or remove a key in answer to this."""
    try:
        name = resolve(request.path_info).view_name
    except Resolver404:
        return False
    if name == "openid_connect_callback":  # where single sign-on comes back to, by GET
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
