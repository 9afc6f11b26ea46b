"""An award in words for those who decide it: what its scores say, what is open, who kept out.

It names winners: what uses it is for managers alone.
"""

from dataclasses import dataclass, replace

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recognition.bench import Judged, JudgedFile, Part
from recognition.naming import joined
from recognition.rules.adjusting import Adjustment, adjusted
from recognition.rules.closecalls import Method
from recognition.rules.reviews import to_hundredths
from recognition.rules.ties import Step, Tie
from recognition.standings import Doubt, Standing

from .desks import conflict_words
from .plots import Strip, strips

MOST_SHOWN = 50

STEPS = {
    Step.HEAD_TO_HEAD: gettext_lazy("head-to-head: more judges put one above the other"),
    Step.CRITERION: gettext_lazy("the criterion with most weight"),
    Step.FIRST_PLACES: gettext_lazy("first places: how many judges scored nobody higher"),
    Step.CHAIR: gettext_lazy("the chair's written vote"),
}


@dataclass(frozen=True)
class Row:
    """A file in the ranking; `rank` is None and the figures '' while nobody has sent scores."""

    file: JudgedFile
    rank: int | None
    out_of_five: str
    percent: str
    reviews: str
    lacks: str
    adjusted: str
    plot: list[Strip]
    table: list[tuple[str, list[int]]]


@dataclass(frozen=True)
class Recusal:
    icon: str
    said: str
    reason: str


@dataclass(frozen=True)
class ToSend:
    """How many of the files they judge a judge has sent, of how many."""

    name: str
    sent: int
    count: int


def in_words(names: list[str]) -> str:
    """'Nell, Ned and Nora'; as many names as one reads, and how many more."""
    if len(names) > 5:
        more = ngettext("%(count)s more", "%(count)s more", len(names) - 4)
        names = [*names[:4], more % {"count": len(names) - 4}]
    return joined(names)


def names_of(stand: Standing, keys) -> str:
    """A team's name can hold an “and”: it stands in quotes."""
    return in_words([_called(each) for each in stand.files(keys)])


def _called(file: JudgedFile) -> str:
    return _("“%(name)s”") % {"name": file.name} if file.is_of_team else file.name


def ranks(stand: Standing, *, shortlist: bool = False) -> list[tuple[JudgedFile, object]]:
    """Files with what the tally says of each, best first; those nobody has scored come last."""
    ranking = stand.tally.ranking if stand.tally else ()
    found = [(stand.judged.files[each.file], each) for each in ranking]
    done = {each.file for each in ranking}
    found += [(file, None) for key, file in stand.judged.files.items() if key not in done]
    return [each for each in found if each[0].is_shortlisted or not shortlist]


def adjustment(stand: Standing) -> Adjustment | None:
    """None where every judge scored the same files: then there is nothing to adjust."""
    judges = {each.judge for each in stand.reviews}
    if not stand.tally or len(stand.reviews) == len(judges) * len(stand.tally.ranking):
        return None  # as adjusted() would say, at once
    return adjusted(stand.judged.criteria, stand.reviews)


def rows_of(stand: Standing, pairs, corrected: Adjustment | None) -> list[Row]:
    """Words and plots of some files of `ranks`."""
    scores: dict[str, dict] = {file.key: {} for file, _standing in pairs}
    for review in stand.reviews:
        if review.file in scores and review.judge in stand.judged.judges:
            scores[review.file][review.judge] = review.scores
    return [_row(stand, *pair, scores[pair[0].key], corrected) for pair in pairs]


def _row(stand: Standing, file: JudgedFile, found, given: dict, corrected) -> Row:
    judged = stand.judged
    count = found.reviews if found else 0
    means = corrected.means if corrected else {}
    lacks = ""
    if missing := judged.lacking.get(file.key):
        words = ngettext(
            "%(count)s review short of what was asked",
            "%(count)s reviews short of what was asked",
            missing,
        )
        lacks = words % {"count": missing}
    return Row(
        file=file,
        rank=found.rank if found else None,
        out_of_five=formats.number_format(found.out_of_five, 2) if found else "",
        percent=formats.number_format(to_hundredths(found.mean), 2) if found else "",
        reviews=ngettext("%(count)s review", "%(count)s reviews", count) % {"count": count},
        lacks=lacks,
        adjusted=formats.number_format(means[file.key], 2) if file.key in means else "",
        plot=strips(judged, given),
        table=[
            (judged.judges[pk].name, [given[pk][each.key] for each in judged.criteria])
            for pk in judged.judges
            if pk in given
        ],
    )


def progress(judged: Judged) -> list[ToSend]:
    """Of each judge who has anything to judge."""
    found = []
    for pk, judge in judged.judges.items():
        count = len(judged.files_of(pk, Part.JUDGES))
        if count:
            found.append(ToSend(judge.name, count - len(judged.unsent(pk)), count))
    return found


def ties_in_words(stand: Standing) -> list[str]:
    """Those that could have a say in who wins; ties further down part nobody."""
    found = stand.tally.ties if stand.tally else ()
    return [_tie(stand, tie) for tie in found if tie.rank <= stand.award.winners_count]


