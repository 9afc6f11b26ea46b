"""What people are told: a message in the app, and a mail to those who want one."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "csweek.notices"
    label = "notices"
    verbose_name = _("Messages")

    def ready(self):
        from . import forgetting, outbox, privacy, silence  # noqa: F401  (register what is done every minute)
