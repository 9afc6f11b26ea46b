"""Up to three files: cleaned, seen by those who read the nomination, never shown as a page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from csweek.history.models import Entry
from recognition.models import Attachment, Award, Nomination, State, StepBack, Waiver
from tests import factories as people
from tests.recognition import factories
from tests.recognition.test_nominations import path, said, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def award(week, mara):
    return factories.award(week, by=mara)


@pytest.fixture
def here(client, cole):
    client.force_login(cole)
    return client


def photo(name: str = "party.png", data: bytes = factories.PNG) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, "image/png")


def colour(number: int) -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (2, 2), (number, 0, 0)).save(out, "PNG")
    return out.getvalue()


def test_a_photo_is_sent_with_the_form_and_once_however_often(here, award, otto):
    form = typed(award, otto)
    for _press in range(2):
        here.post(path("nomination-new"), form | {"files": [photo()]})
    kept = Attachment.objects.get()
    assert (kept.nomination.state, kept.name) == (State.SENT, "party.png")
    assert kept.thumbnail


def test_what_is_no_picture_is_refused_in_words_and_the_words_are_kept(here, award, otto):
    form = typed(award, otto) | {"files": [photo(data=b"<svg onload=alert(1)>")]}
    answer = here.post(path("nomination-new"), form)
    assert answer.status_code == 422 and "web page or a drawing in SVG" in said(answer)
    assert Nomination.objects.get().state == State.DRAFT and not Attachment.objects.exists()


def test_three_are_taken_and_a_fourth_is_refused(here, award, otto):
    form = typed(award, otto, act="keep")
    files = [photo(f"{n}.png", colour(n * 60)) for n in range(4)]
    answer = here.post(path("nomination-new"), form | {"files": files})
    assert answer.status_code == 422 and "at most three files" in said(answer)
    assert Attachment.objects.count() == 3


def test_one_is_taken_away_without_a_script_and_nothing_typed_is_lost(here, award, cole, otto):
    draft = factories.draft(award, otto, by=cole)
    gone = factories.attachment(draft)
    form = typed(award, otto, act=f"remove-{gone.key}", words="Typed just now", version=1)
    answer = here.post(path("nomination-edit", draft.key), form)
    assert answer.status_code == 200 and "Typed just now" in said(answer)
    assert not Attachment.objects.exists()


def test_the_pages_script_gets_the_files_as_they_stand(here, award, cole, otto):
    draft = factories.draft(award, otto, by=cole)
    new = path("attachment-new", draft.key)
    answer = here.post(new, {"files": photo("<b>.png")}, headers={"Accept": "application/json"})
    assert "&lt;b&gt;" not in answer.json()["piece"] and answer.json()["said"] == ""
    wrong = here.post(new, {"files": photo(data=b"")}, headers={"Accept": "application/json"})
    assert wrong.status_code == 422 and "empty" in wrong.json()["said"]


def test_a_file_added_to_what_was_accepted_is_read_once_more(here, award, mara, cole, otto):
    accepted = factories.accepted(award, otto, by=cole, manager=mara)
    before = Entry.objects.count()
    here.post(path("attachment-new", accepted.key), {"files": photo()})
    stored = Nomination.objects.get()
    assert (stored.state, stored.file) == (State.SENT, None)
    assert Entry.objects.count() == before + 1


def test_once_nominations_have_closed_the_files_stay(here, award, mara, cole, otto):
    sent = factories.accepted(award, otto, by=cole, manager=mara)
    kept = factories.attachment(sent)
    Award.objects.update(closes_at=factories.ago(hours=1), opens_at=factories.ago(days=3))
    here.post(path("attachment-delete", kept.key))
    here.post(path("attachment-new", sent.key), {"files": photo(data=colour(9))})
    assert list(Attachment.objects.all()) == [kept]
    assert Nomination.objects.get().state == State.ACCEPTED


@pytest.fixture
def asked(award, mara, cole, otto):
    """Returned with a question; nominations have closed since."""
    sent = factories.sent(award, otto, by=cole)
    sent.ask("When was that?", by=mara)
    Award.objects.update(closes_at=factories.ago(hours=1), opens_at=factories.ago(days=3))
    return sent


def test_a_question_is_answered_with_a_photo_sent_before_the_words(here, award, asked, otto):
    new = path("attachment-new", asked.key)
    for number in (1, 2):
        photos = {"files": photo(data=colour(number))}
        answer = here.post(new, photos, headers={"Accept": "application/json"})
        assert answer.status_code == 200
    here.post(path("attachment-delete", Attachment.objects.first().key))
    stored = Nomination.objects.get()
    assert stored.state == State.RETURNED
    form = typed(award, otto, words="On Tuesday.", key=asked.key, version=stored.version)
    assert here.post(path("nomination-edit", asked.key), form).status_code == 302
    stored = Nomination.objects.get()
    assert (stored.state, stored.words) == (State.SENT, "On Tuesday.")
    assert stored.attachments.count() == 1


def test_a_question_is_answered_with_a_photo_and_words_in_one_form(here, award, asked, otto):
    form = typed(award, otto, words="On Tuesday.", key=asked.key, version=asked.version)
    answer = here.post(path("nomination-edit", asked.key), form | {"files": [photo()]})
    assert answer.status_code == 302
    stored = Nomination.objects.get()
    assert (stored.state, stored.words) == (State.SENT, "On Tuesday.")
    assert stored.attachments.count() == 1


def test_a_photo_alone_answers_a_question_once_it_is_sent_again(here, award, asked, otto):
    here.post(path("attachment-new", asked.key), {"files": photo()})
    version = Nomination.objects.get().version
    form = typed(award, otto, words=asked.words, key=asked.key, version=version)
    assert here.post(path("nomination-edit", asked.key), form).status_code == 302
    assert Nomination.objects.get().state == State.SENT


def test_it_is_served_to_be_saved_and_never_as_a_page(here, award, cole, otto):
    kept = factories.attachment(factories.sent(award, otto, by=cole), "party.png")
    for name in ("attachment-detail", "attachment-small"):
        answer = here.get(path(name, kept.key))
        assert answer.content == factories.PNG
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
    download = here.get(path("attachment-detail", kept.key))
    assert download["Content-Disposition"] == 'attachment; filename="party.png"'


# Who sees it. ------------------------------------------------------------------------------------


def sees(person) -> bool:
    return Attachment.objects.visible_to(person).exists()


@pytest.fixture
def judged(week, mara, cole, jun, otto):
    """Otto's file, written by Cole, judged by Jun of another team; nominations have closed."""
    award = factories.award(week, by=mara, window=(-9, -2))
    jun.change({"team": people.team("Training")}, by=None)
    factories.panel(award, [jun], by=mara)
    made = factories.accepted(award, otto, by=cole, manager=mara)
    factories.attachment(made)
    return made


