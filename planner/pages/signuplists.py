"""What organizers see of an activity's sign-ups: who, who waits, who is there, what they eat."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from csweek.lib.text import fold
from csweek.notices.models import Notice
from planner.models import Activity, Eats, Publication, Signup, SignupList
from planner.models.refusing import not_open_yet


@dataclass(frozen=True)
class Row:
    """`has_missed`: told of a change of the activity, and has not opened that message."""

    signup: Signup
    has_missed: bool = False

    @property
    def person(self):
        return self.signup.person

    @property
    def needs(self) -> str:
        return ", ".join(filter(None, [*diets(self.signup), self.signup.allergies]))


@dataclass(frozen=True)
class SignupRows:
    door: SignupList
    confirmed: list[Row]
    waiting: list[Row]

    def found(self, words: str) -> list[Row]:
        """Those whose names have these words, without accents and case: with a place, then in line;
        without words, all."""
        wanted = fold(words).split()
        rows = (*self.confirmed, *self.waiting)
        return [row for row in rows if all(word in fold(row.person.name) for word in wanted)]

    @property
    def there(self) -> int:
        """People and guests who have been checked in."""
        return sum(row.signup.size for row in self.confirmed if row.signup.is_there)

    @property
    def not_open_yet(self) -> str:
        """When check-in opens, while it is too early for it."""
        if self.door._state.adding or not self.door.opens_later:
            return ""
        return not_open_yet(self.door)

    @property
    def meals(self) -> list[tuple[str, int]]:
        """(meal, how many ordered it): as the choices stand, then others, then none chosen."""
        counted = Counter(row.signup.meal for row in self.confirmed)
        known = dict.fromkeys([*self.door.meal_choices, *sorted(filter(None, counted))])
        found = [(meal, counted[meal]) for meal in known]
        if not known:
            return []
        return found + ([(_("not chosen yet"), counted[""])] if counted[""] else [])

    @property
    def eats(self) -> list[tuple[str, int]]:
        counted = Counter(each for row in self.confirmed for each in row.signup.eats)
        return [(str(kind.label), counted[kind]) for kind in Eats if counted[kind]]

    @property
    def allergies(self) -> list[Row]:
        """Those with allergies: the kitchen must know of whom."""
        return [row for row in self.confirmed if row.signup.allergies]

    @property
    def guests(self) -> int:
        return sum(row.signup.guests for row in self.confirmed)


def diets(signup: Signup) -> list[str]:
    labels = dict(Eats.choices)
    return [str(labels.get(each, each)) for each in signup.eats]


def signup_rows(activity: Activity) -> SignupRows:
    """By name, and those who wait by their line. A list that nothing is published of is empty."""
    door = SignupList.objects.filter(pk=activity.pk).select_related("week").first()
    door = door or SignupList(
        activity=activity, week=activity.week, title=activity.title, key=activity.key
    )
    kept = Signup.objects.filter(activity=activity).kept()
    rows = list(kept.select_related("person__team", "person__site").order_by("person__name", "pk"))
    missed = _who_missed(activity)
    found = [Row(each, each.person_id in missed) for each in rows]
    waiting = sorted((row for row in found if row.signup.is_waiting), key=lambda r: r.signup.line)
    return SignupRows(door, [row for row in found if row.signup.has_place], waiting)


def _who_missed(activity: Activity) -> set[int]:
    """Who was told of a published change of it, and has not opened that message."""
    changed = {}
    for publication in Publication.objects.filter(week=activity.week_id).only("changes"):
        changed[str(publication.pk)] = {
            number
            for number, change in enumerate(publication.what_changed)
            if change.about == "item" and change.before and change.before.key == str(activity.key)
        }
    told = Notice.objects.about_any(
        "publication", publication=[pk for pk in changed if changed[pk]]
    )
    unseen = told.unseen().values_list("person", "subject", "context")
    return {
        person
        for person, subject, context in unseen
        if changed[subject.partition(":")[2]] & set(context["changes"])
    }
