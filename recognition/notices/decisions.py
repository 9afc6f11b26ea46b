"""What managers and chairs are told of deciding. No message names a file or a winner."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from csweek.notices.models import Notice
from csweek.notices.words import Message, put_into_words
from recognition.models import Award


def _of_awards(say: Callable[[Award], Message]):
    """Words for notices of awards, fetched at once; none for an award that was deleted."""

    def words(notices: list[Notice]) -> list[Message | None]:
        keys = {each.context["award"] for each in notices}
        awards = Award.objects.kept().select_related("week").in_bulk(keys)
        found = [awards.get(each.context["award"]) for each in notices]
        return [award and say(award) for award in found]

    return words


@put_into_words("chair-vote", is_sealed=True)
@_of_awards
def chair_vote(award: Award) -> Message:
    return Message(
        subject=_("“%(award)s” needs your vote as chair") % {"award": award.title},
        opening=_("Files are level, and nothing in the scores parts them. Your written vote can."),
        path=reverse("recognition:chair-vote", args=[award.week.year, award.key]),
        action=_("Vote"),
    )


@put_into_words("decision-reopened", is_sealed=True)
@_of_awards
def decision_reopened(award: Award) -> Message:
    return Message(
        subject=_("The decision on “%(award)s” was reopened") % {"award": award.title},
        opening=_(
            "The award has been presented, and everyone knows the outcome. A manager has reopened "
            "the decision all the same; the reason stands on the award's page."
        ),
        path=reverse("recognition:award-detail", args=[award.week.year, award.key]),
        action=_("Look at the award"),
    )
