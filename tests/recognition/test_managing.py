"""Managers find nominations, read them, and say what becomes of each."""

import html
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from csweek.history.models import Entry
from csweek.notices.models import Notice
from csweek.notices.words import in_words
from recognition.models import File, Nomination, State
from tests import factories as people
from tests.recognition import factories
from tests.recognition.test_managed import decide

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}{% debug %}"


@pytest.fixture
def award(week, mara):
    return factories.award(week, by=mara)


@pytest.fixture
def sent(award, cole, otto):
    return factories.sent(award, otto, by=cole)


@pytest.fixture
def manager(client, mara):
    client.force_login(mara)
    return client


def address(name: str, nomination=None, **query) -> str:
    args = [2026] + ([nomination.key] if nomination else [])
    return reverse(f"recognition:{name}", args=args, query=query or None)


def page(client, where: str, status: int = 200) -> str:
    answer = client.get(where)
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def act(client, name: str, nomination, **typed):
    typed = {"version": nomination.version} | typed
    return client.post(address(f"nomination-{name}", nomination), typed)


def shown(client, **query) -> list[str]:
    """Nominees in the list, from the top."""
    found = client.get(address("nomination-list", **query)).context["list"]
    return [row.nominee for row in found.rows]


# The list. ---------------------------------------------------------------------------------------


def test_the_first_view_shows_what_is_to_be_read_the_newest_first(manager, award, mara, cole, otto):
    old = factories.sent(award, people.person("Ann Able"), by=cole)
    Nomination.objects.filter(pk=old.pk).update(sent_at=timezone.now() - timedelta(days=3))
    factories.sent(award, otto, by=cole)
    factories.accepted(award, people.person("Bea Best"), by=cole, manager=mara)
    factories.draft(award, people.person("Dee Draft"), by=cole)
    assert shown(manager) == ["Otto Okafor", "Ann Able"]
    assert shown(manager, state="accepted") == ["Bea Best"]
    assert sorted(shown(manager, state="all")) == ["Ann Able", "Bea Best", "Otto Okafor"]
    tabs = manager.get(address("nomination-list")).context["list"].tabs
    assert [(tab.label, tab.count) for tab in tabs] == [
        ("To read", 2),
        ("Returned", 0),
        ("Accepted", 1),
        ("Withdrawn", 0),
        ("All", 3),
    ]


def test_a_state_agrees_with_one_nomination_and_a_tab_with_many_in_portuguese(
    manager, award, mara, cole
):
    factories.accepted(award, people.person("Bea Best"), by=cole, manager=mara)
    words = {"headers": {"accept-language": "pt-pt"}}
    page = manager.get(address("nomination-list", state="all"), **words)
    labels = [str(tab.label) for tab in page.context["list"].tabs]
    assert labels == ["Por ler", "Devolvidas", "Aceites", "Retiradas", "Todas"]
    assert page.context["list"].rows[0].state == "Aceite"


def test_a_team_is_of_every_site_where_its_people_are(manager, award, sent, mara, cole, week):
    porto, sydney = people.site("Porto", "Europe/Lisbon", "PT"), people.site("Sydney")
    crew, left = people.team("Chat crew"), people.team("Night crew")
    people.person("Inês Conceição", team=crew, site=porto)
    people.person("Syd Sommer", team=crew, site=sydney)
    people.person("Lea Left", team=left, site=porto, is_active=False)
    people.person("Nora Noteam", site=porto)
    of_teams = factories.team_award(week, by=mara)
    for team in (crew, left):
        factories.sent(of_teams, team, by=cole)
    assert shown(manager, site=porto.pk) == shown(manager, site=sydney.pk) == ["Chat crew"]
    assert sorted(shown(manager)) == ["Chat crew", "Night crew", "Otto Okafor"]


