"""Plays a week's story: each act of its text is done by someone, at its moment, with our verbs."""

from datetime import date
from uuid import uuid4

from django.utils import timezone

from csweek.people.models import Person, Site
from planner.models import Activity, Day, Idea, Place, Publication, Week, begin_week

from .clock import standing_at, working_moments

PLAIN = ["title", "kind", "start", "minutes", "places", "takes_off_phones", "needs_sign_up"]
PLAIN += ["opens_days_before", "closes_hours_before", "guests", "meal_choices", "asks_needs"]


def play(story: dict, year: int, people: dict[str, Person], begin: date, end: date) -> Week:
    """Make the week of `year` from its story, its acts spread over the days until before `end`."""
    first, *moments = working_moments(begin, end, len(story["act"]) + 1)
    with standing_at(first):
        stage = Stage(story, year, people)
    for act, moment in zip(story["act"], moments, strict=True):
        with standing_at(moment):
            stage.perform(act)
    return stage.week


class Stage:
    """A week while it is being planned: activities are known by the names the story gives them."""

    def __init__(self, story: dict, year: int, people: dict[str, Person]):
        self.people = people
        self.sites = {site.name: site for site in Site.objects.all()}
        self.activities: dict[str, Activity] = {}
        crew = [people[name] for name in story["crew"]]
        self.week = begin_week(
            year, by=crew[0], start_from="empty", theme=story["theme"], tagline=story["tagline"]
        )
        self.week.change({}, by=crew[0], crew=crew)

    def perform(self, act: dict) -> None:
        act = dict(act)
        verb = getattr(self, "do_" + act.pop("do"))
        verb(by=self.people[act.pop("by")], **act)

    def do_day(self, day: int, *, by, **texts) -> None:
        self.day(day).change(texts, by=by)

    def do_crew(self, crew: list[str], *, by) -> None:
        self.week.change({}, by=by, crew=[self.people[name] for name in crew])

    def do_add(self, what: str, *, by, **values) -> None:
        self.activities[what] = Activity.objects.add(self.week, by=by, **self.resolve(values))

    def do_wave(self, what: str, of: str, day: int, start, *, by, **values) -> None:
        wave = self.activities[of].add_wave(self.day(day), start, by=by)
        self.activities[what] = wave
        wave.change(self.resolve(values, wave), by=by)

    def do_change(self, what: str, *, by, **values) -> None:
        activity = self.activities[what]
        activity.change(self.resolve(values, activity), by=by)

    def do_move(self, what: str, day: int, start, *, by) -> None:
        self.activities[what].move(self.day(day), start, by=by)

    def do_cancel(self, what: str, reason: str, *, by) -> None:
        self.activities[what].cancel(by=by, reason=reason)

    def do_discard(self, what: str, *, by) -> None:
        self.activities[what].discard(by=by)

    def do_publish(self, note: str, read_by: float, *, by) -> None:
        """`read_by` is the part of those told who have opened the message by now."""
        week = Week.objects.get(pk=self.week.pk)
        seen = Publication.objects.propose(week).draft.digest()
        publication = Publication.objects.publish(week, by=by, key=uuid4(), seen=seen, note=note)
        publication.told().update(made_at=timezone.now())  # the default is the real clock's
        told = list(publication.told().values_list("pk", flat=True))
        readers = told[: round(len(told) * read_by)]
        publication.told().filter(pk__in=readers).update(seen_at=timezone.now())

    def do_keep(self, what: str, *, by) -> None:
        Idea.objects.keep(self.activities[what], by=by)

    def day(self, number: int) -> Day:
        return self.week.days.get(number=number)

    def resolve(self, values: dict, activity: Activity | None = None) -> dict:
        """Names of days, sites, places and people made into the things themselves."""
        resolved = {field: values[field] for field in PLAIN if field in values}
        if "description" in values:
            resolved["description"] = values["description"].strip()
        if "day" in values:
            resolved["day"] = self.day(values["day"])
        if "host" in values:
            resolved["host"] = self.people[values["host"]]
        if "invited_sites" in values:
            resolved["invited_sites"] = [self.sites[name] for name in values["invited_sites"]]
        site = self.sites[values["site"]] if "site" in values else activity and activity.site
        if "site" in values:
            resolved["site"] = site
        if "place" in values:
            resolved["place"] = Place.objects.get(name=values["place"], site=site)
        return resolved
