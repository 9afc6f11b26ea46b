"""On a phone: no word of the door list is broken, and no line of other pages is cut."""

import pytest

from tests.browser.pages import addresses
from tests.browser.visitors import PHONE, TESS

pytestmark = pytest.mark.browser
CUT = """elements => elements.filter(element => element.scrollWidth > element.clientWidth + 1
    || element.scrollHeight > element.clientHeight + 1).map(element => element.textContent)"""
FAULTS = """() => {
    const edge = document.querySelector(".doorlist").getBoundingClientRect().right;
    const lineOf = (node, at) => {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        return range.getBoundingClientRect().top;
    };
    return [...document.querySelectorAll(".doorlist tbody :is(th, td)")].filter(cell => {
        const text = cell.firstChild && cell.firstChild.nodeType === 3 ? cell.firstChild : null;
        const isBroken = text && [...text.data.matchAll(/\\S+/g)].some(({0: word, index}) =>
            lineOf(text, index) !== lineOf(text, index + word.length - 1));
        return isBroken || cell.getBoundingClientRect().right > edge;
    }).map(cell => cell.textContent);
}"""


@pytest.mark.parametrize("language", ["en-GB", "pt-PT"])
def test_the_door_list_reads_in_whole_words_on_a_phone(tess, demo, language):
    visitor = tess(**PHONE | {"locale": language})
    visitor.open(addresses(demo, "tess")["planner:door-list"])
    assert visitor.page.locator(".doorlist tbody tr").count() > 5
    assert visitor.page.evaluate(FAULTS) == []


@pytest.mark.parametrize(
    ("email", "path", "lines"),
    [
        (TESS, "costs/funding/", ".funding tbody :is(span, small)"),
        ("manager@example.org", "awards/", ".undecided ul"),
    ],
)
def test_no_line_is_cut_on_a_phone(demo, visitor, state_of, email, path, lines):
    came = visitor(demo, storage_state=state_of(email), **PHONE)
    board = addresses(demo, "tess")["planner:board"]
    came.open(board.replace("board/", path))
    found = came.page.locator(lines)
    assert found.count() > 0
    assert found.evaluate_all(CUT) == []
