"""What the directory, the history and the library for accounts hold of a person."""

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _

from csweek.history.erasing import forget_values_of
from csweek.history.models import Entry
from csweek.history.words import in_words

from .holdings import Fate, holds, holds_nobody, read_by
from .models import Organisation, Person, Shift, Site, StaffList, Team
from .sessions import end_sessions


def entries_about(person):
    return Entry.objects.filter(subject_type=Person._meta.label_lower, subject_id=person.pk)


def entries_in_words(entries) -> list[dict]:
    return [{"what": line.sentence} for line in in_words(entries)]


def line_managers(people) -> list[dict]:
    return [
        {"line_manager": str(each.line_manager)} if each.line_manager else {} for each in people
    ]


def drop_waiting_lists(person, by) -> None:
    """Whoever is in a list that waits cannot be seen without reading it: load it again."""
    StaffList.objects.waiting().delete()


read_by("people", lambda reader: reader.is_administrator)
read_by("history", lambda reader: reader.is_administrator)

holds(
    Person,
    "pk",
    Fate.EMPTIED,
    _("the entry in the directory"),
    hidden=("password", "folded"),
    words=line_managers,
    erase=lambda person, by: None,  # csweek.people.erasing makes the shell, last of all
)
holds(Person, "line_manager", Fate.FREED, _("reports, as their line manager"), columns=("name",))
holds(
    StaffList,
    "by",
    Fate.KEPT,
    _("staff lists loaded"),
    hidden=("data", "sha256"),
    erase=drop_waiting_lists,
)
ENTRY = ("at", "origin", "verb", "subject_type", "subject_id", "changes", "reason")
# What they did to awards, or to a plan, is not for whoever administers to read.
holds(
    Entry,
    "by",
    Fate.KEPT,
    _("history: own acts"),
    columns=ENTRY,
    is_sealed=True,
    words=entries_in_words,
)
holds(
    Entry,
    "subject_id",
    Fate.EMPTIED,
    _("history: what was done to the account"),
    columns=ENTRY,
    told=entries_about,
    words=entries_in_words,
    erase=lambda person, by: forget_values_of(person),
)
holds(EmailAddress, "user", Fate.DELETED, _("addresses to sign in with"))
holds(
    Authenticator,
    "user",
    Fate.DELETED,
    _("passkeys and codes"),
    columns=("type", "created_at", "last_used_at"),
)
holds(SocialAccount, "user", Fate.DELETED, _("single sign-on"))
holds(
    UserSession,
    "user",
    Fate.DELETED,
    _("browsers signed in with"),
    hidden=("session_key", "data"),
    erase=lambda person, by: end_sessions([person]),
)
for label in ("account", "mfa", "socialaccount", "usersessions"):
    read_by(label, lambda reader: reader.is_administrator)

holds_nobody("goes with its address, or its account", EmailConfirmation, SocialToken)
holds_nobody("read through when somebody is erased (csweek.people.erasing)", Session)
holds_nobody("of the organisation", Organisation, Site, Shift, Team)
holds_nobody("of the library", Permission, Group, ContentType, SocialApp)
