"""The five days of the plan, Monday to Friday."""

from datetime import time

from django.utils.translation import gettext_lazy as _

from .activity import StarterActivity, StarterDay

_MONDAY = StarterDay(
    name=_("Kick-off"),
    note=_(
        "Our Customer Service Week begins. Today everybody hears what is planned, and colleagues "
        "from other teams come to see the service at work."
    ),
    activities=(
        StarterActivity(
            kind="kick-off",
            key="announcement",
            title=_("The week is announced"),
            description=_(
                "An e-mail from the head of the organisation, the same words on the intranet, and "
                "a banner at every entrance. They say what the week is for, what happens on which "
                "day and where to find the plan."
            ),
            start=time(9, 0),
            minutes=15,
        ),
        StarterActivity(
            kind="kick-off",
            key="opening",
            title=_("Opening"),
            description=_(
                "Fifteen minutes, standing: the theme, the crew, and one story about a customer "
                "who noticed. Half of each team stays on the phones and hears it afterwards from "
                "the other half."
            ),
            start=time(9, 30),
            minutes=15,
            takes_off_phones=True,
        ),
        StarterActivity(
            kind="other",
            key="visit",
            title=_("Come and see the service at work"),
            description=_(
                "Colleagues from other teams put on a second headset and sit with us for an hour. "
                "Everybody takes one question back: what could my team do to make this easier for "
                "the customer?"
            ),
            start=time(14, 0),
            minutes=60,
            needs_sign_up=True,
            places=12,
        ),
    ),
)

_TUESDAY = StarterDay(
    name=_("Trade places"),
    note=_(
        "Leaders sit at the front line and answer customers, each with a service professional "
        "beside them, and thank the team for what they have seen. The phones stay staffed as on "
        "any other day; the leaders come on top."
    ),
    activities=(
        StarterActivity(
            kind="trade-places",
            title=_("A lesson for the leaders"),
            description=_(
                "Buddies show their leaders the screens, the questions that come most often, and "
                "how to ask a customer for a moment's patience."
            ),
            start=time(9, 15),
            minutes=30,
        ),
        StarterActivity(
            kind="trade-places",
            key="leaders",
            title=_("Leaders on the line"),
            description=_(
                "The leader talks, the buddy finds things in the system and helps when it gets "
                "difficult. Both write down what took longer than it should."
            ),
            start=time(10, 0),
            minutes=90,
            needs_sign_up=True,
            places=8,
        ),
        StarterActivity(
            kind="trade-places",
            title=_("What we heard, and thank you"),
            description=_(
                "Each leader tells what surprised them and what they will change, and thanks the "
                "team. Those on the phones hear it by video or from their buddy."
            ),
            start=time(15, 30),
            minutes=30,
            takes_off_phones=True,
        ),
    ),
)

_WEDNESDAY = StarterDay(
    name=_("Eat together"),
    note=_(
        "We eat in two sittings, so that customers always find somebody: half of each team has "
        "lunch while the other half answers, with help from other departments, and then they "
        "change over. Should the lines close instead, the recorded message and the website say "
        "when we are back."
    ),
    activities=(
        StarterActivity(
            kind="training",
            key="helpers",
            title=_("Ready to help on the phones"),
            description=_(
                "For colleagues from other departments who look after customers during lunch: what "
                "is asked most, where the answers are, and whom to ask when there is none."
            ),
            start=time(10, 0),
            minutes=45,
            needs_sign_up=True,
            places=12,
        ),
        StarterActivity(
            kind="group-meal",
            key="lunch",
            title=_("Lunch together, first sitting"),
            description=_(
                "A seat for half of each team. With your sign-up, tell us what you can't eat. "
                "Please be back at your desk in time for the others to go."
            ),
            start=time(11, 30),
            minutes=60,
            takes_off_phones=True,
            needs_sign_up=True,
        ),
        StarterActivity(
            kind="group-meal",
            title=_("Lunch together, second sitting"),
            description=_(
                "The same menu, freshly served, for the half that answered customers during the "
                "first sitting."
            ),
            start=time(12, 45),
            minutes=60,
            takes_off_phones=True,
            needs_sign_up=True,
            is_another_wave=True,
        ),
    ),
)

_THURSDAY = StarterDay(
    name=_("Dress up"),
    note=_(
        "Dress up, or down: whatever you wear on other days, come in the opposite. A favourite "
        "colour or the shirt of your team is just as welcome, and so are you if you come as "
        "always."
    ),
    dress_theme=_("The opposite of what you usually wear"),
    activities=(
        StarterActivity(
            kind="dress-up",
            key="dress",
            title=_("Dress the other way round"),
            description=_(
                "Uniforms stay in the locker, and the team in jeans arrives in evening dress. "
                "Safety shoes and name badges stay on. Working from home? Turn the camera on."
            ),
        ),
        StarterActivity(
            kind="dress-up",
            key="photographs",
            title=_("Team photographs"),
            description=_(
                "The photographer comes to you, team by team. If you would rather not be in the "
                "picture, say so or step aside; nobody asks why."
            ),
            start=time(11, 0),
            minutes=60,
        ),
        StarterActivity(
            kind="game",
            key="quiz",
            title=_("Quiz: how well do we know our customers?"),
            description=_(
                "Ten questions in half an hour, answered from your desk in teams of four. A "
                "customer who calls goes before any question."
            ),
            start=time(15, 0),
            minutes=30,
        ),
    ),
)

_FRIDAY = StarterDay(
    name=_("Awards"),
    note=_(
        "The day of thanks. Everyone is recognised, this year's champions are rewarded, and the "
        "week ends with a party. Colleagues from other departments look after customers during "
        "the ceremony."
    ),
    activities=(
        StarterActivity(
            kind="customer-appreciation",
            key="words",
            title=_("Customers' words, read aloud"),
            description=_(
                "What customers wrote about us this year, read out at the desks in a quarter of an "
                "hour. Each letter goes to the person it is about."
            ),
            start=time(10, 0),
            minutes=15,
        ),
        StarterActivity(
            kind="awards",
            key="ceremony",
            title=_("Awards ceremony"),
            description=_(
                "For each award you hear first what was done, and then by whom. It is shown live "
                "to everyone who can't be in the room."
            ),
            start=time(14, 30),
            minutes=60,
            takes_off_phones=True,
        ),
        StarterActivity(
            kind="game",
            key="party",
            title=_("Party with games and prizes"),
            description=_(
                "Cake, small games between the tables and a draw in which every name takes part, "
                "whether its owner is in the room or on shift."
            ),
            start=time(15, 45),
            minutes=60,
            takes_off_phones=True,
        ),
    ),
)

DAYS = (_MONDAY, _TUESDAY, _WEDNESDAY, _THURSDAY, _FRIDAY)
