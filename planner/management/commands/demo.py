"""`manage.py demo`: the product, furnished, on a database file of its own."""

from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from csweek import serving
from csweek.lib import clock
from csweek.people.models import Organisation
from planner.demo import ownfile
from planner.demo.furnishing import furnish
from planner.demo.organisation import PASSWORD, accounts
from planner.rules.dates import LAST_YEAR

HOST = "127.0.0.1"
LATEST = datetime(LAST_YEAR, 1, 1, tzinfo=UTC)


class Command(BaseCommand):
    help = "Furnish a sample organisation in a database of its own, and serve it."
    requires_system_checks = []  # migrate checks, once the file is known to be the demo's own

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000, metavar="N")
        parser.add_argument(
            "--reset", action="store_true", help="Delete the demo's database and furnish it anew."
        )
        parser.add_argument(
            "--at",
            metavar="2027-10-06T11:00",
            help="Set the demo's clock ahead, to try a day of its week: a time at the head site.",
        )

    def handle(self, *, port, reset, at=None, **options):
        if not settings.DEMO:
            raise CommandError(
                _(
                    "The demo has a database of its own, which only “manage.py demo” chooses. "
                    "Type that on the command line."
                )
            )
        listening = serving.listen(HOST, port)
        self.claim(Path(settings.DATABASES["default"]["NAME"]), reset=reset)
        serving.prepare(self)
        if not furnish(timezone.localdate(), say=self.write):
            self.write(_("The demo is as you left it; --reset furnishes it anew."))
        if at:
            self.set_clock(at)
        self.tell_accounts()
        serving.serve(listening, self)

    def write(self, line: str) -> None:
        """A line at a time, seen at once, also where the output is piped."""
        self.stdout.write(line)
        self.stdout.flush()

    def claim(self, path: Path, *, reset: bool) -> None:
        """Make sure that the file is the demo's own; a new one bears its mark from the start."""
        if path.exists():
            if not ownfile.is_ours(path):
                raise CommandError(
                    _(
                        "%(path)s is no database that the demo has made, so the demo leaves it "
                        "alone. Move it elsewhere, or set CSWEEK_HOME to another folder."
                    )
                    % {"path": path}
                )
            if not reset:
                return
            self.write(_("Deleting the demo's database …"))
            ownfile.delete(path)
        if beside := ownfile.leftovers(path):
            raise CommandError(
                _(
                    "%(file)s belongs to a database that is no longer there, and would spoil a "
                    "new one. Move it elsewhere."
                )
                % {"file": beside[0]}
            )
        ownfile.make(path)

    def set_clock(self, at: str) -> None:
        """To that wall-clock time at the head site. Raises CommandError for what is no time to
        come: what the demo tells of has been saved by now."""
        site = Organisation.objects.current().head_site
        try:
            moment = datetime.fromisoformat(at).replace(tzinfo=site.zone)
        except ValueError:
            moment = None
        if moment is None or not timezone.now() < moment < LATEST:
            raise CommandError(
                _("%(at)s is no time to come. Give a day and a time, such as %(example)s.")
                % {"at": at, "example": "2027-10-06T11:00"}
            )
        clock.set_to(moment)
        words = formats.date_format(moment.replace(tzinfo=None), "DATETIME_FORMAT")
        said = _("The clock stands at %(moment)s in %(site)s; --reset begins anew afterwards.")
        self.write(said % {"moment": words, "site": site.name})

    def tell_accounts(self) -> None:
        self.write(_("Sign in with the password %(password)s as:") % {"password": PASSWORD})
        for name, email in accounts():
            self.write(f"  {email:32} {name}")
