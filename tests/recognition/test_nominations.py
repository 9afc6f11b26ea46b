"""Nominating: found, typed, kept, sent once, changed until the window closes."""

import re
import uuid
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from csweek.history.models import Entry, Verb
from recognition.models import Award, Nomination, State
from recognition.views import nominations as views
from tests import factories as people
from tests.access.markup import faults
from tests.access.statements import watched
from tests.recognition import factories
from tests.recognition.stages import decided

pytestmark = pytest.mark.django_db

WORDS = factories.WORDS
YEAR = 2026


@pytest.fixture
def award(week, mara):
    return factories.award(week, by=mara)


@pytest.fixture
def here(client, cole):
    client.force_login(cole)
    return client


def path(name: str, *args) -> str:
    return reverse(f"recognition:{name}", args=[YEAR, *args])


def typed(award=None, nominee=None, **values) -> dict:
    """A form as a browser sends it."""
    kind = "t" if nominee is not None and not hasattr(nominee, "email") else "p"
    form = {
        "award": award.key if award else "",
        "nominee": f"{kind}{nominee.pk}" if nominee else "",
        "words": WORDS,
        "may_be_read": "on",
        "key": uuid.uuid4(),
        "version": 0,
        "act": "send",
    }
    return form | values


def said(answer) -> str:
    return answer.content.decode()


def test_a_nomination_is_sent_and_thanked_for(here, award, cole, otto):
    form = typed(award, otto, is_unnamed="on")
    answer = here.post(path("nomination-new"), form)
    assert answer["Location"] == path("nomination-sent", form["key"])
    stored = Nomination.objects.get()
    assert (stored.state, stored.nominator, stored.nominee) == (State.SENT, cole, otto)
    assert (stored.words, stored.is_unnamed, stored.may_be_read) == (WORDS, True, True)
    thanks = said(here.get(answer["Location"]))
    assert "Thank you." in thanks and "Otto Okafor" in thanks


def test_sent_twice_or_from_a_page_before_it_is_sent_once(here, award, otto):
    form = typed(award, otto)
    answers = [here.post(path("nomination-new"), form) for _press in range(3)]
    assert {answer["Location"] for answer in answers} == {path("nomination-sent", form["key"])}
    assert Nomination.objects.get().state == State.SENT
    assert Entry.objects.filter(verb=Verb.SENT).count() == 1
    assert not Entry.objects.filter(verb=Verb.CHANGED, subject_type="recognition.nomination")


def test_everything_that_is_missing_is_said_at_once_and_an_empty_page_makes_no_draft(here, award):
    answer = here.post(path("nomination-new"), {"version": "0"})
    assert answer.status_code == 422
    page = said(answer)
    assert all(each in page for each in ("Choose an award", "Choose the colleague", "Tell what"))
    assert not Nomination.objects.exists()


def test_what_cannot_be_sent_yet_is_kept_as_a_draft(here, award, otto):
    form = typed(None, otto)
    answer = here.post(path("nomination-new"), form)
    assert answer.status_code == 422 and WORDS in said(answer)
    kept = Nomination.objects.get()
    assert (kept.state, kept.words, kept.person) == (State.DRAFT, WORDS, otto)
    again = typed(award, otto, key=form["key"], version=kept.version)
    assert here.post(path("nomination-edit", form["key"]), again).status_code == 302
    assert Nomination.objects.get().state == State.SENT


def test_a_draft_is_kept_by_its_button_and_shown_when_one_comes_back(here, award, otto):
    form = typed(award, otto, act="keep")
    answer = here.post(path("nomination-new"), form, follow=True)
    page = said(answer)
    assert WORDS in page and f'value="p{otto.pk}"' in page and "Draft saved" in page
    assert not Entry.objects.filter(subject_type="recognition.nomination").exists()


def test_without_a_script_find_lists_those_who_match_and_loses_nothing(here, award, otto):
    page = said(here.post(path("nomination-new"), typed(award, act="find", who="okaf")))
    assert WORDS in page and f'value="p{otto.pk}"' in page
    none = said(here.post(path("nomination-new"), typed(award, act="find", who="zzz")))
    assert "Nobody found" in none and WORDS in none


