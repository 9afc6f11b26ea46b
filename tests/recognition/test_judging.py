"""The judge's desk: scores are kept, sent once, and seen by nobody before; conflicts hide files."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from csweek.history.models import Entry, Verb
from csweek.notices.models import Notice
from csweek.people.models import Person
from recognition.models import CallIn, Decision, PanelMember, Review, StepBack, Waiver
from tests.access.statements import watched
from tests.recognition import factories
from tests.recognition.judging import CLOSED, file_of, given, person, to
from tests.recognition.stages import decided

pytestmark = pytest.mark.django_db
DESK = "/2026/judging/"


@pytest.fixture
def award(week, mara):
    return factories.award(week, by=mara, window=CLOSED)


@pytest.fixture
def judges(jun, mara, award):
    """Jun, Cara in the chair, and Bo."""
    jun.team = person("Other Teammate", "Returns desk").team
    jun.save()
    bench = [jun, person("Cara Chair"), person("Bo Bench", "Night crew")]
    factories.panel(award, bench, chair=bench[1], by=mara)
    return bench


@pytest.fixture
def file(award, mara, otto):
    return file_of(person("Nell Nominee", "Chat crew"), award, mara, otto)


@pytest.fixture
def desk(client, jun, judges, file):
    """Jun's browser."""
    client.force_login(jun)
    return client


def browser_of(who):
    made = Client()
    made.force_login(who)
    return made


# Keeping and sending -----------------------------------------------------------------------------


def test_a_judge_scores_a_file_goes_on_and_sends_all(desk, award, file, mara, otto, jun):
    other = file_of(person("Ned Nominee", "Chat crew"), award, mara, otto)
    assertContains(desk.get(DESK), "0 of 2 scored, 0 sent")
    for each in (file, other):
        answer = desk.post(to("review-edit", award, each), given(award, 4, 5, note="Calm"))
        assert answer.status_code == 302
    page = desk.get(DESK)
    assertContains(page, "2 of 2 scored, 0 sent")
    assertContains(page, "Look through, and send")

    versions = desk.get(to("scores-send", award)).context["versions"]
    for _press in range(2):
        sent = desk.post(to("scores-send", award), {"versions": versions})
        assertRedirects(sent, DESK)

    assertContains(desk.get(DESK), "2 of 2 scored, 2 sent")
    assert Review.objects.sent().of(jun).count() == 2
    assert Entry.objects.filter(verb=Verb.SENT, by=jun).count() == 2


def test_what_is_not_scored_yet_is_named_and_nothing_is_sent(desk, award, file, mara, otto, jun):
    other = file_of(person("Ned Nominee", "Chat crew"), award, mara, otto)
    made = factories.review(other, jun, 4, 4, is_sent=False)
    page = desk.get(to("scores-send", award))
    assertContains(page, "Not all is scored yet")
    assertNotContains(page, "Send all scores</button>")
    answer = desk.post(to("scores-send", award), {"versions": f"{other.pk}:{made.version}"})
    assertContains(answer, "Some files are not scored yet", status_code=422)
    assert not Review.objects.sent().exists()


def test_without_criteria_there_is_nothing_to_score_and_nothing_is_sent(
    desk, award, file, mara, jun
):
    award.change({}, by=mara, criteria=[])
    page = desk.get(DESK)
    assertContains(page, "no criteria yet")
    assertNotContains(page, "Begin scoring")
    note = desk.post(to("review-edit", award, file), {"note": "Calm", "version": 1})
    assert note.status_code == 302
    for name, among in (("review-send", file), ("scores-send", None)):
        assertNotContains(desk.get(to(name, award, among)), "Score these first")
        answer = desk.post(to(name, award, among), {"versions": f"{file.pk}:1"})
        assertContains(answer, "no criteria yet", status_code=422)
    with pytest.raises(ValidationError, match="no criteria yet"):
        Review.objects.get().send(by=jun)
    assert not Review.objects.sent().exists()


