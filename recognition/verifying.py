"""Proof of a decision that was frozen: its document worked out anew, and held beside the row."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recognition.models import Decision, Review
from recognition.rules.canonical import nfc, read
from recognition.rules.freezing import Fault, ranks_in, verify

MOST_TOLD = 5  # of what differs in a result: it is wrong with one


def faults_of(decision: Decision) -> list[str]:
    """What is wrong with a decision, in words; nothing, where all agrees."""
    found = []
    told = verify(decision.frozen, decision.sum_now).differences
    for each in told[:MOST_TOLD]:
        if each.fault == Fault.RESULT:
            words = _("%(where)s is %(frozen)s, and its inputs give %(right)s")
            found.append(words % vars(each))
        else:
            found.append(words_of(each.fault))
    if any(each.fault == Fault.UNREADABLE for each in told):
        return found
    document = read(decision.frozen)
    return found + _beside_the_row(decision, document) + _beside_the_reviews(decision, document)


def words_of(fault: Fault) -> str:
    return {
        Fault.HASH: _("it is not the text that the check sum was taken of"),
        Fault.UNREADABLE: _("it cannot be read"),
        Fault.METHOD: _("it was made by a method that this release does not know"),
    }[fault]


def _beside_the_row(decision: Decision, document: dict) -> list[str]:
    facts = document["facts"]
    winners = sorted(str(each.key) for each in decision.winners.all())
    kept = {
        _("the award"): (str(decision.award.key), facts.get("award")),
        _("the winners"): (winners, facts.get("winners")),
        _("the rank of a winner"): (decision.ranks, ranks_in(decision.frozen, winners)),
        _("the reason"): (nfc(decision.reason), facts.get("reason")),
    }
    words = _("%(what)s is not what was frozen")
    return [words % {"what": what} for what, (row, frozen) in kept.items() if row != frozen]


def _beside_the_reviews(decision: Decision, document: dict) -> list[str]:
    """Scores that were changed since they were frozen; whoever has been erased is not missed, nor
    what was given by a criterion that was taken out before."""
    criteria = {each["key"] for each in document["inputs"]["criteria"]}
    rows = Review.objects.filter(file__award=decision.award_id).exclude(judge=None)
    stored = {
        (str(judge), str(file)): {key: scores[key] for key in scores if key in criteria}
        for judge, file, scores in rows.values_list("judge_id", "file__key", "scores")
    }
    changed = 0
    for each in document["inputs"]["reviews"]:
        scores = stored.get((each["judge"], each["file"]))
        changed += scores is not None and scores != each["scores"]
    if not changed:
        return []
    words = ngettext(
        "%(count)s review has other scores by now",
        "%(count)s reviews have other scores by now",
        changed,
    )
    return [words % {"count": changed}]
