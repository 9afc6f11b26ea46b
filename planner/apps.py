"""The week and everything that happens in it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from csweek.lib.logs import keep_out_of_logs


class PlannerConfig(AppConfig):
    name = "planner"
    verbose_name = _("Planner")

    def ready(self):
        # They register what is done every minute, the words of messages, and the checks.
        from . import jobs, notices, problems, programme  # noqa: F401
        from .documents import ical  # noqa: F401

        keep_out_of_logs(r"(?<!\d{4})/calendars/(?P<secret>[^/\s]+)")
        keep_out_of_logs(r"/open/(?P<secret>[^/\s]+)")
