"""What is held of a person, as the file that they are handed reads."""

import json
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from django.utils import translation

from csweek.history.models import Verb, record
from csweek.notices.models import Mail, Notice
from csweek.notices.privacy import as_one
from csweek.notices.words import Message
from csweek.people.export import file_of, heading

pytestmark = pytest.mark.django_db


def read(packed: bytes) -> tuple[dict, str]:
    with ZipFile(BytesIO(packed)) as found:
        return json.loads(found.read("data.json")), found.read("data.html").decode()


def test_history_lies_in_the_order_of_its_moments_however_it_was_written(ada):
    record(ada, Verb.CHANGED, by=ada)
    with time_machine.travel(datetime(2025, 3, 1, 9, tzinfo=UTC), tick=False):
        record(ada, Verb.CHANGED, by=ada)
    document, _page = read(file_of(ada, ada))
    (told,) = (part for part in document["parts"] if part["table"] == "history.entry.by")
    moments = [row["at"] for row in told["rows"]]
    assert len(moments) == 2 and moments == sorted(moments, reverse=True)


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("Can you help out?", "Can you help out? Billing needs somebody."),
        ("Open mike is cancelled", "Open mike is cancelled. Billing needs somebody."),
    ],
)
def test_a_message_is_told_with_one_mark_after_its_subject(subject, told):
    assert as_one(Message(subject, "Billing needs somebody.", "", "")) == told


def test_moments_of_messages_and_mails_are_called_what_they_are():
    columns = ((Notice, "made_at"), (Mail, "due_at"), (Mail, "kept_at"))
    called = [heading(model._meta.get_field(name)) for model, name in columns]
    assert called == ["When", "To be sent", "Kept until mail is set up"]


def test_what_the_server_did_itself_is_told_in_the_reader_s_language(ada):
    record(ada, Verb.CHANGED, by=ada)
    with translation.override("pt-pt"):
        _document, page = read(file_of(ada, ada))
    assert "command line" not in page
    assert "nenhuma: o próprio servidor" in page
