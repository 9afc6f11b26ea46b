"""One message in the evening: how it was, of all that one was at on that day."""

from collections import defaultdict
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from csweek.lib.ticks import every_minute
from csweek.notices.models import Notice, notify
from csweek.notices.words import Message, put_into_words
from csweek.people.models import Organisation, Person, Site
from planner.feedback import present_in
from planner.models import FeedbackOff, Publication
from planner.moments import day_and_time
from planner.rules.feedback import answered_until, is_asked_on, is_open, last_evening, were_there

NAME = "how-it-was"


@every_minute
def ask_how_it_was(is_over) -> None:
    """At each site in its evening, on the days of a week and the one after; each person once.
    Where the server was down until midnight, as soon as it is up on the next day."""
    now = timezone.now()
    organisation = Organisation.objects.current()
    near = (now.date() - timedelta(days=9), now.date() + timedelta(days=1))
    newest = Publication.objects.newest().filter(first_day__range=near)
    if organisation is None or not newest.exists():
        return
    for publication in newest:
        for site in [*Site.objects.all(), None]:
            if is_over():
                return
            zone = (site or organisation.head_site).zone
            day = last_evening(now, zone)
            if day <= publication.last_day + timedelta(days=1):
                ask(publication, site, day, zone)


@transaction.atomic
def ask(publication: Publication, site: Site | None, day: date, zone: ZoneInfo) -> int:
    """Ask those of a site (None: those of no site) how that day was. Returns how many are told."""
    programme = publication.frozen
    items = [item for item in programme.items if is_asked_on(item, programme, day, zone)]
    subject = f"day:{day.isoformat()}"
    its = {"site": site and site.pk, "year": publication.year}  # the site that was asked
    told = Notice.objects.filter(name=NAME, subject=subject, context__site=its["site"])
    if not items or told.exists():
        return 0
    people = Person.objects.active().filter(site=site)
    people = people.exclude(pk__in=FeedbackOff.objects.values("person"))
    known = {pk: (site and site.pk, team) for pk, team in people.values_list("pk", "team")}
    if not known:
        return 0
    present = present_in(items)
    attended = defaultdict(list)
    for item in items:
        for pk in were_there(item, known, present[item.key]):
            attended[pk].append(item.key)
    alike = defaultdict(list)
    for pk, keys in attended.items():
        alike[tuple(keys)].append(pk)
    until = {item.key: answered_until(item, programme) for item in items}
    return sum(
        notify(
            pks,
            NAME,
            subject=subject,
            until=max(until[key] for key in keys),
            activities=list(keys),
            **its,
        )
        for keys, pks in alike.items()
    )


@put_into_words(NAME)
def how_it_was(notices: list[Notice]) -> list[Message | None]:
    years = {notice.context["year"] for notice in notices}
    newest = Publication.objects.newest().filter(week__year__in=years)
    found = {each.year: each for each in newest}
    now = timezone.now()
    return [_message(notice, found.get(notice.context["year"]), now) for notice in notices]


def _message(notice: Notice, publication: Publication | None, now) -> Message | None:
    """None once there is nothing of it left that one may still answer about."""
    if publication is None:
        return None
    programme, keys = publication.frozen, set(notice.context["activities"])
    items = [each for each in programme.items if each.key in keys]
    items = [each for each in items if is_open(each, programme, now)]
    if not items:
        return None
    subject = _("How was “%(title)s”?") % {"title": items[0].title}
    return Message(
        subject=subject if len(items) == 1 else _("How was your day?"),
        opening=_("One tap says how it was. Nobody is shown who said what."),
        parts=tuple(
            (each.title, (day_and_time(programme.date_of(each.day), each.clock, each.minutes),))
            for each in items
        ),
        closing=_("You can answer for a week. That page also turns these messages off."),
        path=reverse("planner:feedback-list", args=[publication.year]),
        action=_("Say how it was"),
    )
