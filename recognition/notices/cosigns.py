"""What colleagues are told when what they co-signed has become another nomination.

Of the new one nothing: it may be of their own team.
"""

from django.urls import reverse
from django.utils.translation import gettext as _

from csweek.notices.models import Notice
from csweek.notices.words import Message, put_into_words
from csweek.people.models import Team
from recognition.models import Award


@put_into_words("co-signature-dropped", is_sealed=True)
def dropped(notices: list[Notice]) -> list[Message | None]:
    """Of which nomination, as they signed it, and that they can do so again."""
    awards = Award.objects.kept().select_related("week")
    awards = awards.in_bulk({notice.context["award"] for notice in notices})
    teams = Team.objects.in_bulk({notice.context["team"] for notice in notices})

    def say(notice: Notice) -> Message | None:
        award, team = awards.get(notice.context["award"]), teams.get(notice.context["team"])
        if not award or not team:
            return None
        words = {"award": award.title, "team": team.name}
        return Message(
            subject=_("A nomination that you co-signed has been changed"),
            opening=_(
                "You stood behind a nomination of %(team)s for “%(award)s”. It has become another "
                "one since, so your name has been taken off it."
            )
            % words,
            closing=_("Read it once more: while nominations are open, you can co-sign it again."),
            path=reverse("recognition:cosign-list", args=[award.week.year]),
            action=_("See what can be co-signed"),
        )

    return [say(notice) for notice in notices]
