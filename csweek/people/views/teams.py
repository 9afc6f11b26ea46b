"""Teams."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from csweek.people.access import administrators_only
from csweek.people.forms.teams import TeamForm
from csweek.people.models import Team

from .rows import edit_page, new_page, remove_page


@administrators_only
@require_safe
def team_list(request):
    rows = Team.objects.annotate(count=Count("person")).order_by("name")
    return render(request, "people/teams/list.html", {"rows": rows})


@administrators_only
def team_new(request):
    form = TeamForm(request.POST or None)
    return new_page(
        request, form, "people/teams/form.html", "people:team-list", _("Added “%(name)s”.")
    )


@administrators_only
def team_edit(request, pk):
    form = TeamForm(request.POST or None, instance=get_object_or_404(Team, pk=pk))
    page = "people/teams/form.html"
    return edit_page(request, form, page, "people:team-list", _("Saved “%(name)s”."))


@administrators_only
def team_delete(request, pk):
    team = get_object_or_404(Team, pk=pk)
    page = "people/teams/delete.html"
    return remove_page(request, team, page, "people:team-list", _("Deleted “%(name)s”."))
