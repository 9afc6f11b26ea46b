"""A small world in which every address can be asked by everyone: one of each thing, and its twins.

It is made once for a test module, inside a transaction; what a question changes is rolled back.
"""

import uuid
from contextlib import contextmanager, nullcontext
from datetime import time
from functools import partial
from unittest import mock

import time_machine
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.core import signing
from django.db import transaction
from django.test import Client
from django.test.client import ClientHandler
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone

from csweek.lib import pdf
from csweek.notices.models import Mail, Notice, notify
from csweek.notices.off import off_token
from csweek.people.erasing import erase
from csweek.people.imports import apply as apply_list
from csweek.people.imports import dry_run, take
from csweek.people.invitations import SALT
from csweek.people.models import Shift, Team
from planner.models import Calendar, Idea, Kind, Place
from tests import factories
from tests.access import nouns
from tests.access.moments import BEFORE
from tests.access.passkeys import credential
from tests.access.routes import routes
from tests.access.table import ROLES
from tests.notices.sample import SAMPLE

MISSING = 999_999
# As a Portuguese office writes it: English words on a page that shows it are the page's own.
STAFF = "Nome,Correio eletrónico\nNia New,nia@example.org\nNo Mail,\n"
YEAR, OTHER_YEAR, UNBEGUN_YEAR = 2026, 2025, 2031


