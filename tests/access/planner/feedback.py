"""What the access table, its neighbours and its world hold of what is learnt."""

from datetime import timedelta

from django.utils import timezone

from csweek.people.models import Person
from planner.models import Cost, Feedback, Lesson, Signup, SignupState
from tests import factories
from tests.access.copies import copies

OVER_YEAR = 2020

TABLE = """
planner:asking                       GET  login  login  200    200    200    200    200    200
                                     POST login  login  302    302    302    302    302    302
planner:feedback-list                GET  login  login  200    200    200    200    200    200
                                     POST login  login  405    405    405    405    405    405
planner:feedback-give                GET  login  login  405    405    405    405    405    405
                                     POST login  login  302    302    302    302    302    302
planner:lesson-list                  GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:lesson-edit                  GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    302    403
planner:activity-heed                GET  login  login  403    403    403    403    405    403
                                     POST login  login  403    403    403    403    302    403
planner:report                       GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
planner:report-pdf                   GET  login  login  403    403    403    403    200    403
                                     POST login  login  403    403    403    403    405    403
"""

SENT = {
    "planner:asking": lambda w: {},
    "planner:feedback-give": lambda w: {"felt": 3, "words": "Well run"},
    "planner:lesson-edit": lambda w: {
        "verdict": "keep",
        "words": "Again",
        "version": w.lesson.version,
    },
    "planner:activity-heed": lambda w: {},
}

OTHERS = """
planner:feedback-list  year=UNBEGUN_YEAR  GET  404
planner:feedback-give  year=OTHER_YEAR    POST 404
planner:feedback-give  key=unknown_key    POST 404
planner:feedback-give  key=activity       POST 404
planner:lesson-list    year=UNBEGUN_YEAR  GET  404
planner:lesson-edit    pk=MISSING         GET  404  POST 404
planner:lesson-edit    pk=elsewhere       GET  404  POST 404
planner:lesson-edit    pk=discarded       GET  404  POST 404
planner:activity-heed  pk=MISSING         POST 404
planner:activity-heed  pk=elsewhere       POST 404
planner:report         year=UNBEGUN_YEAR  GET  404
planner:report-pdf     year=UNBEGUN_YEAR  GET  404
"""

NO_PAGES = {"planner:report-pdf": "a file"}
LISTS = ["planner:feedback-list", "planner:lesson-list", "planner:report"]
UNTOLD = {"planner:feedback-give": {"planner_feedback"}}

VALUES = {
    "planner:feedback-list": lambda w: {"year": w.over_week.year},
    "planner:feedback-give": lambda w: {"year": w.over_week.year, "key": w.over.key},
    "planner:lesson-edit": lambda w: {"pk": w.taught.pk},
    "planner:activity-heed": lambda w: {"pk": w.taught.pk},
}


def furnish(world) -> None:
    """Something that ended yesterday, of which one person has said how it was; and an activity of
    the week that has taught something, and carries what the year before has taught."""
    by = world.people["organizer"]
    yesterday = timezone.now().date() - timedelta(days=1)
    world.over_week = factories.week(OVER_YEAR, by=by)
    world.over_week.change({"first_day": yesterday}, by=by)
    world.over = factories.activity(world.over_week, "Thank-you breakfast", start="00:05", by=by)
    factories.publication(world.over_week, by=by).told().delete()  # old news
    Feedback.objects.give(world.over, by=world.people["judge"], felt=3, words="Good coffee")
    world.taught = factories.activity(world.week, "Open door", 4, "14:00", by=by, advice="Shorter")
    lesson = Lesson.objects.of(world.taught)
    lesson.draw({"verdict": "change", "words": "Begin with the tour"}, by=by)
    world.lesson = lesson


def grow(world, numbers) -> None:
    """More that is over, with places, answers, costs and lessons."""
    who, now = list(Person.objects.order_by("pk")[:8]), timezone.now()
    over = copies(world.over, ({"title": f"Over {number}"} for number in numbers))
    factories.publication(world.over_week, by=world.people["organizer"])
    more = [*over, *copies(world.taught, ({"title": f"Taught {n}"} for n in numbers))]
    Feedback.objects.bulk_create(
        Feedback(activity=each, person=one, felt=3, words="Well run", given_at=now)
        for each in more
        for one in who[:3]
    )
    Signup.objects.bulk_create(
        Signup(
            activity=each,
            first=each.pk,
            person=one,
            state=SignupState.CONFIRMED,
            line=line,
            joined_at=now,
            checked_in_at=now if line % 2 else None,
        )
        for each in more
        for line, one in enumerate(who, start=1)
    )
    copies(world.lesson, ({"activity_id": each.pk} for each in more))
    Cost.objects.bulk_create(
        Cost(week=each.week, activity=each, title="Cake", planned=20, actual=19) for each in more
    )
