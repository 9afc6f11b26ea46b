"""What the views of judging begin with: a desk, a file on it, a bench. All else is not there."""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.utils.translation import gettext as _

from recognition.bench import Judged, JudgedFile
from recognition.desks import Desk, desks_of
from recognition.judged import judged_for
from recognition.models import Award, File, PanelMember


def desk_for(request, year: int, award) -> Desk:
    """The award on the desk of whoever asks, once its nominations have closed."""
    found = desks_of(request.user, week__year=year, key=award)
    if not found or not found[0].is_open:
        raise Http404(_("There is nothing of that award on your desk."))
    return found[0]


def file_for(request, year: int, award, file) -> tuple[Desk, JudgedFile]:
    """A file that whoever asks judges. Of any other nobody learns whether it is there."""
    desk = desk_for(request, year, award)
    found = desk.file(file)
    if found is None:
        raise Http404(_("There is no such file on your desk."))
    return desk, found


def bench_for(request, year: int, award) -> tuple[Judged, bool]:
    """The whole panel's work, and whether whoever asks chairs it; for managers and the chair.

    Of a file of their own neither learns anything, even here.
    """
    seats = PanelMember.objects.filter(award=OuterRef("pk"), person=request.user, is_chair=True)
    rows = Award.objects.kept().select_related("week").annotate(is_chaired=Exists(seats))
    row = rows.filter(week__year=year, key=award).first()
    is_chair = row is not None and row.is_chaired
    if row is None or not (request.user.is_manager or (is_chair and row.is_closed)):
        raise Http404(_("There is no such panel for you to look at."))
    return judged_for(request.user, row).known_to(request.user.pk), is_chair


def stored(file: JudgedFile) -> File:
    return File.objects.select_related("award").get(pk=file.pk)
