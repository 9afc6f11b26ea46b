"""Optimistic locking: a save made on an old version is told so, never applied silently."""

from django.db import models
from django.db.models import F


class StaleSave(Exception):
    """Somebody saved first. `current` is the row as it stands now, or None when it is gone."""

    def __init__(self, current):
        super().__init__("saved on an old version")
        self.current = current


class Versioned(models.Model):
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save_version(self, *fields: str) -> None:
        """Save the named fields unless someone saved since `version` was read; else StaleSave."""
        values = {field: getattr(self, field) for field in fields}
        if not self._at_my_version().update(version=F("version") + 1, **values):
            raise StaleSave(self._stored())
        self.version += 1

    def refuse_if_stale(self) -> None:
        """Raise StaleSave if someone saved since `version` was read; save nothing."""
        if not self._at_my_version().exists():
            raise StaleSave(self._stored())

    def _at_my_version(self):
        return type(self)._base_manager.filter(pk=self.pk, version=self.version)

    def _stored(self):
        return type(self)._base_manager.filter(pk=self.pk).first()
