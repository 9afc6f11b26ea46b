"""The chair's vote: whether one is asked for, on which files, and whether the chair may give it."""

from dataclasses import dataclass, replace

from recognition.bench import JudgedFile, Part
from recognition.rules.canonical import canonical, digest
from recognition.rules.desk import desk_order
from recognition.standings import Standing


@dataclass(frozen=True)
class Ballot:
    """Files that nothing but a vote can part, in an order by lot for this chair. `may_vote` is
    false where something ties the chair to one of them, or there is no chair; `seen` is another
    one as soon as the tie or the vote is."""

    files: list[JudgedFile]
    may_vote: bool
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
    return Ballot(stand.files(order), may_vote, digest(canonical(shown)))
