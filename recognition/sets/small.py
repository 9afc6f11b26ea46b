"""Three awards for a small team, in which everybody knows everybody."""

from django.utils.translation import gettext_lazy as _

from .award import AwardSet, ReadyAward, ReadyCriterion

SET = AwardSet(
    key="small",
    title=_("Three for a small team"),
    for_whom=_("For up to thirty people who all know each other"),
    awards=(
        ReadyAward(
            title=_("The one we lean on"),
            honours=_("Without this colleague the year would have had a good many worse Mondays."),
            subject="person",
            minutes=3,
            icon="heart",
            criteria=(
                ReadyCriterion(
                    _("There when it matters"),
                    4,
                    _(
                        "1: reliable on a usual day. 5: the first one looked for on the worst "
                        "day, and found."
                    ),
                ),
                ReadyCriterion(
                    _("Kindness"),
                    3,
                    _(
                        "1: polite to everyone. 5: notices who has gone quiet, and goes and "
                        "sits with them."
                    ),
                ),
            ),
            not_last_winner=True,
        ),
        ReadyAward(
            title=_("A good idea, and done"),
            honours=_(
                "Something works better since this year, because somebody thought of it and "
                "saw it through."
            ),
            subject="person",
            minutes=3,
            icon="lightbulb",
            criteria=(
                ReadyCriterion(
                    _("Use to customers"),
                    4,
                    _(
                        "1: they would hardly see the difference. 5: they wait less, ask less "
                        "or pay less."
                    ),
                ),
                ReadyCriterion(
                    _("Seen through"),
                    3,
                    _(
                        "1: was said in a meeting. 5: is in daily use, with its teething "
                        "troubles behind it."
                    ),
                ),
                ReadyCriterion(
                    _("Simple"),
                    2,
                    _(
                        "1: needs its inventor beside it. 5: a newcomer understands it "
                        "without asking."
                    ),
                ),
            ),
        ),
        ReadyAward(
            title=_("Rescue of the year"),
            honours=_(
                "It had gone wrong already, and one of us turned it into something the "
                "customer tells with a smile."
            ),
            subject="person",
            minutes=4,
            icon="trophy",
            criteria=(
                ReadyCriterion(
                    _("How bad it was"),
                    2,
                    _("1: a small hitch. 5: the customer had given us up."),
                ),
                ReadyCriterion(
                    _("How it was put right"),
                    5,
                    _(
                        "1: the mistake was mended. 5: mended, explained and owned up to, and "
                        "we know how to prevent the next."
                    ),
                ),
            ),
        ),
    ),
)
