"""Ideas for dressing up: people first, then rooms and screens."""

from django.utils.translation import gettext_lazy as _

from .idea import LibraryIdea, LibraryTask

IDEAS = (
    LibraryIdea(
        key="other-way-round",
        kind="dress-up",
        title=_("The other way round"),
        description=_(
            "Whatever people normally wear, today they wear the opposite: uniforms stay in the "
            "locker, and the team in jeans comes in evening dress. It costs nothing and needs no "
            "explaining. Leaders have to go first, and visibly, or hardly anyone dares. Safety "
            "shoes, religious dress and name badges stay as they are, and so does everybody who "
            "would rather not take part."
        ),
        minutes=None,
        lead_days=7,
        tasks=(
            LibraryTask(_("Announce the day with a picture of the crew trying it out"), 7, True),
            LibraryTask(_("Tell reception and security"), 3),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="favourite-colour",
        kind="dress-up",
        title=_("One colour per team"),
        description=_(
            "Every team chooses a colour, tells the crew, and turns up in it; a scarf is enough. "
            "At noon somebody takes a photograph from a window above, with the teams standing side "
            "by side. Two teams that insist on blue can share it. On camera, a sheet of coloured "
            "paper behind the chair does the same job."
        ),
        minutes=None,
        lead_days=10,
        tasks=(
            LibraryTask(_("Collect each team's colour"), 7),
            LibraryTask(_("Find a window and a photographer for the picture"), 3, True),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="throwback-thursday",
        kind="dress-up",
        title=_("Throwback Thursday"),
        description=_(
            "Come dressed as in the year you started work, or the year the organisation opened its "
            "doors. Old photographs, forms and price lists hang along the corridor, and the "
            "longest-serving colleague tells how a complaint was handled then. Guessing whose "
            "first staff badge is on the wall can be done in passing, between two calls. Get a yes "
            "from everybody in a picture before it goes up; some would rather forget."
        ),
        minutes=None,
        lead_days=21,
        tasks=(
            LibraryTask(_("Ask for old photographs, and permission to show them"), 14),
            LibraryTask(_("Search the archive for forms and advertisements"), 10, True),
            LibraryTask(_("Hang the exhibition"), 3),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="film-characters",
        kind="dress-up",
        title=_("Out of a film"),
        description=_(
            "Dress as somebody from a film and let colleagues guess who. An umbrella, a hat and a "
            "certain walk often do more than a hired costume. Say in the invitation that skin "
            "colour and other people's traditional dress are no disguise, and that whoever serves "
            "at the counter should still look like someone to trust with a problem. Numbered "
            "photographs with slips for the guesses let the late shift play too."
        ),
        minutes=None,
        lead_days=14,
        tasks=(
            LibraryTask(_("Send the invitation and say what makes a good costume"), 10),
            LibraryTask(_("Print slips for the guesses"), 3, True),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="team-shirts",
        kind="dress-up",
        title=_("The shirt of your side"),
        description=_(
            "Football, cricket, handball or the village bowling club: wear the shirt of the side "
            "you follow, or of the one your children play for. Anyone without a side can be a "
            "referee. Teasing is welcome until a customer is within earshot. Where a match in your "
            "town may end in a fight, choose a different theme."
        ),
        minutes=None,
        lead_days=7,
        tasks=(
            LibraryTask(_("Announce the theme in time to wash a shirt"), 7),
            LibraryTask(_("Buy whistles for the referees"), 3, True),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="hats-on-camera",
        kind="dress-up",
        title=_("Hats on camera"),
        description=_(
            "A costume is lost in a video window the size of a stamp; a hat is not. Teams that "
            "meet on screen begin one meeting with hats on, sit still for a picture, and carry on "
            "with the agenda. Lend some to those on site, so that the picture holds everybody. "
            "Anyone who covers their head every day comes as they are."
        ),
        minutes=15,
        lead_days=7,
        tasks=(
            LibraryTask(_("Put the hats into the meeting invitation"), 5),
            LibraryTask(_("Bring a box of spare hats"), 3, True),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="balloons-and-banners",
        kind="decoration",
        title=_("Balloons and banners"),
        description=_(
            "Put everything up on the Friday before, so that the first shift on Monday walks into "
            "it. One big banner at the entrance and one string of balloons per team do more than a "
            "little everywhere. Rubber is trouble for people with an allergy, and a loose helium "
            "balloon can set off a smoke detector in a high hall: paper garlands do neither. "
            "Settle who takes it all down again before you start."
        ),
        minutes=90,
        lead_days=21,
        tasks=(
            LibraryTask(_("Order banner, garlands and balloons"), 21, True),
            LibraryTask(_("Ask the caretaker what may hang where"), 14),
            LibraryTask(_("Find helpers to put up and take down"), 7),
            LibraryTask(_("Put everything up"), 3),
        ),
        takes_off_phones=False,
        needs_sign_up=True,
        works_remote=False,
    ),
    LibraryIdea(
        key="dressed-corner",
        kind="decoration",
        title=_("Every team dresses its corner"),
        description=_(
            "Hand each team the same bag of paper, tape and string and let them turn their corner "
            "into the week's theme. An hour in all is enough, taken in small pieces between calls. "
            "Where day and night share the desks they share the work, and one finds in the morning "
            "what the other began. Passers-by vote with a paper clip in the jar of the corner they "
            "like best."
        ),
        minutes=60,
        lead_days=14,
        tasks=(
            LibraryTask(_("Fill a bag of materials for each team"), 7),
            LibraryTask(_("Place the jars and the paper clips"), 3),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=False,
    ),
    LibraryIdea(
        key="wall-of-thanks",
        kind="decoration",
        title=_("The wall of thank-yous"),
        description=_(
            "Keep one wall free, put out cards and pens, and ask people to thank a colleague by "
            "name for something they did. Pin up ten before anybody arrives, since a bare wall "
            "stays bare. The crew reads it every evening and writes for those who have not been "
            "mentioned yet. Cards sent in by e-mail are copied out by hand, and a photograph goes "
            "back to the other sites. On Friday everyone takes their own cards home."
        ),
        minutes=None,
        lead_days=10,
        tasks=(
            LibraryTask(_("Choose the wall; buy cards and pens"), 10),
            LibraryTask(_("Write the first ten cards"), 3, True),
            LibraryTask(_("Share out the names, so that nobody is missed"), 3),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
    LibraryIdea(
        key="video-background",
        kind="decoration",
        title=_("One background for every video call"),
        description=_(
            "Have somebody draw a plain picture with the theme and the dates, and send it to "
            "everyone as a background. For five days each meeting, inside and out, then mentions "
            "the week without a word. Leave the middle empty for the speaker, and try it in the "
            "program you use, as some of them show it mirrored. Attach the file to the e-mail "
            "itself; few people follow a link to a folder."
        ),
        minutes=None,
        lead_days=14,
        tasks=(
            LibraryTask(_("Draw the background and try it in a call"), 10, True),
            LibraryTask(_("Send it round with three lines on how to set it"), 3),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=True,
    ),
)
