"""Whom an award is for, how its ties are broken, its sign, and how far it has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GivenTo(models.TextChoices):
    PERSON = "person", _("a person")
    TEAM = "team", _("a team")


class TieRule(models.TextChoices):
    """How a tie is broken; the keys are those of recognition.rules.tally."""

    STANDARD = "standard", _("by comparing, then the chair's vote, else joint winners")
    CHAIR = "chair", _("by the chair's vote, else joint winners")
    JOINT = "joint", _("not at all: joint winners")


class Icon(models.TextChoices):
    HEART = "heart", _("heart")
    ROCKET = "rocket", _("rocket")
    PEOPLE = "people", _("people")
    STAR = "star", _("star")
    TROPHY = "trophy", _("trophy")
    LIGHTBULB = "lightbulb", _("light bulb")
    SHIELD = "shield", _("shield")
    CHAT = "chat", _("speech bubble")


class Stage(models.TextChoices):
    """How far an award has come; worked out, never stored."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")
    JUDGING = "judging", _("Being judged")
    DECIDED = "decided", _("Decided")
    PRESENTED = "presented", _("Presented")
    NOT_GIVEN = "not-given", _("Closed, no award")
    REOPENED = "reopened", _("To be decided anew")
