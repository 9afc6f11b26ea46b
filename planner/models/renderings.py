"""Rendering: what a publication looks like in one language, made once and read by everyone."""

import hashlib
from collections.abc import Callable

from django.db import models
from django.utils.translation import get_language

from .publications import Publication


def digest_of_names(names: dict[int, str]) -> str:
    text = "\n".join(f"{pk} {name}" for pk, name in sorted(names.items()))
    return hashlib.sha256(text.encode()).hexdigest()


class RenderingManager(models.Manager):
    def body(self, publication: Publication, name: str, make: Callable[[dict[int, str]], str]):
        """The text of that name in the reader's language, made by `make` when nobody has yet.

        `make` is given {host's number: name}: programmes hold no names. One query for what stands.
        """
        where = {"publication_id": publication.pk, "name": name, "language": get_language() or ""}
        body = self.filter(**where).values_list("body", flat=True).first()
        if body is not None:
            return body
        hosts = publication.names_of_hosts()
        body = make(hosts)
        values = {"body": body, "hosts": digest_of_names(hosts)}
        self.update_or_create(**where, defaults=values)
        return body

    def mark(self, publication: Publication, name: str) -> int:
        """Another number whenever the text is made anew; 0 while it is not made."""
        where = {"publication_id": publication.pk, "name": name, "language": get_language() or ""}
        return self.filter(**where).values_list("pk", flat=True).first() or 0

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
