"""The kinds of activities."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    KICK_OFF = "kick-off", _("Kick-off")
    TRADE_PLACES = "trade-places", _("Trade places")
    GROUP_MEAL = "group-meal", _("Group meal")
    DRESS_UP = "dress-up", _("Dress-up")
    AWARDS = "awards", _("Awards")
    TRAINING = "training", _("Training")
    TEAM_BUILDING = "team-building", _("Team building")
    CUSTOMER_APPRECIATION = "customer-appreciation", _("Customer appreciation")
    GAME = "game", _("Game")
    RAFFLE = "raffle", _("Raffle")
    DECORATION = "decoration", _("Decoration")
    OTHER = "other", _("Other")
