"""What everybody gets who has not turned it off: one row for each person who has."""

from django.conf import settings
from django.db import models, transaction

from .models import Verb, record


class TurnedOffManager(models.Manager):
    """`told_as` is the name under which history tells of a change."""

    def __init__(self, told_as: str):
        super().__init__()
        self.told_as = told_as

    def wants(self, person) -> bool:
        return not self.filter(person=person).exists()

    @transaction.atomic
    def choose(self, person, *, wants: bool) -> None:
        """As they say; said twice, it is kept and told once."""
        if wants:
            is_changed = bool(self.filter(person=person).delete()[0])
        else:
            _row, is_changed = self.get_or_create(person=person)
        if is_changed:
            record(person, Verb.CHANGED, by=person, changes={self.told_as: (not wants, wants)})


class TurnedOff(models.Model):
    """Inherit, and give `objects` a TurnedOffManager."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.person_id)
