"""Who reads nominations: managers, each but those of themselves, so that one manager is too few."""

from django.urls import reverse
from django.utils.translation import gettext as _

from csweek.people.models import Person
from planner.rules.problems import Problem, Severity

from .naming import some_of


def too_few_readers() -> Problem | None:
    """Told wherever awards are, whoever is nominated: it betrays nothing of nominations."""
    managers = Person.objects.managers().order_by().values_list("pk", flat=True)[:2]
    if len(managers) > 1:
        return None
    administrators = Person.objects.administrators().order_by("name", "pk")
    names = some_of(list(administrators.values_list("name", flat=True)))
    if managers:
        what = _("Only one person is a manager: a nomination of them would be read by nobody.")
        mend = _("Make a second one. Administrators can: %(names)s.")
    else:
        what = _("Nobody is a manager: nominations are read by nobody.")
        mend = _("Make two people managers. Administrators can: %(names)s.")
    path = reverse("people:person-list")
    return Problem("managers", Severity.WARNS, what, mend % {"names": names}, path=path)