def test_one_file_can_be_sent_alone(desk, award, file, mara, otto, jun):
    file_of(person("Ned Nominee", "Chat crew"), award, mara, otto)
    desk.post(to("review-edit", award, file), given(award, 4, 5, then="send"))
    page = desk.get(to("review-send", award, file))
    assertContains(page, "Send the scores of this file")
    desk.post(to("review-send", award, file), {"versions": page.context["versions"]})
    assert [each.file for each in Review.objects.sent().of(jun)] == [file]


def test_what_is_sent_is_read_only(desk, award, file, jun):
    factories.review(file, jun, 4, 5, note="So calm")
    page = desk.get(to("review-edit", award, file))
    assertContains(page, "They can no longer be changed.")
    assertContains(page, "So calm")
    assertNotContains(page, "<fieldset")
    late = given(award, 1, 1, version=3)
    assert desk.post(to("review-edit", award, file), late).status_code == 422
    assert desk.post(to("review-save", award, file), late).status_code == 422
    assert set(Review.objects.get().scores.values()) == {4, 5}


def test_after_the_decision_nothing_is_kept_or_sent(desk, award, file, jun, mara):
    made = factories.review(file, jun, 4, 5, is_sent=False)
    Decision.objects.create(
        award=award, number=1, key=award.key, reason="x", by=mara, at=made.saved_at
    )
    assertContains(desk.get(to("review-edit", award, file)), "The award is decided")
    late = given(award, 1, 1, version=2)
    assert desk.post(to("review-save", award, file), late).status_code == 422
    versions = {"versions": f"{file.pk}:2"}
    assert desk.post(to("review-send", award, file), versions).status_code == 422
    assert desk.post(to("step-back", award, file), {"reason": "x"}).status_code == 404
    stored = Review.objects.get()
    assert (stored.is_sent, sorted(stored.scores.values())) == (False, [4, 5])


def test_scores_of_what_is_decided_are_not_sent(award, file, judges, jun, mara):
    made = factories.review(file, jun, 4, 5, is_sent=False)
    decided(award, file, by=mara)
    with pytest.raises(ValidationError, match="Nothing was sent"):
        Review.objects.send_all(award, {file.pk: made.version}, by=jun)
    assert not Review.objects.sent().exists()


@pytest.mark.parametrize("score", ["0", "6", "x", "4.5", "-1", "٣3"])
def test_a_score_is_1_to_5(desk, award, file, score):
    answer = desk.post(to("review-save", award, file), given(award, score))
    assertContains(answer, "from 1 to 5", status_code=422)
    assert not Review.objects.exists()


def test_saving_by_itself_says_when_and_gives_the_next_version(desk, award, file, jun):
    first = desk.post(to("review-save", award, file), given(award, 4))
    assert first.content.startswith(b"Saved ")
    form = given(award, 4, 2, note="Half", version=first.headers["X-Version"])
    second = desk.post(to("review-save", award, file), form)
    stored = Review.objects.get(judge=jun)
    assert second.headers["X-Version"] == str(stored.version)
    assert (sorted(stored.scores.values()), stored.note) == ([2, 4], "Half")
    assert not Entry.objects.filter(subject_type="recognition.review").exists()


def test_the_second_of_two_windows_is_told_and_shows_both(desk, award, file, jun):
    desk.get(to("review-edit", award, file))
    desk.post(to("review-save", award, file), given(award, 4, note="From the first"))
    late = given(award, 2, note="From the second")
    assert desk.post(to("review-save", award, file), late).status_code == 409
    page = desk.post(to("review-edit", award, file), late)
    assertContains(page, "You saved this in another window meanwhile", status_code=409)
    for words in ("From the first", "From the second"):
        assertContains(page, words, status_code=409)
    assert Review.objects.get(judge=jun).note == "From the first"
    again = late | {"version": page.context["form"]["version"].value()}
    assert desk.post(to("review-edit", award, file), again).status_code == 302
    assert Review.objects.get(judge=jun).note == "From the second"


