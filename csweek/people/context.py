"""What every page knows: the organisation, and the languages offered."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from .models import Organisation


def site_wide(request):
    return {
        "organisation": SimpleLazyObject(Organisation.objects.current),
        "languages": settings.LANGUAGES,
        "is_demo": settings.DEMO,
    }
