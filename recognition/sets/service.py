"""Four awards for a front desk of the public: town halls, hospitals, libraries."""

from django.utils.translation import gettext_lazy as _

from .award import AwardSet, ReadyAward, ReadyCriterion

SET = AwardSet(
    key="service",
    title=_("Four for a public front desk"),
    for_whom=_(
        "For a hospital reception, a town hall, a library or any desk that turns nobody away"
    ),
    awards=(
        ReadyAward(
            title=_("A calm face"),
            honours=_(
                "People come frightened, angry or lost, and leave knowing what happens next."
            ),
            subject="person",
            minutes=4,
            icon="shield",
            criteria=(
                ReadyCriterion(
                    _("Calm under pressure"),
                    4,
                    _("1: stays polite. 5: the whole waiting room grows quieter."),
                ),
                ReadyCriterion(
                    _("Respect"),
                    4,
                    _(
                        "1: treats all alike. 5: sees the person behind the case, and keeps "
                        "their secrets at an open desk."
                    ),
                ),
                ReadyCriterion(
                    _("A clear next step"),
                    3,
                    _("1: says where to go. 5: makes sure they arrive and are expected."),
                ),
            ),
            not_last_winner=True,
        ),
        ReadyAward(
            title=_("Clear words"),
            honours=_(
                "Turned a form, a letter or a rule into something one understands at first reading."
            ),
            subject="person",
            minutes=3,
            icon="lightbulb",
            criteria=(
                ReadyCriterion(
                    _("Plain and still right"),
                    5,
                    _(
                        "1: shorter than before. 5: anyone understands it, and the lawyers "
                        "found nothing to change."
                    ),
                ),
                ReadyCriterion(
                    _("Fewer questions"),
                    3,
                    _("1: nobody has measured. 5: the queue for that question is gone."),
                ),
            ),
        ),
        ReadyAward(
            title=_("An open door"),
            honours=_(
                "Found a way in for somebody whom our stairs, hours, language or screens "
                "would have kept out."
            ),
            subject="person",
            minutes=4,
            icon="heart",
            criteria=(
                ReadyCriterion(
                    _("The hurdle"),
                    2,
                    _(
                        "1: an inconvenience. 5: without help this person would have had no "
                        "service at all."
                    ),
                ),
                ReadyCriterion(
                    _("Asked, not assumed"),
                    3,
                    _("1: meant well. 5: asked what was needed and did that, no more and no less."),
                ),
                ReadyCriterion(
                    _("Open for the next one"),
                    4,
                    _(
                        "1: solved it this once. 5: the next person with the same hurdle will "
                        "not meet it."
                    ),
                ),
            ),
        ),
        ReadyAward(
            title=_("Desk of the year"),
            honours=_(
                "A desk, a counter or a switchboard where one colleague’s bad day is "
                "everybody’s business."
            ),
            subject="team",
            minutes=5,
            icon="trophy",
            criteria=(
                ReadyCriterion(
                    _("One desk, one answer"),
                    4,
                    _(
                        "1: depends on whom you ask. 5: at any window and any hour the public "
                        "hears the same."
                    ),
                ),
                ReadyCriterion(
                    _("Care for each other"),
                    4,
                    _(
                        "1: breaks are kept. 5: after a hard encounter somebody takes over "
                        "before they are asked."
                    ),
                ),
                ReadyCriterion(
                    _("Better than last year"),
                    3,
                    _(
                        "1: as good as ever. 5: waits, errors or complaints are down, and "
                        "they can say how."
                    ),
                ),
            ),
            not_own_team=True,
            cosigning=True,
        ),
    ),
)
