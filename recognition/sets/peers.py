"""Three awards for the spirit among colleagues, nominated and judged by colleagues."""

from django.utils.translation import gettext_lazy as _

from .award import AwardSet, ReadyAward, ReadyCriterion

SET = AwardSet(
    key="peers",
    title=_("From colleagues, for colleagues"),
    for_whom=_("For any workplace; the judges are colleagues drawn from each team"),
    awards=(
        ReadyAward(
            title=_("Good neighbour"),
            honours=_("Sits in one team and belongs to all of them."),
            subject="person",
            minutes=3,
            icon="people",
            criteria=(
                ReadyCriterion(
                    _("Beyond the own desk"),
                    4,
                    _("1: helps within the team. 5: people two floors up know the name, and why."),
                ),
                ReadyCriterion(
                    _("Without counting"),
                    3,
                    _(
                        "1: one good turn for another. 5: gives time that nobody will ever "
                        "pay back."
                    ),
                ),
            ),
            not_last_winner=True,
        ),
        ReadyAward(
            title=_("Spirit of the floor"),
            honours=_("Lifts the mood of a whole shift, and never at somebody’s expense."),
            subject="person",
            minutes=3,
            icon="heart",
            criteria=(
                ReadyCriterion(
                    _("Lifts others"),
                    4,
                    _(
                        "1: is in good spirits. 5: others come off a dreadful call, go over, "
                        "and come back lighter."
                    ),
                ),
                ReadyCriterion(
                    _("Room for everyone"),
                    4,
                    _(
                        "1: fun for the nearest three desks. 5: the shy, the new and the "
                        "tired are in on it as well."
                    ),
                ),
                ReadyCriterion(
                    _("On grey days too"),
                    2,
                    _("1: at parties. 5: in the third week of a backlog, with the heating broken."),
                ),
            ),
        ),
        ReadyAward(
            title=_("Teacher beside you"),
            honours=_("Passes on what they know so that nobody feels slow for asking."),
            subject="person",
            minutes=3,
            icon="lightbulb",
            criteria=(
                ReadyCriterion(
                    _("Patience"),
                    3,
                    _(
                        "1: explains once, and clearly. 5: explains a fifth time, "
                        "differently, and is glad you asked."
                    ),
                ),
                ReadyCriterion(
                    _("They can do it now"),
                    5,
                    _(
                        "1: gives the answer. 5: those who were taught no longer need to ask, "
                        "and teach others."
                    ),
                ),
            ),
        ),
    ),
)