def _tie(stand: Standing, tie: Tie) -> str:
    words = {"names": names_of(stand, tie.files), "rank": tie.rank}
    if tie.broken_by:
        words |= {"step": STEPS[tie.broken_by], "first": names_of(stand, tie.order[0])}
        said = _("%(names)s tied for rank %(rank)s. Broken by %(step)s. First: %(first)s.")
    elif tie.is_at_edge:
        said = _("%(names)s tie for rank %(rank)s, and nothing has parted them: all of them win.")
    else:
        said = _("%(names)s share rank %(rank)s.")
    return said % words


def close_calls_in_words(stand: Standing) -> list[str]:
    """Judges whose leaving out would choose the same winners stand in one sentence."""
    found = stand.tally.close_calls if stand.tally else ()
    left_out: dict[tuple, list[str]] = {}
    said = []
    for call in found:
        names = names_of(stand, call.winners)
        if call.method == Method.BORDA:
            words = ngettext(
                "By Borda counts, which weigh each judge's ranking and not the points, %(names)s "
                "would win.",
                "By Borda counts, which weigh each judge's ranking and not the points, %(names)s "
                "would win together.",
                len(call.winners),
            )
            said.append(words % {"names": names})
        else:
            judges = left_out.setdefault((names, len(call.winners)), [])
            judge = stand.judged.judges.get(call.judge)
            judges.append(judge.name if judge else _("somebody who has left the panel"))
    for (names, count), judges in left_out.items():
        words = ngettext(
            "If the scores of %(judge)s were left out, %(names)s would win.",
            "If the scores of %(judge)s were left out, %(names)s would win together.",
            count,
        )
        said.append(words % {"judge": either(judges), "names": names})
    return said


def either(names: list[str]) -> str:
    """'Jun, Bo or Cara'."""
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s or %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def doubts_in_words(stand: Standing) -> list[tuple[Doubt, str]]:
    return [(doubt, _doubt(stand, doubt)) for doubt in stand.doubts]


def unread_in_words(stand: Standing) -> list[str]:
    """What is still open about nominations."""
    counts = {Doubt.TO_READ: stand.to_read, Doubt.RETURNED: stand.returned}
    return [_doubt(stand, doubt) for doubt, count in counts.items() if count]


def _doubt(stand: Standing, doubt: Doubt) -> str:
    judged = stand.judged
    if doubt == Doubt.TO_READ:
        words = ngettext(
            "%(count)s nomination is still to read.",
            "%(count)s nominations are still to read.",
            stand.to_read,
        )
        return words % {"count": stand.to_read}
    if doubt == Doubt.RETURNED:
        words = ngettext(
            "%(count)s nomination was returned with a question and waits for its answer.",
            "%(count)s nominations were returned with a question and wait for their answers.",
            stand.returned,
        )
        return words % {"count": stand.returned}
    if doubt == Doubt.UNSENT:
        names = in_words([judged.judges[pk].name for pk in stand.unsent])
        return _("Scores are not sent yet by: %(names)s.") % {"names": names}
    if doubt == Doubt.QUORUM:
        words = ngettext(
            "%(count)s file lacks reviews: %(names)s.",
            "%(count)s files lack reviews: %(names)s.",
            len(judged.lacking),
        )
        return words % {"count": len(judged.lacking), "names": names_of(stand, judged.lacking)}
    if doubt == Doubt.CLOSE_CALL:
        return _("It is a close call: another fair method would choose otherwise.")
    return _("A tie is not broken: %(names)s win together.") % {
        "names": names_of(stand, stand.proposed)
    }


def recusals(judged: Judged) -> list[Recusal]:
    """Who kept out of what and why, and who was let in by a waiver."""
    found = []
    for (judge, key), mark in judged.step_backs.items():
        said = _said(judged, judge, key, _("%(judge)s stepped back from %(file)s."))
        found.append(Recusal("person-x", said, mark.reason))
    for (judge, key), mark in judged.waivers.items():
        said = _said(judged, judge, key, _("%(judge)s judges %(file)s by the chair's waiver."))
        found.append(Recusal("shield", said, mark.reason))
    kept_out = {Part.BARRED: _("%(judge)s may not judge %(file)s.")}
    kept_out[Part.WAITS] = _("%(judge)s does not judge %(file)s without the chair's waiver.")
    for (judge, key), conflicts in judged.conflicts.items():
        if words := kept_out.get(judged.part(judge, key)):
            why = (
                _said(judged, judge, key, "%(judge)s")
                + " "
                + conflict_words(conflicts, judged.files[key])
            )
            found.append(Recusal("slash-circle", _said(judged, judge, key, words), why + "."))
    return found


def _said(judged: Judged, judge: int, key: str, words: str) -> str:
    return words % {"judge": judged.judges[judge].name, "file": judged.files[key].name}


def without(stand: Standing, keys: list[str]) -> Standing:
    """The same as if these files were not there: for a manager whose own they are."""
    return replace(stand, judged=stand.judged.without(keys))
