"""Who may: one decorator above the view. Refusing says who could do it instead."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


def _only(role: str, refusal):
    """A decorator for views of one role. It answers before anything is looked up: nothing leaks."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not getattr(request.user, role):
                raise PermissionDenied(refusal)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


organizers_only = _only(
    "is_organizer", _("This is for organizers. An administrator can make you one.")
)
managers_only = _only("is_manager", _("This is for managers. An administrator can make you one."))
administrators_only = _only(
    "is_administrator", _("This is for administrators. Ask one of them to do it for you.")
)