def test_a_name_typed_and_not_chosen_is_searched_as_one_sends(here, award, otto):
    page = said(here.post(path("nomination-new"), typed(award, who="okaf")))
    assert "Choose the colleague" in page and f'value="p{otto.pk}"' in page
    assert WORDS in page and 'value="okaf"' in page
    edit = path("nomination-edit", Nomination.objects.get().key)
    chosen = said(here.post(edit, typed(award, otto, who="mar", words="")))
    assert chosen.count('name="nominee"') == 1


def test_who_looks_for_themselves_or_their_own_team_is_told_why_nobody_is_found(
    here, week, mara, cole
):
    award = factories.award(week, by=mara, not_own_team=True)
    search = path("nominee-search")
    own = (cole.name.split()[0], "Nobody nominates themselves")
    for query, why in (own, (cole.team.name, "their own team"), ("zzz", "Nobody found")):
        asked = here.get(search, {"q": query, "award": award.key}).json()
        assert asked["options"] == [] and why in asked["said"]
        assert why in said(here.post(path("nomination-new"), typed(award, act="find", who=query)))


def test_the_search_names_what_can_be_chosen_now(here, week, mara, award):
    new = path("nomination-new")
    assert "A colleague: part of the name" in said(here.get(new))
    team = factories.team_award(week, by=mara)
    assert "A colleague or a team: part" in said(here.get(new))
    Award.objects.exclude(pk=team.pk).update(discarded_at=factories.ago(hours=1))
    assert "A team: part of the name" in said(here.get(new))


def test_the_same_nominee_twice_leads_to_the_first_and_keeps_the_words(here, award, cole, otto):
    first = factories.sent(award, otto, by=cole)
    answer = here.post(path("nomination-new"), typed(award, otto, words="Once more"))
    page = said(answer)
    assert answer.status_code == 422
    assert "You have already nominated Otto Okafor" in page
    assert path("nomination-edit", first.key) in page
    assert Nomination.objects.drafts().get().words == "Once more"


def rewritten_from_a_new_page(here, award, otto, jun) -> Nomination:
    """What a sent nomination is after its key came with a new page about somebody else."""
    form = typed(award, otto)
    here.post(path("nomination-new"), form)
    version = Nomination.objects.get().version
    answer = here.post(path("nomination-new"), typed(award, jun, key=form["key"], version=version))
    stored = Nomination.objects.get(key=form["key"])
    page = said(answer)
    assert stored.nominee == otto, "it was changed into another one"
    assert answer.status_code == 409 and path("nomination-edit", form["key"]) in page
    assert f'name="key" value="{form["key"]}"' not in page and f'value="p{jun.pk}"' in page
    return stored


def test_a_new_page_never_changes_what_was_sent_into_another_one(here, award, otto, jun):
    before = rewritten_from_a_new_page(here, award, otto, jun)
    assert (before.state, before.words, Nomination.objects.count()) == (State.SENT, WORDS, 1)


def test_control_a_new_page_that_may_is_noticed(here, award, otto, jun, monkeypatch):
    monkeypatch.setattr(views, "_is_of_another", lambda *_: False)
    with pytest.raises(AssertionError, match="changed into another one"):
        rewritten_from_a_new_page(here, award, otto, jun)


def test_the_new_one_can_be_sent_beside_what_was_sent_before(here, award, otto, jun):
    form = typed(award, otto)
    here.post(path("nomination-new"), form)
    answer = here.post(path("nomination-new"), typed(award, jun, key=form["key"]))
    key = re.search(r'name="key" value="([^"]+)"', said(answer))[1]
    here.post(path("nomination-new"), typed(award, jun, key=key))
    assert {each.nominee for each in Nomination.objects.counted()} == {otto, jun}


def test_an_award_that_closed_says_when_and_keeps_the_words(here, award, otto):
    Award.objects.update(closes_at=factories.ago(hours=1), opens_at=factories.ago(days=3))
    answer = here.post(path("nomination-new"), typed(award, otto))
    assert answer.status_code == 422
    assert "closed on" in said(answer) and WORDS in said(answer)
    assert Nomination.objects.get().words == WORDS


