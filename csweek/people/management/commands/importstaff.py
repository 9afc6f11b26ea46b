"""`manage.py importstaff FILE`: what a staff list would do; with --apply, does it."""

import sys
import uuid
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from csweek.lib.prepared import PreparedCommand
from csweek.lib.sheets import BadSheet
from csweek.people.imports import Refused, apply, dry_run, take
from csweek.people.planwords import in_words, summary

WIDTH = 40
STAGES = {"reading": gettext_lazy("Reading"), "applying": gettext_lazy("Applying")}
REFUSED = {
    "changed": gettext_lazy("The directory has changed meanwhile. Nothing was done; run it again."),
    "bad rows": gettext_lazy(
        "Nothing was done. Mend these rows, or leave them out with --leave-out-bad-rows."
    ),
    "everyone": gettext_lazy(
        "Nothing was done. Rows cannot be left out of a list that is everyone: whoever is in them "
        "would count as missing. Mend them, or run it without --everyone."
    ),
}


class Command(PreparedCommand):
    help = "Shows what a staff list (CSV or XLSX) would add, change and deactivate, or does it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--apply", action="store_true", help="do it; else nothing is changed")
        parser.add_argument(
            "--everyone",
            action="store_true",
            help="this is everyone: deactivate those who are not in the file",
        )
        parser.add_argument(
            "--leave-out-bad-rows",
            action="store_true",
            help="import the good rows although there are bad ones",
        )

    def handle(self, *, file, everyone, leave_out_bad_rows, **options):
        self.shown = None
        try:
            data = file.read_bytes()
            found = dry_run(
                file.name, data, is_everyone=everyone, by=None, progress=self.show_progress
            )
        except OSError as error:
            raise CommandError(str(error)) from error
        except BadSheet as error:
            raise CommandError(str(error)) from error
        bad = found.plan.counts["problems"]
        for problem in found.plan.problems:
            self.stdout.write(_("Line %(line)s: %(text)s") % vars(in_words(problem)))
        self.stdout.write(summary(found.plan))
        digest = found.digest
        del found  # a large plan: the second one is made without it
        if options["apply"]:
            self.apply(file.name, data, digest, everyone, leave_out_bad_rows)
        elif bad:
            sys.exit(1)

    def apply(self, name: str, data: bytes, digest: str, everyone: bool, leave_out: bool) -> None:
        kept = take(name, data, is_everyone=everyone, key=uuid.uuid4(), by=None)
        try:
            apply(kept, digest, by=None, leave_out=leave_out, progress=self.show_progress)
        except Refused as refused:
            kept.delete()
            raise CommandError(str(REFUSED[refused.why])) from refused
        self.stdout.write(_("Done."))

    def show_progress(self, stage: str, done: int, total: int) -> None:
        """A bar that is drawn again whenever another per cent is done."""
        percent = 100 if not total else done * 100 // total
        if (stage, percent) == self.shown:
            return
        self.shown = (stage, percent)
        bar = ("█" * (percent * WIDTH // 100)).ljust(WIDTH, "░")
        end = "\n" if percent == 100 else "\r"
        self.stderr.write(f"{STAGES[stage]} {bar} {percent:3} %", ending=end)
        self.stderr.flush()
