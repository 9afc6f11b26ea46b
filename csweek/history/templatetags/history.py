"""History in templates: who saved a thing last."""

from django import template

from csweek.history.models import Entry

register = template.Library()


@register.simple_tag
def last_saved_by(subject):
    """The person of the newest entry about `subject`, or None when it is not known."""
    if subject is None:
        return None
    entry = Entry.objects.of(subject).select_related("by").first()
    return entry.by if entry else None