def test_scores_changed_after_they_were_looked_through_are_not_sent(desk, award, file, jun):
    made = factories.review(file, jun, 4, 5, is_sent=False)
    shown = {"versions": f"{file.pk}:{made.version}"}
    desk.post(to("review-save", award, file), given(award, 1, 1, version=made.version))
    page = desk.post(to("scores-send", award), shown)
    assertContains(page, "in another window", status_code=409)
    assert not Review.objects.sent().exists()


@pytest.mark.parametrize("versions", ["", "x", "1:x", "9:9", "::", "1:٣", "9" * 40 + ":1"])
def test_odd_versions_send_nothing_and_break_nothing(desk, award, file, jun, versions):
    factories.review(file, jun, 4, 5, is_sent=False)
    answer = desk.post(to("scores-send", award), {"versions": versions})
    assert answer.status_code == 422
    assert not Review.objects.sent().exists()


# Who judges what ---------------------------------------------------------------------------------

PLACES = ["review-edit", "review-send", "step-back"]
ACTS = [*PLACES, "review-save", "waiver-ask"]


def seen_of(client, award, file) -> dict[str, int]:
    found = {name: client.get(to(name, award, file)).status_code for name in PLACES}
    posted = given(award, 5, 5) | {"versions": f"{file.pk}:1", "reason": "x"}
    return found | {
        f"post {name}": client.post(to(name, award, file), posted).status_code for name in ACTS
    }


def test_a_nominee_on_the_panel_never_learns_of_their_file(desk, award, file, mara, otto, jun):
    before = desk.get(DESK).content
    own = file_of(jun, award, mara, otto)
    assert set(seen_of(desk, award, own).values()) == {404}
    assert masked(desk.get(DESK).content) == masked(before)
    assertContains(desk.get(DESK), "0 of 1 scored")
    assert not Review.objects.filter(file=own).exists()


def test_members_of_a_nominated_team_never_learn_of_its_file(desk, week, mara, otto, jun, judges):
    award = factories.team_award(week, by=mara, window=CLOSED)
    factories.panel(award, judges, by=mara)
    before = desk.get(DESK).content
    own = file_of(jun.team, award, mara, person("Wim Writer", "Night crew"))
    assert set(seen_of(desk, award, own).values()) == {404}
    assert masked(desk.get(DESK).content) == masked(before)


def test_nobody_judges_whom_they_nominated(desk, award, mara, jun, judges, file):
    own = file_of(person("Ned Nominee", "Chat crew"), award, mara, jun)
    assert set(seen_of(desk, award, own).values()) == {404}
    page = desk.get(DESK)
    assertContains(page, "You nominated them.")
    assertContains(page, "0 of 1 scored")
    assert not Review.objects.filter(file=own).exists()


def test_one_of_the_same_team_asks_the_chair_who_lets_them_judge_in_writing(
    desk, award, mara, otto, jun, judges
):
    cara = judges[1]
    near = file_of(person("Ned Nominee", jun.team.name), award, mara, otto)
    assert desk.get(to("review-edit", award, near)).status_code == 404
    assertContains(desk.get(DESK), "You are in one team. The chair of the panel may let you")

    for _press in range(2):
        assertRedirects(desk.post(to("waiver-ask", award, near)), DESK)
    assert list(Notice.objects.of(cara).values_list("name", flat=True)) == ["waiver-asked", "chair"]

    chair = browser_of(cara)
    assertContains(chair.get("/messages/"), "Jun Jang asks to judge a file of “Quiet hero”")
    address = to("waiver-new", award, near, pk=jun.pk)
    assertContains(chair.get(address), "is in one team with them")
    assert chair.post(address, {"reason": " "}).status_code == 422
    for _press in range(2):
        chair.post(address, {"reason": "They sit on different floors"})
    assert Waiver.objects.get().reason == "They sit on different floors"
    assert Entry.objects.filter(verb=Verb.WAIVED, by=cara).count() == 1
    assert Notice.objects.of(jun).filter(name="waiver").count() == 1
    assert desk.get(to("review-edit", award, near)).status_code == 200


