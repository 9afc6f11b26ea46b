"""Seeing people: awards and everything that leads to them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecognitionConfig(AppConfig):
    name = "recognition"
    verbose_name = _("Recognition")

    def ready(self):
        # They register their checks with the planner, their chapter with the demo, their words
        # with the messages, and what is done every minute.
        from . import checks, decisionnews, paneljobs, panelnews, reminding, weeknotes  # noqa: F401
        from .demo import furnishing  # noqa: F401
        from .notices import presented, returned  # noqa: F401
