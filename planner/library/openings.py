"""Ideas for beginning the week, and for leaders and teams to trade places."""

from django.utils.translation import gettext_lazy as _

from .idea import LibraryIdea, LibraryTask

IDEAS = (
    LibraryIdea(
        key="opening-round",
        kind="kick-off",
        title=_("A short opening, once per shift"),
        description=_(
            "Gather everyone standing, tell them the theme, who is on the crew and what happens on "
            "which day, and stop after fifteen minutes. Add one true story about something a "
            "customer noticed last year, because that is what people repeat at their desks. Half "
            "of the team can stay on the phones and hear a second round straight afterwards; the "
            "night shift gets its own when it comes in. People at home join by video, so put the "
            "speaker close to the microphone."
        ),
        minutes=15,
        lead_days=14,
        tasks=(
            LibraryTask(_("Choose who speaks, and agree on the story to tell"), 10),
            LibraryTask(_("Send the video link to those who work elsewhere"), 3),
        ),
        takes_off_phones=True,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="announcement",
        kind="kick-off",
        title=_("The news in three places"),
        description=_(
            "Send an e-mail on Monday morning, put the same words on the intranet, and hang a "
            "banner where people come in. Three lines are enough: what the week is, what happens "
            "today, where the plan can be found. An e-mail from the head of the organisation gets "
            "opened. Cleaners, drivers and agency staff may have no mailbox with you, and need it "
            "on paper by the door."
        ),
        minutes=15,
        lead_days=21,
        tasks=(
            LibraryTask(_("Order the banner"), 21, True),
            LibraryTask(_("Write the announcement and have it signed"), 7),
            LibraryTask(_("Schedule the e-mail for Monday morning at every site"), 3),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="opening-breakfast",
        kind="kick-off",
        title=_("Breakfast on arrival"),
        description=_(
            "Bread, fruit, coffee and tea stand on one long table from half an hour before the "
            "lines open. Leaders pour and carry, and nobody makes a speech. Keep back a full plate "
            "for those who start at noon, or they will find crumbs. Label everything that contains "
            "pork, nuts, gluten or milk."
        ),
        minutes=45,
        lead_days=14,
        tasks=(
            LibraryTask(_("Find four leaders who will serve breakfast"), 10),
            LibraryTask(_("Order bread, fruit and drinks"), 5),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=False,
    ),
    LibraryIdea(
        key="come-and-see",
        kind="kick-off",
        title=_("Come and see how we work"),
        description=_(
            "Invite accounts, the warehouse, sales and whoever else rarely meets a customer to sit "
            "with the team for half an hour. Each guest gets a headset, a host and one question to "
            "take home: what did my department make harder for this customer? Two guests at a time "
            "are plenty in one room. Whoever looks after privacy should know about it first, since "
            "in many places callers must be told that somebody listens."
        ),
        minutes=30,
        lead_days=21,
        tasks=(
            LibraryTask(_("Clear listening in with whoever looks after privacy"), 21),
            LibraryTask(_("Invite the departments and name a host for each guest"), 14),
            LibraryTask(_("Borrow second headsets"), 5),
        ),
        takes_off_phones=False,
        needs_sign_up=True,
        works_remote=False,
    ),
    LibraryIdea(
        key="leaders-on-the-line",
        kind="trade-places",
        title=_("Leaders on the line"),
        description=_(
            "For an hour and a half leaders answer customers themselves, each with a buddy from "
            "the service team beside them. The leader does the talking and notes whatever took too "
            "long; the buddy finds things in the system and steps in when it gets difficult. Pick "
            "a busy hour, because a quiet one teaches nothing. A leader paired with somebody from "
            "their own team will hear what is polite, so mix them. In the last ten minutes every "
            "leader says aloud what they are going to change, and thanks the person next to them."
        ),
        minutes=90,
        lead_days=28,
        tasks=(
            LibraryTask(_("Ask leaders to keep the time free"), 28),
            LibraryTask(_("Pair each leader with a buddy"), 10),
            LibraryTask(_("Arrange seats, headsets and access for the leaders"), 7),
            LibraryTask(_("Show the leaders the system for half an hour"), 3),
        ),
        takes_off_phones=False,
        needs_sign_up=True,
        works_remote=False,
    ),
    LibraryIdea(
        key="listen-in",
        kind="trade-places",
        title=_("Half an hour with a second headset"),
        description=_(
            "Not every leader can take calls, and not every system allows it, but all of them can "
            "listen. Book each one for thirty minutes beside one person, at an hour when the lines "
            "are busy. Afterwards the two write a card together: one thing that went well, and one "
            "that got in the way. The cards hang unsigned in the corridor for the rest of the "
            "week. Over a video call it works just as well, provided that both voices can be "
            "heard."
        ),
        minutes=30,
        lead_days=14,
        tasks=(
            LibraryTask(_("Book leaders into busy half-hours"), 10),
            LibraryTask(_("Find out how listening works from outside the building"), 7),
            LibraryTask(_("Print the cards with the two questions"), 3, True),
        ),
        takes_off_phones=False,
        needs_sign_up=True,
        works_remote=True,
    ),
    LibraryIdea(
        key="another-team",
        kind="trade-places",
        title=_("A morning in somebody else's job"),
        description=_(
            "Service people visit the places on which their promises depend: the packing hall, the "
            "drivers, the accounts office. Send them two at a time, to a host who expects them and "
            "has real work to show. What they bring back deserves five minutes at the next team "
            "meeting. Everyone who goes is off the phones for half a day, so spread the visits "
            "over the week and look at the rota before you open the list."
        ),
        minutes=180,
        lead_days=28,
        tasks=(
            LibraryTask(_("Find a host in each department"), 21),
            LibraryTask(_("Check the rota and choose the mornings"), 18),
            LibraryTask(_("Open the sign-up, two places per visit"), 14),
        ),
        takes_off_phones=True,
        needs_sign_up=True,
        works_remote=False,
    ),
    LibraryIdea(
        key="our-own-customer",
        kind="trade-places",
        title=_("Customers of our own service"),
        description=_(
            "Give leaders and office colleagues an ordinary errand: change an address, return a "
            "parcel, query a bill. They do it from outside, with their own telephone and no inside "
            "knowledge, and write down every minute and every question. An hour is long enough to "
            "get stuck somewhere. Tell the service team that test customers are about, so that "
            "nobody feels spied on, and mend one thing from the notes within a month."
        ),
        minutes=60,
        lead_days=14,
        tasks=(
            LibraryTask(_("Write five errands that customers really bring"), 10),
            LibraryTask(_("Tell the service team that test customers are coming"), 5, True),
        ),
        takes_off_phones=False,
        needs_sign_up=True,
        works_remote=True,
    ),
)