def test_its_nominator_managers_and_judges_see_it_and_nobody_else(judged, cole, mara, jun, otto):
    stranger = people.person("Sid Stranger", team=people.team("Mail room"))
    assert [sees(each) for each in (cole, mara, jun)] == [True, True, True]
    assert [sees(each) for each in (otto, stranger)] == [False, False]


def test_a_judge_sees_it_only_once_nominations_have_closed_and_it_counts(judged, jun, mara):
    Award.objects.update(closes_at=factories.ago(hours=-1))
    assert not sees(jun)
    Award.objects.update(closes_at=factories.ago(hours=1))
    Nomination.objects.update(state=State.SENT)
    assert not sees(jun)


def test_a_draft_is_seen_by_its_writer_alone(week, award, mara, cole, otto):
    factories.attachment(factories.draft(award, otto, by=cole))
    assert sees(cole) and not sees(mara)


def test_once_withdrawn_only_its_nominator_sees_it(judged, cole, mara, jun):
    Nomination.objects.update(state=State.WITHDRAWN, file=None)
    assert [sees(each) for each in (cole, mara, jun)] == [True, False, False]


def test_a_judge_who_is_the_nominee_sees_nothing(judged, mara, otto):
    factories.panel(judged.award, [otto], by=mara)
    assert not sees(otto)


def test_a_judge_of_the_same_team_needs_the_waiver(judged, jun, otto):
    jun.change({"team": otto.team}, by=None)
    assert not sees(jun)
    Waiver.objects.create(file=judged.file, judge=jun, reason="Another shift")
    assert sees(jun)


def test_line_managers_either_way_need_the_waiver(judged, jun, otto):
    otto.change({"line_manager": jun}, by=None)
    assert not sees(jun)
    otto.change({"line_manager": None}, by=None)
    jun.change({"line_manager": otto}, by=None)
    assert not sees(jun)


def test_a_judge_who_wrote_of_the_same_nominee_or_stepped_back_sees_nothing(judged, mara, jun):
    StepBack.objects.create(file=judged.file, judge=jun, reason="A friend")
    assert not sees(jun)
    StepBack.objects.all().delete()
    factories.accepted(judged.award, judged.person, by=jun, manager=mara)
    assert not sees(jun)


def test_nothing_of_it_is_found_at_another_years_address(here, award, cole, otto, paula):
    kept = factories.attachment(factories.sent(award, otto, by=cole))
    assert (
        here.get(reverse("recognition:attachment-detail", args=[2025, kept.key])).status_code == 404
    )
