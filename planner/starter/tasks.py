"""What there is to do for the plan: the crew's tasks for the week, and those of its activities."""

from django.utils.translation import gettext_lazy as _

from .activity import StarterTask

TASKS = (
    StarterTask("crew", _("Gather a crew from different teams, sites and shifts"), 84),
    StarterTask(
        "look-back",
        _("Go through last year's plan with six people who were there"),
        77,
        "look-back",
    ),
    StarterTask("theme", _("Choose the theme of the week"), 70),
    StarterTask("money", _("Add up what it costs, and ask for the money"), 67),
    StarterTask("leaders", _("Ask the leaders to keep Tuesday morning free"), 60, "leaders"),
    StarterTask("head", _("Win the head of the organisation for a few words"), 56, "announcement"),
    StarterTask("trainer", _("Book a trainer, or name two people from the team"), 49, "training"),
    StarterTask("caterer", _("Book the room and the caterer for the lunch"), 42, "lunch"),
    StarterTask("cover", _("Ask other departments for help on the phones"), 42, "helpers"),
    StarterTask("hall", _("Book the room, the sound and the camera"), 39, "ceremony"),
    StarterTask("save-the-date", _("Tell everybody when the week is, and what it is for"), 35),
    StarterTask("photographer", _("Find a photographer"), 28, "photographs", True),
    StarterTask("kind-words", _("Put the question to customers where they see it"), 21, "ask"),
    StarterTask("publish", _("Publish the plan"), 21),
    StarterTask("banners", _("Order the banners"), 21, "announcement", True),
    StarterTask("sign-up", _("See that sign-up opens, and say where to find it"), 18),
    StarterTask("invite", _("Invite colleagues from other teams"), 18, "visit"),
    StarterTask("prizes", _("Buy the prizes"), 14, "party"),
    StarterTask("dress", _("Announce the dress theme in time to find something"), 14, "dress"),
    StarterTask("sittings", _("Divide each team between the two sittings"), 10, "lunch"),
    StarterTask("questions", _("Write ten questions and check the answers"), 10, "quiz", True),
    StarterTask("pairs", _("Pair each leader with a service professional"), 10, "leaders"),
    StarterTask("needs", _("Tell the kitchen how many come, and what they can't eat"), 7, "lunch"),
    StarterTask("helpers", _("Show the helpers the screens they will need"), 5, "helpers"),
    StarterTask("message", _("Record the message for customers"), 5, "lunch"),
    StarterTask("read-aloud", _("Choose the customers' words to read aloud"), 4, "words"),
    StarterTask("print", _("Print the poster, the lists and the name badges"), 4),
    StarterTask("decorate", _("Put up the banners and the balloons"), 3, "announcement", True),
    StarterTask("speech", _("Go through the opening with those who speak"), 3, "opening"),
    StarterTask("certificates", _("Print the certificates and the run sheet"), -3, "ceremony"),
    StarterTask("thanks", _("Thank the crew, the hosts and the helpers"), -7),
    StarterTask("report", _("Write down what worked, for next year"), -9),
)
