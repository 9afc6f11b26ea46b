"""Rendering: what a publication looks like in one language, made once and read by everyone."""

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language, override

from .publications import Publication


def digest_of_names(names: dict[int, str]) -> str:
    text = "\n".join(f"{pk} {name}" for pk, name in sorted(names.items()))
    return hashlib.sha256(text.encode()).hexdigest()


Make = Callable[[Publication, dict[int, str]], str]
_makers: dict[str, Make] = {}


def made_once(name: str) -> Callable[[Make], Make]:
    """Register what makes the text of that name from a publication and {host's number: name}:
    programmes hold no names."""

    def register(make: Make) -> Make:
        _makers[name] = make
        return make

    return register


class RenderingManager(models.Manager):
    def with_body(self, publications: QuerySet, name: str) -> QuerySet:
        """These publications with their text of that name, which saves `body` its query."""
        text = self.of(OuterRef("pk"), name).values("body")[:1]
        return publications.annotate(**{f"body_of_{name}": Subquery(text)})

    def body(self, publication: Publication, name: str) -> str:
        """The text of that name in the reader's language, in one query; made for this reader alone
        while nobody has prepared it, for reading a page writes nothing."""
        if hasattr(publication, f"body_of_{name}"):
            body = getattr(publication, f"body_of_{name}")
        else:
            kept = self.of(publication, name).values_list("body", flat=True)  # there is at most one
            body = next(iter(kept), None)
        if body is not None:
            return body
        if missing := publication.get_deferred_fields() & {"programme", "hosts"}:
            publication.refresh_from_db(fields=missing)
        return _makers[name](publication, publication.names_of_hosts())

    def prepare(self, publication: Publication) -> None:
        """Make what is not made yet, in every language. Slow: not inside a transaction."""
        made = set(self.filter(publication=publication).values_list("name", "language"))
        hosts = publication.names_of_hosts()
        for language, _name in settings.LANGUAGES:
            for name, make in _makers.items():
                if (name, language) not in made:
                    with override(language):
                        values = {"body": make(publication, hosts), "hosts": digest_of_names(hosts)}
                        self.get_or_create(
                            publication=publication, name=name, language=language, defaults=values
                        )

    def of(self, publication, name: str) -> models.QuerySet:
        """In the reader's language; `publication` may be a row, its number or an OuterRef."""
        return self.filter(publication=publication, name=name, language=get_language() or "")

    def mark(self, publication: Publication, name: str) -> int:
        """Another number whenever the text is made anew; 0 while it is not made."""
        return self.of(publication, name).values_list("pk", flat=True).first() or 0

    def forget_old_names(self) -> int:
        """Drop what was made before a host changed their name, or was erased. Returns how many."""
        dropped = 0
        rendered = Publication.objects.filter(renderings__isnull=False).distinct()
        for publication in rendered.only("hosts"):
            names = digest_of_names(publication.names_of_hosts())
            dropped += self.filter(publication=publication).exclude(hosts=names).delete()[0]
        return dropped


class Rendering(models.Model):
    publication = models.ForeignKey(
        Publication, on_delete=models.CASCADE, related_name="renderings"
    )
    name = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    body = models.TextField()
    hosts = models.CharField(max_length=64)

    objects = RenderingManager()

    class Meta:
        verbose_name = "rendering"
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "name", "language"], name="rendering_made_once"
            )
        ]

    def __str__(self):
        return f"{self.name} {self.language}"