def test_a_list_is_narrowed_by_award_team_site_and_words_and_the_address_keeps_it(
    manager, award, week, mara, cole, otto
):
    other = factories.award(week, "Kind voice", by=mara)
    porto = people.site("Porto", "Europe/Lisbon", "PT")
    ines = people.person("Inês Conceição", team=people.team("Chat crew"), site=porto)
    factories.sent(award, otto, by=cole)
    factories.sent(other, ines, by=cole, words="Uma ação discreta")
    asked = [
        {"award": other.key},
        {"team": ines.team.pk},
        {"site": porto.pk},
        {"q": "acao CONCEICAO"},
    ]
    for query in asked:
        assert shown(manager, **query) == ["Inês Conceição"], query
        row = manager.get(address("nomination-list", **query)).context["list"].rows[0]
        kept = parse_qs(urlsplit(row.address).query)
        assert kept == {name: [str(value)] for name, value in query.items()}
    assert shown(manager, q="acao", team=otto.team.pk) == []


def test_a_team_is_found_by_its_own_nominations_and_by_those_of_its_members(
    manager, award, week, mara, cole, otto
):
    factories.sent(award, otto, by=cole)
    factories.sent(factories.team_award(week, by=mara), otto.team, by=cole)
    assert shown(manager, team=otto.team.pk) == ["Returns desk", "Otto Okafor"]


@pytest.mark.parametrize(
    "query",
    [
        {"award": "x", "team": "x", "site": "-1", "state": "x", "page": "x"},
        {"q": "\0", "page": "99999999999999999999"},
        {"team": "9" * 40, "award": "é"},
        {"q": "'\"%_\\" * 50},
    ],
)
def test_wrong_filters_are_left_out_and_never_an_error(manager, sent, query):
    assert manager.get(address("nomination-list", **query)).status_code == 200
    assert manager.get(address("nomination-detail", sent, **query)).status_code == 200
    manager.post(address("nomination-accept", sent), {"version": 1, "list": str(query)})


def test_a_page_holds_25_and_the_next_keeps_the_filters(manager, award, cole):
    for number in range(26):
        factories.sent(award, people.person(f"P{number} Person"), by=cole)
    assert len(shown(manager, q="person")) == 25
    assert "?q=person&page=2" in page(manager, address("nomination-list", q="person"))
    assert len(shown(manager, q="person", page=2)) == 1


def test_an_empty_list_says_what_to_do_next(manager, award):
    assert "Nobody has sent a nomination yet." in page(manager, address("nomination-list"))
    assert "No nomination fits." in page(manager, address("nomination-list", q="x"))


def test_an_unnamed_nominator_is_told_to_managers_but_not_to_one_of_the_nominated_team(
    manager, week, mara, jun
):
    award = factories.team_award(week, by=mara)
    own = factories.sent(award, mara.team, by=jun, is_unnamed=True)
    other = people.person("Milo Manager", is_manager=True, team=people.team("Chat crew"))
    places = [address("nomination-list"), address("nomination-detail", own)]
    for where in places:
        assert "stays unnamed" in page(manager, where) and "Jun" not in page(manager, where)
    files = [manager.get(address("nomination-csv")).getvalue().decode()]
    assert "stays unnamed" in files[0] and "Jun" not in files[0]
    manager.force_login(other)
    for where in places:
        assert "Jun Jang" in page(manager, where)


def test_a_manager_learns_nothing_of_nominations_of_themselves(manager, award, mara, cole):
    own = factories.sent(award, mara, by=cole, words="Mara listens")
    text = page(manager, address("nomination-list", state="all"))
    assert "Mara listens" not in text and "Cole" not in text
    assert manager.get(address("nomination-detail", own)).status_code == 404
    assert act(manager, "accept", own).status_code == 404
    assert "Mara" not in manager.get(address("nomination-csv", state="all")).getvalue().decode()


def test_a_nominee_who_has_left_is_pointed_out(manager, sent, otto, ada):
    otto.deactivate(by=ada)
    assert "has left" in page(manager, address("nomination-list"))
    assert "They have left." in page(manager, address("nomination-detail", sent))


# Several at once. --------------------------------------------------------------------------------


def choose(*nominations) -> list[str]:
    return [f"{each.key}:{each.version}" for each in nominations]


