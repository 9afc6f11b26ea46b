"""Ideas for awards, and for raffles in which chance is kind to everyone."""

from django.utils.translation import gettext_lazy as _

from .idea import LibraryIdea, LibraryTask

IDEAS = (
    LibraryIdea(
        key="award-ceremony",
        kind="awards",
        title=_("Award ceremony"),
        description=_(
            "Half an hour of awards and half an hour of cake is about right. Read out what the "
            "person did before you say who it was, and let somebody who knows their work hand the "
            "award over. Weeks ahead, ask all staff how their name is said and whether they would "
            "rather be thanked in private, so that the question gives no winner away. Show it live "
            "to those on the phones, and go to the night shift with the trophies in hand."
        ),
        minutes=60,
        lead_days=42,
        tasks=(
            LibraryTask(_("Publish the awards and what counts for each"), 42),
            LibraryTask(_("Open the nominations"), 35),
            LibraryTask(_("Book the hall, the sound and the camera"), 28),
            LibraryTask(_("Close the nominations and begin to judge"), 10),
            LibraryTask(_("Write the citations"), 3),
        ),
        takes_off_phones=True,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="employee-of-the-month",
        kind="awards",
        title=_("Employee of the month"),
        description=_(
            "If you already choose somebody every month, bring the last twelve back: a portrait, "
            "two lines about why, and a handshake from the head of the organisation. If you don't, "
            "begin now, with a rule that anyone may nominate and nobody wins twice in a year. A "
            "choice that one manager makes alone soon looks like favouritism, so ask three people "
            "from different teams. Count how often it fell on nights, part-timers and the back "
            "office, and show them the count."
        ),
        minutes=20,
        lead_days=28,
        tasks=(
            LibraryTask(_("Ask people from three teams to choose together"), 21),
            LibraryTask(_("Collect the portraits and the reasons"), 14),
            LibraryTask(_("Print the portraits and put them on the intranet"), 3, True),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="awards-from-colleagues",
        kind="awards",
        title=_("Small awards from colleagues"),
        description=_(
            "The calmest voice, the finder of lost parcels, the one whom all the new people ask: "
            "colleagues propose titles, and the crew sees to it that every single person gets one. "
            "Do it team by team, where people know each other well enough. Anything about looks, "
            "age, private life or lateness goes straight into the bin. Two sentences each at the "
            "team meeting, and a card to keep, take half an hour for twenty people."
        ),
        minutes=30,
        lead_days=14,
        tasks=(
            LibraryTask(_("Collect proposals for titles"), 10),
            LibraryTask(_("Check that everyone has one, and that none can hurt"), 5),
            LibraryTask(_("Write the cards with the titles"), 3),
        ),
        takes_off_phones=True,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="years-of-service",
        kind="awards",
        title=_("One, five, ten, twenty years"),
        description=_(
            "List who completes a round number of years and thank them together, beginning with "
            "those who have just finished their first. For each, dig out something from the year "
            "they joined: a product, a system, a customer whom the whole team remembers. Records "
            "are often wrong for people who came with a merger or from an agency. Let all of them "
            "check their date before you read it out."
        ),
        minutes=30,
        lead_days=28,
        tasks=(
            LibraryTask(_("Get the list of dates and let people check theirs"), 21),
            LibraryTask(_("Find one memory per person"), 10),
        ),
        takes_off_phones=True,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="rescue-of-the-year",
        kind="awards",
        title=_("Rescue of the year"),
        description=_(
            "Something went wrong, somebody put it right, and the customer stayed. Collect such "
            "stories in ten lines: what happened, what was done, what the customer said. A jury "
            "picks three, and those who were there tell them in five minutes each. Customers' "
            "names are left out. Give the people in the background their share, because few "
            "rescues are the work of one person."
        ),
        minutes=30,
        lead_days=28,
        tasks=(
            LibraryTask(_("Call for rescue stories"), 28),
            LibraryTask(_("Choose three and help their tellers to be brief"), 7),
        ),
        takes_off_phones=True,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="raffle-for-thank-yous",
        kind="raffle",
        title=_("A ticket for every thank-you"),
        description=_(
            "Whoever thanks a colleague in writing puts a ticket into the drum, and the colleague "
            "gets one too. Many small prizes, drawn on Friday in front of everybody, beat one "
            "large one. Count each pair of names once, or friends will write to each other all "
            "day. On Wednesday look at who has no ticket yet, and start there. Thank-yous by "
            "e-mail count like those on paper."
        ),
        minutes=15,
        lead_days=14,
        tasks=(
            LibraryTask(_("Find twenty small prizes"), 7),
            LibraryTask(_("Get a drum and a roll of tickets"), 5, True),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="daily-draw",
        kind="raffle",
        title=_("A small draw every day"),
        description=_(
            "At the same minute each day one name is drawn per shift from the whole staff list, "
            "without anyone having to sign up or be there. What costs little goes down best: the "
            "parking space by the door, an hour off, coffee made by a director. Winners come off "
            "the list, so that five days make five different people happy. Have a second person "
            "watch the draw and sign for it."
        ),
        minutes=5,
        lead_days=14,
        tasks=(
            LibraryTask(_("Collect a prize for each day and shift"), 10),
            LibraryTask(_("Prepare the list of names for each shift"), 3),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="raffle-for-a-good-cause",
        kind="raffle",
        title=_("A raffle for a good cause"),
        description=_(
            "Teams fill baskets, shops nearby give vouchers, tickets are sold, and the money goes "
            "to a charity that the staff have voted for. In many countries selling tickets needs a "
            "permit, and in some it is forbidden, so find out before you print any. Sell from a "
            "table that people can walk past; going from desk to desk puts them on the spot. The "
            "sum is announced on Friday, down to the last coin."
        ),
        minutes=None,
        lead_days=42,
        tasks=(
            LibraryTask(_("Find out whether a permit is needed"), 42),
            LibraryTask(_("Let the staff vote for the charity"), 28),
            LibraryTask(_("Collect prizes from teams and shops"), 10),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=False,
    ),
)
