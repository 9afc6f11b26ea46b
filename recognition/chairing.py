"""The chair's vote: whether one is asked for, on which files, and whether the chair may give it."""

from dataclasses import dataclass, replace

from csweek.notices.models import Notice
from recognition.bench import JudgedFile, Part
from recognition.rules.canonical import canonical, digest
from recognition.rules.desk import desk_order
from recognition.standings import Standing


@dataclass(frozen=True)
class Ballot:
    """Files that nothing but a vote can part, in an order by lot for this chair. `may_vote` is
    false where something ties the chair to one of them, or there is no chair; `is_open` where the
    chair has not voted since it was last decided; `seen` is another one as soon as the tie or the
    vote is."""

    files: list[JudgedFile]
    may_vote: bool
    is_open: bool
    seen: str


def ballot_of(stand: Standing) -> Ballot | None:
    """None while scores are missing, once it is decided, and where no vote is needed. A vote that
    was given can be given anew until then."""
    if not stand.is_all_in or stand.decision or not stand.award.is_closed:
        return None
    tied = replace(stand, vote=None).tied if stand.vote else stand.tied
    if not tied:
        return None
    judged, chair = stand.judged, stand.judged.chair
    may_vote = chair is not None and all(judged.part(chair.pk, key) == Part.JUDGES for key in tied)
    order = desk_order(str(stand.award.key), chair.pk if chair else 0, tied)
    vote = stand.vote
    shown = [list(tied), [list(vote.order), vote.reason] if vote else None]
    return Ballot(stand.files(order), may_vote, _is_open(stand), digest(canonical(shown)))


def _is_open(stand: Standing) -> bool:
    reopened = [each.reopened_at for each in stand.decisions if each.reopened_at]
    return stand.vote is None or any(at > stand.vote.at for at in reopened)


def was_asked(ballot: Ballot, stand: Standing) -> bool:
    """Whether the chair there is now was asked for this very vote."""
    chair = stand.judged.chair
    asked = Notice.objects.filter(name="chair-vote", subject=asking(ballot, stand))
    return chair is not None and asked.filter(person=chair.pk).exists()


def asking(ballot: Ballot, stand: Standing) -> str:
    """What the message to the chair is about: this tie, as it came up after so many decisions."""
    return f"award:{stand.award.pk}:{len(stand.decisions)}:{ballot.seen[:16]}"
