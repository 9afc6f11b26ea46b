"""What fits on paper is worked out from true widths of letters."""

from importlib import import_module
from pathlib import Path

import pytest

from planner.rules.fitting import Card, Column, Look, Poster, count_lines, first_that
from planner.rules.widths import DISPLAY, TEXT, letter_width, text_width
from tests.pdfs import needs_pdf

VENDOR = Path(__file__).resolve().parents[3] / "static" / "vendor"
FILES = {
    "fontsource-variable-figtree-*/*-latin-wght-normal.woff2": (TEXT, (400, 600, 700)),
    "fontsource-variable-bricolage-grotesque-*/*-latin-wght-normal.woff2": (DISPLAY, (700, 750)),
}


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 0),
        ("   ", 10, 0),
        ("one", 10, 1),
        ("one two", text_width("one") + text_width("two") + 0.25, 1),
        ("one two", text_width("one") + text_width("two") + 0.24, 2),
        ("WWWWWWWWWW", 5, 2),
        ("a WWWWWWWWWW", 5, 3),
        ("会议会议会议", 2, 3),
        ("a\nb", 10, 1),
    ],
)
def test_lines_are_broken_at_spaces_and_inside_words_that_are_too_long(text, width, lines):
    assert count_lines(text, width) == lines


def test_the_first_line_may_begin_later():
    width = text_width("one")
    assert count_lines("one", width, indent=0) == 1
    assert count_lines("one", width, indent=0.5) == 2


def test_a_narrower_column_never_takes_fewer_lines():
    text = "Leaders on the line, and whoever sits beside them: an hour of listening"
    counts = [count_lines(text, width / 2) for width in range(2, 60)]
    assert counts == sorted(counts, reverse=True)


def test_marks_over_letters_take_no_room():
    assert text_width("café") == text_width("cafe") == text_width("cafe\u0301")


def test_letters_of_every_script_have_a_width():
    assert all(letter_width(letter) > 0 for letter in "aÁßжДקع会語ก☕1")


@pytest.mark.parametrize("name", FILES)
def test_no_letter_is_drawn_wider_than_the_table_says(name):
    needs_pdf()  # what reads the files comes with it
    ttlib, instancer = map(import_module, ("fontTools.ttLib", "fontTools.varLib.instancer"))
    (file,) = VENDOR.glob(name)
    table, weights = FILES[name]
    wrong = {}
    for weight in weights:
        font = instancer.instantiateVariableFont(ttlib.TTFont(file), {"wght": weight})
        names, widths, unit = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        for letter, width in table.items():
            drawn = widths[names[ord(letter)]][0] / unit if ord(letter) in names else 0
            if not drawn <= width + 1e-9 or width > drawn + 0.4:
                wrong[letter, weight] = (drawn, width)
    assert wrong == {}


ROOM = Poster(width=200, height=300, sizes=(20, 12, 9))


def column(count: int, **words) -> Column:
    card = Card("09:00", words.get("title", "Quiz"), "Room 4", "with Cole")
    return Column(notes=(), cards=(card,) * count, more="… and 99 more")


def test_what_is_kept_and_the_line_below_it_fit():
    look, (kept,) = ROOM.fit([column(40)])
    assert look == Look(2, True, False, False)
    height = sum(ROOM.card_height(card, look) for card in column(kept).cards)
    assert height + ROOM.notes_height(["… and 99 more"], 9) <= ROOM.height
    assert 5 < kept < 40


def test_a_day_that_fits_keeps_all_though_another_does_not():
    _look, kept = ROOM.fit([column(40), column(3)])
    assert kept[1] == 3


def test_the_largest_size_that_fits_is_taken():
    assert [ROOM.fit([column(count)])[0].step for count in (1, 4, 6)] == [0, 1, 2]


def test_first_that_fits_or_the_last():
    assert first_that((3, 2, 1), lambda size: size <= 2) == 1
    assert first_that((3, 2, 1), lambda size: False) == 2
