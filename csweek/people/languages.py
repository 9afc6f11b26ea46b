"""The language a person has chosen, kept by the browser that they use."""

from django.conf import settings


def remember_language(response, person):
    """Make this browser show the pages in the person's language; without one, as it asks for."""
    name, options = settings.LANGUAGE_COOKIE_NAME, {"path": settings.LANGUAGE_COOKIE_PATH}
    if person.language:
        response.set_cookie(
            name,
            person.language,
            max_age=settings.LANGUAGE_COOKIE_AGE,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            samesite=settings.LANGUAGE_COOKIE_SAMESITE,
            **options,
        )
    else:
        response.delete_cookie(name, samesite=settings.LANGUAGE_COOKIE_SAMESITE, **options)
    return response
