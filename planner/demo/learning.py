"""Last year's week as it was answered and what it has taught; and both weeks on a wall."""

import random
from datetime import UTC, date, datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from csweek.people.models import Person
from planner.feedback import present_in
from planner.models import Activity, Feedback, Felt, Lesson, Publication, Week
from planner.rules.feedback import were_there

from . import signups  # noqa: F401  (who was there is told before what they answered)
from .clock import standing_at
from .furnishing import chapter
from .texts import read

ORGANIZER = "Tess Nakamura"
ANSWERING = 0.45  # of those who were there
MOST = 60  # answers to one activity


@chapter(_("Furnishing: how last year's week was, and what it has taught …"))
def tell_what_was_learnt(people: dict[str, Person], last: Week, this: Week, today: date) -> None:
    by, lot = people[ORGANIZER], random.Random(last.year)
    after = datetime.combine(last.last_day + timedelta(days=4), time(9), UTC)
    publication = Publication.objects.latest_of(last.year)
    found = {each.title: each for each in last.activities.kept().order_by("-wave_of", "-pk")}
    for row in read("learning")["activity"]:
        activity = found.get(row["title"])
        if activity is None:
            continue
        _answer(publication, activity, row, lot)
        with standing_at(after):
            values = {"verdict": row["verdict"], "words": row.get("lesson", "")}
            Lesson.objects.of(activity).draw(values, by=by)
    this = Week.objects.get(pk=this.pk)
    this.open_wall(by=by)


def _answer(publication: Publication, activity: Activity, row: dict, lot) -> None:
    """In bulk: who answers what is drawn by lot, the same each time."""
    given_at = datetime.combine(publication.last_day, time(19), UTC)
    Feedback.objects.bulk_create(
        Feedback(
            activity=activity,
            person_id=pk,
            felt=lot.choices(list(Felt), weights=row["felt"])[0],
            words=words,
            given_at=given_at,
        )
        for pk, words in zip(_answering(publication, activity, lot), _words(row), strict=False)
    )


def _answering(publication: Publication, activity: Activity, lot) -> list[int]:
    item = next((i for i in publication.frozen.on if i.key == str(activity.key)), None)
    if item is None:
        return []
    staff = Person.objects.active().order_by("pk").values_list("pk", "site", "team")
    known = {pk: (site, team) for pk, site, team in staff}
    there = sorted(were_there(item, known, present_in([item])[item.key]))
    return lot.sample(there, min(MOST, round(len(there) * ANSWERING)))


def _words(row: dict) -> list[str]:
    return [*row["words"], *[""] * MOST]
