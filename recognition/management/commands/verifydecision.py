"""`manage.py verifydecision 2026`: works every decision of a week out anew from what was frozen."""

import sys

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from csweek.lib.prepared import PreparedCommand
from recognition.models import Decision
from recognition.verifying import faults_of


class Command(PreparedCommand):
    help = "Verifies the decisions of a week; exit status 1 when anything differs."

    def add_arguments(self, parser):
        parser.add_argument("year", type=int)
        parser.add_argument("award", nargs="?", default="", help="its title or key; else all")

    def handle(self, *, year, award, **options):
        decisions = Decision.objects.filter(award__week__year=year).select_related("award")
        rows = [
            each
            for each in decisions.order_by("award__position", "award", "number")
            if award in ("", each.award.title, str(each.award.key))
        ]
        if not rows:
            raise CommandError(_("Nothing has been decided there."))
        is_wrong = False
        for decision in rows:
            faults = faults_of(decision)
            is_wrong |= bool(faults)
            self._tell(decision, faults)
        if is_wrong:
            sys.exit(1)

    def _tell(self, decision: Decision, faults: list[str]) -> None:
        words = {"award": decision.award.title, "number": decision.number}
        if faults:
            self.stdout.write(_("%(award)s, decision %(number)s: DIFFERS") % words)
            for each in faults:
                self.stdout.write(f"  - {each}")
            return
        said = _("%(award)s, decision %(number)s: check sum, result and scores agree") % words
        if not decision.is_standing:
            said += " " + _("(it was reopened since)")
        if decision.struck_at:
            said += " " + _(
                "(words were struck out of its reason when somebody was erased; its check sum is "
                "%(now)s since then, and was this one before)"
            ) % {"now": decision.struck_sha256}
        self.stdout.write(f"{said}  {decision.sha256}")
