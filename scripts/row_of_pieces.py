"""Draws static/img/row-of-pieces.png: the five days across a sheet of A4, for certificates.

    .venv/bin/python scripts/row_of_pieces.py

A picture of dots lies once in a PDF; the same in SVG is drawn anew on each sheet, which took a
seventh of the time. Sixteen dots a millimetre are more than one sees on paper.
"""

from pathlib import Path

from PIL import Image, ImageDraw

FILE = Path(__file__).resolve().parent.parent / "static/img/row-of-pieces.png"
HUES = ("#1d4ed8", "#4446c2", "#6d3fa8", "#9c2b78", "#c8102e")  # --day-1 to --day-5 of tokens.css
DOTS, WIDTH, HEIGHT = 16, 297, 14  # dots a millimetre; millimetres
PIECE, TAB, NECK = WIDTH / 5, 7, 0.6


def draw() -> Image.Image:
    picture = Image.new("RGB", (WIDTH * DOTS, HEIGHT * DOTS))
    pen = ImageDraw.Draw(picture)
    for number, hue in reversed(list(enumerate(HUES))):  # each lies on the next
        left, right = number * PIECE, (number + 1) * PIECE
        top, tab = (HEIGHT - TAB) / 2, right - NECK
        pen.rectangle([each * DOTS for each in (left, 0, right, HEIGHT)], fill=hue)
        pen.ellipse([each * DOTS for each in (tab, top, tab + TAB, top + TAB)], fill=hue)
    return picture.quantize(len(HUES))


if __name__ == "__main__":
    draw().save(FILE, optimize=True)
