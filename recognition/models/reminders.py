"""RemindersOff: whoever wants no reminders to nominate; everyone else gets them."""

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record


class RemindersOffManager(models.Manager):
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
            record(person, Verb.CHANGED, by=person, changes={"reminders": (not wants, wants)})


class RemindersOff(models.Model):
    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    objects = RemindersOffManager()

    class Meta:
        verbose_name = _("no reminders to nominate")
        verbose_name_plural = _("no reminders to nominate")

    def __str__(self):
        return str(self.person_id)
