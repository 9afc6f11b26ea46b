"""File: all accepted nominations of one nominee for one award, merged."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb
from csweek.history.tracked import Tracked
from csweek.people.models import Team

from .awards import Award

LONGEST_CITATION = 250


class FileQuerySet(models.QuerySet):
    def live(self):
        """Those with an accepted nomination: one whose last was withdrawn is nobody's any more."""
        nominations = self.model.nominations.field.model.objects
        return self.filter(Exists(nominations.accepted().filter(file=OuterRef("pk"))))

    def may_count(self):
        """Those, and others of whose nominee a nomination is to be answered or read anew: until
        the last is withdrawn it may yet win."""
        same = Q(person=OuterRef("person")) | Q(team=OuterRef("team"))
        nominations = self.model.nominations.field.model.objects.counted()
        return self.filter(Exists(nominations.filter(same, award=OuterRef("award"))))

    def own_of(self, person):
        """A person's own, or their team's; nobody's for nobody."""
        if person is None:
            return self.none()
        own = Q(person=person)
        if person.team_id:
            own |= Q(team=person.team_id)
        return self.filter(own)

    def not_own_of(self, person):
        return self.exclude(pk__in=self.model.objects.own_of(person).values("pk"))


class FileManager(models.Manager.from_queryset(FileQuerySet)):
    def of(self, award: Award, nominee) -> "File":
        """The file of that person or team; made when it is their first accepted nomination."""
        field = "team" if isinstance(nominee, Team) else "person"
        file, _made = self.get_or_create(award=award, **{field: nominee})
        return file

    def of_all(self, nominations) -> dict[tuple, "File"]:
        """{(award, person, team): the file}, by their numbers; those not there yet are made."""
        wanted = dict.fromkeys((n.award_id, n.person_id, n.team_id) for n in nominations)
        people, teams = {person for _award, person, _team in wanted}, {each[2] for each in wanted}
        about = Q(person__in=people - {None}) | Q(team__in=teams - {None})
        found = self.filter(about, award__in={each[0] for each in wanted})
        there = {(file.award_id, file.person_id, file.team_id): file for file in found}
        made = self.bulk_create(
            File(award_id=award, person_id=person, team_id=team)
            for award, person, team in wanted
            if (award, person, team) not in there
        )
        return there | {(file.award_id, file.person_id, file.team_id): file for file in made}


class Nominee(models.Model):
    """Whom a row is about: one person, or one team."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("colleague"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    team = models.ForeignKey(
        Team,
        verbose_name=_("team"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        abstract = True

    @property
    def nominee(self):
        return self.person if self.person_id else self.team

    @property
    def nominee_name(self) -> str:
        return self.nominee.name if self.nominee else ""


class File(Tracked, Nominee):
    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="files")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    is_shortlisted = models.BooleanField(_("on the shortlist"), default=False)
    citation = models.CharField(_("citation"), max_length=LONGEST_CITATION, blank=True)

    untold = ("citation",)  # it may hold a name: history says that it was changed
    objects = FileManager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.UniqueConstraint(
                fields=["award", "person"], condition=Q(team=None), name="file_once_a_person"
            ),
            models.UniqueConstraint(
                fields=["award", "team"], condition=Q(person=None), name="file_once_a_team"
            ),
            models.CheckConstraint(
                condition=Q(person=None, team__isnull=False) | Q(person__isnull=False, team=None),
                name="file_of_one_nominee",
            ),
        ]

    def __str__(self):
        return self.award.title  # no name: history keeps this

    @property
    def history_within(self):
        return self.award

    def shortlist(self, is_shortlisted: bool, *, by) -> None:
        """On the shortlist, or off it; done twice, it is done once."""
        self.apply(Verb.CHANGED, {"is_shortlisted": is_shortlisted}, by=by)
