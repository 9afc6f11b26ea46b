"""What judges, chairs and managers are told of judging. No message names a nominee or a winner."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _

from csweek.lib.moments import moment
from csweek.notices.models import Notice, notify
from csweek.notices.words import Message, put_into_words
from csweek.people.models import Person
from recognition.bench import Judged, JudgedFile, Pair
from recognition.models import Award, File, PanelMember


def tell_of_shortage(judged: Judged, file: JudgedFile) -> None:
    """Tell managers and the chair that too few judges are left for a file, if that is so."""
    if file.key in judged.short:
        _tell(judged, [file], subject=f"file:{file.pk}")


def tell_of_shortages(judged: Judged) -> None:
    """The same of an award as its judging begins: once for all of its files."""
    if judged.short:
        files = [judged.files[key] for key in judged.short]
        _tell(judged, files, subject=f"award:{judged.award.pk}")


def _tell(judged: Judged, files: list[JudgedFile], *, subject: str) -> None:
    managers = Person.objects.managers()
    told = {each.pk for each in managers if not _are_own(each, files)}
    chair = judged.chair
    if chair and any(judged.may_know(chair.pk, each.key) for each in files):
        told.add(chair.pk)
    notify(told, "few-judges", subject=subject, award=judged.award.pk)


def _are_own(manager: Person, files: list[JudgedFile]) -> bool:
    """Whether all of these are the manager's own: of them they learn nothing."""
    own = File.objects.own_of(manager).filter(pk__in=[each.pk for each in files])
    return own.count() == len(files)


def tell_of_asking(judged: Judged, file: JudgedFile, judge) -> None:
    """Tell the chair that a judge asks for a waiver; nobody, where the chair cannot give one."""
    if judged.may_waive(file.key):
        notify(
            [judged.chair.pk],
            "waiver-asked",
            subject=_asking(file, judge.pk),
            award=judged.award.pk,
            file=file.pk,
            judge=judge.pk,
        )


def asked_waivers(judged: Judged) -> set[Pair]:
    """For which judges and files one was asked for, of those that would need one; in one query."""
    subjects = {_asking(judged.files[key], judge): (judge, key) for judge, key in judged.waiting()}
    told = Notice.objects.filter(name="waiver-asked", subject__in=list(subjects))
    return {subjects[subject] for subject in told.values_list("subject", flat=True)}


def _asking(file: JudgedFile, judge: int) -> str:
    return f"file:{file.pk}:{judge}"


Say = Callable[[Award, Notice], Message | None]


def _of_awards(say: Say) -> Callable[[list[Notice]], list[Message | None]]:
    """Words for notices of awards, which are asked for once; none for one that was deleted."""

    def words(notices: list[Notice]) -> list[Message | None]:
        keys = {each.context["award"] for each in notices}
        awards = Award.objects.kept().select_related("week").in_bulk(keys)
        found = (awards.get(each.context["award"]) for each in notices)
        return [award and say(award, each) for award, each in zip(found, notices, strict=True)]

    return words


def _desk(award: Award) -> dict:
    return {
        "path": reverse("recognition:desk", args=[award.week.year]),
        "action": _("Open my desk"),
    }


@put_into_words("judge", is_sealed=True)
@_of_awards
def judge(award: Award, notice: Notice) -> Message:
    return Message(
        subject=_("You are on the panel of “%(award)s”") % {"award": award.title},
        opening=_(
            "You have been asked to judge “%(award)s”: you score each file by its criteria, from "
            "1 to 5. Nobody sees your scores before you send them."
        )
        % {"award": award.title},
        closing=_files_come(award),
        **_desk(award),
    )


@put_into_words("chair", is_sealed=True)
@_of_awards
def chair(award: Award, notice: Notice) -> Message:
    return Message(
        subject=_("You chair the panel of “%(award)s”") % {"award": award.title},
        opening=_(
            "You have been asked to chair the judging of “%(award)s”. You score each file by its "
            "criteria, from 1 to 5, as the other judges do. As chair you can let a judge judge a "
            "file in spite of a conflict, and you vote where scores are level."
        )
        % {"award": award.title},
        closing=_files_come(award),
        **_desk(award),
    )


def _files_come(award: Award) -> str:
    if award.closes_at is None or award.is_closed:
        return ""
    words = _("The files lie on your desk when nominations close, on %(when)s.")
    return words % {"when": moment(award.closes_at)}


@put_into_words("waiver", is_sealed=True)
@_of_awards
def waiver(award: Award, notice: Notice) -> Message:
    return Message(
        subject=_("You may judge one more file of “%(award)s”") % {"award": award.title},
        opening=_("The chair of the panel has let you judge a file in spite of a conflict."),
        **_desk(award),
    )


@put_into_words("called-in", is_sealed=True)
@_of_awards
def called_in(award: Award, notice: Notice) -> Message:
    return Message(
        subject=_("You are called in to judge “%(award)s”") % {"award": award.title},
        opening=_("Too few others may judge one of its files. It lies on your desk now."),
        **_desk(award),
    )


@put_into_words("few-judges", is_sealed=True)
@_of_awards
def few_judges(award: Award, notice: Notice) -> Message:
    return Message(
        subject=_("“%(award)s” has too few judges") % {"award": award.title},
        opening=_(
            "Too few of the panel may judge one of its files. Call in a reserve judge, or give a "
            "waiver where one is needed."
        ),
        path=reverse("recognition:bench", args=[award.week.year, award.key]),
        action=_("See who judges what"),
    )


@put_into_words("judging-due", is_sealed=True)
@_of_awards
def judging_due(award: Award, notice: Notice) -> Message:
    return Message(
        subject=_("“%(award)s” waits for your scores") % {"award": award.title},
        opening=_("It is to be decided soon, and some of your scores are not sent yet."),
        **_desk(award),
    )


@put_into_words("waiver-asked", is_sealed=True)
def waiver_asked(notices: list[Notice]) -> list[Message | None]:
    """It leads to the chair's answer; to no file that the reader does not chair."""
    files = File.objects.select_related("award__week").in_bulk(
        {each.context["file"] for each in notices}
    )
    names = dict(
        Person.objects.filter(pk__in={each.context["judge"] for each in notices}).values_list(
            "pk", "name"
        )
    )
    chairs = set(
        PanelMember.objects.filter(
            is_chair=True, award__in={each.award_id for each in files.values()}
        ).values_list("award_id", "person_id")
    )
    found = []
    for each in notices:
        file, judge = files.get(each.context["file"]), each.context["judge"]
        if file is None or judge not in names or (file.award_id, each.person_id) not in chairs:
            found.append(None)
            continue
        words = {"name": names[judge], "award": file.award.title}
        path = [file.award.week.year, file.award.key, file.key, judge]
        found.append(
            Message(
                subject=_("%(name)s asks to judge a file of “%(award)s”") % words,
                opening=_(
                    "They are in one team with the nominee, or line manager one way or the other. "
                    "As chair of the panel you can let them judge it all the same, in writing."
                ),
                path=reverse("recognition:waiver-new", args=path),
                action=_("Look at it"),
            )
        )
    return found
