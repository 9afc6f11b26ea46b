"""What is asked for at the root of every server."""

import pytest

pytestmark = pytest.mark.django_db


def test_search_engines_are_asked_to_stay_away(client):
    answer = client.get("/robots.txt")
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.text.endswith("\nUser-agent: *\nDisallow: /\n")


def test_who_does_not_read_which_icon_a_page_names_is_led_to_it(client):
    answer = client.get("/favicon.ico")
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(".svg")
