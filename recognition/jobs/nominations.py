"""Reminders two days before nominations close: whom, when on their own clock, and what they say."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from csweek.lib.moments import moment
from csweek.lib.ticks import every_minute
from csweek.notices.models import Notice, notify
from csweek.notices.words import Message, put_into_words
from csweek.people.models import Organisation, Person, Site
from planner.models import Week
from recognition.models import Award, Nomination, RemindersOff

BEFORE = timedelta(days=2)
DAYTIME = range(8, 18)  # hours at their site in which people are told
AT_ONCE = 1000  # people told in one transaction

DRAFT, NOBODY = "draft-waits", "nominate-somebody"


@every_minute
def remind(is_over) -> None:
    """Each is told once: of drafts once for each time that awards close, those without an award as
    the last of the week do; of nobody once a week."""
    now = timezone.now()
    soon = Award.objects.open(now).filter(closes_at__lte=now + BEFORE)
    last = _last_closings(now)
    for week, closes_at in set(soon.values_list("week", "closes_at")):
        told = {"week": week, "closes": closes_at.isoformat(), "is_last": closes_at == last[week]}
        told |= {"until": closes_at}
        closing = Q(award__in=soon, award__closes_at=closes_at)
        if told["is_last"]:
            closing |= Q(award=None, week=week)
        drafts = Nomination.objects.drafts().begun().filter(closing)
        people = Person.objects.filter(pk__in=drafts.values("nominator"))
        subject = f"week:{week}@{closes_at:%Y%m%dT%H%M}"
        _tell(people, DRAFT, subject, now, is_over, **told)
        wrote = Nomination.objects.begun().filter(week=week).exclude(nominator=None)
        idle = Person.objects.exclude(pk__in=wrote.values("nominator"))
        _tell(idle, NOBODY, f"week:{week}", now, is_over, **told)


def _last_closings(now: datetime) -> dict[int, datetime]:
    """{week: when the last of its awards closes}, of those with any left to close."""
    left = Award.objects.kept().filter(closes_at__gt=now).order_by().values("week")
    return dict(left.annotate(last=Max("closes_at")).values_list("week", "last"))


def _tell(people, name: str, subject: str, now: datetime, is_over, **context) -> None:
    """Those of `people` whose day it is and who want it, a thousand at a time."""
    told = Notice.objects.filter(name=name, subject=subject).values("person")
    off = RemindersOff.objects.values("person")
    wanted = people.active().filter(_awake(now)).exclude(pk__in=off).exclude(pk__in=told)
    keys = wanted.order_by("pk").values_list("pk", flat=True)
    while not is_over():
        some = list(keys[:AT_ONCE])
        if not some:
            return
        notify(some, name, subject=subject, **context)


def _awake(now: datetime) -> Q:
    """People at whose site it is day; without a site, the head site's clock holds."""
    day = {site.pk for site in Site.objects.all() if now.astimezone(site.zone).hour in DAYTIME}
    awake = Q(site__in=day)
    organisation = Organisation.objects.current()
    if organisation and organisation.head_site_id in day:
        awake |= Q(site=None)
    return awake


@put_into_words(DRAFT, is_sealed=True)
def draft_waits(notices: list[Notice]) -> list[Message | None]:
    """What waits to be sent, as things stand now; nothing once it was sent or thrown away."""
    people = {notice.person_id for notice in notices}
    waiting = Nomination.objects.drafts().begun()
    waiting = waiting.filter(nominator__in=people, award__discarded_at=None)
    found = list(waiting.select_related("award", "week"))
    return [_draft_message(notice, found) for notice in notices]


def _draft_message(notice: Notice, found: list[Nomination]) -> Message | None:
    closes = parse_datetime(notice.context["closes"])
    own = [
        each
        for each in found
        if each.nominator_id == notice.person_id and _waits(each, notice.context, closes)
    ]
    if not own or closes <= timezone.now():
        return None
    return Message(
        subject=_("Your nomination is not sent yet"),
        opening=_("Nominations close %(when)s. What you wrote is kept as a draft for:")
        % {"when": moment(closes)},
        parts=(("", tuple(sorted({_kept_for(each) for each in own}))),),
        closing=_off(),
        path=reverse("recognition:my-nominations", args=[own[0].week.year]),
        action=_("Look at it and send it"),
    )


def _waits(draft: Nomination, context: dict, closes: datetime) -> bool:
    if draft.award:
        return draft.award.closes_at == closes
    return draft.week_id == context["week"] and context.get("is_last", True)


def _kept_for(draft: Nomination) -> str:
    return draft.award.title if draft.award else _("no award yet")


@put_into_words(NOBODY, is_sealed=True)
def nobody_yet(notices: list[Notice]) -> list[Message | None]:
    weeks = {notice.context["week"] for notice in notices}
    years = dict(Week.objects.filter(pk__in=weeks).values_list("pk", "year"))
    people = {notice.person_id for notice in notices}
    sent = Nomination.objects.counted().filter(nominator__in=people, week__in=weeks)
    done = set(sent.values_list("nominator", "week"))
    return [
        None
        if (notice.person_id, notice.context["week"]) in done
        else _nobody_message(notice, years.get(notice.context["week"]))
        for notice in notices
    ]


def _nobody_message(notice: Notice, year: int | None) -> Message | None:
    closes = parse_datetime(notice.context["closes"])
    if year is None or closes <= timezone.now():
        return None
    return Message(
        subject=_("Who made a difference?"),
        opening=_("Until %(when)s you can nominate a colleague. It takes two minutes.")
        % {"when": moment(closes)},
        closing=_off(),
        path=reverse("recognition:nomination-new", args=[year]),
        action=_("Nominate a colleague"),
    )


def _off() -> str:
    address = settings.ADDRESS + reverse("recognition:reminders")
    return _("You can turn such reminders off here: %(address)s") % {"address": address}