def test_a_chair_who_has_left_is_asked_nothing(desk, award, mara, otto, jun, judges):
    cara = judges[1]
    near = file_of(person("Ned Nominee", jun.team.name), award, mara, otto)
    cara.change({"is_active": False}, by=None)
    assertNotContains(desk.get(DESK), "Ask the chair")
    assertContains(desk.get(DESK), "could let you judge it, once managers have chosen one.")
    assert desk.post(to("waiver-ask", award, near)).status_code == 404
    assert not Notice.objects.filter(name="waiver-asked").exists()


@pytest.mark.parametrize("is_tied", [False, True])
def test_the_desk_says_that_the_chair_was_asked_alike_whether_they_are_tied_to_the_file(
    desk, award, mara, otto, jun, judges, is_tied
):
    cara = judges[1]
    near = file_of(person("Ned Nominee", jun.team.name), award, mara, otto)
    if is_tied:
        Person.objects.filter(pk=near.person_id).update(line_manager=cara)
    assertContains(desk.get(DESK), "Ask the chair")
    desk.post(to("waiver-ask", award, near))
    assert Notice.objects.filter(name="waiver-asked").exists() != is_tied
    page = desk.get(DESK)
    assertContains(page, "You have asked the chair")
    assertNotContains(page, "Ask the chair")
    PanelMember.objects.filter(award=award).update(is_chair=False)
    PanelMember.objects.filter(award=award, person=judges[2]).update(is_chair=True)
    assertContains(desk.get(DESK), "Ask the chair")


def test_nobody_waives_but_the_chair_and_no_chair_for_themselves(
    desk, award, mara, otto, jun, judges
):
    near = file_of(person("Ned Nominee", jun.team.name), award, mara, otto)
    chairs = file_of(person("Nora Nominee", judges[1].team.name), award, mara, otto)
    reason = {"reason": "Why not"}
    for who in (jun, judges[2], mara, otto):
        asked = browser_of(who)
        assert asked.post(to("waiver-new", award, near, pk=jun.pk), reason).status_code == 404
    chair = browser_of(judges[1])
    own = to("waiver-new", award, chairs, pk=judges[1].pk)
    assert chair.post(own, reason).status_code == 404
    assert not Waiver.objects.exists()


def test_what_is_asked_for_stands_first_and_marked_on_the_chairs_panel_page(
    desk, award, mara, otto, jun, judges
):
    for name, team in (("Nora Nominee", judges[2].team.name), ("Ned Nominee", jun.team.name)):
        near = file_of(person(name, team), award, mara, otto)
    chair = browser_of(judges[1])
    assertNotContains(chair.get(to("bench", award)), "asks for it")
    desk.post(to("waiver-ask", award, near))
    for reader in (chair, browser_of(mara)):
        page = reader.get(to("bench", award))
        assertContains(page, "Jun Jang asks for it")
        assertNotContains(page, "Bo Bench asks for it")
        text = page.content.decode().partition('id="waiting"')[2]
        assert text.index("Jun Jang asks for it") < text.index("Nora Nominee")


def test_a_chair_with_a_conflict_is_told_that_nobody_can_waive_for_them(
    desk, award, mara, otto, judges
):
    near = file_of(person("Nora Nominee", judges[1].team.name), award, mara, otto)
    chair = browser_of(judges[1])
    page = chair.get(DESK)
    assertContains(page, "You are in one team. Nobody can waive for the chair")
    assertNotContains(page, "Ask the chair")
    assert chair.post(to("waiver-ask", award, near)).status_code == 404
    for reader in (chair, browser_of(mara)):
        assertContains(reader.get(to("bench", award)), "Nobody can waive for the chair.")


