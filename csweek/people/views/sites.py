"""Sites, and the organisation that they belong to."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from csweek.people.access import administrators_only
from csweek.people.forms.sites import OrganisationForm, SiteForm
from csweek.people.models import Organisation, Site

from .rows import edit_page, new_page, remove_page


@administrators_only
@require_safe
def site_list(request):
    rows = Site.objects.annotate(count=Count("person")).order_by("name")
    return render(request, "people/sites/list.html", {"rows": rows})


@administrators_only
def site_new(request):
    form = SiteForm(request.POST or None)
    return new_page(
        request, form, "people/sites/form.html", "people:site-list", _("Added “%(name)s”.")
    )


@administrators_only
def site_edit(request, pk):
    form = SiteForm(request.POST or None, instance=get_object_or_404(Site, pk=pk))
    page = "people/sites/form.html"
    return edit_page(request, form, page, "people:site-list", _("Saved “%(name)s”."))


@administrators_only
def site_delete(request, pk):
    site = get_object_or_404(Site, pk=pk)
    page = "people/sites/delete.html"
    return remove_page(request, site, page, "people:site-list", _("Deleted “%(name)s”."))


@administrators_only
def organisation_edit(request):
    organisation = get_object_or_404(Organisation)
    form = OrganisationForm(request.POST or None, instance=organisation)
    page = "people/sites/organisation.html"
    return edit_page(request, form, page, "people:site-list", _("Saved “%(name)s”."))
