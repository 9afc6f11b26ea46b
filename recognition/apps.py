"""Seeing people: awards and everything that leads to them."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecognitionConfig(AppConfig):
    name = "recognition"
    verbose_name = _("Recognition")

    def ready(self):
        # They register their checks with the planner, their chapter with the demo, their words
        # with the messages, what is done every minute, and what is held of a person.
        from . import (  # noqa: F401
            checks,
            forgetting,
            jobs,
            notices,
            privacy,
            reporting,
            weeknotes,
        )
        from .demo import furnishing  # noqa: F401
