"""Which judges see the files beside a nomination: the database's words agree with the bench's."""

import random
from contextlib import suppress
from unittest import mock

import pytest
from django.core.exceptions import ValidationError

from csweek.people.models import Person
from recognition.bench import Part
from recognition.judged import judged
from recognition.models import Attachment, CallIn, StepBack
from recognition.rules.conflicts import Kind, find_conflicts
from tests.access.world import rolled_back
from tests.recognition import factories
from tests.recognition.test_stages import tangle

pytestmark = pytest.mark.django_db


def tangled(week, mara, chance):
    """An award of people who are tied to each other in every way, a file beside each nomination:
    some of what was sent is not accepted, some judges are reserve or have stepped back."""
    award = tangle(week, mara, chance)
    staff = list(Person.objects.exclude(pk=mara.pk).filter(is_organizer=False).order_by("pk"))
    for file in award.files.all():
        for by in chance.sample(staff, 2):
            if by != file.person:
                with suppress(ValidationError):
                    sent = factories.sent(award, file.nominee, by=by)
                    if chance.random() < 0.5:
                        sent.accept(by=mara)
        seat = chance.choice(list(award.panel.all()))
        if chance.random() < 0.5:
            StepBack.objects.get_or_create(file=file, judge=seat.person, reason="A friend")
    seats = list(award.panel.filter(is_chair=False))
    award.panel.filter(pk=seats[0].pk).update(is_reserve=True)
    if chance.random() < 0.5:
        CallIn.objects.create(file=award.files.first(), judge=seats[0].person, by=mara)
    for nomination in award.nominations.all():
        factories.attachment(nomination)
    return award, staff


def found_and_expected(award, person) -> tuple[set, set]:
    """The nominations whose files this person sees, and those that they write or judge."""
    judging = judged(award)
    judges = person.pk in judging.judges
    expected = {
        each.pk
        for each in award.nominations.all()
        if each.nominator_id == person.pk
        or (judges and each.file and judging.part(person.pk, str(each.file.key)) == Part.JUDGES)
    }
    found = Attachment.objects.visible_to(person).values_list("nomination", flat=True)
    return set(found), expected


@pytest.mark.parametrize("seed", range(12))
def test_judges_see_the_files_of_whatever_nothing_keeps_them_from_judging(week, mara, seed):
    award, staff = tangled(week, mara, random.Random(seed))
    for person in staff:
        found, expected = found_and_expected(award, person)
        assert found == expected, person


def without(kind: Kind):
    """As recognition.rules.conflicts would find them, did it know nothing of this kind."""
    return lambda judge, case: [each for each in find_conflicts(judge, case) if each.kind != kind]


def test_control_whichever_conflict_were_forgotten_some_of_these_would_tell(week, mara):
    forgotten = set(Kind)
    for seed in range(12):
        with rolled_back():
            award, staff = tangled(week, mara, random.Random(seed))
            for kind in sorted(forgotten):
                with mock.patch("recognition.judged.find_conflicts", without(kind)):
                    pairs = [found_and_expected(award, person) for person in staff]
                if any(found != expected for found, expected in pairs):
                    forgotten.remove(kind)
        if not forgotten:
            break
    assert forgotten == set()