def test_two_windows_are_shown_both_texts_and_the_second_may_replace_the_first(here, award, otto):
    form = typed(award, otto, act="keep", words="From the phone")
    here.post(path("nomination-new"), form)
    version = Nomination.objects.get().version
    edit = path("nomination-edit", form["key"])
    here.post(edit, form | {"words": "From the desk", "version": version})
    answer = here.post(edit, form | {"words": "From the train", "version": version})
    page = said(answer)
    assert answer.status_code == 409
    assert "From the desk" in page and "From the train" in page
    assert Nomination.objects.get().words == "From the desk"
    newest = Nomination.objects.get().version
    assert f'name="version" value="{newest}"' in page
    here.post(edit, form | {"words": "From the train", "version": newest})
    assert Nomination.objects.get().words == "From the train"


def test_what_was_sent_is_changed_until_the_window_closes_and_then_read_only(here, award, otto):
    form = typed(award, otto)
    here.post(path("nomination-new"), form)
    version, edit = Nomination.objects.get().version, path("nomination-edit", form["key"])
    assert "Send the changes" in said(here.get(edit))
    assert here.post(edit, form | {"words": "Better", "version": version}).status_code == 302
    stored = Nomination.objects.get()
    assert (stored.words, stored.state) == ("Better", State.SENT)
    stale = here.post(edit, form | {"words": "Worse", "version": version})
    assert stale.status_code == 409 and "Worse" in said(stale) and "Better" in said(stale)
    Award.objects.update(closes_at=factories.ago(hours=1), opens_at=factories.ago(days=3))
    late = here.post(edit, form | {"words": "Too late", "version": stored.version})
    assert late.status_code == 422 and "Too late" in said(late)
    assert "<textarea" not in said(here.get(edit)) and "Better" in said(here.get(edit))
    assert Nomination.objects.get().words == "Better"


def test_awards_that_have_closed_are_no_other_awards(here, award, otto, cole):
    """Neither where all have closed, nor beside one's own nomination for one of them."""
    sent = factories.sent(award, otto, by=cole)
    Award.objects.update(closes_at=factories.ago(hours=1), opens_at=factories.ago(days=3))
    for answer in (here.get(path("nomination-new")), here.get(path("nomination-edit", sent.key))):
        page = said(answer)
        assert "Not open now" in page and "<strong>Quiet hero</strong>" in page
        assert "Other awards" not in page


def test_a_returned_one_is_answered_even_after_the_window_closed(here, award, mara, cole, otto):
    sent = factories.sent(award, otto, by=cole)
    sent.ask("When was that?", by=mara)
    Award.objects.update(closes_at=factories.ago(hours=1), opens_at=factories.ago(days=3))
    edit = path("nomination-edit", sent.key)
    assert "When was that?" in said(here.get(edit))
    stored = Nomination.objects.get()
    form = typed(award, otto, words="On Monday.", key=sent.key, version=stored.version)
    assert here.post(edit, form).status_code == 302
    stored = Nomination.objects.get()
    assert (stored.state, stored.words) == (State.SENT, "On Monday.")


def test_a_question_is_answered_after_the_closing_for_its_own_award_alone(
    here, award, week, mara, cole, otto, jun
):
    other = factories.award(week, "Kind voice", by=mara, window=(-9, -2))
    winning = factories.accepted(other, jun, by=otto, manager=mara)
    decided(other, winning.file, by=mara)
    sent = factories.sent(award, otto, by=cole)
    sent.ask("When was that?", by=mara)
    Award.objects.update(closes_at=factories.ago(hours=1), opens_at=factories.ago(days=3))
    edit = path("nomination-edit", sent.key)
    form = typed(other, otto, words="On Monday.", key=sent.key, version=sent.version)
    answer = here.post(edit, form)
    assert answer.status_code == 422
    assert "Nominations for “Kind voice” closed" in said(answer)
    assert "On Monday." in said(answer)
    stored = Nomination.objects.get(pk=sent.pk)
    assert (stored.award, stored.state) == (award, State.RETURNED)
    assert here.post(edit, form | {"award": award.key}).status_code == 302