class World:
    """Otto is unrelated staff; Cole owns: it is his page, and he hosts the activity."""

    def __init__(self):
        self.organisation = factories.organisation()
        self._people()
        self._directory()
        self._planner()
        nouns.furnish(self)
        self._told()
        self.handler = ClientHandler(enforce_csrf_checks=False)  # one for all: it loads slowly
        self.clients = {role: self._client(role) for role in ROLES}
        self._keys()
        self.people["deactivated"].is_active = False
        self.people["deactivated"].save()
        self.routes = {route.name: route for route in routes()}

    def _people(self) -> None:
        self.people = {
            "deactivated": factories.person("Gail Gone"),
            "staff": factories.person("Otto Okafor", team=factories.team("Returns desk")),
            "owner": factories.person("Cole Carter", said_as="KOHL", alias="Coley"),
            "judge": factories.person("Jun Jang", team=factories.team("Returns desk")),
            "manager": factories.person("Mara Mendes", is_manager=True),
            "organizer": factories.person("Paula Prieto", is_organizer=True),
            "administrator": factories.person("Ada Amari", is_administrator=True),
        }
        self.owner = self.people["owner"]
        self.left = factories.person("Lee Left", is_active=False)
        self.shell = factories.person("Ezra Erased")
        erase(self.shell, by=self.people["administrator"], reason="Asked us to")

    def _directory(self) -> None:
        by = self.people["administrator"]
        self.team = Team.objects.add(by=by, name="Escalations")
        self.site = factories.site("Porto", "Europe/Lisbon", "PT", opens=time(8), closes=time(18))
        self.shift = Shift.objects.add(by=by, name="Night", starts=time(22), ends=time(6))
        rows = STAFF.encode()
        self.waiting = take("staff.csv", rows, is_everyone=False, key=uuid.uuid4(), by=by)
        good = b"Name,E-mail\nAmos Applied,amos@example.org\n"
        self.applied = take("old.csv", good, is_everyone=False, key=uuid.uuid4(), by=by)
        shown = dry_run("old.csv", good, is_everyone=False, by=by)
        apply_list(self.applied, shown.digest, by=by)

    def _planner(self) -> None:
        by = self.people["organizer"]
        self.other_week = factories.week(OTHER_YEAR, by=by)
        self.week = factories.week(YEAR, by=by, theme="Every voice counts")
        self.place = Place.objects.add(by=by, name="Room 4", site=factories.site(), seats=8)
        self.unused = Place.objects.add(by=by, name="Roof garden", site=None)
        self.activity = factories.activity(
            self.week,
            "Leaders on the line",
            2,
            "11:00",
            60,
            by=by,
            kind=Kind.TRADE_PLACES,
            host=self.owner,
            place=self.place,
            places=20,
            description="Bring a **headset**.",
        )
        self.cancelled = factories.activity(self.week, "Open mike", 3, "15:00", 30, by=by)
        self.cancelled.cancel(by=by, reason="No microphone")
        self.discarded = factories.activity(self.week, "Bake sale", 4, "10:00", 30, by=by)
        self.discarded.discard(by=by)
        self.no_day = factories.activity(self.week, "Photo wall", None, by=by)
        self.elsewhere = factories.activity(self.other_week, "Last year's quiz", 1, by=by)
        self.idea = Idea.objects.keep(self.no_day, by=by)
        self.taken_out = Idea.objects.keep(self.elsewhere, by=by)
        self.taken_out.discard(by=by)
        self._published(by)
        self._calendars()

    def _published(self, by) -> None:
        """Twice, and the draft has gone on since; anyone with the link may read it."""
        factories.publication(self.week, by=by, note="Have a look at Tuesday")
        late = factories.activity(self.week, "Thank-you wall", 5, "09:00", 30, by=by)
        self.publication = factories.publication(self.week, by=by, note="One more for Friday")
        late.change({"title": "Thank-you wall in the hall"}, by=by)
        self.week.refresh_from_db()
        self.week.open_to_all(by=by)

    def _calendars(self) -> None:
        """Addresses for calendar programs: the owner's own, one stopped, and somebody else's."""
        make = partial(Calendar.objects.make, self.week, key=uuid.uuid4())
        self.calendar_token = make(whole=False, by=self.owner)
        self.stopped_token = make(whole=True, by=self.owner)
        self.left_token = make(whole=False, by=self.left)
        self.calendar = Calendar.objects.get(person=self.owner, whole=False)
        Calendar.objects.get(person=self.owner, whole=True).stop(by=self.owner)
        self.others_calendar = Calendar.objects.get(person=self.left)
        self.unknown_key = self.no_day.key

    def _told(self) -> None:
        """Everybody two things, of which the first was read."""
        everybody = [self.left.pk, *(person.pk for person in self.people.values())]
        notify(everybody, SAMPLE, title="Room 4 is no longer free")
        Notice.objects.all().see()
        notify(everybody, SAMPLE, title="Open mike is cancelled")
        self.notice = Notice.objects.of(self.owner).unseen().get()
        self.others_notice = Notice.objects.of(self.left).unseen().get()
        now = timezone.now()
        Mail.objects.filter(notice=self.notice).update(kept_at=now)
        Mail.objects.filter(notice__person=self.people["staff"]).update(sent_at=now)
        self.mail = self.notice.mail
        self.sent_mail = Mail.objects.exclude(sent_at=None).first()

    def _keys(self) -> None:
        """Ways to sign in, kept after everyone has: the owner's own, and somebody else's."""
        self.passkey = WebAuthn.add(self.owner, "Blue key", credential()).instance
        self.others_passkey = WebAuthn.add(self.left, "Red key", credential()).instance
        Authenticator.objects.create(
            user=self.owner, type=Authenticator.Type.TOTP, data={"secret": "x"}
        )
        RecoveryCodes.activate(self.owner)
        self.reset_key = "-".join(
            (user_pk_to_url_str(self.left), default_token_generator.make_token(self.left))
        )
        self.first_token = signing.dumps("first", salt=SALT)

    def _client(self, role: str) -> Client:
        client = Client(raise_request_exception=False)
        if role in self.people:
            login = {"login": self.people[role].email, "password": factories.PASSWORD}
            assert client.post(reverse("account_login"), login).status_code == 302, role
            # Asked again just now: the pages about keys want that.
            again = client.post(reverse("account_reauthenticate"), login)
            assert again.status_code == 302, role
        return client

    # Asking ------------------------------------------------------------------

    def values(self, name: str) -> dict:
        """What stands for each parameter of an address, unless a question says otherwise."""
        pk = next((row.pk for start, row in self._rows().items() if name.startswith(start)), None)
        user, key = self.reset_key.split("-", 1)
        keys = {
            "planner:idea-add": "leaders-on-the-line",
            "planner:activity-calendar": self.activity.key,
            "planner:open-activity-calendar": self.activity.key,
        }
        tokens = {
            "notices:mails-off": off_token(self.owner),
            "planner:calendar-feed": self.calendar_token,
        }
        return {
            "year": UNBEGUN_YEAR if name == "planner:week-new" else YEAR,
            "number": 1,
            "link": self.week.link,
            "pk": pk,
            "key": keys.get(name, key),
            "uidb36": user,
            "provider_id": "oidc",
            "token": tokens.get(name, self.first_token),
        } | nouns.values(self, name)

    def _rows(self) -> dict:
        """By how the names of addresses begin: the row that they are asked about."""
        return {
            "planner:activity-reinstate": self.cancelled,
            "planner:activity-bring-back": self.discarded,
            "planner:activity": self.activity,
            "planner:calendar": self.calendar,
            "planner:idea-keep": self.activity,
            "planner:idea-remove": self.idea,
            "planner:idea-bring-back": self.taken_out,
            "planner:place-delete": self.unused,
            "planner:place": self.place,
            "people:person-reactivate": self.left,
            "people:person": self.owner,
            "people:team": self.team,
            "people:site": self.site,
            "people:shift": self.shift,
            "people:import": self.waiting,
            "notices:notice": self.notice,
            "notices:mail": self.mail,
            "mfa_": self.passkey,
        }

    def address(self, name: str, **changed) -> str:
        route = self.routes[name]
        if not route.pattern.name:
            return "/" + name
        values = self.values(name) | changed
        return reverse(name, kwargs={each: values[each] for each in route.parameters})

    def browser(self, role: str) -> Client:
        """A browser of that role, as it was after signing in, whatever others did meanwhile."""
        client = Client(raise_request_exception=False)
        client.handler = self.handler
        for name, morsel in self.clients[role].cookies.items():
            client.cookies[name] = morsel.value
        return client

    def ask(self, role: str, method: str, name: str, data=None, **changed):
        """The answer; what it changed stays until the surrounding transaction is rolled back."""
        ask = getattr(self.browser(role), method.lower())
        sent = {"data": data} if data is not None else {}
        address = self.address(name, **changed)
        with self.moment_of(name):
            return ask(address, **sent)

    @staticmethod
    def moment_of(name: str):
        """When an address is asked: today, or before the week."""
        return time_machine.travel(BEFORE) if name in nouns.WHILE_AHEAD else nullcontext()


@contextmanager
def rolled_back():
    """What happens inside has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def made_world(blocker):
    """A world that lasts for a module. `blocker` is pytest-django's, which lets us to the data.

    Its PDFs are the pages that they are made from: what is asked here is who gets them, and what
    they say.
    """
    with (
        blocker.unblock(),
        rolled_back(),
        override_settings(ACCOUNT_REAUTHENTICATION_TIMEOUT=24 * 60 * 60),  # however slow we are
        mock.patch.multiple(pdf, is_there=lambda: True, to_pdf=str.encode, to_pdf_once=str.encode),
    ):
        yield World()
