"""What judging an award has come to, for those who decide: asked in six queries, however many
files, judges and awards there are."""

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from django.db.models import Q, TextField, Value
from django.db.models.functions import Cast

from csweek.people.models import Person
from recognition.bench import Given, Judge, Judged, JudgedFile, Mark, Pair, scores_of
from recognition.models import (
    Award,
    CallIn,
    Criterion,
    File,
    Nomination,
    PanelMember,
    Review,
    StepBack,
    Waiver,
)
from recognition.models.nominations import COUNTED
from recognition.rules.conflicts import Case, Colleague, find_conflicts

FILE = (
    "pk",
    "key",
    "award_id",
    "is_shortlisted",
    "citation",
    "person_id",
    "person__name",
    "person__is_active",
    "person__team_id",
    "person__team__name",
    "person__site__name",
    "person__line_manager_id",
    "team_id",
    "team__name",
)


def judged(award: Award) -> Judged:
    """One award: its bench, its files and what was sent."""
    return judged_all([award])[award.pk]


def judged_for(manager: Person, award: Award) -> Judged:
    """The same as a manager sees it: without a file of their own, or their team's."""
    found = judged(award)
    return found.without(found.own_of(manager))


def judged_all(awards: Iterable[Award]) -> dict[int, Judged]:
    """The same of many, by the award's number, in as many queries as of one."""
    awards = {each.pk: each for each in awards}
    judges, colleagues = _panels(awards)
    files = file_rows(File.objects.filter(award__in=awards))
    teams = {row["team_id"] for row in files if row["team_id"]}
    members = members_who_matter(teams, colleagues.values())
    writers = writers_among(Nomination.objects.filter(award__in=awards), set(colleagues))
    criteria = criteria_of(awards)
    rows = {row["pk"]: row for row in files}
    conflicts: dict[int, dict] = defaultdict(dict)
    of_award: dict[int, dict] = defaultdict(dict)
    for row in files:
        award, key = row["award_id"], str(row["key"])
        of_award[award][key] = file_of(row)
        case = case_of(row, members, writers)
        for judge in judges[award]:
            if found := find_conflicts(colleagues[judge], case):
                conflicts[award][judge, key] = tuple(found)
    acts = _acts(awards, criteria)
    done = {kind: _by_award(pairs, rows, judges) for kind, pairs in acts.items()}
    return {
        pk: Judged(
            award,
            tuple(criteria[pk]),
            judges[pk],
            of_award[pk],
            conflicts[pk],
            **{kind: found[pk] for kind, found in done.items()},
        )
        for pk, award in awards.items()
    }


def _by_award(pairs: dict, rows: dict, judges: dict) -> dict[int, dict[Pair, object]]:
    """{award: {(judge, key of the file): value}} of what is known by (judge, file), without those
    who are no longer on the panel."""
    found: dict[int, dict] = defaultdict(dict)
    for (judge, file), value in pairs.items():
        row = rows.get(file)
        if row and judge in judges[row["award_id"]]:
            found[row["award_id"]][judge, str(row["key"])] = value
    return found


# The pieces, of which desks.py puts together what one judge sees. ---------------------------------


def file_rows(files) -> list[dict]:
    """Files to be judged: those with an accepted nomination. In the order they were made."""
    return list(files.live().order_by("pk").values(*FILE))


def file_of(row: dict) -> JudgedFile:
    is_of_team = row["team_id"] is not None
    return JudgedFile(
        pk=row["pk"],
        key=str(row["key"]),
        name=row["team__name"] if is_of_team else row["person__name"],
        team="" if is_of_team else row["person__team__name"] or "",
        site="" if is_of_team else row["person__site__name"] or "",
        is_of_team=is_of_team,
        is_shortlisted=row["is_shortlisted"],
        citation=row["citation"],
        nominee=(row["person_id"], row["team_id"]),
        has_left=row["person__is_active"] is False,
    )


def colleague_of(person: Person) -> Colleague:
    return Colleague(person.pk, person.team_id, person.line_manager_id)


