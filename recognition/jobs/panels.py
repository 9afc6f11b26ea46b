"""What judging wants done every minute: say where judges are missing, and remind them once."""

from datetime import datetime, time, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from csweek.lib.ticks import every_minute
from csweek.notices.models import Notice, notify
from recognition.boardfacts import decided_by
from recognition.judged import judged_all
from recognition.models import Award, Decision
from recognition.notices.panels import tell_of_shortages

BEFORE = timedelta(days=2)
EARLIEST, LATEST = time(8), time(18)  # on the award's own clock: nobody is reminded at night


def being_judged(now: datetime):
    """Awards whose nominations have closed, and that nobody has decided yet."""
    decided = Decision.objects.standing().filter(award=OuterRef("pk"))
    awards = Award.objects.kept().filter(closes_at__lte=now, presented_at=None)
    return awards.exclude(Exists(decided)).select_related("week", "activity__day")


def is_day(award: Award, now: datetime) -> bool:
    return EARLIEST <= timezone.localtime(now, award.zone).time() < LATEST


def is_due(award: Award, now: datetime) -> bool:
    """From two days before the day by which it is to be decided; never after the ceremony."""
    today = timezone.localtime(now, award.zone).date()
    due = decided_by(award.week.dates(), award.activity)
    return due - BEFORE <= today <= due + BEFORE and is_day(award, now)


def _not_told(awards, name: str) -> list[Award]:
    """Those of which nobody has been told yet by that name."""
    told = Notice.objects.filter(
        name=name, subject__in=[f"award:{each.pk}" for each in awards]
    ).values_list("subject", flat=True)
    return [each for each in awards if f"award:{each.pk}" not in set(told)]


@every_minute
def tell_where_judges_are_missing(is_over) -> None:
    """Once an award, when its judging begins."""
    now = timezone.now()
    awards = [each for each in being_judged(now) if is_day(each, now)]
    for found in judged_all(_not_told(awards, "few-judges")).values():
        if is_over():
            return
        tell_of_shortages(found)


@every_minute
def remind_judges(is_over) -> None:
    """Once an award, those who have something to send."""
    now = timezone.now()
    awards = [each for each in being_judged(now) if is_due(each, now)]
    for found in judged_all(_not_told(awards, "judging-due")).values():
        if is_over():
            return
        late = [each.pk for each in found.judges.values() if found.unsent(each.pk)]
        notify(late, "judging-due", subject=f"award:{found.award.pk}", award=found.award.pk)
