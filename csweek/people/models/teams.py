"""Teams."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .rows import Row


class Team(Row):
    name = models.CharField(_("name"), max_length=80, unique=True)

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name"]

    def __str__(self):
        return self.name
