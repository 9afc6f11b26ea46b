"""Ideas for the whole organisation: its departments, its promises, its own people."""

from django.utils.translation import gettext_lazy as _

from .idea import LibraryIdea, LibraryTask

IDEAS = (
    LibraryIdea(
        key="thanks-to-departments",
        kind="other",
        title=_("Thanks to the other departments"),
        description=_(
            "Service can promise only what the warehouse, IT, accounts and the cleaners make good. "
            "Write each of them a letter with three concrete things from this year, and have two "
            "people from the service team deliver it with a cake. While there, they ask what would "
            "make working with us easier. A department in another town gets a parcel and a video "
            "call."
        ),
        minutes=60,
        lead_days=14,
        tasks=(
            LibraryTask(_("Collect three things for each department"), 10),
            LibraryTask(_("Write the letters and order the cakes"), 5),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="service-policy",
        kind="other",
        title=_("Our service policy on one page"),
        description=_(
            "Write down what a customer can count on: how soon we answer, what we may decide on "
            "the spot, when we apologise, what we don't do. Six people from different teams draft "
            "it in an hour and a half, everybody comments for two days, and the head of the "
            "organisation signs it on Friday. Strike out whatever you could not keep on a bad "
            "Monday. It belongs where customers can read it as well."
        ),
        minutes=90,
        lead_days=21,
        tasks=(
            LibraryTask(_("Invite six people from different teams to write"), 14),
            LibraryTask(_("Gather what we promise today, and where"), 10),
        ),
        takes_off_phones=True,
        needs_sign_up=True,
        works_remote=True,
    ),
    LibraryIdea(
        key="survey-of-staff",
        kind="other",
        title=_("What gets in your way? A survey of the staff"),
        description=_(
            "Ask everybody one question, without names: what makes it hardest for you to help a "
            "customer? After two days sort the answers in the open and choose three with the "
            "people who know the work. One of them, however small, should be mended by Friday, so "
            "that the next question gets answers too. In a team of four, handwriting or a turn of "
            "phrase gives the author away, so report only for groups of ten or more."
        ),
        minutes=None,
        lead_days=14,
        tasks=(
            LibraryTask(_("Get a leader's word that one thing will be mended by Friday"), 10),
            LibraryTask(_("Set up the question so that no names are kept"), 7),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="look-back",
        kind="other",
        title=_("A look back at last year"),
        description=_(
            "Before you plan, sit down for an hour with last year's plan and six people who were "
            "there, half of them not from the crew. Take it day by day: what would be missed, what "
            "was only work, who was left out? Numbers help, even rough ones, above all how many "
            "came from each shift. Then keep three things, drop three, and try one that is new."
        ),
        minutes=60,
        lead_days=60,
        tasks=(
            LibraryTask(_("Find last year's plan and its numbers"), 60, True),
            LibraryTask(_("Invite six people from different shifts"), 56),
            LibraryTask(_("Meet, and write down the answers"), 49),
        ),
        takes_off_phones=True,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="portrait-a-day",
        kind="other",
        title=_("A portrait each day"),
        description=_(
            "One colleague a day appears on the front page of the intranet: a photograph, five "
            "questions, and the customer they still think about. Choose different sites and "
            "shifts, and give the Monday to somebody quiet. Nothing is shown before the person in "
            "it has read it. If the photographer comes for one morning, all five are done at once."
        ),
        minutes=None,
        lead_days=28,
        tasks=(
            LibraryTask(_("Choose five people and ask them"), 21),
            LibraryTask(_("Take the photographs and hold the interviews"), 14, True),
            LibraryTask(_("Let all five read their portraits"), 5),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
)
