"""Mail on an installation that has set up none."""

import logging

from django.core.mail import EmailMessage

from csweek.lib.mail import EmailBackend


def test_what_is_not_sent_is_said_without_a_word_of_it(caplog):
    message = EmailMessage("A subject", "A secret link", to=["nell@example.org"])
    with caplog.at_level(logging.WARNING):
        assert EmailBackend().send_messages([message]) == 0
    assert caplog.messages == ["Mail is not set up, so 1 message was not sent."]