def test_nobody_else_learns_of_a_nomination(client, here, award, cole, jun, otto, mara):
    sent = factories.sent(award, otto, by=cole)
    for person in (otto, mara):
        client.force_login(person)
        for name in ("nomination-edit", "nomination-sent"):
            assert client.get(path(name, sent.key)).status_code == 404
        form = typed(award, jun, key=sent.key)
        for name in ("nomination-edit", "nomination-save"):
            assert client.post(path(name, sent.key), form).status_code == 404
        assert client.post(path("nomination-new"), form).status_code == 404
    assert Nomination.objects.get().nominator == cole


def test_nobody_nominates_themselves_whatever_is_sent(here, award, cole):
    answer = here.post(path("nomination-new"), typed(award, cole))
    assert answer.status_code == 422 and "Nobody nominates themselves" in said(answer)
    assert not Nomination.objects.exists()


# My nominations. ---------------------------------------------------------------------------------


def test_the_page_for_a_new_one_leads_to_the_drafts_that_can_still_be_sent(
    here, week, mara, award, cole, otto, jun
):
    new = path("nomination-new")
    assert "You have" not in said(here.get(new))
    named = factories.draft(award, otto, by=cole)
    assert "You have a draft:" in said(here.get(new))
    bare = Nomination.objects.keep(week, by=cole, key=uuid.uuid4(), words="<b>She</b> stayed. " * 9)
    closed = factories.draft(factories.award(week, "Over", by=mara, window=(-9, -2)), otto, by=cole)
    other = factories.draft(award, otto, by=jun)
    sent = factories.sent(award, jun, by=cole)
    page = said(here.get(new))
    assert "You have 2 drafts:" in page
    assert f'{path("nomination-edit", named.key)}">Otto Okafor</a>' in page
    assert f'{path("nomination-edit", bare.key)}">“&lt;b&gt;She&lt;/b&gt; stayed.' in page
    assert not any(str(each.key) in page for each in (closed, other, sent))


def acts_in(page: str) -> set[str]:
    return {
        each for each in ("Go on writing", "Answer", "Change", "Withdraw") if f" {each}<" in page
    }


@pytest.fixture
def taken_back(award, mara, cole, otto, jun):
    """A nomination that was accepted and a draft, of an award that was deleted since."""
    factories.accepted(award, otto, by=cole, manager=mara)
    factories.draft(award, jun, by=cole, words="Half a word")
    Award.objects.get().discard(by=mara)
    return Nomination.objects.counted().get()


def test_an_award_that_was_taken_back_says_so_and_another_can_be_chosen(
    here, week, mara, taken_back, otto
):
    other = factories.award(week, "Kind voice", by=mara)
    page = said(here.get(path("my-nominations")))
    assert "The award was taken back" in page and "choose another award for them" in page
    assert "Read, and counts" not in page and "can be changed until" not in page
    edit = path("nomination-edit", taken_back.key)
    page = said(here.get(edit))
    assert "“Quiet hero” was taken back." in page and "You can choose another award." in page
    form = typed(other, otto, key=taken_back.key, version=taken_back.version)
    assert here.post(edit, form).status_code == 302
    assert Nomination.objects.counted().get().award == other


def test_without_any_award_left_one_still_reads_what_one_wrote(here, client, taken_back, jun):
    drafted = Nomination.objects.drafts().get()
    for where in ("my-nominations", "nomination-new", "cosign-list"):
        assert here.get(path(where)).status_code == 200
    assert "Half a word" in said(here.get(path("my-nominations")))
    for each in (drafted, taken_back):
        assert each.words in said(here.get(path("nomination-edit", each.key)))
    Award.objects.update(closes_at=factories.ago(hours=1), opens_at=factories.ago(days=3))
    page = said(here.get(path("nomination-edit", taken_back.key)))
    assert "The award was taken back." in page and "<textarea" not in page
    client.force_login(jun)
    assert client.get(path("my-nominations")).status_code == 404


def test_an_award_whose_window_was_taken_away_says_so(here, award, cole, otto):
    sent = factories.sent(award, otto, by=cole)
    Award.objects.update(opens_at=None, closes_at=None)
    assert "“Quiet hero” takes no nominations." in said(here.get(path("my-nominations")))
    for name in ("nomination-edit", "nomination-sent"):
        page = said(here.get(path(name, sent.key)))
        assert "Otto Okafor" in page and "until ." not in page