def test_several_are_accepted_by_one_press_or_by_two(manager, award, cole, jun, otto):
    chosen = choose(*(factories.sent(award, otto, by=each) for each in (cole, jun)))
    for _press in range(2):
        typed = {"chosen": chosen, "list": "q=otto"}
        answer = manager.post(address("nominations-accept"), typed)
        assert answer.url == address("nomination-list", q="otto")
    assert Nomination.objects.accepted().count() == 2
    assert File.objects.count() == 1
    assert Entry.objects.filter(verb="accepted").count() == 2
    assert "Accepted 2 nominations." in page(manager, address("nomination-list"))


def test_what_has_changed_since_the_list_was_opened_is_not_accepted(manager, sent, cole):
    chosen = choose(sent)
    sent.rewrite({"words": "Other words."}, by=cole)
    manager.post(address("nominations-accept"), {"chosen": chosen})
    assert "has been changed since you opened the list" in page(manager, address("nomination-list"))
    assert not Nomination.objects.accepted().exists()


@pytest.mark.parametrize("chosen", [[], ["x"], ["x:1"], ["1:y"]])
def test_nothing_chosen_is_told(manager, sent, chosen):
    manager.post(address("nominations-accept"), {"chosen": chosen, "list": "\r\nX: y"})
    text = page(manager, address("nomination-list"))
    assert "Tick the nominations" in text or "Choose them in the list again" in text


# One of them. ------------------------------------------------------------------------------------


def test_after_accepting_one_reads_the_next_of_the_same_list(manager, award, cole, otto):
    first = factories.sent(award, people.person("Ann Able"), by=cole, words="Calm")
    factories.sent(award, people.person("Bea Best"), by=cole, words="Loud")
    last = factories.sent(award, otto, by=cole, words="Calm")
    typed = {"version": last.version, "list": "q=calm"}
    answer = manager.post(address("nomination-accept", last), typed)
    assert answer.url == address("nomination-detail", first, q="calm")
    answer = manager.post(address("nomination-accept", first), typed)
    assert answer.url == address("nomination-list", q="calm")
    found = manager.get(address("nomination-detail", first, state="all")).context["page"]
    assert found.nomination.newer is not None and found.nomination.older is None


ACTS = {
    "accept": {},
    "return": {"question": "When was that?"},
    "withdraw-for": {"reason": "They asked me to"},
    "redirect": {},
    "move": {},
}


def typed_for(name: str, week, mara, jun) -> dict:
    more = {"redirect": {"nominee": f"p{jun.pk}"}}
    if name == "move":
        more["move"] = {"award": factories.award(week, "Kind voice", by=mara).key}
    return ACTS[name] | more.get(name, {})


@pytest.mark.parametrize("name", ACTS)
def test_an_act_pressed_twice_is_done_once(manager, sent, week, mara, jun, name):
    typed = typed_for(name, week, mara, jun)
    before = Entry.objects.count()
    assert [act(manager, name, sent, **typed).status_code for _press in range(2)] == [302, 302]
    assert Entry.objects.count() == before + 1
    assert Notice.objects.count() == (name != "accept")


@pytest.mark.parametrize("name", ACTS)
def test_an_act_that_comes_too_late_changes_nothing_and_shows_both(
    manager, sent, week, mara, cole, jun, name
):
    typed = typed_for(name, week, mara, jun)
    version = sent.version
    sent.rewrite({"words": "Her words as they are now."}, by=cole)
    before = Entry.objects.count()
    answer = act(manager, name, sent, **typed, version=version)
    text = html.unescape(answer.content.decode())
    assert answer.status_code == 409
    assert "It was changed while you were reading" in text
    assert "Her words as they are now." in text
    assert all(str(each) in text for each in ACTS[name].values())
    assert (Entry.objects.count(), Notice.objects.count()) == (before, 0)
    # Read anew, it is done from that very page.
    now = answer.context["page"].nomination.version
    assert act(manager, name, sent, **typed, version=now).status_code == 302


@pytest.mark.parametrize(("name", "said"), [("return", "required"), ("withdraw-for", "required")])
def test_an_act_without_its_words_asks_for_them(manager, sent, name, said):
    answer = act(manager, name, sent)
    assert answer.status_code == 422 and said in answer.content.decode()


