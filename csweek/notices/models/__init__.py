"""What people are told, and the mails that wait to be sent."""

from .mails import Mail
from .notices import Notice, notify

__all__ = ["Mail", "Notice", "notify"]