def test_nothing_can_be_done_with_what_is_decided_or_presented(here, award, mara, cole, otto, jun):
    winning = factories.accepted(award, otto, by=cole, manager=mara)
    asked = factories.sent(award, jun, by=cole)
    asked.ask("When was that?", by=mara)
    unsent = factories.draft(award, jun, by=cole)
    assert acts_in(said(here.get(path("my-nominations")))) >= {
        "Go on writing",
        "Answer",
        "Withdraw",
    }
    decision = decided(award, winning.file, by=mara)
    Award.objects.update(closes_at=factories.ago(hours=1), opens_at=factories.ago(days=3))
    form = typed(award, jun, key=asked.key, version=asked.version)
    for _step in ("decided", "presented"):
        assert acts_in(said(here.get(path("my-nominations")))) == set()
        assert "<textarea" not in said(here.get(path("nomination-edit", asked.key)))
        assert here.post(path("nomination-edit", asked.key), form).status_code == 422
        here.post(path("nomination-withdraw", asked.key))
        assert Nomination.objects.get(key=asked.key).state == State.RETURNED
        Award.objects.update(presented_at=factories.ago(hours=0))
    decision.reopen(by=mara, reason="One was left out")
    assert acts_in(said(here.get(path("my-nominations")))) == set()
    here.post(path("nomination-withdraw", unsent.key))
    assert not Nomination.objects.drafts()


def test_my_nominations_ask_as_often_for_ten_as_for_one(here, week, mara, cole, otto):
    def count() -> int:
        with watched() as seen:
            here.get(path("my-nominations"))
        return len(seen.asked)

    factories.sent(factories.award(week, by=mara), otto, by=cole)
    here.get("/")
    one = count()
    for number in range(9):
        factories.sent(factories.award(week, f"Award {number}", by=mara), otto, by=cole)
    assert count() == one


def test_what_is_typed_while_its_award_is_deleted_stays_for_it_until_another_is_chosen(
    here, award, week, mara, cole, otto
):
    other = factories.award(week, "Kind ear", by=mara)
    draft = factories.draft(award, otto, by=cole)
    award.discard(by=mara)
    form = typed(None, otto, key=draft.key, version=draft.version, words="More words")
    saved = here.post(path("nomination-save", draft.key), form)
    again = form | {"version": saved.json()["version"], "words": "Still more", "act": "keep"}
    here.post(path("nomination-edit", draft.key), again)
    draft.refresh_from_db()
    assert (draft.award, draft.words) == (award, "Still more")
    there = form | {"version": draft.version, "award": other.key}
    here.post(path("nomination-save", draft.key), there)
    draft.refresh_from_db()
    assert draft.award == other


# Saved while one types. --------------------------------------------------------------------------


def test_typing_is_saved_and_says_when(here, award, otto):
    form = typed(award, otto)
    save = path("nomination-save", form["key"])
    first = here.post(save, form)
    assert first.json()["said"].startswith("Draft saved ")
    second = here.post(save, form | {"words": "She", "version": first.json()["version"]})
    stored = Nomination.objects.get()
    assert (stored.words, stored.version) == ("She", second.json()["version"])


def test_a_second_window_is_answered_with_what_the_first_saved(here, award, otto):
    form = typed(award, otto, words="From <b>the</b> desk")
    save = path("nomination-save", form["key"])
    version = here.post(save, form).json()["version"]
    here.post(save, form | {"words": "From the phone", "version": version})
    late = here.post(save, form | {"words": "From the train", "version": version})
    assert late.status_code == 409
    assert "From the phone" in late.json()["piece"] and late.json()["version"] == version + 1
    assert Nomination.objects.get().words == "From the phone"


def test_what_was_sent_is_not_saved_over_while_typing(here, award, otto):
    form = typed(award, otto)
    here.post(path("nomination-new"), form)
    late = here.post(path("nomination-save", form["key"]), form | {"words": "Late"})
    assert late.status_code == 409
    assert Nomination.objects.get().words == WORDS


