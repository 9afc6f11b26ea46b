"""Award: a category of a week with its criteria, its window for nominations and its panel."""

import uuid
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Exists, F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, differences
from csweek.history.tracked import Tracked
from csweek.people.models import Person, Site, Team
from csweek.people.models.sites import validate_time_zone
from planner.models import Activity, Week

from .awardlists import AwardManager
from .kinds import GivenTo, Icon, TieRule
from .presenting import Presentable, tell_nominees

# What must stand before anybody has scored: else what was scored would mean another thing.
DECLARED = ("given_to", "tie_rule", "quorum", "winners_count")
MOST_WINNERS = 10


class Award(Presentable, Tracked):
    week = models.ForeignKey(Week, on_delete=models.CASCADE, related_name="awards")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=60)
    honours = models.CharField(_("what it honours"), max_length=200)
    icon = models.CharField(_("sign"), max_length=20, choices=Icon.choices, default=Icon.TROPHY)
    given_to = models.CharField(
        _("for"), max_length=10, choices=GivenTo.choices, default=GivenTo.PERSON
    )
    opens_at = models.DateTimeField(_("nominations open"), null=True, blank=True)
    closes_at = models.DateTimeField(_("nominations close"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=60, validators=[validate_time_zone])

    sites = models.ManyToManyField(Site, verbose_name=_("sites"), blank=True, related_name="+")
    teams = models.ManyToManyField(Team, verbose_name=_("teams"), blank=True, related_name="+")
    joined_from = models.DateField(_("joined on or after"), null=True, blank=True)
    joined_until = models.DateField(_("joined on or before"), null=True, blank=True)
    not_last_winner = models.BooleanField(_("not last year's winner"), default=False)
    not_own_team = models.BooleanField(_("nobody nominates their own team"), default=False)
    judges = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("judges"),
        through="PanelMember",
        related_name="+",
    )
    allows_cosigning = models.BooleanField(_("colleagues may co-sign"), default=False)

    quorum = models.PositiveSmallIntegerField(
        _("judges needed"), default=3, validators=[MinValueValidator(1), MaxValueValidator(20)]
    )
    tie_rule = models.CharField(
        _("a tie is broken"), max_length=10, choices=TieRule.choices, default=TieRule.STANDARD
    )
    winners_count = models.PositiveSmallIntegerField(
        _("winners"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_WINNERS)],
    )

    prize = models.CharField(_("prize"), max_length=120, blank=True)
    prize_donor = models.CharField(_("given by"), max_length=120, blank=True)
    prize_value = models.CharField(_("value"), max_length=40, blank=True)
    prize_lies = models.CharField(_("where it lies"), max_length=120, blank=True)
    presenter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("presenter"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    presented_by = models.CharField(_("presenter, not in the directory"), max_length=80, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes on stage"), default=4, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    position = models.PositiveSmallIntegerField(_("place in the order"), default=0)
    activity = models.ForeignKey(
        Activity,
        verbose_name=_("ceremony"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="awards",
    )
    discarded_at = models.DateTimeField(null=True, blank=True, editable=False)

    untold = ("discarded_at", "presented_at")
    objects = AwardManager()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at=None, closes_at=None) | Q(opens_at__lt=F("closes_at")),
                name="award_opens_before_it_closes",
            ),
            models.CheckConstraint(
                condition=Q(given_to__in=GivenTo.values), name="award_for_person_or_team"
            ),
            models.CheckConstraint(
                condition=Q(winners_count__range=(1, MOST_WINNERS)), name="award_winners_known"
            ),
        ]
        indexes = [models.Index(fields=["week", "discarded_at"], name="award_of_week")]

    def __str__(self):
        return self.title

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def is_for_team(self) -> bool:
        return self.given_to == GivenTo.TEAM

    @property
    def is_open(self) -> bool:
        now = timezone.now()
        return self.closes_at is not None and self.opens_at <= now < self.closes_at

    @property
    def is_closed(self) -> bool:
        return self.closes_at is not None and self.closes_at <= timezone.now()

    @property
    def presenter_name(self) -> str:
        return self.presenter.name if self.presenter_id else self.presented_by

    def stands_as(self, *, criteria, **values) -> bool:
        """Whether a form that made it holds the same: then it was sent twice, by one press."""
        for field, value in values.items():
            stored = getattr(self, field)
            if self._meta.get_field(field).many_to_many:
                stored, value = set(stored.all()), set(value)
            if stored != value:
                return False
        return self.criteria.model.objects.are(self, criteria)

    @transaction.atomic
    def change(self, values: dict, *, by, criteria=None) -> None:
        """Save what was typed. Raises StaleSave when somebody saved first, and ValidationError
        when it would change by what rules is judged what a judge has scored already, or would let
        in nominations once it is decided."""
        values = dict(values)
        also = {}
        many = {field: values.pop(field) for field in ("sites", "teams") if field in values}
        for field, rows in many.items():
            old = sorted(getattr(self, field).values_list("pk", flat=True))
            also |= differences({field: old}, {field: sorted(row.pk for row in rows)})
        if criteria is not None and not self.criteria.model.objects.are(self, criteria):
            self.refuse_if_scored()
            told = self.criteria.model.objects.in_short
            also["criteria"] = (told(self.criteria.all()), told(criteria))
        stored = Award.objects.filter(pk=self.pk).values(*DECLARED, "closes_at").first()
        if any(values.get(field, stored[field]) != stored[field] for field in DECLARED):
            self.refuse_if_scored()
        if values.get("given_to", stored["given_to"]) != stored["given_to"]:
            self._refuse_if_nominated()
        if values.get("closes_at", stored["closes_at"]) != stored["closes_at"]:
            self._refuse_if_decided(values["closes_at"])
        if self.apply(Verb.CHANGED, values, by=by, also=also):
            for field, rows in many.items():
                getattr(self, field).set(rows)
            if criteria is not None:
                self.criteria.model.objects.replace(self, criteria)

    def refuse_if_scored(self) -> None:
        if self.files.filter(reviews__sent_at__isnull=False).exists():
            raise ValidationError(
                _(
                    "A judge has sent scores for “%(title)s”: its criteria, judges needed, tie "
                    "rule and winners stay as they were declared."
                )
                % {"title": self.title}
            )

    def _refuse_if_decided(self, closes_at) -> None:
        """Its window may close at another time that is past; not later, and not at none."""
        if closes_at and closes_at <= timezone.now():
            return
        words = ""
        if self.is_presented:
            words = _(
                "“%(title)s” has been presented: its nominations stay closed, at a time that is "
                "past."
            )
        elif self.decisions.standing().exists():
            words = _(
                "“%(title)s” is decided: its nominations stay closed, at a time that is past. "
                "Reopen the decision first."
            )
        if words:
            raise ValidationError(words % {"title": self.title})

    def _refuse_if_nominated(self) -> None:
        if self.nominations.exclude(sent_at=None).exists():
            raise ValidationError(
                _(
                    "“%(title)s” has nominations: whether it is for a person or a team stays. "
                    "Add another award instead."
                )
                % {"title": self.title}
            )

    @transaction.atomic
    def discard(self, *, by) -> None:
        """Out of every list; it can be brought back. One that is presented stays. Where it was the
        last one left to present, nominees of the others are told."""
        Week.objects.hold(self.week_id)
        if self.is_presented:
            raise ValidationError(
                _("“%(title)s” has been presented. It stays.") % {"title": self.title}
            )
        self.apply(Verb.DELETED, {"discarded_at": timezone.now()}, by=by)
        tell_nominees(self.week)

    def bring_back(self, *, by) -> None:
        self.apply(Verb.BROUGHT_BACK, {"discarded_at": None}, by=by)

    def can_win(self):
        """Active people, or teams, whom its rules let win, as a queryset."""
        if self.is_for_team:
            teams = Team.objects.all()
            teams = teams.filter(_is_among(self.teams, "pk"))
            return self._without_last_winners(teams, "winners__team")
        people = Person.objects.active()
        people = people.filter(_is_among(self.sites, "site"), _is_among(self.teams, "team"))
        if self.joined_from:
            people = people.filter(start_date__gte=self.joined_from)
        if self.joined_until:
            people = people.filter(start_date__lte=self.joined_until)
        return self._without_last_winners(people, "winners__person")

    def _without_last_winners(self, found, who: str):
        """Leave out who won the award of this title a year before, as far as everyone knows it."""
        if not self.not_last_winner:
            return found
        won = self.decisions.model.objects.in_force().filter(
            award__week__year=self.week.year - 1,
            award__title__iexact=self.title,
            award__presented_at__isnull=False,
            **{f"{who}__isnull": False},
        )
        return found.exclude(pk__in=won.values(who))


def _is_among(chosen, field: str) -> Q:
    """Whether that field is one of those chosen; where none is, all are."""
    return Q(**{f"{field}__in": chosen.values("pk")}) | ~Exists(chosen.all())
