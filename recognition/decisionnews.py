"""What managers and chairs are told of deciding. No message names a file or a winner."""

from django.urls import reverse
from django.utils.translation import gettext as _

from csweek.notices.models import Notice
from csweek.notices.words import Message, put_into_words
from recognition.models import Award


@put_into_words("decision-reopened")
def decision_reopened(notices: list[Notice]) -> list[Message | None]:
    keys = {each.context["award"] for each in notices}
    awards = Award.objects.kept().select_related("week").in_bulk(keys)
    found = [awards.get(each.context["award"]) for each in notices]
    return [award and _reopened(award) for award in found]


def _reopened(award: Award) -> Message:
    return Message(
        subject=_("The decision on “%(award)s” was reopened") % {"award": award.title},
        opening=_(
            "The award has been presented, and everyone knows who won. A manager has reopened the "
            "decision all the same; the reason stands on the award's page."
        ),
        path=reverse("recognition:award-detail", args=[award.week.year, award.key]),
        action=_("Look at the award"),
    )
