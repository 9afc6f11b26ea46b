"""What becomes of a sign-up, and what people eat."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SignupState(models.TextChoices):
    CONFIRMED = "confirmed", _("confirmed")
    WAITING = "waiting", _("waiting")
    LEFT = "left", _("left")


class Eats(models.TextChoices):
    VEGETARIAN = "vegetarian", _("vegetarian")
    VEGAN = "vegan", _("vegan")
    HALAL = "halal", _("halal")
    KOSHER = "kosher", _("kosher")
    GLUTEN_FREE = "gluten-free", _("gluten-free")
    LACTOSE_FREE = "lactose-free", _("lactose-free")
