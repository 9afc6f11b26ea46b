"""RemindersOff: whoever wants no reminders to nominate; everyone else gets them."""

from django.utils.translation import gettext_lazy as _

from csweek.history.turnedoff import TurnedOff, TurnedOffManager


class RemindersOff(TurnedOff):
    objects = TurnedOffManager("reminders")

    class Meta:
        verbose_name = _("no reminders to nominate")
        verbose_name_plural = _("no reminders to nominate")
