"""Whom one can nominate: found by name, alias or team, as one types, among a hundred thousand.

By e-mail address nobody is found: whoever tries parts of it would learn it.
"""

from dataclasses import asdict, dataclass
from functools import lru_cache

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Concat, Replace
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from csweek.lib.text import fold
from csweek.people.models import Person, Team
from recognition.limits import limits_of
from recognition.models import Award

MOST_FOUND = 8
MOST_WORDS = 6
MOST_TEAMS = 300  # that one word may mean; of more, it says nothing about whom one looks for
LONGEST_QUERY = 80
SHORTEST_QUERY = 2

_folded = lru_cache(maxsize=10_000)(fold)


@dataclass(frozen=True)
class Candidate:
    """One who can be chosen: "p12" is a person, "t3" a team, by number."""

    value: str
    name: str
    detail: str = ""
    initials: str = ""

    @property
    def is_team(self) -> bool:
        return self.value.startswith("t")


def candidate_of(nominee: Person | Team) -> Candidate:
    if isinstance(nominee, Team):
        return Candidate(f"t{nominee.pk}", nominee.name, _("Team"))
    return _person(nominee)


def find_nominees(query: str, *, by: Person, award: Award | None = None) -> list[Candidate]:
    """Those who match best, at most one more than MOST_FOUND; nobody who cannot win `award`.

    Without an award, people and teams. Nobody finds themselves.
    """
    words = _words_of(query)
    if not words or (len("".join(words)) < SHORTEST_QUERY and words[0].isascii()):
        return []
    teams = [] if award and not award.is_for_team else _teams(words, by, award)
    people = [] if award and award.is_for_team else _people(words, by, award)
    return (teams[: MOST_FOUND // 2 if people else None] + people)[: MOST_FOUND + 1]


def _words_of(query: str) -> list[str]:
    return fold(query.replace("\0", "")[:LONGEST_QUERY]).split()[:MOST_WORDS]


def _teams(words: list[str], by: Person, award: Award | None) -> list[Candidate]:
    teams = award.can_win() if award else Team.objects.all()
    if award and award.not_own_team and by.team_id:
        teams = teams.exclude(pk=by.team_id)
    named = teams.order_by("name").values_list("pk", "name")
    found = [(pk, name) for pk, name in named if all(word in _folded(name) for word in words)]
    found.sort(key=lambda each: not _folded(each[1]).startswith(words[0]))
    return [Candidate(f"t{pk}", name, _("Team")) for pk, name in found[: MOST_FOUND + 1]]


def _people(words: list[str], by: Person, award: Award | None) -> list[Candidate]:
    people = (award.can_win() if award else Person.objects.active()).exclude(pk=by.pk)
    if award and award.not_own_team and by.team_id:
        people = people.exclude(team=by.team_id)
    # What is folded ends in the address: all before it may be searched.
    name = Replace(F("folded"), F("email"), Value(""), output_field=CharField())
    people = people.annotate(called=Concat(Value(" "), name))
    teams = list(Team.objects.values_list("pk", "name"))
    for word in words:
        of_team = [pk for pk, name in teams if word in _folded(name)]
        is_called = Q(folded__contains=word, called__contains=word)
        named = Q(team__in=of_team) if 0 < len(of_team) <= MOST_TEAMS else Q()
        people = people.filter(is_called | named if named else is_called)
    best = Case(
        When(called__startswith=f" {words[0]}", then=0),
        When(called__contains=f" {words[0]}", then=1),
        default=2,
    )
    people = people.select_related("team", "site").order_by(best, "name", "pk")
    near = people.only("name", "alias", "team__name", "site__name")[: MOST_FOUND + 1]
    return [_person(each) for each in near if _is_called(each, words)]


def _is_called(person: Person, words: list[str]) -> bool:
    """Once more without the database, for an address that folding has changed."""
    told = fold(f"{person.name} {person.alias} {person.team.name if person.team else ''}")
    return all(word in told for word in words)


def _person(person: Person) -> Candidate:
    place = ", ".join(each.name for each in (person.team, person.site) if each)
    detail = f"“{person.alias}” · {place}" if person.alias and place else person.alias or place
    return Candidate(f"p{person.pk}", person.name, detail, person.initials)


def nobody_found(query: str, *, by: Person, award: Award | None = None) -> str:
    """What is said where a search finds nobody, also to whoever looks for themselves. The award was
    fetched `with_limits`."""
    words = _words_of(query)
    if words and all(word in fold(f"{by.name} {by.alias}") for word in words):
        return _("Nobody nominates themselves. Choose a colleague.")
    not_own = award and award.not_own_team and by.team
    if words and not_own and all(word in fold(by.team.name) for word in words):
        return _("For this award nobody nominates their own team. Choose another.")
    limits = limits_of(award) if award else ""
    if limits:
        words = _("Nobody found whom “%(award)s” is for. %(limits)s")
        return words % {"award": award.title, "limits": limits}
    return _("Nobody found. Try another part of the name, or the team.")


def found_in_words(found: list[Candidate], nobody: str) -> dict:
    """What the page's script shows, and says aloud."""
    shown = found[:MOST_FOUND]
    if len(found) > MOST_FOUND:
        said = _("The first %(count)s. Type more of the name to see others.")
    else:
        said = ngettext("%(count)s found.", "%(count)s found.", len(shown))
    said = said % {"count": len(shown)} if found else nobody
    return {"said": said, "options": [asdict(each) for each in shown]}
