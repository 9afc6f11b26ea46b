"""How many rows of something each award has, or each file."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


def count_of(rows: QuerySet, of: str = "award") -> Coalesce:
    """How many of these rows each award has, or what else they are `of`: to annotate it with."""
    of_one = rows.filter(**{of: OuterRef("pk")}).order_by().values(of)
    return Coalesce(Subquery(of_one.annotate(n=Count("pk")).values("n")), 0)
