"""Five awards for a contact centre: the ones that most Fridays are made of."""

from django.utils.translation import gettext_lazy as _

from .award import AwardSet, ReadyAward, ReadyCriterion

SET = AwardSet(
    key="classic",
    title=_("Five for a contact centre"),
    for_whom=_("For a contact centre with several teams and shifts"),
    awards=(
        ReadyAward(
            title=_("Quiet hero"),
            honours=_("Helps without being asked, and is gone before anybody can say thank you."),
            subject="person",
            minutes=4,
            icon="shield",
            criteria=(
                ReadyCriterion(
                    _("Help without being asked"),
                    5,
                    _(
                        "1: lends a hand when somebody calls for one. 5: has seen the trouble "
                        "coming and has taken it off a colleague’s desk."
                    ),
                ),
                ReadyCriterion(
                    _("What it changed"),
                    4,
                    _(
                        "1: it was kind, and the day went on as before. 5: a colleague or a "
                        "customer was spared something that would have hurt."
                    ),
                ),
                ReadyCriterion(
                    _("All year round"),
                    3,
                    _(
                        "1: one good day is told of. 5: several people tell of several days, "
                        "and none knew of the others."
                    ),
                ),
            ),
            not_last_winner=True,
        ),
        ReadyAward(
            title=_("Rookie of the year"),
            honours=_(
                "Has been here for a year at most, and we can no longer think how it was before."
            ),
            subject="person",
            minutes=4,
            icon="rocket",
            criteria=(
                ReadyCriterion(
                    _("Learning"),
                    4,
                    _(
                        "1: knows what the training taught. 5: asks, tries, writes it down, "
                        "and now others ask them."
                    ),
                ),
                ReadyCriterion(
                    _("Service to customers"),
                    4,
                    _(
                        "1: answers correctly. 5: customers leave calmer than they came, and "
                        "some say so."
                    ),
                ),
                ReadyCriterion(
                    _("Place in the team"),
                    2,
                    _("1: keeps to themselves. 5: has made the team better company for everyone."),
                ),
            ),
            joined_within_months=12,
        ),
        ReadyAward(
            title=_("Team of the year"),
            honours=_(
                "A whole team that stood together when it counted, and told the others what "
                "it had learnt."
            ),
            subject="team",
            minutes=5,
            icon="people",
            criteria=(
                ReadyCriterion(
                    _("Together"),
                    5,
                    _(
                        "1: good people beside each other. 5: work moves between them without "
                        "a word, and nobody is left with the worst of it alone."
                    ),
                ),
                ReadyCriterion(
                    _("Customers notice"),
                    4,
                    _(
                        "1: we have to take their word for it. 5: customers’ answers, or "
                        "their silence after a bad week, prove it."
                    ),
                ),
                ReadyCriterion(
                    _("Good neighbours"),
                    3,
                    _(
                        "1: looks after its own queue. 5: steps in elsewhere and shares what "
                        "works, without counting."
                    ),
                ),
            ),
            not_own_team=True,
            cosigning=True,
        ),
        ReadyAward(
            title=_("Above and beyond"),
            honours=_(
                "Did something for a customer that no script asks for, and did it within what "
                "we may promise."
            ),
            subject="person",
            minutes=5,
            icon="star",
            criteria=(
                ReadyCriterion(
                    _("Further than the duty"),
                    5,
                    _(
                        "1: did the job, and well. 5: went where nobody would have blamed "
                        "them for stopping."
                    ),
                ),
                ReadyCriterion(
                    _("Good judgement"),
                    3,
                    _(
                        "1: bent a rule and hoped. 5: found the way that was kind and right, "
                        "and could explain it to anyone."
                    ),
                ),
                ReadyCriterion(
                    _("The customer’s gain"),
                    4,
                    _(
                        "1: a pleasant surprise. 5: a real loss, fear or delay was taken from "
                        "somebody."
                    ),
                ),
            ),
        ),
        ReadyAward(
            title=_("Customers’ voice"),
            honours=_(
                "The colleague of whom customers write, in words that nobody here could have "
                "made up."
            ),
            subject="person",
            minutes=5,
            icon="chat",
            criteria=(
                ReadyCriterion(
                    _("In their own words"),
                    5,
                    _(
                        "1: “very helpful”. 5: a customer tells what happened and what it "
                        "meant to them."
                    ),
                ),
                ReadyCriterion(
                    _("More than one"),
                    2,
                    _(
                        "1: one letter. 5: letters of different people, for different "
                        "reasons, over months."
                    ),
                ),
                ReadyCriterion(
                    _("Hard cases"),
                    3,
                    _(
                        "1: thanked for good news. 5: thanked by somebody to whom they had to "
                        "say no."
                    ),
                ),
            ),
        ),
    ),
)