def test_the_chair_never_learns_of_their_own_file_by_asking_or_by_lack_of_judges(
    desk, award, file, mara, otto, jun, judges
):
    cara = judges[1]
    chair = browser_of(cara)
    before = chair.get(to("bench", award)).content
    own = file_of(cara, award, mara, otto)
    Person.objects.filter(pk=jun.pk).update(line_manager=cara)
    desk.post(to("waiver-ask", award, own))
    StepBack.objects.step_back(own, by=judges[2], reason="A cousin")
    assert masked(chair.get(to("bench", award)).content) == masked(before)
    assert chair.get(to("waiver-new", award, own, pk=jun.pk)).status_code == 404
    called = chair.post(to("call-in", award, own), {"judge": jun.pk})
    assert called.status_code == 404
    assert not Notice.objects.of(cara).exclude(name="chair").exists()


def test_a_judge_steps_back_with_a_reason_and_those_who_can_mend_it_are_told(
    desk, award, file, jun, mara, judges
):
    page = desk.get(to("step-back", award, file))
    assertContains(page, "Step back from judging Nell Nominee")
    assert desk.post(to("step-back", award, file), {"reason": ""}).status_code == 422
    desk.post(to("step-back", award, file), {"reason": "My neighbour"})
    assert desk.get(to("review-edit", award, file)).status_code == 404
    assertContains(desk.get(DESK), "You stepped back.")
    entry = Entry.objects.get(verb=Verb.STEPPED_BACK)
    assert (entry.by, entry.reason) == (jun, "My neighbour")
    for who in (mara, judges[1]):
        assert Notice.objects.of(who).filter(name="few-judges").count() == 1
    page = browser_of(mara).get(to("bench", award))
    assertContains(page, "1 judge is missing")
    assertContains(page, "My neighbour")


def test_a_reserve_judge_is_called_in_for_one_file_and_scores_it_alone(
    desk, award, file, mara, otto, judges, week
):
    rita = person("Rita Reserve", "Night crew")
    factories.panel(award, judges, chair=judges[1], reserve=[rita], by=mara)
    other = file_of(person("Ned Nominee", "Chat crew"), award, mara, otto)
    reserve = browser_of(rita)
    assertContains(reserve.get(DESK), "You are a reserve judge.")
    manager = browser_of(mara)
    manager.post(to("call-in", award, file), {"judge": rita.pk})
    assert not CallIn.objects.exists()  # enough others judge it

    StepBack.objects.step_back(file, by=judges[2], reason="A cousin")
    for _press in range(2):
        manager.post(to("call-in", award, file), {"judge": rita.pk})
    assert CallIn.objects.count() == 1
    assert Notice.objects.of(rita).filter(name="called-in").count() == 1
    assert reserve.get(to("review-edit", award, file)).status_code == 200
    assert reserve.get(to("review-edit", award, other)).status_code == 404
    assertContains(reserve.get(DESK), "0 of 1 scored")


def test_before_nominations_close_nothing_lies_on_the_desk(desk, week, mara, otto, jun):
    award = factories.award(week, "Early bird", by=mara)
    factories.panel(award, [jun], by=mara)
    early = file_of(person("Ned Nominee", "Chat crew"), award, mara, otto)
    page = desk.get(DESK)
    assertContains(page, "Opens when nominations close, on ")
    assertNotContains(page, "Ned Nominee")
    assert desk.get(to("review-edit", award, early)).status_code == 404


def test_who_judges_nothing_gets_a_kind_page_and_never_learns_who_does(client, mara, award, judges):
    client.force_login(mara)
    assertContains(client.get(DESK), "You are on no panel.")
    assertContains(client.get("/judging/"), "You are on no panel.")


# What a judge may not learn -----------------------------------------------------------------------


def masked(page: bytes) -> list[bytes]:
    return [line for line in page.splitlines() if b"csrf" not in line.lower()]


def everything(client, award, *files) -> list:
    """All that a judge can look at, and how often the database was asked for it."""
    places = [DESK, "/judging/", "/messages/", to("scores-send", award), to("bench", award)]
    places += [to(name, award, file) for file in files for name in PLACES]
    found = []
    for place in places:
        with watched() as seen:
            answer = client.get(place)
        found.append((place, answer.status_code, masked(answer.content), len(seen.all)))
    return found


def others_have_sent(file, judges):
    for judge in judges[1:]:
        factories.review(file, judge, 1, 5, note="Secret")