def test_a_decided_award_says_so_and_offers_nothing_but_to_withdraw_what_does_not_count(
    manager, award, sent, mara
):
    decide(award, mara)
    text = page(manager, address("nomination-detail", sent))
    assert "“Quiet hero” has been decided. Reopen it first." in text
    assert "Return it with a question" not in text
    answer = act(manager, "accept", sent)
    assert answer.status_code == 422
    assert act(manager, "withdraw-for", sent, reason="Too late").status_code == 302


def test_an_award_that_cannot_take_it_says_why_before_it_is_chosen(
    manager, sent, week, mara, cole, otto
):
    twin = factories.award(week, "Kind voice", by=mara)
    factories.sent(twin, otto, by=cole)
    decided = factories.award(week, "Rookie", by=mara)
    decide(decided, mara)
    factories.team_award(week, by=mara)
    targets = manager.get(address("nomination-detail", sent)).context["targets"]
    assert [(each.title, each.hindrance) for each in targets] == [
        ("Kind voice", "its nominator has one there too"),
        ("Rookie", "decided"),
    ]
    answer = act(manager, "move", sent, award=twin.key)
    assert answer.status_code == 422
    assert "has nominated Otto Okafor for “Kind voice” too" in html.unescape(
        answer.content.decode()
    )


def test_an_award_whose_rules_leave_the_nominee_out_says_so_in_as_many_queries_for_many(
    manager, sent, week, mara, cole, otto, django_assert_num_queries
):
    cole.change({"team": otto.team}, by=None)
    there = address("nomination-detail", sent)
    factories.award(week, "Own barred", by=mara, not_own_team=True)
    manager.get(there)  # what is kept for the next page is fetched
    with CaptureQueriesContext(connection) as once:
        manager.get(there)
    for number in range(5):
        factories.award(week, f"Chat {number}", by=mara, teams=[people.team("Chat crew")])
    factories.award(week, "Returns", by=mara, teams=[otto.team], sites=[otto.site])
    with django_assert_num_queries(len(once)):
        targets = manager.get(there).context["targets"]
    out = "its rules leave this nominee out"
    told = {each.title: each.hindrance for each in targets}
    assert told == {"Own barred": out, "Returns": ""} | {f"Chat {n}": out for n in range(5)}


@pytest.mark.parametrize("asked", [{}, {"who": "otto"}, {"who": "nobody"}])
def test_its_page_asks_at_most_twelve_questions(manager, sent, week, mara, asked):
    for number in range(4):
        factories.award(week, f"Award {number}", by=mara)
    there = address("nomination-detail", sent, **asked)
    manager.get(there)  # what is kept for the next page is fetched
    with CaptureQueriesContext(connection) as seen:
        assert manager.get(there).status_code == 200
    assert len(seen) <= 12


def test_of_an_unnamed_nomination_of_their_team_a_manager_reads_who_moves_it(
    manager, week, mara, jun
):
    award = factories.team_award(week, by=mara)
    factories.team_award(week, "Other team", by=mara)
    own = factories.sent(award, mara.team, by=jun, is_unnamed=True)
    text = page(manager, address("nomination-detail", own, who="chat"))
    assert "Another manager moves or points it elsewhere." in text
    assert "Point it to them" not in text and "Other team" not in text
    answer = act(manager, "redirect", own, nominee=f"t{people.team('Chat crew').pk}")
    assert answer.status_code == 422
    assert "Another manager moves or points it" in answer.content.decode()


def test_the_one_who_was_meant_is_looked_for_by_name_and_chosen(manager, sent, jun):
    text = page(manager, address("nomination-detail", sent, who="jun", state="all"))
    assert f'value="p{jun.pk}"' in text
    assert act(manager, "redirect", sent, nominee=f"p{jun.pk}").status_code == 302
    stored = Nomination.objects.get()
    assert (stored.person, stored.state) == (jun, State.SENT)
    for gone in ("p999999", "x", "t1", ""):
        assert act(manager, "redirect", stored, nominee=gone).status_code == 422


