"""Public holidays, from the `holidays` package: the only file that knows it."""

from datetime import date
from functools import lru_cache

import holidays as package


def supported_countries() -> dict[str, list[str]]:
    """Two-letter country codes, each with the codes of its regions."""
    return package.list_supported_countries(include_aliases=False)


def regions(country: str) -> dict[str, str]:
    """The regions of a country: {code: code}, with names where the package has them."""
    codes = {code: code for code in supported_countries().get(country, [])}
    if codes:
        calendar = package.country_holidays(country)
        for name, code in getattr(calendar, "subdivisions_aliases", {}).items():
            codes[code] = name
    return codes


@lru_cache(maxsize=512)
def public_holidays(country: str, region: str, year: int, language: str = "en") -> dict[date, str]:
    """{date: name} of one year. An unknown country or region has none that we know of."""
    known = supported_countries().get(country)
    if known is None:
        return {}
    calendar_type = type(package.country_holidays(country))
    languages = getattr(calendar_type, "supported_languages", ())
    wanted = language.replace("-", "_")
    spoken = getattr(calendar_type, "default_language", None)
    near = (each for each in languages if each.lower().startswith(wanted.lower()[:2]))
    chosen = next(near, spoken)
    return dict(
        package.country_holidays(
            country, subdiv=region if region in known else None, years=year, language=chosen
        )
    )