def somebody_else_nominated(file, judges):
    writer = person("Wim Writer", "Night shift")
    file.nominations.update(nominator=writer, is_unnamed=True)


def twice_as_many_nominated(file, judges):
    made = factories.sent(file.award, file.nominee, by=person("Wim Writer", "Night shift"))
    made.accept(by=Person.objects.get(is_manager=True))
    file.nominations.filter(pk=made.pk).update(words=" ")


CHANGES = [others_have_sent, somebody_else_nominated, twice_as_many_nominated]


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("seat", [0, 1])
def test_a_judges_pages_are_the_same_whatever_others_did(award, file, judges, change, seat):
    client = browser_of(judges[seat])
    everything(client, award, file)  # looked at, a message is no longer new
    before = everything(client, award, file)
    if seat == 1:
        judges = [judges[1], judges[0], judges[2]]
    change(file, judges)
    assert everything(client, award, file) == before


def test_a_page_that_tells_who_nominated_or_has_sent_is_seen(award, file, judges, monkeypatch):
    """Control: the desk built wrong."""
    client = browser_of(judges[0])

    def progress_words(desk):
        first = file.nominations.get().nominator.initials
        return f"{first} {Review.objects.sent().count()}"

    monkeypatch.setattr("recognition.pages.desks.progress_words", progress_words)
    everything(client, award, file)
    for change in CHANGES[:2]:
        before = everything(client, award, file)
        change(file, judges)
        assert everything(client, award, file) != before


def test_words_are_one_text_without_names_dates_or_number(desk, award, file, mara, jun):
    for number in range(3):
        writer = person(f"Wim{number} Writer", "Night shift")
        factories.accepted(award, file.person, by=writer, manager=mara, words=f"Line {number}\nB")
    page = desk.get(to("review-edit", award, file))
    text = page.content.decode()
    case = text[text.index("<article") : text.index("</article>")]
    assert "Writer" not in text and "Otto" not in text
    assert case.count("<p>") == 7  # paragraphs, whoever wrote them
    assert not any(f"{count} nominations" in text for count in (4, 5))


# What it costs ------------------------------------------------------------------------------------


def test_fifty_files_cost_no_more_than_one(desk, award, file, mara, otto, jun):
    manager = browser_of(mara)
    panel = reverse("recognition:panel-edit", args=[2026, award.key])
    asked = [
        (desk, DESK),
        (desk, to("review-edit", award, file)),
        (desk, to("scores-send", award)),
        (manager, to("bench", award)),
        (manager, panel),
    ]

    def queries():
        found = []
        for client, place in asked:
            with watched() as seen:
                assert client.get(place).status_code == 200
            found.append(len(seen.asked))
        return found

    queries()  # what is looked up once only
    one = queries()
    for number in range(49):
        made = file_of(person(f"N{number} Nominee", "Chat crew"), award, mara, otto)
        factories.review(made, jun, 3, 4, is_sent=number % 2 == 0)
    assert queries() == one
    assert max(one) <= 12


def test_a_save_costs_few_queries_in_one_transaction(desk, award, file):
    desk.post(to("review-save", award, file), given(award, 4))
    with watched() as seen:
        desk.post(to("review-save", award, file), given(award, 4, 5, version=2))
    assert len(seen.asked) <= 14


# The panel ----------------------------------------------------------------------------------------


def seats(*lines, version=1) -> dict:
    form = {"version": version}
    for number, (who, seat) in enumerate(lines):
        form |= {f"judge-{number}": who, f"seat-{number}": seat}
    return form


@pytest.fixture
def manager(client, mara):
    client.force_login(mara)
    return client


def panel_of(award) -> dict:
    return {
        each.person.name: "chair" if each.is_chair else "reserve" if each.is_reserve else "judge"
        for each in award.panel.select_related("person")
    }


