"""What people are told, and the mails that wait to be sent."""

from .mails import Mail
from .notices import Notice, notify, notify_each

__all__ = ["Mail", "Notice", "notify", "notify_each"]
