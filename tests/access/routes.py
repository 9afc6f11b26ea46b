"""Every address that the app answers, read from the resolver, never from a list kept by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver


@dataclass(frozen=True)
class Route:
    """One pattern. `name` is the view's, with its namespace; of a nameless one the path."""

    name: str
    pattern: URLPattern
    parameters: tuple[str, ...]

    @property
    def view(self) -> Callable:
        return self.pattern.callback


def routes(resolver=None) -> list[Route]:
    """All of them; where two have one name, the first, which is the one that answers."""
    first: dict[str, Route] = {}
    for route in _walk(resolver or get_resolver(), "", "", ()):
        first.setdefault(route.name, route)
    return list(first.values())


def _walk(resolver, space: str, path: str, known: tuple[str, ...]) -> Iterator[Route]:
    for each in resolver.url_patterns:
        here = path + str(each.pattern).strip("^$")
        parameters = (*known, *each.pattern.regex.groupindex)
        if isinstance(each, URLPattern):
            yield Route(f"{space}{each.name}" if each.name else here, each, parameters)
        else:
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _walk(each, inner, here, parameters)
