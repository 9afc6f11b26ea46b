"""Many awards and many files, for pages that show many."""

from collections.abc import Iterable

from recognition.models import Award, File
from tests import factories as people
from tests.access.copies import copies
from tests.recognition import factories


def many_awards(world, titles: Iterable[str], **values) -> list[Award]:
    """Awards of the same criteria, at the end of the order."""
    first, *rest = titles
    award = factories.award(world.week, first, by=world.people["manager"], **values)
    others = [
        {"title": title, "position": award.position + number}
        for number, title in enumerate(rest, start=1)
    ]
    awards = copies(award, others)
    for criterion in award.criteria.all():
        copies(criterion, ({"award_id": each.pk} for each in awards))
    return [award, *awards]


def many_files(award, name: str, numbers, *, writer, by) -> list[File]:
    """A file for each number, with one nomination accepted in it."""
    first, *rest = [
        people.person(
            f"{name}{number} Nominee", team=people.team("Chat crew"), email=f"{name}{number}@x.org"
        )
        for number in numbers
    ]
    nomination = factories.accepted(award, first, by=writer, manager=by)
    files = copies(nomination.file, ({"person_id": nominee.pk} for nominee in rest))
    copies(nomination, ({"file_id": file.pk, "person_id": file.person_id} for file in files))
    return [nomination.file, *files]
