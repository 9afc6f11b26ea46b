"""Addresses as QR codes, to point a phone at."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe


def qr_code(text: str, label: str) -> SafeString:
    """An inline SVG of black on white in any colour scheme, called `label` by screen readers."""
    code = segno.make_qr(text, error="m")
    drawing = code.svg_inline(scale=5, border=4, dark="#000", light="#fff", svgclass="qr")
    side = code.symbol_size(scale=5, border=4)[0]
    opening = format_html(
        '<svg role="img" aria-label="{}" viewBox="0 0 {} {}" ', label, side, side
    )  # with a viewBox, a stylesheet may make it larger or smaller
    return mark_safe(opening + drawing.removeprefix("<svg "))  # the rest is numbers
