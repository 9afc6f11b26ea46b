"""Ideas that bring teams together, and games for all who can spare a few minutes."""

from django.utils.translation import gettext_lazy as _

from .idea import LibraryIdea, LibraryTask

IDEAS = (
    LibraryIdea(
        key="volunteering",
        kind="team-building",
        title=_("An afternoon of volunteering"),
        description=_(
            "Sort food at the food bank, plant a hedge, mend bicycles: choose something nearby "
            "that is finished by evening. The charity knows best what it needs, so put the "
            "question before you make the plan. Groups of eight from mixed teams are easy to "
            "place. Think of seated work for those who can't lift, and of a collection box for "
            "those who can't leave. It should count as working time, insurance included."
        ),
        minutes=180,
        lead_days=42,
        tasks=(
            LibraryTask(_("Agree on day, work and numbers with a charity"), 42),
            LibraryTask(_("Settle working time and insurance"), 28),
            LibraryTask(_("Open the sign-up for the volunteers"), 21),
            LibraryTask(_("Arrange transport"), 7),
        ),
        takes_off_phones=True,
        needs_sign_up=True,
        works_remote=False,
    ),
    LibraryIdea(
        key="feedback-friday",
        kind="team-building",
        title=_("Feedback Friday"),
        description=_(
            "On this day everyone gives one colleague feedback that can be used, and asks another "
            "for some. Two sentences are the frame: what I saw you do, and what came of it. "
            "Leaders begin by asking for theirs, in front of the team. On paper, over coffee or by "
            "message are all fine, and what is said stays between the two."
        ),
        minutes=None,
        lead_days=7,
        tasks=(
            LibraryTask(_("Ask the leaders to go first"), 5, True),
            LibraryTask(_("Explain the two sentences at the team meetings"), 3),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="corridor-jigsaw",
        kind="team-building",
        title=_("The jigsaw in the corridor"),
        description=_(
            "Leave a puzzle of a thousand pieces on a table where people pass, and do nothing "
            "more. Somebody stops, somebody joins, and by Wednesday two departments that never "
            "meet are discussing the sky. A photograph of your own building, printed as a puzzle, "
            "holds everyone's interest longest. Save the last row for the night shift, and lay it "
            "all on a board, because tables get moved."
        ),
        minutes=None,
        lead_days=21,
        tasks=(
            LibraryTask(_("Order a puzzle made from one of our photographs"), 21, True),
            LibraryTask(_("Choose a table with good light"), 3),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=False,
    ),
    LibraryIdea(
        key="skills-market",
        kind="team-building",
        title=_("A market of skills"),
        description=_(
            "Sign language for beginners, keyboard shortcuts, knots, baking, ten words of Arabic: "
            "whoever knows something teaches it in a quarter of an hour. Set up six tables, ring a "
            "bell every fifteen minutes, and have people move on. One table is always about work, "
            "such as the spreadsheet trick that everybody asks about. Six video rooms do the same "
            "for teams that are far apart."
        ),
        minutes=75,
        lead_days=21,
        tasks=(
            LibraryTask(_("Ask who would like to teach what"), 21),
            LibraryTask(_("Choose six, and warn them how short it is"), 10),
            LibraryTask(_("Find a bell"), 3, True),
        ),
        takes_off_phones=True,
        needs_sign_up=True,
        works_remote=True,
    ),
    LibraryIdea(
        key="service-quiz",
        kind="game",
        title=_("Quiz about our customers and ourselves"),
        description=_(
            "Twenty questions in half an hour, all from your own house: how many calls came last "
            "October, which product is returned most, from which town the longest letter came. "
            "Mixed teams of five give new people a chance, as there is always something that only "
            "the warehouse knows. Read briskly, keep the score in sight, and let the prize be "
            "something to share out and eat."
        ),
        minutes=30,
        lead_days=14,
        tasks=(
            LibraryTask(_("Write twenty questions and check the answers"), 7),
            LibraryTask(_("Find a quizmaster and a scorekeeper"), 5),
        ),
        takes_off_phones=True,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="bingo-of-good-turns",
        kind="game",
        title=_("Bingo of good turns"),
        description=_(
            "Each square holds something to do: thank a cleaner by name, explain a shortcut to a "
            "new colleague, ring a customer back sooner than promised. Whoever completes a line "
            "shows the card to the crew. It runs by itself between calls from Monday to Friday. "
            "Write the squares so that people at home and people at night can fill them too."
        ),
        minutes=None,
        lead_days=10,
        tasks=(
            LibraryTask(_("Think up twenty-five good turns"), 7),
            LibraryTask(_("Print the cards, and make one for the screen"), 3, True),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="treasure-hunt",
        kind="game",
        title=_("Treasure hunt through the knowledge base"),
        description=_(
            "Hide ten answers among the price lists and procedures, each of them leading to the "
            "next question. Pairs search from their own desks for an hour and stop when a customer "
            "calls. You will learn which pages nobody can find, and that list is worth more than "
            "the prize. Put a joke at step six for those who are about to give up."
        ),
        minutes=60,
        lead_days=14,
        tasks=(
            LibraryTask(_("Lay the trail of ten questions"), 7),
            LibraryTask(_("Let a new colleague try it out"), 5, True),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="desk-games",
        kind="game",
        title=_("Games between the desks"),
        description=_(
            "Paper planes for distance, a pencil balanced on a finger, a ball of paper into a mug: "
            "six stations at three minutes each, with the scores on a board that hangs there all "
            "week. Choose games that are not decided by strength, sight or standing. The last "
            "half-hour before a change of shift is the best time, because then the shifts can play "
            "each other. Keep it away from desks where somebody is talking to a customer."
        ),
        minutes=30,
        lead_days=7,
        tasks=(
            LibraryTask(_("Choose six games and try them"), 5),
            LibraryTask(_("Draw the score board"), 3, True),
        ),
        takes_off_phones=True,
        needs_sign_up=False,
        works_remote=False,
    ),
)
