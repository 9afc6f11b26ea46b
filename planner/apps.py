"""The week and everything that happens in it."""

from django.apps import AppConfig
from django.apps import apps as all_apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from csweek.lib.logs import keep_out_of_logs


def forget_renderings(using, apps=all_apps, **signal) -> None:
    """Another release may draw a page otherwise: what the last one has made is made anew."""
    try:
        renderings = apps.get_model("planner", "Rendering")
    except LookupError:  # migrated back to before there were any
        return
    renderings.objects.using(using).all().delete()


class PlannerConfig(AppConfig):
    name = "planner"
    verbose_name = _("Planner")

    def ready(self):
        # They register what is done every minute, the words of messages, the checks, and what is
        # held of a person, and their chapters of the demo.
        from . import advice, jobs, notices, privacy, problems  # noqa: F401
        from .demo import learning, pairs, phones, signups, tasks  # noqa: F401
        from .documents import ical  # noqa: F401
        from .pages import programme  # noqa: F401

        post_migrate.connect(forget_renderings, sender=self)
        keep_out_of_logs(r"(?<!\d{4})/calendars/(?P<secret>[^/\s]+)")
        keep_out_of_logs(r"/open/(?P<secret>[^/\s]+)")
        keep_out_of_logs(r"(?<!\d{4})/wall/(?P<secret>[^/\s]+)")
