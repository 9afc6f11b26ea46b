"""Ideas for eating together, also at night, at home and without leaving the phones."""

from django.utils.translation import gettext_lazy as _

from .idea import LibraryIdea, LibraryTask

IDEAS = (
    LibraryIdea(
        key="lunch-in-two-sittings",
        kind="group-meal",
        title=_("One lunch, two sittings"),
        description=_(
            "Split every team in half beforehand: one half eats while the other answers, then they "
            "swap. Numbers drawn at the door mix the tables, as people otherwise sit where they "
            "always do. Leave a quarter of an hour between the sittings to finish a last call and "
            "clear the plates. If nobody can stay behind, close the lines for an hour and say on "
            "the recorded message and the website when you are back."
        ),
        minutes=60,
        lead_days=28,
        tasks=(
            LibraryTask(_("Book the room and the caterer"), 28),
            LibraryTask(_("Collect what people can't eat"), 14),
            LibraryTask(_("Divide each team between the two sittings"), 7),
            LibraryTask(_("Record the message for customers, if the lines close"), 5),
        ),
        takes_off_phones=True,
        needs_sign_up=True,
        works_remote=False,
    ),
    LibraryIdea(
        key="dishes-from-home",
        kind="group-meal",
        title=_("Dishes from home"),
        description=_(
            "Each guest brings one dish that is eaten where they come from, and a card with its "
            "name and what is in it. Those who don't cook bring bread, fruit or juice. You need "
            "plates, serving spoons and space in a fridge; conversation looks after itself. Fill "
            "some plates before the start, cover and label them, and keep them for whoever is on "
            "the phones."
        ),
        minutes=60,
        lead_days=14,
        tasks=(
            LibraryTask(_("Open the list of who brings what"), 14),
            LibraryTask(_("Borrow plates, spoons and a second fridge"), 5),
            LibraryTask(_("Print cards for names and ingredients"), 3, True),
        ),
        takes_off_phones=True,
        needs_sign_up=True,
        works_remote=False,
    ),
    LibraryIdea(
        key="night-shift-table",
        kind="group-meal",
        title=_("The night shift's own table"),
        description=_(
            "Those who work at night usually read about the week and taste none of it. Serve them "
            "a hot meal in the middle of their shift, on a table with a cloth, and have a leader "
            "come in for it at two in the morning. It should be what the day shift had, cooked "
            "fresh, with the same small present. Let them eat in turns, so that someone always "
            "watches the lines."
        ),
        minutes=45,
        lead_days=21,
        tasks=(
            LibraryTask(_("Find a leader who comes in at night"), 21),
            LibraryTask(_("Order a hot meal for the hour agreed"), 10),
        ),
        takes_off_phones=True,
        needs_sign_up=False,
        works_remote=False,
    ),
    LibraryIdea(
        key="trolley",
        kind="group-meal",
        title=_("The trolley comes round"),
        description=_(
            "Two leaders push a trolley of tea, coffee, fruit and cake from desk to desk, serve "
            "people where they sit, and thank each of them for something particular. Managers "
            "supply one line per person the week before, since a general thank-you is soon "
            "forgotten. No one leaves the phones, which suits the busiest day of the five. Bake or "
            "buy enough for a second tour when the late shift is in."
        ),
        minutes=90,
        lead_days=10,
        tasks=(
            LibraryTask(_("Collect one line about each person from their manager"), 5),
            LibraryTask(_("Borrow a trolley and order the cake"), 5),
        ),
        takes_off_phones=False,
        needs_sign_up=False,
        works_remote=False,
    ),
    LibraryIdea(
        key="lunch-by-post",
        kind="group-meal",
        title=_("Lunch by post"),
        description=_(
            "Colleagues who work from home receive a parcel: soup, biscuits, tea and a card that "
            "the team has signed. At the agreed time everybody opens it on camera and eats in "
            "video rooms of five or six, small enough for everyone to get a word in. Home "
            "addresses are private, so collect them in a short form and delete the list "
            "afterwards. Post early across borders, and leave out meat, milk and anything else "
            "that customs may stop."
        ),
        minutes=45,
        lead_days=28,
        tasks=(
            LibraryTask(_("Ask for addresses, and for food to avoid"), 21),
            LibraryTask(_("Pack and post the parcels"), 12),
            LibraryTask(_("Divide people into video rooms"), 3),
        ),
        takes_off_phones=True,
        needs_sign_up=True,
        works_remote=True,
    ),
)
