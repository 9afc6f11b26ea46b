"""What is printed for the door and the kitchen: as pages, and as PDF where there is the extra."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from csweek.people.access import organizers_only
from planner.documents.qr import qr_code
from planner.models import Activity
from planner.pages.signuplists import signup_rows

from .documents import as_own_pdf, on_paper
from .fetch import activity_to_edit

DOOR, SHEET = "planner/signups/door.html", "planner/signups/sheet.html"
KITCHEN = "planner/signups/kitchen.html"


def printed(activity: Activity) -> dict:
    """All that these pages say; `address` is where one looks and checks in."""
    rows = signup_rows(activity)
    path = reverse("planner:activity-detail", args=[activity.week.year, activity.key])
    address = settings.ADDRESS + path
    return {
        "year": activity.week.year,
        "activity": activity,
        "rows": rows,
        "door": rows.door,
        "is_published": not rows.door._state.adding,
        "address": address,
        "qr": qr_code(address, _("The address as a QR code")),
    }


def name_of(activity: Activity, what: str) -> str:
    return f"customer-service-week-{activity.week.year}-{activity.pk}-{what}"


@organizers_only
@require_safe
def door_list(request, year, pk):
    """Names with a box to tick, for whoever stands at the door."""
    return on_paper(request, DOOR, printed(activity_to_edit(request, year, pk)))


@organizers_only
@require_safe
def door_list_pdf(request, year, pk):
    activity = activity_to_edit(request, year, pk)
    return as_own_pdf(request, DOOR, printed(activity), name_of(activity, "door"))


@organizers_only
@require_safe
def door_sheet(request, year, pk):
    """A sheet for the door itself: point a phone at it, see the places, say that one is there."""
    return on_paper(request, SHEET, printed(activity_to_edit(request, year, pk)))


@organizers_only
@require_safe
def kitchen_list(request, year, pk):
    """Counts for the kitchen; names only of those with allergies."""
    return on_paper(request, KITCHEN, printed(activity_to_edit(request, year, pk)))


@organizers_only
@require_safe
def kitchen_list_pdf(request, year, pk):
    activity = activity_to_edit(request, year, pk)
    return as_own_pdf(request, KITCHEN, printed(activity), name_of(activity, "kitchen"))
