"""A card moved by keyboard stops where its day ends, and says so."""

import pytest

from tests.browser.keyboards import Keyboard

pytestmark = pytest.mark.browser
QUARTERS = 24 * 4


def test_a_card_goes_no_further_than_its_day(new_week):
    keys = Keyboard(new_week().page)
    keys.tab_to("Move Team photographs").press("Space")
    for key, last in (("ArrowUp", "00:00–01:00"), ("ArrowDown", "23:55–00:55")):
        keys.press(*[key] * QUARTERS)
        told = f"Team photographs stays at {last}: the day goes no further."
        keys.press(key).expect_announced(told)
    keys.press("Shift+ArrowUp").expect_announced("Team photographs: Thursday, 23:50–00:50.")
