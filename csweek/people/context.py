"""What every page knows: the organisation, the languages offered, what is set up here."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from .demo import ACCOUNTS, PASSWORD
from .models import Organisation, Person


def site_wide(request):
    found = getattr(request, "organisation", None)
    return {
        "organisation": found or SimpleLazyObject(Organisation.objects.current),
        "languages": settings.LANGUAGES,
        "is_demo": settings.DEMO,
        "demo_accounts": ACCOUNTS if settings.DEMO else (),
        "demo_password": PASSWORD if settings.DEMO else "",
        "nobody_yet": SimpleLazyObject(lambda: not Person.objects.who_can_sign_in().exists()),
        "has_mail": bool(settings.MAIL_SERVER),
        "has_sso": bool(settings.SINGLE_SIGN_ON),
    }