def test_saving_asks_at_most_eight_times_in_one_transaction(here, award, otto):
    form = typed(award, otto)
    save = path("nomination-save", form["key"])
    with watched() as first:
        version = here.post(save, form).json()["version"]
    with watched() as second:
        here.post(save, form | {"words": "She", "version": version})
    assert len(first.asked) <= 8 and len(second.asked) <= 8


def test_sending_is_one_transaction_of_at_most_eight_queries(here, week, mara, otto):
    award = factories.award(week, by=mara, sites=[otto.site], teams=[otto.team])
    form = typed(award, otto, act="keep")
    here.post(path("nomination-new"), form)
    form |= {"act": "send", "words": "Typed since", "version": Nomination.objects.get().version}
    with watched() as seen:
        answer = here.post(path("nomination-edit", form["key"]), form)
    assert answer.status_code == 302 and Nomination.objects.get().state == State.SENT
    start = next(i for i, each in enumerate(seen.all) if each.startswith("SAVEPOINT"))
    end = max(i for i, each in enumerate(seen.all) if each.startswith("RELEASE"))
    inside = [each for each in seen.all[start:end] if each in seen.asked]
    assert 4 <= len(inside) <= 8, inside


def test_the_page_asks_as_often_for_ten_awards_as_for_one(here, week, mara, award):
    def count() -> int:
        with watched() as seen:
            assert here.get(path("nomination-new")).status_code == 200
        return len(seen.asked)

    here.get("/")  # the session is renewed once
    one = count()
    for number in range(9):
        factories.award(week, f"Award {number}", by=mara)
    assert count() == one <= 6


# Which awards, and when. -------------------------------------------------------------------------


def test_only_open_awards_can_be_chosen_and_the_others_say_when(here, week, mara, award):
    coming = factories.award(week, "Coming soon", by=mara, window=(2, 9))
    closed = factories.award(week, "Long over", by=mara, window=(-9, -2))
    bare = factories.award(week, "Not yet", by=mara, window=None)
    page = said(here.get(path("nomination-new")))
    assert f'value="{award.key}"' in page
    for each in (coming, closed):
        assert f'value="{each.key}"' not in page and each.title in page
    assert bare.title not in page


def test_nominate_leads_to_the_year_that_takes_nominations(here, week, paula, mara, award):
    last = people.week(2025, by=paula)
    factories.award(last, by=mara, window=(-300, -290))
    assert here.get("/nominate/")["Location"] == path("nomination-new")


def test_where_there_are_no_awards_a_page_says_so(here, week):
    answer = here.get("/nominate/")
    assert answer.status_code == 200 and "Nobody can be nominated yet" in said(answer)
    assert here.get(path("nomination-new")).status_code == 404
    assert here.get("/2031/nominate/").status_code == 404


def test_the_closing_time_is_told_on_the_readers_clock(client, week, mara, award, otto):
    otto.change({"site": people.site("Sydney", "Australia/Sydney", "AU")}, by=None)
    client.force_login(otto)
    there = award.closes_at.astimezone(ZoneInfo("Australia/Sydney"))
    assert f"{there:%H:%M} ·" in said(client.get(path("nomination-new")))


PAYLOADS = [
    "</textarea><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '" autofocus onfocus="alert(1)',
    "{{ 7|add:7 }}{% debug %}",
    "javascript:alert(1)",
    "\u202edrawkcab\u200b" + "\u0308" * 50,
    "w" * 3900,
]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_whatever_is_typed_is_shown_and_does_nothing(here, week, mara, otto, payload):
    award = factories.award(week, payload[:60], by=mara, honours=payload[:200])
    otto.change({"name": payload[:120]}, by=None)
    form = typed(award, otto, words=payload, act="keep")
    here.post(path("nomination-new"), form)
    addresses = [path("nomination-edit", form["key"]), path("my-nominations")]
    pages = [said(here.get(each)) for each in addresses]
    pages.append(said(here.post(addresses[0], form | {"words": "Other", "version": 99})))
    for page in pages:
        assert faults(page) == []
        assert "<script>alert" not in page and "<img src=x" not in page
        assert '" autofocus onfocus="' not in page
