"""What the planner does every minute."""

from csweek.lib.ticks import every_minute
from planner.models import Publication, Rendering


@every_minute
def make_what_is_read(is_over) -> None:
    """What the newest publications look like, made before anybody waits for it; and made anew
    where a host's name is another by now."""
    Rendering.objects.forget_old_names()
    for publication in Publication.objects.newest():
        if is_over():
            return
        Rendering.objects.prepare(publication)
