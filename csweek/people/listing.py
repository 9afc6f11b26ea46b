"""The list of people as it is shown: each row's words made once, in Python."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from .models import Person

ROLES = ("is_organizer", "is_manager", "is_administrator")
COLUMNS = ["pk", "name", "alias", "email", "team__name", "site__name", "is_active", *ROLES]


@dataclass(frozen=True)
class Row:
    """`state` is how things are with them, where that is not as usual: "", "left", "uninvited"."""

    address: str
    name: str
    alias: str
    email: str
    team: str
    site: str
    roles: list[str]
    state: str


def rows_of(people) -> list[Row]:
    """In two queries, however many they are."""
    found = list(people.values(*COLUMNS))
    keys = [each["pk"] for each in found]
    waiting = Person.objects.who_cannot_sign_in().filter(pk__in=keys)
    uninvited = set(waiting.values_list("pk", flat=True))
    words = dict(zip(ROLES, (_("organizer"), _("manager"), _("administrator")), strict=True))
    path = reverse("people:person-detail", args=[0]).removesuffix("0/")
    return [
        Row(
            address=f"{path}{each['pk']}/",
            name=each["name"],
            alias=each["alias"],
            email=each["email"],
            team=each["team__name"] or "",
            site=each["site__name"] or "",
            roles=[word for role, word in words.items() if each[role]],
            state=_state(each, uninvited),
        )
        for each in found
    ]


def _state(person: dict, uninvited: set[int]) -> str:
    if not person["is_active"]:
        return "left"
    return "uninvited" if person["pk"] in uninvited else ""
