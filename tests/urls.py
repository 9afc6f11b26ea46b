"""Every path of the app with sample values, for tests that ask the same of each."""

import re

from django.urls import URLPattern, get_resolver, resolve
from django.urls.resolvers import RegexPattern

SAMPLES = {
    "IntConverter": "1",
    "StringConverter": "x",
    "SlugConverter": "x",
    "PathConverter": "x",
    "UUIDConverter": "00000000-0000-4000-8000-000000000000",
    "YearConverter": "2026",
    "DayNumberConverter": "1",
}


def sample(pattern) -> str:
    if isinstance(pattern, RegexPattern):
        plain = re.sub(r"\(\?P<\w+>[^)]*\)", "1", pattern.regex.pattern)
        return plain.strip("^$\\Z").replace("\\", "")
    route = str(pattern)
    for each, converter in pattern.converters.items():
        value = SAMPLES[type(converter).__name__]
        route = re.sub(rf"<(\w+:)?{each}>", value, route)
    return route


def every_path(resolver=None, before: str = "/") -> list[str]:
    paths = []
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            paths.append(before + sample(pattern.pattern))
            resolve(paths[-1])  # a sample that fits no path would test nothing
        else:
            paths += every_path(pattern, before + sample(pattern.pattern))
    return list(dict.fromkeys(paths))