def test_a_manager_seats_a_panel_and_whoever_is_new_is_told_once(manager, award, jun, cole, otto):
    address = reverse("recognition:panel-edit", args=[2026, award.key])
    form = seats(("Jun Jang", "chair"), (cole.email, "judge"), ("otto", "reserve"), ("", ""))
    for _press in range(2):
        assertRedirects(manager.post(address, form), address)
    expected = {"Jun Jang": "chair", "Cole Carter": "judge", "Otto Okafor": "reserve"}
    assert panel_of(award) == expected
    assert sorted(Notice.objects.values_list("person__name", flat=True)) == sorted(expected)
    told = Entry.objects.filter(subject_type="recognition.award", verb=Verb.CHANGED)
    assert told.count() == 1

    form = seats((jun.email, "judge"), (cole.email, "chair"), version=2)
    manager.post(address, form)
    assert panel_of(award) == {"Cole Carter": "chair", "Jun Jang": "judge"}
    told = Notice.objects.order_by("pk").values_list("person__name", "name")
    assert sorted(told[:3]) == [
        ("Cole Carter", "judge"),
        ("Jun Jang", "chair"),
        ("Otto Okafor", "judge"),
    ]
    assert list(told[3:]) == [("Cole Carter", "chair")]
    page = browser_of(cole).get(reverse("notices:notice-list"))
    assertContains(page, "You chair the panel of “Quiet hero”")

    manager.post(address, seats((jun.email, "chair"), (cole.email, "judge"), version=3))
    again = Notice.objects.filter(name="chair").order_by("pk")
    assert [each.person for each in again] == [jun, cole, jun]


def test_a_second_manager_is_shown_what_the_first_has_saved(manager, award, jun, cole, otto):
    address = reverse("recognition:panel-edit", args=[2026, award.key])
    manager.post(address, seats((jun.email, "chair")))
    page = manager.post(address, seats((cole.email, "chair"), (otto.email, "judge")))
    assertContains(page, "saved this while you were typing", status_code=409)
    assertContains(page, "jun@example.org", status_code=409)
    assert panel_of(award) == {"Jun Jang": "chair"}


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([("", "judge")], "Type at least one judge."),
        ([("Jun Jang", "chair"), ("Cole Carter", "chair")], "A panel has one chair."),
        ([("Jun Jang", "judge"), ("jun@example.org", "judge")], "is on the panel twice"),
        ([("Nobody Known", "judge")], "is not in the directory"),
    ],
)
def test_a_panel_that_cannot_be_is_refused_in_words(manager, award, jun, cole, lines, told):
    address = reverse("recognition:panel-edit", args=[2026, award.key])
    assertContains(manager.post(address, seats(*lines)), told, status_code=422)
    assert not PanelMember.objects.exists()


def test_who_has_sent_scores_stays_a_judge(manager, award, file, judges, jun):
    factories.review(file, jun, 4, 5)
    address = reverse("recognition:panel-edit", args=[2026, award.key])
    for lines in (
        [("Cara Chair", "chair")],
        [("Cara Chair", "chair"), ("Jun Jang", "reserve")],
    ):
        page = manager.post(address, seats(*lines))
        assertContains(page, "Jun Jang has sent scores and stays on the panel.", status_code=422)
    assert panel_of(award)["Jun Jang"] == "judge"


def test_conflicts_are_foreseen_beside_the_panel(manager, award, file, judges, mara, jun, otto):
    file_of(person("Ned Nominee", "Chat crew"), award, mara, jun)
    file_of(person("Nora Nominee", jun.team.name), award, mara, otto)
    page = manager.get(reverse("recognition:panel-edit", args=[2026, award.key]))
    assertContains(page, "May not judge 1 of 3 files, 1 needs the chair")


def test_of_a_chair_no_panel_page_says_that_the_chair_can_waive(manager, award, file, judges, mara):
    jun, cara, *_bo = judges
    file_of(person("Nora Nominee", cara.team.name), award, mara, jun)
    page = manager.get(reverse("recognition:panel-edit", args=[2026, award.key]))
    (said,) = [each.said for each in page.context["foreseen"] if each.judge.is_chair]
    assert said == "may not judge 1 of 2 files"
