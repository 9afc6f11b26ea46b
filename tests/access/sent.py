"""What a person sends with each form, typed rightly, so that the act is done."""

import uuid

from django.core.files.uploadedfile import SimpleUploadedFile

from csweek.people.imports import dry_run
from planner.models import Publication
from tests import factories
from tests.access import nouns

UPLOADED = "Nome,Correio eletrónico\nUma Upload,uma@example.org\n"
SECRET = "a-password-nobody-may-read"


def _activity(world) -> dict:
    activity = world.activity
    return {
        "title": "Leaders answer",
        "kind": activity.kind,
        "day": activity.day_id,
        "start": "12:00",
        "end": "13:00",
        "version": activity.version,
        "key": uuid.uuid4(),
    }


def _person(person, **typed) -> dict:
    fields = {"name": person.name, "email": person.email, "version": person.version}
    return fields | {"site": person.site_id, "team": person.team_id} | typed


def _publication(world) -> dict:
    seen = Publication.objects.propose(world.week).draft.digest()
    return {"key": uuid.uuid4(), "seen": seen, "note": "Come and see", "reason": "It can wait"}


def _week(world) -> dict:
    week = world.week
    return {
        "theme": "Every call counts",
        "tagline": "",
        "first_day": week.first_day,
        "moved_because": "",
        "days_count": 6,
        "time_zone": week.time_zone,
        "crew": [world.people["organizer"].pk],
        "version": week.version,
    }


def _plan(world) -> dict:
    kept = world.waiting
    by = world.people["administrator"]
    shown = dry_run(kept.name, bytes(kept.data), is_everyone=False, by=by)
    counts = shown.plan.counts
    counted = {each: counts[each] for each in ("added", "changed", "deactivated")}
    return {"digest": shown.digest, "leave_out": "on", **counted}


def _file() -> SimpleUploadedFile:
    return SimpleUploadedFile("staff.csv", UPLOADED.encode())


_SITE = {"name": "Cape Town", "time_zone": "Africa/Johannesburg", "country": "ZA", "region": ""}
_HOURS = {"opens": "08:00", "closes": "17:00"}
_PASSWORD = {"password1": SECRET, "password2": SECRET}

SENT = {
    "account_login": lambda w: {"login": "cole@example.org", "password": factories.PASSWORD},
    "account_logout": lambda w: {},
    "account_reauthenticate": lambda w: {"password": factories.PASSWORD},
    "account_change_password": lambda w: {"oldpassword": factories.PASSWORD} | _PASSWORD,
    "account_set_password": lambda w: _PASSWORD,
    "account_reset_password": lambda w: {"email": "cole@example.org"},
    "mfa_generate_recovery_codes": lambda w: {},
    "mfa_edit_webauthn": lambda w: {"name": "Green key"},
    "mfa_remove_webauthn": lambda w: {},
    "mfa_deactivate_totp": lambda w: {},
    "usersessions_list": lambda w: {},
    "set_language": lambda w: {"language": "pt-pt", "next": "/about/"},
    "people:person-new": lambda w: {"name": "Nora Next", "email": "nora@example.org"},
    "people:person-edit": lambda w: _person(w.owner, alias="Old King"),
    "people:person-invite": lambda w: {},
    "people:person-deactivate": lambda w: {},
    "people:person-reactivate": lambda w: {},
    "people:invite-everyone": lambda w: {},
    "people:person-data-file": lambda w: {},
    "people:person-erase": lambda w: {"reason": "Asked us to", "by_name": "on", "is_meant": "on"},
    "people:me": lambda w: {"name": "Somebody Else", "wants_mail": "on", "version": 1},
    "people:team-new": lambda w: {"name": "Complaints"},
    "people:team-edit": lambda w: {"name": "Appeals", "version": w.team.version},
    "people:team-delete": lambda w: {},
    "people:site-new": lambda w: _SITE | _HOURS,
    "people:site-edit": lambda w: _SITE | _HOURS | {"version": w.site.version},
    "people:site-delete": lambda w: {},
    "people:shift-new": lambda w: {"name": "Early", "starts": "06:00", "ends": "14:00"},
    "people:shift-edit": lambda w: {
        "name": "Late",
        "starts": "14:00",
        "ends": "22:00",
        "version": w.shift.version,
    },
    "people:shift-delete": lambda w: {},
    "people:organisation-edit": lambda w: {
        "name": "Northwind Group",
        "head_site": w.site.pk,
        "currency": "GBP",
        "version": w.organisation.version,
    },
    "people:import-new": lambda w: {"file": _file(), "key": uuid.uuid4()},
    "people:import-apply": _plan,
    "notices:notice-see-all": lambda w: {"newest": w.others_notice.pk + 100},
    "notices:notice-open": lambda w: {},
    "notices:mail-send-kept": lambda w: {},
    "notices:mails-off": lambda w: {"List-Unsubscribe": "One-Click"},
    "planner:week-new": lambda w: {"start_from": "empty", "theme": "Ears wide open"},
    "planner:week-edit": _week,
    "planner:publication-new": _publication,
    "planner:publication-copy-back": lambda w: {},
    "planner:link-open": lambda w: {"anew": "on"},
    "planner:link-close": lambda w: {},
    "planner:day-edit": lambda w: {"name": "Opening", "note": "", "version": _day(w).version},
    "planner:place-new": lambda w: {"name": "Canteen", "site": w.site.pk, "seats": 60},
    "planner:place-edit": lambda w: {"name": "Room 5", "seats": 9, "version": w.place.version},
    "planner:place-delete": lambda w: {},
    "planner:idea-add": lambda w: {"day": _day(w).pk, "once": uuid.uuid4()},
    "planner:idea-keep": lambda w: {},
    "planner:idea-remove": lambda w: {},
    "planner:idea-bring-back": lambda w: {},
    "planner:activity-new": _activity,
    "planner:activity-edit": _activity,
    "planner:activity-move": lambda w: {
        "day": _day(w).pk,
        "start": "09:00",
        "version": w.activity.version,
    },
    "planner:activity-wave": lambda w: {
        "day": _day(w).pk,
        "start": "09:00",
        "key": uuid.uuid4(),
    },
    "planner:activity-copy": lambda w: {"key": uuid.uuid4()},
    "planner:activity-cancel": lambda w: {"reason": "No line", "version": w.activity.version},
    "planner:activity-reinstate": lambda w: {},
    "planner:activity-delete": lambda w: {},
    "planner:activity-bring-back": lambda w: {},
    "planner:calendar-new": lambda w: {"whole": "on", "key": uuid.uuid4()},
    "planner:calendar-stop": lambda w: {},
} | nouns.SENT


def _day(world):
    return world.week.days.get(number=1)


def sent(world, name: str) -> dict:
    """The form of that address, filled in; nothing for one that takes no form."""
    return (
        {key: "" if value is None else value for key, value in SENT[name](world).items()}
        if (name in SENT)
        else {}
    )
