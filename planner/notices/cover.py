"""What messages about cover say."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from csweek.notices.models import Notice
from csweek.notices.words import Message, put_into_words
from planner.clocks import Clocks
from planner.covering import when
from planner.models import CoverCall
from planner.pages.cover import wanted


def _note(call: CoverCall) -> str:
    return call.note


@dataclass(frozen=True)
class Telling:
    """What is said of a call: subject and opening with its team and its time, then `ends`."""

    subject: Promise
    opening: Promise
    action: Promise
    ends: tuple[Callable[[CoverCall], str], ...] = ()
    only_while_open: bool = False
    also_given_up: bool = False  # on a day that the week has no more

    def message(self, call: CoverCall, clocks: Clocks) -> Message | None:
        if self.only_while_open and not call.is_open:
            return None
        words = {"team": call.team, "when": when(call, clocks)}
        return Message(
            subject=self.subject % words,
            opening=self.opening % words,
            closing="\n".join(line for end in self.ends if (line := end(call))),
            path=reverse("planner:cover-detail", args=[call.day.week.year, call.key]),
            action=str(self.action),
        )

    def __call__(self, notices: list[Notice]) -> list[Message | None]:
        """A message about the call of each notice, while there is one."""
        keys = {notice.context["call"] for notice in notices}
        known = CoverCall.objects.filter(pk__in=keys).as_published()
        clocks = Clocks()
        told = {call.pk: self.message(call, clocks) for call in known if self.is_of(call)}
        return [told.get(notice.context["call"]) for notice in notices]

    def is_of(self, call: CoverCall) -> bool:
        return call.is_published or bool(self.also_given_up and call.published)


put_into_words("cover-call")(
    Telling(
        _("Can you help %(team)s out?"),
        _("%(team)s celebrates, and somebody answers for them: %(when)s."),
        _("Say yes, or see"),
        (wanted, _note),
        only_while_open=True,  # what was asked for is not asked for any more
    )
)
put_into_words("cover-wanted")(  # to who stood in line and steps in now
    Telling(
        _("You are wanted after all: you help %(team)s out"),
        _("A place has become free, and you are next in line: %(when)s."),
        _("See the call"),
        (_note,),
    )
)
put_into_words("cover-moved")(
    Telling(
        _("Cover for %(team)s is at another time"),
        _("It is now %(when)s. If you cannot, say so there."),
        _("See the call"),
        (_note,),
    )
)
put_into_words("cover-waits")(  # to who stepped in, and is bound to something else by now
    Telling(
        _("You do not help %(team)s out after all"),
        _("It is now %(when)s, and you have something else then: you are back in line."),
        _("See the call"),
        (_note,),
    )
)
put_into_words("cover-closed")(
    Telling(
        _("%(team)s needs no cover any more"),
        _("The call for %(when)s was closed. Thank you for saying yes."),
        _("See the call"),
        also_given_up=True,
    )
)
put_into_words("cover-found")(
    Telling(
        _("There is cover for %(team)s"),
        _("As many have said yes as you want: %(when)s."),
        _("See who"),
    )
)
put_into_words("cover-lost")(
    Telling(
        _("%(team)s is short of cover again"),
        _("Somebody cannot after all, and nobody in line can step in: %(when)s."),
        _("See the call"),
        (wanted,),
    )
)
