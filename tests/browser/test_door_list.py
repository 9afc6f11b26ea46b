"""The door list on a phone: names stand in whole words, and nothing runs over the sheet."""

import pytest

from tests.browser.pages import addresses
from tests.browser.visitors import PHONE

pytestmark = pytest.mark.browser
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