def test_the_others_of_one_nominee_are_accepted_together_into_one_file(
    manager, award, mara, cole, jun, paula, otto
):
    first, second = (factories.sent(award, otto, by=each) for each in (cole, jun))
    factories.accepted(award, otto, by=paula, manager=mara)
    found = manager.get(address("nomination-detail", first)).context["page"]
    assert [each.nominator for each in found.others] == ["Paula Prieto", "Jun Jang"]
    assert found.waiting == found.others[1:]
    manager.post(address("nominations-accept"), {"chosen": [found.value, found.waiting[0].value]})
    assert File.objects.get().nominations.count() == 3
    assert second in File.objects.get().nominations.all()


def test_words_names_and_questions_are_shown_as_text(manager, award, week, cole):
    nominee = people.person("Nell Nominee")
    nominee.name = HOSTILE[:120]
    nominee.save()
    sent = factories.sent(award, nominee, by=cole, words=HOSTILE)
    act(manager, "return", sent, question=HOSTILE)
    for where in (
        address("nomination-list", state="all", q="script"),
        address("nomination-detail", sent, q=HOSTILE),
    ):
        text = manager.get(where).content.decode()
        assert html.escape(HOSTILE[:40]) in text
        assert "<script>alert" not in text and "<img src=x" not in text


# What its nominator is told. ---------------------------------------------------------------------


def told(person):
    notices = Notice.objects.of(person).order_by("pk")
    return [message for _notice, message in in_words(notices)]


def test_a_question_is_told_with_where_to_answer_it(manager, sent, cole, otto):
    act(manager, "return", sent, question="When was that?\nWho else saw it?")
    (message,) = told(cole)
    assert message.subject == "A question about your nomination for “Quiet hero”"
    assert message.parts == (("What managers ask", ("When was that?", "Who else saw it?")),)
    assert message.path == reverse("recognition:nomination-edit", args=[2026, sent.key])
    assert told(otto) == []


def test_a_withdrawal_is_told_with_its_reason(manager, sent, cole, otto):
    act(manager, "withdraw-for", sent, reason="They asked me to")
    (message,) = told(cole)
    assert message.parts == (("Why", ("They asked me to",)),)
    assert "Otto Okafor" in message.opening and told(otto) == []


def test_a_move_and_another_nominee_are_told(manager, sent, week, mara, cole, jun):
    other = factories.award(week, "Kind voice", by=mara)
    act(manager, "move", sent, award=other.key)
    act(manager, "redirect", Nomination.objects.get(), nominee=f"p{jun.pk}")
    assert [message.subject for message in told(cole)] == [
        "Your nomination was moved to “Kind voice”",
        "Your nomination for “Kind voice” has the right nominee now",
    ]
    assert told(jun) == []


def test_as_many_queries_for_many_messages_as_for_one(
    manager, award, cole, django_assert_max_num_queries
):
    for number in range(5):
        sent = factories.sent(award, people.person(f"P{number} Person"), by=cole)
        act(manager, "withdraw-for", sent, reason=f"Reason {number}")
    with django_assert_max_num_queries(3):
        assert len(told(cole)) == 5


# Withdrawn. --------------------------------------------------------------------------------------


def places_that_tell(manager, sent) -> list[str]:
    """Where a manager still reads something of it: the words, or the name of a file."""
    pages = {
        "list": address("nomination-list", state="all"),
        "page": address("nomination-detail", sent),
        "file": address("nomination-csv", state="all"),
    }
    told = {name: manager.get(where).getvalue().decode() for name, where in pages.items()}
    found = [name for name, text in told.items() if "turquoise" in text or "poem.png" in text]
    return found + ["search"] * bool(shown(manager, state="all", q="turquoise"))


def test_what_was_withdrawn_is_read_by_its_nominator_alone(manager, award, cole, otto):
    sent = factories.sent(award, otto, by=cole, words="The turquoise envelope")
    factories.attachment(sent, "poem.png")
    assert places_that_tell(manager, sent) == ["list", "page", "file", "search"]
    sent.withdraw(by=cole)
    assert places_that_tell(manager, sent) == []
    assert shown(manager, state="withdrawn") == [otto.name]
    assert "nobody but its nominator" in page(manager, address("nomination-detail", sent))
    manager.force_login(cole)
    assert "turquoise" in page(manager, address("nomination-edit", sent))
