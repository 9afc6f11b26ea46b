"""The pages of publishing: before the button, after it, what was published, and going back."""

import re
import uuid

import html5lib
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from csweek.history.models import Entry
from csweek.notices.models import Notice
from planner.models import Activity, Place, Publication, Week
from tests import factories

pytestmark = pytest.mark.django_db
PUBLISH, LIST = "/2026/publish/", "/2026/publications/"


@pytest.fixture(autouse=True)
def september():
    with time_machine.travel("2026-09-10 09:00Z") as clock:
        yield clock


@pytest.fixture
def crew(client, paula, organisation):
    """A browser in which Paula is signed in."""
    client.force_login(paula)
    return client


@pytest.fixture
def plan(week, paula, cole):
    """A stand-up in Leeds and a lunch everywhere; Cole is in Leeds, Otto in Porto, Noor nowhere."""
    factories.person("Otto Okafor", site=factories.site("Porto", "Europe/Lisbon", "PT"))
    factories.person("Noor Nomad", site=None)
    factories.activity(week, site=factories.site(), by=paula)
    factories.activity(week, "Lunch", 3, "12:00", 60, by=paula)
    return week


def browser(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def lines(answer) -> list[str]:
    """What is read in the middle of a page, one entry for each of its smallest pieces."""
    main = html5lib.parse(answer.content.decode(), namespaceHTMLElements=False).find(".//main")
    return [" ".join(text.split()) for text in main.itertext() if text.strip()]


def words(answer) -> str:
    return " ".join(lines(answer))


def section(answer, name: str) -> list[str]:
    """The same of the section that is labelled by the element of that id, without its heading."""
    page = html5lib.parse(answer.content.decode(), namespaceHTMLElements=False)
    found = page.find(f".//section[@aria-labelledby='{name}']")
    return [" ".join(t.split()) for t in found.itertext() if t.strip()][1:]


def hidden(answer) -> dict[str, str]:
    """What the form on the page would send by itself."""
    return dict(re.findall(r'type="hidden" name="(key|seen)" value="([^"]*)"', answer.text))


def change(week, called: str, by, **values) -> None:
    Activity.objects.get(week=week, title=called).change(values, by=by)


def publish(crew, **typed):
    """The form as it is shown now, with what is typed into it, sent."""
    return crew.post(PUBLISH, hidden(crew.get(PUBLISH)) | typed)


@pytest.fixture
def clash(plan, paula):
    """Paula is in two places at once: that blocks."""
    change(plan, "Lunch", paula, host=paula)
    factories.activity(plan, "Quiz", 3, "12:30", 60, host=paula, by=paula)
    return plan


# Before the button. ------------------------------------------------------------------------------


def test_before_the_first_publication_it_shows_the_whole_plan_and_that_all_are_told(crew, plan):
    page = crew.get(PUBLISH)
    assert "Until now only organizers see the plan." in words(page)
    assert section(page, "changes") == [
        "Opening stand-up",
        "Monday 5 October, 09:00–09:30 · Leeds",
        "Lunch",
        "Wednesday 7 October, 12:00–13:00 · all sites",
    ]
    assert "3 people are told" in words(page)
    assert section(page, "told")[1:] == ["Leeds:", "1", "Porto:", "1", "without a site:", "1"]


def test_later_it_shows_what_changes_and_only_whom_that_concerns(crew, plan, paula):
    factories.publication(plan, by=paula)
    change(plan, "Opening stand-up", paula, minutes=45, title="Stand-up")
    page = crew.get(PUBLISH)
    assert "Publish 1 change It becomes publication 2." in words(page)
    assert section(page, "changes") == [
        "Changed",
        "Stand-up",
        "It was called “Opening stand-up”.",
        "It lasts 45 minutes, not 30.",
    ]
    assert "2 people are told" in words(page)  # Cole in Leeds, and Noor who may be anywhere
    assert "Porto" not in " ".join(section(page, "told"))


def test_mere_wording_is_shown_and_told_to_nobody(crew, plan, paula):
    factories.publication(plan, by=paula)
    change(plan, "Lunch", paula, description="Bring a cup.")
    page = crew.get(PUBLISH)
    assert section(page, "changes") == ["Changed", "Lunch", "It is described anew."]
    assert "Nobody is told" in words(page)


def test_where_nothing_changed_there_is_no_button(crew, plan, paula):
    factories.publication(plan, by=paula)
    page = crew.get(PUBLISH)
    assert "Nothing to publish The plan is as it was published last." in words(page)
    assert hidden(page) == {}


def test_a_press_where_nothing_changed_says_so_and_publishes_nothing(crew, plan, paula):
    sent = hidden(crew.get(PUBLISH))
    factories.publication(plan, by=paula)
    answer = crew.post(PUBLISH, sent, follow=True)
    assert answer.redirect_chain == [(LIST, 302)]
    assert "Nothing has changed since the last publication." in words(answer)
    assert Publication.objects.count() == 1


def test_an_empty_week_says_what_everyone_will_see_and_asks_whether_that_is_meant(crew, week):
    page = crew.get(PUBLISH)
    assert section(page, "changes") == [
        "There is no activity with a day yet: everyone will see an empty week."
    ]
    refused = publish(crew)
    assert refused.status_code == 422 and not Publication.objects.exists()
    assert "Nothing takes place in this week yet." in words(refused)
    assert publish(crew, is_meant="on").status_code == 302
    assert Publication.objects.get().number == 1


def test_problems_stand_above_the_button_and_only_some_block(crew, clash):
    found = section(crew.get(PUBLISH), "problems")
    assert found[0].startswith("Blocks publishing: Paula Prieto")
    assert "Lunch" in found[0] and "Quiz" in found[0]
    assert found[-1] == "See and mend"
    assert len([each for each in found if each.startswith("Blocks publishing:")]) == 1
    assert len(found) > 2  # others only warn


def test_a_problem_that_blocks_wants_a_reason_and_keeps_the_note(crew, clash):
    page = publish(crew, note="Have fun")
    assert page.status_code == 422
    assert "Something blocks publishing. Mend it, or say why you publish anyway." in words(page)
    assert "Have fun</textarea>" in page.text
    assert not Publication.objects.exists()


def test_the_reason_is_for_organizers_and_the_note_for_everyone(crew, clash, paula, cole):
    assert publish(crew, note="Have fun", reason="Paula has a twin").status_code == 302
    address = f"{LIST}1/"
    assert "in spite of what blocked it: Paula has a twin" in words(crew.get(address))
    for path in (address, LIST, "/2026/", "/2026/mine/", "/messages/", "/2026/programme.json"):
        page = browser(cole).get(path)
        assert page.status_code == 200, path
        assert "twin" not in page.text, path
        assert "Have fun" in page.text, path
    entry = Entry.objects.get(verb="published")
    assert (entry.by, entry.reason) == (paula, "Paula has a twin")


def test_a_reason_that_nothing_asks_for_is_not_kept(crew, plan):
    publish(crew, reason="Just so")
    assert Publication.objects.get().reason == ""


def test_a_draft_changed_meanwhile_is_shown_anew_with_the_note_and_nothing_is_published(
    crew, plan, paula
):
    sent = hidden(crew.get(PUBLISH)) | {"note": "Have fun"}
    factories.activity(plan, "Quiz", 4, "15:00", by=paula)
    page = crew.post(PUBLISH, sent)
    assert page.status_code == 409
    assert "The plan was changed while you looked at it" in words(page)
    assert "Quiz" in section(page, "changes")
    assert "Have fun</textarea>" in page.text
    assert not Publication.objects.exists()
    again = crew.post(PUBLISH, hidden(page) | {"note": "Have fun"})
    assert again.status_code == 302
    assert hidden(page)["key"] == sent["key"]  # the button of that page, pressed twice, is one


@pytest.mark.parametrize(
    "sent", [{"note": "Have fun"}, {"key": "x", "seen": "y"}, {"key": str(uuid.uuid4())}]
)
def test_a_form_that_is_incomplete_publishes_nothing(crew, plan, sent):
    assert crew.post(PUBLISH, sent).status_code == 422
    assert not Publication.objects.exists()


# After it. ---------------------------------------------------------------------------------------


def test_afterwards_it_says_how_many_are_told_and_each_has_one_message(crew, plan, paula):
    answer = publish(crew, note="Have fun")
    assert answer.headers["Location"] == f"{LIST}1/"
    assert "Published. 3 people are told." in words(crew.get(f"{LIST}1/"))
    told = Notice.objects.values_list("person__name", flat=True)
    assert sorted(told) == ["Cole Carter", "Noor Nomad", "Otto Okafor"]
    change(plan, "Opening stand-up", paula, minutes=45)
    change(plan, "Lunch", paula, minutes=45)
    publish(crew)
    assert Notice.objects.filter(person__name="Cole Carter").count() == 2


def test_everyone_reads_what_was_published_the_newest_first(crew, plan, paula, cole):
    factories.publication(plan, by=paula, note="The first")
    change(plan, "Lunch", paula, title="Picnic")
    factories.publication(plan, by=paula, note="The second")
    page = browser(cole).get(LIST)
    read = lines(page)
    assert [
        each for each in read if each.startswith(("Publication ", "what everyone", "The "))
    ] == [
        *("The newest is what everyone sees. The older ones stay to be read.",),
        *("Publication 2", "what everyone sees", "The second", "Publication 1", "The first"),
    ]
    old, new = (browser(cole).get(f"{LIST}{number}/") for number in (1, 2))
    assert "not the newest" in words(old) and "not the newest" not in words(new)
    assert "Lunch" in words(old) and "Picnic" not in words(old)
    assert section(new, "changes") == ["Changed", "Picnic", "It was called “Lunch”."]
    assert browser(cole).get(f"{LIST}3/").status_code == 404


def test_organizers_see_who_has_missed_a_change_that_begins_within_24_hours(
    plan, paula, cole, september
):
    september.move_to("2026-10-06 12:00Z")
    crew = browser(paula)
    factories.publication(plan, by=paula)
    change(plan, "Lunch", paula, place=Place.objects.add(by=paula, name="Canteen", site=None))
    factories.publication(plan, by=paula)

    def missed(number: int) -> list[str] | None:
        page = crew.get(f"{LIST}{number}/")
        return section(page, "missed") if 'aria-labelledby="missed"' in page.text else None

    september.move_to("2026-10-06 10:59Z")  # it begins at 11:00 UTC the day after
    assert missed(2) is None
    september.move_to("2026-10-06 11:01Z")
    assert [each for each in missed(2) if not each.startswith("·")] == [
        *("Cole Carter", "Noor Nomad", "Otto Okafor")
    ]
    assert missed(1) is None  # a first one changes nothing
    notice = Notice.objects.filter(person__name="Otto Okafor").first()
    browser(notice.person).post(reverse("notices:notice-open", args=[notice.pk]))
    assert "Otto Okafor" not in missed(2)
    assert "has not seen" not in browser(cole).get(f"{LIST}2/").text
    september.move_to("2026-10-07 11:01Z")
    assert missed(2) is None


def test_going_back_says_what_becomes_of_the_draft_and_publishes_nothing(crew, plan, paula):
    factories.publication(plan, by=paula)
    change(plan, "Lunch", paula, minutes=45)
    factories.activity(plan, "Quiz", 4, "15:00", by=paula)
    page = crew.get(f"{LIST}1/copy-back/")
    assert section(page, "changes") == [
        *("Changed", "Lunch", "It lasts 60 minutes, not 45.", "Taken out", "Quiz"),
        "Does not take place. It was to be: Thursday 8 October, 15:00–15:30 · all sites.",
        "What is taken out goes to the ideas without a day: nothing is deleted.",
    ]
    done = crew.post(f"{LIST}1/copy-back/", follow=True)
    assert "The draft is what publication 1 was. Nothing of it is published yet." in words(done)
    assert Publication.objects.count() == 1
    assert Activity.objects.get(title="Quiz").day is None
    assert "Nothing: the draft is what this publication was." in words(
        crew.get(f"{LIST}1/copy-back/")
    )


def test_what_one_who_is_signed_in_reads_is_kept_nowhere(crew, plan, paula, cole):
    plan.open_to_all(by=paula)
    factories.publication(plan, by=paula)
    link = Week.objects.get(pk=plan.pk).link
    paths = [PUBLISH, LIST, f"{LIST}1/", "/2026/", "/2026/mine/", f"/open/{link}/"]
    for path in paths:
        assert crew.get(path).headers["Cache-Control"] == "no-store", path


def test_staff_read_why_something_is_cancelled_wherever_they_read_that_it_is(plan, paula, cole):
    factories.publication(plan, by=paula)
    Activity.objects.get(week=plan, title="Lunch").cancel(by=paula, reason="The oven is broken")
    factories.publication(plan, by=paula)
    for path in ("/2026/", "/2026/mine/", "/messages/"):
        assert "Why: The oven is broken" in words(browser(cole).get(path)), path
    Activity.objects.get(week=plan, title="Lunch").reinstate(by=paula)
    factories.publication(plan, by=paula)
    assert "oven" not in words(browser(cole).get("/2026/"))


def test_whose_clock_it_is_is_said_alike_wherever_a_time_for_all_sites_is_told(crew, plan, cole):
    assert "(Leeds)" not in words(crew.get(PUBLISH))
    factories.site("Tokyo", "Asia/Tokyo", "JP")
    told = "12:00–13:00 (Leeds)"
    for path in (PUBLISH, "/2026/board/"):
        assert told in words(crew.get(path)), path
    publish(crew)
    Activity.objects.get(week=plan, title="Lunch").cancel(by=cole)
    assert told in words(crew.get(PUBLISH))
    publish(crew)
    for path in ("/2026/", "/2026/mine/", "/messages/", "/2026/poster/", "/2026/list/"):
        assert told in words(browser(cole).get(path)), path


def test_a_week_in_which_something_takes_place_asks_nothing_more(crew, plan):
    assert "Publish an empty week" not in words(crew.get(PUBLISH))


def test_the_first_publication_leads_to_the_list_of_them_and_later_ones_to_what_changed(
    plan, paula
):
    factories.publication(plan, by=paula)
    assert 'href="/2026/publications/"' in browser(paula).get("/2026/").text
    change(plan, "Lunch", paula, minutes=45)
    factories.publication(plan, by=paula)
    assert 'href="/2026/publications/2/"' in browser(paula).get("/2026/").text
