"""Telling people: once each, mail to those who want it, and words in the reader's language."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from csweek.notices import words
from csweek.notices.models import Mail, Notice, notify
from csweek.notices.words import Message, in_words, put_into_words
from csweek.people.models import Person
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(organisation):
    names = [f"P{number} Person" for number in range(5)]
    return [factories.person(name) for name in names]


@pytest.fixture
def no_words(monkeypatch):
    monkeypatch.setattr(words, "_words", {})


def told() -> list[str]:
    notices = Notice.objects.order_by("person__email").select_related("person")
    return [notice.person.first_name for notice in notices]


def mailed() -> list[str]:
    mails = Mail.objects.order_by("notice__person__email").select_related("notice__person")
    return [mail.notice.person.first_name for mail in mails]


def test_each_is_told_once_and_gets_one_mail(crowd):
    assert notify([each.pk for each in crowd] * 2, "publication", number=3) == 5
    assert told() == mailed() == ["P0", "P1", "P2", "P3", "P4"]
    assert {each["number"] for each in Notice.objects.values_list("context", flat=True)} == {3}


def test_a_queryset_of_people_will_do_too(crowd):
    notify(Person.objects.filter(name__startswith="P1"), "publication")
    assert told() == ["P1"]


def test_many_people_are_told_in_pieces(crowd, monkeypatch):
    monkeypatch.setattr("csweek.notices.models.notices.AT_ONCE", 2)
    assert notify([each.pk for each in crowd], "publication") == 5
    assert told() == mailed() == ["P0", "P1", "P2", "P3", "P4"]


def test_who_wants_no_mail_or_is_no_longer_here_gets_none(crowd):
    Person.objects.filter(pk=crowd[1].pk).update(wants_mail=False)
    Person.objects.filter(pk=crowd[2].pk).update(is_active=False)
    notify([each.pk for each in crowd], "publication")
    assert told() == ["P0", "P1", "P2", "P3", "P4"]
    assert mailed() == ["P0", "P3", "P4"]


def test_a_person_who_has_gone_meanwhile_is_no_error(crowd):
    assert notify([crowd[0].pk, 999_999], "publication") == 1


def test_of_one_subject_nobody_is_told_twice(crowd):
    first, *others = [each.pk for each in crowd]
    assert notify([first], "publication", subject="publication:3") == 1
    assert notify([first, *others], "publication", subject="publication:3") == 4
    assert notify([first], "publication", subject="publication:4") == 1
    assert len(told()) == len(mailed()) == 6


def test_the_database_itself_refuses_a_second_notice_of_one_subject(cole):
    row = {"person": cole, "name": "publication", "subject": "publication:3"}
    Notice.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(**row)


def test_who_has_not_seen_a_publications_message_can_be_asked(crowd):
    notify([each.pk for each in crowd], "publication", subject="publication:3")
    notify([each.pk for each in crowd], "publication", subject="publication:4")
    of_three = Notice.objects.about("publication", publication=3)
    of_three.of(crowd[0]).update(seen_at="2026-10-05T09:00Z")
    assert of_three.count() == 5
    unseen = of_three.unseen().order_by("person").values_list("person", flat=True)
    assert list(unseen) == [each.pk for each in crowd[1:]]


def test_what_is_told_stands_and_falls_with_the_act(crowd):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        notify([each.pk for each in crowd], "publication")
        raise ZeroDivisionError
    assert (told(), mailed()) == ([], [])


def test_a_thing_that_is_no_plain_value_is_refused(cole):
    with pytest.raises(TypeError):
        notify([cole.pk], "publication", activity=cole)


@pytest.mark.parametrize("count", [1, 5])
def test_telling_many_asks_no_more_often_than_telling_one(crowd, count, django_assert_num_queries):
    with django_assert_num_queries(6):  # with the transaction's own two
        notify([each.pk for each in crowd[:count]], "publication", subject="publication:3")


# In words. ---------------------------------------------------------------------------------------


def test_all_of_one_kind_are_put_into_words_at_once_and_stay_in_order(crowd, no_words):
    asked = []

    @put_into_words("publication")
    def _publication(notices):
        asked.append(len(notices))
        return [Message(f"Plan {each.context['number']}", "") for each in notices]

    @put_into_words("place")
    def _place(notices):
        return [Message("A place", "") for _each in notices]

    for number in range(3):
        notify([crowd[0].pk], "publication", number=number)
        notify([crowd[0].pk], "place")
    said = [message.subject for _notice, message in in_words(Notice.objects.all())]
    assert said == ["A place", "Plan 2", "A place", "Plan 1", "A place", "Plan 0"]
    assert asked == [3]


def test_what_has_no_words_is_left_out(cole, no_words):
    @put_into_words("publication")
    def _publication(notices):
        return [None if each.context["gone"] else Message("Plan", "") for each in notices]

    notify([cole.pk], "publication", gone=True)
    notify([cole.pk], "publication", gone=False)
    notify([cole.pk], "unheard of")
    assert [message.subject for _notice, message in in_words(Notice.objects.all())] == ["Plan"]


def test_the_words_are_the_readers(cole, no_words):
    @put_into_words("publication")
    def _publication(notices):
        return [Message(_("People"), "") for _each in notices]

    notify([cole.pk], "publication")
    with translation.override("pt-pt"):
        ((_notice, message),) = in_words(Notice.objects.all())
    assert message.subject == "Pessoas"
