"""`manage.py checkweek 2026`: the problems of a week, as the board shows them."""

import sys

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from csweek.lib.prepared import PreparedCommand
from planner.checks import find_problems
from planner.models import Week
from planner.rules.problems import Severity


class Command(PreparedCommand):
    help = "Lists what is wrong with a week's plan; exit status 1 when something blocks it."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int)

    def handle(self, *, year, **options):
        week = Week.objects.filter(year=year).first()
        if week is None:
            planned = ", ".join(str(each.year) for each in Week.objects.all()) or _("none")
            raise CommandError(
                _("No week of %(year)s has been begun. Begun so far: %(planned)s.")
                % {"year": year, "planned": planned}
            )
        problems = find_problems(week)
        labels = {Severity.BLOCKS: _("blocks"), Severity.WARNS: _("warns")}
        for problem in problems:
            self.stdout.write(f"{labels[problem.severity]}: {problem.what} {problem.mend}")
        if not problems:
            self.stdout.write(_("Nothing is wrong with the plan."))
        if any(problem.severity is Severity.BLOCKS for problem in problems):
            sys.exit(1)
