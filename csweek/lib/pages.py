"""The whole page, or one named piece of it for htmx."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def render_page(
    request: HttpRequest, page: str, context: dict, *, piece: str | None = None, status: int = 200
) -> HttpResponse:
    """Answer with `piece` when htmx asks, else with the whole `page`, which includes the piece."""
    wants_piece = piece and request.htmx and not request.htmx.history_restore_request
    response = render(request, piece if wants_piece else page, context, status=status)
    response.headers["Vary"] = "HX-Request, Cookie"
    return response