def members_who_matter(teams, colleagues: Iterable[Colleague]) -> dict[int, list[Colleague]]:
    """Of nominated teams, those members who can tie one of these colleagues to it."""
    colleagues = list(colleagues)
    keys = {each.key for each in colleagues}
    managers = {each.manager for each in colleagues} - {None}
    matter = Q(pk__in=keys | managers) | Q(line_manager__in=keys)
    people = Person.objects.active().filter(matter, team__in=teams)
    found = defaultdict(list)
    for pk, team, manager in people.values_list("pk", "team_id", "line_manager_id"):
        found[team].append(Colleague(pk, team, manager))
    return found


def case_of(row: dict, members, writers) -> Case:
    """A file as the rule of conflicts asks for it. `writers` are {(award, person, team): the
    nominators and the co-signers among the judges} of all nominations that count."""
    team = row["team_id"]
    people = (
        tuple(members.get(team, ()))
        if team
        else (Colleague(row["person_id"], row["person__team_id"], row["person__line_manager_id"]),)
    )
    nominee = (row["award_id"], row["person_id"], team)
    nominators, cosigners = writers.get(nominee, ((), ()))
    return Case(people, team, frozenset(nominators), frozenset(cosigners))


def criteria_of(awards) -> dict[int, list[Criterion]]:
    found = defaultdict(list)
    for each in Criterion.objects.filter(award__in=awards):
        found[each.award_id].append(each)
    return found


def writers_among(nominations, people: set[int]) -> dict[tuple, tuple[set, set]]:
    """Who of these nominated, or co-signed the nomination of, whom for what; accepted or not."""
    rows = (
        nominations.filter(state__in=COUNTED)
        .filter(Q(nominator__in=people) | Q(cosignatures__person__in=people))
        .order_by()
        .values_list("award_id", "person_id", "team_id", "nominator_id", "cosignatures__person_id")
    )
    found: dict[tuple, tuple[set, set]] = {}
    for *nominee, nominator, cosigner in rows:
        nominators, cosigners = found.setdefault(tuple(nominee), (set(), set()))
        nominators.add(nominator)
        cosigners.add(cosigner)
    return found


def _panels(awards) -> tuple[dict[int, dict[int, Judge]], dict[int, Colleague]]:
    judges: dict[int, dict[int, Judge]] = defaultdict(dict)
    colleagues = {}
    for seat in PanelMember.objects.filter(award__in=awards).select_related("person"):
        person = seat.person
        colleagues[person.pk] = colleague_of(person)
        judges[seat.award_id][person.pk] = Judge(
            person.pk, person.name, seat.is_chair, seat.is_reserve, person.is_active
        )
    return judges, colleagues


def _acts(awards, criteria) -> dict[str, dict[tuple[int, int], Mark | Given]]:
    """Waivers, steppings back, callings in and everybody's scores (no private note), each by
    (judge, file), in one query."""
    of = {"file__award__in": list(awards)}
    fields = ("judge_id", "file_id", "file__award")
    reviews = Review.objects.filter(**of, judge__isnull=False).values_list(
        Value("given"), *fields, "judge_id", "sent_at", Cast("scores", TextField())
    )
    waivers = Waiver.objects.filter(**of).values_list(
        Value("waivers"), *fields, "by_id", "at", "reason"
    )
    steps = StepBack.objects.filter(**of).values_list(
        Value("step_backs"), *fields, "judge_id", "at", "reason"
    )
    calls = CallIn.objects.filter(**of).values_list(
        Value("calls"), *fields, "by_id", "at", Value("")
    )

    @cache
    def scores(award: int, stored: str) -> dict[str, int]:
        return scores_of(json.loads(stored), criteria[award])

    found: dict[str, dict] = {"waivers": {}, "step_backs": {}, "calls": {}, "given": {}}
    for kind, judge, file, award, by, at, said in reviews.union(waivers, steps, calls, all=True):
        is_given = kind == "given"
        act = Given(scores(award, said), at) if is_given else Mark(by, at, said)
        found[kind][judge, file] = act
    return found
