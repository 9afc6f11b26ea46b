"""What belongs beside the days of the plan: it still needs a day, or happens before the week."""

from django.utils.translation import gettext_lazy as _

from .activity import StarterActivity

IDEAS = (
    StarterActivity(
        kind="kick-off",
        title=_("Opening for the late and night shifts"),
        description=_(
            "The same fifteen minutes as on Monday morning, at the start of each later shift, with "
            "the same people from the crew."
        ),
        minutes=15,
        takes_off_phones=True,
    ),
    StarterActivity(
        kind="customer-appreciation",
        key="ask",
        title=_("Ask customers for kind words"),
        description=_(
            "From mid-September, one question on the website, in e-mails and at the counter: who "
            "helped you, and how? The answers are read aloud on Friday."
        ),
    ),
    StarterActivity(
        kind="training",
        key="training",
        title=_("Training: listening well"),
        description=_(
            "An hour and a half in pairs and with recordings of our own calls, for twelve people "
            "at a time. It needs a wave for each shift."
        ),
        minutes=90,
        takes_off_phones=True,
        needs_sign_up=True,
        places=12,
    ),
    StarterActivity(
        kind="other",
        title=_("Half an hour for thank-you notes"),
        description=_(
            "Everyone writes to two colleagues, by hand or by e-mail: what they did, and what "
            "difference it made. The crew makes sure that nobody is left without one."
        ),
        minutes=30,
    ),
    StarterActivity(
        kind="other",
        key="look-back",
        title=_("A look back at what worked last year"),
        description=_(
            "Six people from different shifts go through last year's plan with the crew: what to "
            "keep, what to drop, who was left out. Best done before anything is booked."
        ),
        minutes=60,
        takes_off_phones=True,
    ),
)
