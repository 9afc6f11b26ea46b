"""From where a change came, coarsely: the network of the browser, or the command line."""

import ipaddress
from contextvars import ContextVar

from allauth.account.adapter import get_adapter
from django.utils.translation import gettext_lazy as _

COMMAND_LINE, UNKNOWN = "command line", "unknown"
WORDS = {COMMAND_LINE: _("none: the server itself"), UNKNOWN: _("unknown")}
_origin: ContextVar[str] = ContextVar("origin", default=COMMAND_LINE)


def current() -> str:
    return _origin.get()


def in_words(origin: str) -> str:
    return str(WORDS.get(origin, origin))


def coarse(address: str) -> str:
    """The /24 or /56 network an address lies in; an unreadable address is 'unknown'."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return UNKNOWN
    bits = 24 if found.version == 4 else 56
    return str(ipaddress.ip_network((found, bits), strict=False))


class OriginMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _origin.set(coarse(get_adapter().get_client_ip(request)))
        try:
            return self.get_response(request)
        finally:
            _origin.reset(token)
