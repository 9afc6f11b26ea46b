"""Who may: one decorator above the view. Refusing says who could do it instead."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


def _only(*roles: str, refusal):
    """A decorator for views of these roles. It answers before anything is looked up: no leak."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not any(getattr(request.user, role) for role in roles):
                raise PermissionDenied(refusal)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


organizers_only = _only(
    "is_organizer", refusal=_("This is for organizers. An administrator can make you one.")
)
administrators_only = _only(
    "is_administrator", refusal=_("This is for administrators. Ask one of them to do it for you.")
)
directory_readers_only = _only(
    "is_organizer",
    "is_administrator",
    refusal=_("The directory is for organizers and administrators. Your own page is “My account”."),
)
managers_only = _only(
    "is_manager", refusal=_("This is for managers. An administrator can make you one.")
)
crew_and_managers_only = _only(
    "is_organizer",
    "is_manager",
    refusal=_("This is for organizers and managers. An administrator can make you one."),
)
