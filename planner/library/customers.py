"""Ideas for thanking customers, hearing them, and letting them be heard."""

from django.utils.translation import gettext_lazy as _

from .idea import LibraryIdea, LibraryTask

IDEAS = (
    LibraryIdea(
        key="kind-words",
        kind="customer-appreciation",
        title=_("Ask customers for their kind words"),
        description=_(
            "Many satisfied customers would write three lines if somebody asked. From "
            "mid-September put one question on the website, under e-mails and at the counter: who "
            "helped you, and how? Pass every answer on within the week, to the person named and to "
            "their manager. Read each one before it is shown to others, and print a customer's "
            "full name only where they allowed it."
        ),
        minutes=None,
        lead_days=28,
        tasks=(
            LibraryTask(_("Put the question on the website, in e-mails and at the counter"), 21),
            LibraryTask(_("Name somebody who reads the answers and passes them on"), 21),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="notes-to-customers",
        kind="customer-appreciation",
        title=_("Handwritten thank-you notes to customers"),
        description=_(
            "Every member of the team writes to two customers they remember: three or four "
            "sentences by hand, with nothing to sell. Good cards, stamps and an hour without hurry "
            "are all it takes. Hang up two examples for those who don't know how to begin. "
            "Customers who asked not to get post must stay off the list."
        ),
        minutes=60,
        lead_days=14,
        tasks=(
            LibraryTask(_("Buy cards and stamps"), 10),
            LibraryTask(_("Take out customers who want no post"), 5),
            LibraryTask(_("Write two examples"), 3, True),
        ),
        takes_off_phones=True,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="special-offer",
        kind="customer-appreciation",
        title=_("A special offer as a thank-you"),
        description=_(
            "Give customers something small that they notice: free delivery for five days, a "
            "longer guarantee, a coffee while they wait. The terms must fit into one sentence, "
            "since the service team will be asked a hundred times. Tell them before you tell the "
            "customers. Agree as well on what to tell the customer who calls one day too late."
        ),
        minutes=None,
        lead_days=42,
        tasks=(
            LibraryTask(_("Agree on the offer and on who pays for it"), 42),
            LibraryTask(_("Give the service team the terms, with questions and answers"), 7),
            LibraryTask(_("Announce the offer to customers"), 0),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="open-day",
        kind="customer-appreciation",
        title=_("Open day"),
        description=_(
            "Let customers meet the people who answer them: a walk through the rooms, a cup of tea "
            "with the team, and one question on the way out about what should never change. Small "
            "groups at fixed times disturb the work less than an open door. Before the first group "
            "comes, walk the route yourself and clear every screen and desk of other customers' "
            "data. Hosts wear a badge with their first name only."
        ),
        minutes=120,
        lead_days=42,
        tasks=(
            LibraryTask(_("Invite customers and fix the groups"), 28),
            LibraryTask(_("Find six hosts in the team"), 14),
            LibraryTask(_("Walk the route and clear desks and screens"), 3, True),
        ),
        takes_off_phones=True,
        needs_sign_up=True,
        works_remote=False,
    ),
    LibraryIdea(
        key="stories-on-the-wall",
        kind="customer-appreciation",
        title=_("Customers' stories on the wall"),
        description=_(
            "Pick a dozen letters, reviews and calls from the past year, cut each to its best five "
            "lines, and hang them up large beside the name of whoever helped. Look in every "
            "channel and every team; the technician who is never mentioned has a story too. One "
            "that ended badly belongs among them, with what has changed since. The same texts go "
            "on the intranet for the other sites."
        ),
        minutes=None,
        lead_days=21,
        tasks=(
            LibraryTask(_("Collect letters, reviews and notes of calls"), 14),
            LibraryTask(_("Ask the customers whether we may show them"), 10),
            LibraryTask(_("Print the stories and hang them"), 3),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="video-testimonials",
        kind="customer-appreciation",
        title=_("Video testimonials"),
        description=_(
            "Invite customers to say in half a minute, on their own telephone, when one of you "
            "helped them. It need not be polished; a camera team frightens most people off. Send a "
            "single question and your own half-minute as an example. Cut the answers together with "
            "subtitles, for noisy rooms and for those who don't hear, and show the result at the "
            "opening. Permission comes first, in writing, and covers only what it says."
        ),
        minutes=10,
        lead_days=42,
        tasks=(
            LibraryTask(_("Invite ten customers, in the hope of five"), 35),
            LibraryTask(_("Collect the written permissions"), 14),
            LibraryTask(_("Cut the film and add subtitles"), 7, True),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="calling-back",
        kind="customer-appreciation",
        title=_("Ring those who had a hard time"),
        description=_(
            "Choose customers whose problem took far too long this year, and call them only to "
            "hear how things are now. Leaders and experienced colleagues take five names each, "
            "with the whole story in front of them. Some will still have something open, so keep "
            "at hand a colleague who can settle it at once. If somebody would rather not talk, "
            "thank them and send a card."
        ),
        minutes=60,
        lead_days=14,
        tasks=(
            LibraryTask(_("Choose the customers and write up their stories"), 7),
            LibraryTask(_("Find the callers, and share out the names"), 5),
        ),
        takes_off_phones=True,
        needs_sign_up=True,
        works_remote=True,
    ),
    LibraryIdea(
        key="survey-of-customers",
        kind="customer-appreciation",
        title=_("A survey of three questions"),
        description=_(
            "Make it short enough to answer standing up: what went well last time, what was hard, "
            "what should we do next? Offer it for five days in every channel, on paper at the "
            "counter too, and in the languages your customers speak. Put one answer a day where "
            "the whole team sees it. By the end of October, publish what you will do about the "
            "commonest complaint, for that is what those who answered are waiting for."
        ),
        minutes=None,
        lead_days=21,
        tasks=(
            LibraryTask(_("Write the questions and have them translated"), 14),
            LibraryTask(_("Set up the form and print the paper ones"), 7),
            LibraryTask(_("Settle who reads the answers each day"), 5),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
)
