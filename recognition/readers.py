"""Who reads nominations: managers, each but those of themselves, so that one manager is too few."""

from django.db.models import Count, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _

from csweek.people.models import Person
from planner.rules.problems import Problem, Severity


def manager_count() -> Coalesce:
    """How many managers there are, to annotate anything with."""
    managers = Person.objects.managers().order_by().values("is_manager")
    return Coalesce(Subquery(managers.annotate(n=Count("pk")).values("n")), 0)


def too_few_readers(managers: int) -> Problem | None:
    """Told wherever awards are, whoever is nominated: it betrays nothing of nominations."""
    if managers > 1:
        return None
    if managers:
        what = _("Only one person is a manager: a nomination of them would be read by nobody.")
        mend = _("Make a second one. Administrators can.")
    else:
        what = _("Nobody is a manager: nominations are read by nobody.")
        mend = _("Make two people managers. Administrators can.")
    return Problem("managers", Severity.WARNS, what, mend, path=reverse("people:person-list"))
