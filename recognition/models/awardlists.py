"""Award.objects: which awards of a week, adding one, and their order on stage."""

import uuid
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from csweek.history.models import Verb, record
from planner.models import Week
from recognition.rules.order import moved


class Lines(models.Aggregate):
    """Texts as one, a line each."""

    function = "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, char(10))"
    output_field = models.TextField()

    def as_postgresql(self, compiler, connection, **extra):
        template = self.template.replace("char", "chr")
        extra |= {"function": "STRING_AGG", "template": template}
        return self.as_sql(compiler, connection, **extra)


class AwardQuerySet(models.QuerySet):
    def editable_by(self, person):
        return self if person.is_manager else self.none()

    def visible_to(self, person):
        """Managers see every award; everyone else those whose window is set."""
        kept = self.kept()
        return kept if person.is_manager else kept.exclude(closes_at=None)

    def judged_by(self, person):
        return self.kept().filter(panel__person=person)

    def kept(self):
        return self.filter(discarded_at=None)

    def open(self, now: datetime | None = None):
        """Those that take nominations now."""
        now = now or timezone.now()
        return self.kept().filter(opens_at__lte=now, closes_at__gt=now)

    def presented(self):
        return self.kept().exclude(presented_at=None)

    def are_all_presented(self) -> bool:
        """Whether no award is left to present of those that are decided, or may still be."""
        return not self.kept().filter(presented_at=None).exists()

    def with_limits(self):
        """Each says which teams and sites alone can win it: `team_names` and `site_names`, a line
        each, None where all can."""

        def names(kind: str):
            rows = getattr(self.model, f"{kind}s").through.objects.order_by()
            of_award = rows.filter(award=models.OuterRef("pk")).values("award")
            return models.Subquery(of_award.annotate(n=Lines(f"{kind}__name")).values("n"))

        return self.annotate(team_names=names("team"), site_names=names("site"))

    def in_order(self):
        """As they come on stage."""
        return self.order_by("position", "pk")


class AwardManager(models.Manager.from_queryset(AwardQuerySet)):
    @transaction.atomic
    def add(self, week: Week, *, by, key: uuid.UUID | None = None, criteria=(), **values):
        """A new award at the end of the week's list. The same key adds it once.

        `criteria` are dictionaries of title, weight and description; the values of many-to-many
        fields (sites, teams) are lists.
        """
        many = {field: values.pop(field) for field in ("sites", "teams") if field in values}
        Week.objects.select_for_update().get(pk=week.pk)  # so that no two get one position
        last = self.filter(week=week).aggregate(last=models.Max("position"))["last"] or 0
        values.setdefault("time_zone", week.time_zone)
        award, is_new = self.get_or_create(
            key=key or uuid.uuid4(), defaults={"week": week, "position": last + 1, **values}
        )
        if is_new:
            for field, rows in many.items():
                getattr(award, field).set(rows)
            award.criteria.model.objects.replace(award, criteria)
            record(award, Verb.MADE, by=by)
        return award

    @transaction.atomic
    def put_in_order(self, week: Week, keys: list[uuid.UUID], *, by) -> None:
        """The order on stage. `keys` are those of all kept awards of the week: of any other list
        ValidationError is raised, since somebody has added or taken one out meanwhile. No award's
        version changes by it: whoever is typing about one is not told that it is another now."""
        Week.objects.select_for_update().get(pk=week.pk)
        awards = {each.key: each for each in self.filter(week=week).kept().in_order()}
        if sorted(awards) != sorted(keys):
            raise ValidationError(_("The list of awards has changed. Look at it anew."))
        places = {key: award.position for key, award in awards.items()}
        for position, key in enumerate(keys, start=1):
            awards[key].position = position
        self.bulk_update([awards[key] for key in keys], ["position"])
        for key in moved(list(awards), keys):
            change = (places[key], awards[key].position)
            record(awards[key], Verb.MOVED, by=by, changes={"position": change})
