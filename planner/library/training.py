"""Ideas for learning: workshops, a guest, a launch, and work on real calls and letters."""

from django.utils.translation import gettext_lazy as _

from .idea import LibraryIdea, LibraryTask

IDEAS = (
    LibraryIdea(
        key="workshop-listening",
        kind="training",
        title=_("Workshop: listening"),
        description=_(
            "In pairs, one tells of a problem for two minutes while the other stays silent, then "
            "says back what they heard and is corrected. After three rounds with new partners most "
            "people notice that they had been preparing an answer. Finish with a recording from "
            "your own lines, and stop it wherever the customer said something that was not picked "
            "up. Twelve people and a room with a door are the right size."
        ),
        minutes=90,
        lead_days=21,
        tasks=(
            LibraryTask(_("Book a quiet room"), 14),
            LibraryTask(_("Choose a recording and take the names out"), 10),
            LibraryTask(_("Open the sign-up, twelve places for each wave"), 10),
        ),
        takes_off_phones=True,
        needs_sign_up=True,
        works_remote=True,
    ),
    LibraryIdea(
        key="workshop-empathy",
        kind="training",
        title=_("Workshop: empathy, the customer's whole day"),
        description=_(
            "Everyone draws a card with a customer on it: lost luggage, a bill after a funeral, a "
            "first flat with no heating. They write down that person's day up to the moment of the "
            "call, and only then play the call with a partner. Talk about which words helped and "
            "which polite ones shut the door. One of the group may have been through exactly this, "
            "so any card can be exchanged without giving a reason."
        ),
        minutes=90,
        lead_days=21,
        tasks=(
            LibraryTask(_("Find a host who takes calls themselves"), 14),
            LibraryTask(_("Write twelve customer cards from real cases"), 7),
        ),
        takes_off_phones=True,
        needs_sign_up=True,
        works_remote=True,
    ),
    LibraryIdea(
        key="workshop-conflict",
        kind="training",
        title=_("Workshop: conflict and angry customers"),
        description=_(
            "Start from what the team can do already: who has a sentence that works when somebody "
            "shouts? Write these on the wall and try them out in threes, as customer, colleague "
            "and observer; the best go on a list for every desk. Say plainly where patience ends, "
            "who may end a call, and that nobody will have to justify it. An outside trainer is "
            "worth the fee if they work with your own cases."
        ),
        minutes=120,
        lead_days=28,
        tasks=(
            LibraryTask(_("Book a trainer, or name two people from the team"), 28),
            LibraryTask(_("Agree with the managers when a call may be ended"), 14),
            LibraryTask(_("Collect six hard cases"), 10),
        ),
        takes_off_phones=True,
        needs_sign_up=True,
        works_remote=True,
    ),
    LibraryIdea(
        key="workshop-stress",
        kind="training",
        title=_("Workshop: stress, and what helps at a desk"),
        description=_(
            "An hour of trying things out: breathing between two calls, standing up, loosening the "
            "neck, leaving a bad call behind before the next. The occupational health service or a "
            "physiotherapist makes a better host than a slide show. Then ask what causes the "
            "strain, write down the three answers that come up most, and carry them to whoever can "
            "change something. Run it again late in the evening, where tiredness is worst."
        ),
        minutes=60,
        lead_days=21,
        tasks=(
            LibraryTask(_("Ask occupational health for a host"), 21),
            LibraryTask(_("Add a wave for the late and night shifts"), 10),
        ),
        takes_off_phones=True,
        needs_sign_up=True,
        works_remote=True,
    ),
    LibraryIdea(
        key="workshop-digital-channels",
        kind="training",
        title=_("Workshop: chat, e-mail and other digital channels"),
        description=_(
            "Take ten real chats and e-mails without the names and rewrite them as a group: "
            "shorter, warmer, the answer first. Add one public complaint, and decide who replies, "
            "how soon, and when it moves into a private message. Invite those who only take calls, "
            "for they hear how a sentence sounds. Everyone leaves with three templates of their "
            "own, which get used more than thirty of somebody else's."
        ),
        minutes=90,
        lead_days=21,
        tasks=(
            LibraryTask(_("Find out who answers in public today"), 10, True),
            LibraryTask(_("Pick ten chats and e-mails and take the names out"), 7),
        ),
        takes_off_phones=True,
        needs_sign_up=True,
        works_remote=True,
    ),
    LibraryIdea(
        key="guest-speaker",
        kind="training",
        title=_("A guest speaker from another counter"),
        description=_(
            "An ambulance dispatcher, a hotel porter, a hospital receptionist: people who serve "
            "others elsewhere have stories that a consultant lacks. Twenty minutes of telling and "
            "twenty of questions make a good hour, with room for latecomers. Meet beforehand, show "
            "them where your people sit and what customers ask. With the guest's consent a "
            "recording goes to the shifts that had to miss it."
        ),
        minutes=60,
        lead_days=42,
        tasks=(
            LibraryTask(_("Invite the guest"), 42),
            LibraryTask(_("Show the guest round and settle the technology"), 10),
            LibraryTask(_("Buy a present for the guest"), 5, True),
        ),
        takes_off_phones=True,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="training-launch",
        kind="training",
        title=_("Launch of a new training course"),
        description=_(
            "A new course can well open this week, while people are together and curious. Show one "
            "real lesson, mistakes included, in place of a talk about it. Fill the first group "
            "beforehand with people from several teams, so that the others hear of it at their own "
            "desks. Say how much working time it is given; a course without any is taken for "
            "homework."
        ),
        minutes=45,
        lead_days=42,
        tasks=(
            LibraryTask(_("Agree how much working time the course is given"), 42),
            LibraryTask(_("Choose the lesson to show"), 14, True),
            LibraryTask(_("Fill the first group"), 7),
        ),
        takes_off_phones=True,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="three-calls",
        kind="training",
        title=_("Three calls, heard together"),
        description=_(
            "Play a small group three recordings: a good one, a bad one, and one that turned round "
            "half-way. Pause whenever a hand goes up, and stay with that moment. Whoever took the "
            "call has agreed to it and speaks first, or has chosen to stay away. Half an hour of "
            "this every second week is worth keeping when the week is over."
        ),
        minutes=45,
        lead_days=14,
        tasks=(
            LibraryTask(_("Ask permission to play three recordings"), 10),
            LibraryTask(_("Take the customers' names out of the recordings"), 5),
        ),
        takes_off_phones=True,
        needs_sign_up=True,
        works_remote=True,
    ),
    LibraryIdea(
        key="worst-letter",
        kind="training",
        title=_("Our worst letter, rewritten"),
        description=_(
            "Every organisation has one: two pages, five paragraphs of law, and the telephone "
            "rings all day when it goes out. Cut it up, give each table a piece, and ask for the "
            "same in words that a neighbour would use. Have a lawyer in the room to say what must "
            "stay, which is often less than feared. Send out the new version within a month, and "
            "count the calls before and after."
        ),
        minutes=90,
        lead_days=21,
        tasks=(
            LibraryTask(_("Find the letter that brings the most calls"), 14),
            LibraryTask(_("Invite somebody from the legal department"), 14),
            LibraryTask(_("Copy the letter and cut it up"), 3, True),
        ),
        takes_off_phones=True,
        needs_sign_up=True,
        works_remote=True,
    ),
)
