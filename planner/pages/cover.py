"""Calls for cover as staff read them: when, how many are still wanted, and what they may do."""

from dataclasses import dataclass

from django.db.models import F
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from csweek.people.models import Person
from planner.clocks import Clocks
from planner.covering import Answers, when
from planner.models import CoverCall, CoverState


@dataclass(frozen=True)
class ShownCall:
    """`mine` is what this person has answered: given, waiting, withdrawn or nothing; `why_not`
    says what keeps them, also in line where more are wanted."""

    row: CoverCall
    when: str
    wanted: str
    mine: str
    why_not: str

    @property
    def is_mine(self) -> bool:
        return self.mine in (CoverState.GIVEN, CoverState.WAITING)

    @property
    def is_open(self) -> bool:
        return self.row.is_open

    @property
    def is_kept(self) -> bool:
        """Whether they stand in line only until nothing else keeps them."""
        return self.mine == CoverState.WAITING and self.row.missing > 0


def shown_call(call: CoverCall, person: Person) -> ShownCall:
    clocks = Clocks()
    return _shown(call, Answers(person, [call], clocks), clocks)


def shown_calls(year: int, person: Person) -> list[ShownCall]:
    """What is open, and what this person has said yes to; what they can help with first."""
    rows = CoverCall.objects.not_closed().filter(day__week__year=year)
    rows = rows.filter(day__number__lte=F("day__week__days_count"))
    known = rows.order_by("day", "starts", "pk").as_published()
    calls = [call for call in known if call.is_published and not call.is_over()]
    clocks = Clocks()
    answers = Answers(person, calls, clocks)
    shown = [_shown(call, answers, clocks) for call in calls]
    return sorted(shown, key=lambda each: (not each.is_mine, bool(each.why_not)))


def _shown(call: CoverCall, answers: Answers, clocks: Clocks) -> ShownCall:
    mine = answers.mine(call)
    stands_behind = mine == CoverState.WAITING and call.missing == 0
    if not call.is_open:
        reason = call.why_closed
    else:
        reason = "" if stands_behind or mine == CoverState.GIVEN else answers.why_not(call)
    return ShownCall(call, when(call, clocks), wanted(call), mine, reason)


def wanted(call: CoverCall) -> str:
    if call.missing == 0:
        return _("Enough have said yes")
    words = ngettext("%(count)s more is wanted", "%(count)s more are wanted", call.missing)
    return words % {"count": formats.number_format(call.missing)}
