"""From where a change came, coarsely: the network of the browser, or the command line."""

import ipaddress
from contextvars import ContextVar

from allauth.account.adapter import get_adapter

_origin: ContextVar[str] = ContextVar("origin", default="command line")


def current() -> str:
    return _origin.get()


def coarse(address: str) -> str:
    """The /24 or /56 network an address lies in; an unreadable address is 'unknown'."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
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
