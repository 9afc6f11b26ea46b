"""Nomination.objects: what managers read of nominations, and find; and whose names stay hidden from
whom."""

from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Concat, Replace

from csweek.lib.text import fold
from csweek.people.models import Person, Team

from .decisions import Decision
from .states import COUNTED, State

MOST_WORDS = 6  # of a search; more would narrow it no further


class ManagedQuerySet(models.QuerySet):
    def managed_by(self, person):
        """What this manager reads: all that were sent, but those of themselves."""
        if not person.is_manager:
            return self.none()
        return self.exclude(state=State.DRAFT).not_about(person)

    def not_about(self, person):
        """Without those of this person of which they learn nothing yet; all of them for nobody."""
        return self.exclude(person=person, award__presented_at=None) if person else self

    def hidden_from(self, person):
        """Those of which this person does not learn who wrote them, as `is_hidden` says."""
        return self.filter(_hidden_from(person))

    def counted(self):
        """Sent and not withdrawn."""
        return self.filter(state__in=COUNTED)

    def to_read(self):
        """Sent, and not read by a manager yet."""
        return self.filter(state=State.SENT)

    def returned(self):
        """Read, and returned with a question: their nominators are to answer."""
        return self.filter(state=State.RETURNED)

    def of_team(self, team):
        """Of a team, or of one in it."""
        return self.filter(Q(team=team) | Q(person__team=team))

    def of_site(self, site):
        """Of somebody at a site, or of a team that has people there."""
        there = Person.objects.active().filter(site=site).exclude(team=None)
        return self.filter(Q(person__site=site) | Q(team__in=there.order_by().values("team")))

    def with_settled(self):
        """Each says whether its award is decided (`is_decided`)."""
        standing = Decision.objects.standing().filter(award=OuterRef("award"))
        return self.annotate(is_decided=Exists(standing))

    def with_told(self):
        """Each brings the words that managers read (`told`): of what was withdrawn none."""
        nothing = Value("", output_field=models.TextField())
        words = Case(When(state=State.WITHDRAWN, then=nothing), default=F("words"))
        return self.annotate(told=words)

    def beside(self, others):
        """Each knows its neighbours among the others, which come newest first, by their keys
        (`newer`, `older`), whether it is one of them or not."""
        at, pk = OuterRef("sent_at"), OuterRef("pk")
        newer = others.filter(Q(sent_at__gt=at) | Q(sent_at=at, pk__gt=pk))
        older = others.filter(Q(sent_at__lt=at) | Q(sent_at=at, pk__lt=pk))
        return self.annotate(
            newer=Subquery(newer.order_by("sent_at", "pk").values("key")[:1]),
            older=Subquery(older.order_by("-sent_at", "-pk").values("key")[:1]),
        )

    def matching(self, query: str, *, by: Person):
        """Every word of the query, without accents or case, in the names of nominee or nominator
        or in what managers read of it. Of a name that `by` may not know nothing is found."""
        found = self.annotate(**{f"{who}_called": _called(who) for who in ("person", "nominator")})
        teams = list(Team.objects.values_list("pk", "name"))
        for word in fold(query).split()[:MOST_WORDS]:
            of_team = [pk for pk, name in teams if word in fold(name)]
            found = found.filter(
                Q(folded__contains=word) & ~Q(state=State.WITHDRAWN)
                | Q(person_called__contains=word)
                | Q(nominator_called__contains=word) & ~_hidden_from(by)
                | Q(team__in=of_team)
            )
        return found


def _hidden_from(person) -> Q:
    about = Q(person=person)
    if person.team_id:
        about |= Q(team=person.team_id)
    return Q(about, is_unnamed=True)


def _called(who: str):
    """Name and alias of somebody, folded: what is folded there ends in the address."""
    folded, email = F(f"{who}__folded"), F(f"{who}__email")
    plain = Replace(folded, email, Value(""), output_field=models.TextField())
    return Concat(Value(" "), plain, output_field=models.TextField())


def is_hidden(by: Person, *, is_unnamed: bool, person: int | None, team: int | None) -> bool:
    """Whether who wrote a nomination stays hidden from `by`: of unnamed ones from whom they are
    about, and each member of a team is."""
    return is_unnamed and (person == by.pk or (team is not None and team == by.team_id))
