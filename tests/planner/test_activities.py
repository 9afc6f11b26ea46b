"""Activities: what organizers do with them, by form, by drag, and two at the same time."""

import uuid
from datetime import time
from itertools import permutations

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from csweek.history.models import Entry, Verb
from csweek.history.words import in_words
from csweek.lib.versions import StaleSave
from planner.models import Activity, Place
from planner.moments import when
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def crew(client, paula):
    """A browser in which Paula is signed in."""
    client.force_login(paula)
    return client


def to(name, activity_or_week, pk=None):
    week = getattr(activity_or_week, "week", activity_or_week)
    arguments = [week.year] + ([activity_or_week.pk] if hasattr(activity_or_week, "week") else [])
    return reverse(f"planner:{name}", args=arguments)


def typed(activity=None, **fields):
    """What the form would send for an activity, with some fields typed anew."""
    values = {"title": "Opening stand-up", "kind": "kick-off", "key": uuid.uuid4()}
    if activity is not None:
        values |= {
            "title": activity.title,
            "kind": activity.kind,
            "day": activity.day_id or "",
            "start": activity.start or "",
            "end": activity.end or "",
            "version": activity.version,
        }
    return values | fields


def day(week, number):
    return week.days.get(number=number)


def test_an_activity_is_added_on_a_day_with_times_snapped_to_five_minutes(crew, week, paula):
    answer = crew.post(
        to("activity-new", week),
        typed(day=day(week, 2).pk, start="09:58", end="11:01", place="Room 4", host="Paula Prieto"),
    )
    activity = Activity.objects.get()
    assert answer.status_code == 302
    assert (activity.day.number, activity.start, activity.end) == (2, time(10), time(11))
    assert (activity.place.name, activity.host) == ("Room 4", paula)


def test_a_form_that_comes_back_with_an_error_keeps_its_heading(crew, week):
    address = to("activity-new", week) + "?day=3"
    for headers in ({}, {"HX-Request": "true"}):
        page = crew.get(address, headers=headers).content.decode()
        assert "Add to Wednesday</h1>" in page and f'"{address}"' in page
        refused = crew.post(address, typed(title=""), headers=headers)
        assert refused.status_code == 422
        assert "Add to Wednesday</h1>" in refused.content.decode()


def test_the_hint_names_how_early_sign_up_can_open(crew, week):
    address = to("activity-new", week)
    assert "At midnight, 366 days before at most." in crew.get(address).content.decode()
    refused = crew.post(address, typed(opens_days_before="367"))
    assert list(refused.context["form"].errors) == ["opens_days_before"]


def test_sending_a_new_activity_twice_adds_one(crew, week):
    once = typed(day=day(week, 1).pk)
    for _time in range(2):
        assert crew.post(to("activity-new", week), once).status_code == 302
    assert Activity.objects.count() == 1
    assert Entry.objects.filter(subject_type="planner.activity").count() == 1


def test_a_start_alone_lasts_an_hour_and_neither_time_is_all_day(crew, week):
    crew.post(to("activity-new", week), typed(title="A", day=day(week, 1).pk, start="09:00"))
    crew.post(to("activity-new", week), typed(title="B", day=day(week, 1).pk))
    assert Activity.objects.get(title="A").end == time(10)
    assert Activity.objects.get(title="B").is_all_day


def test_an_end_before_its_start_runs_past_midnight(crew, week):
    crew.post(to("activity-new", week), typed(day=day(week, 1).pk, start="23:00", end="00:30"))
    assert Activity.objects.get().minutes == 90


def test_an_end_before_its_start_that_would_be_most_of_a_day_later_is_refused(crew, week):
    sent = typed(day=day(week, 1).pk, start="11:00", end="10:00")
    page = crew.post(to("activity-new", week), sent)
    assertContains(page, "ends the next day, more than 12 hours later", status_code=422)
    assert not Activity.objects.exists()


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("14:00", "10:00", 60),  # the start alone: the length stays
        ("23:30", "10:00", 60),
        ("08:00", "10:00", 60),
        ("09:00", "11:00", 120),  # the end alone
        ("14:00", "14:30", 30),  # both
        ("22:00", "01:00", 180),
    ],
)
def test_who_changes_the_start_alone_keeps_the_length(crew, week, paula, start, end, minutes):
    activity = factories.activity(week, minutes=60, by=paula)
    sent = typed(activity, start=start, end=end)
    assert crew.post(to("activity-edit", activity), sent).status_code == 302
    activity.refresh_from_db()
    assert (activity.start, activity.minutes) == (time.fromisoformat(start), minutes)


@pytest.mark.parametrize(
    ("start", "end"), [("09:00", "09:00"), ("09:00", "09:02"), ("09:02", "09:00")]
)
def test_an_end_at_its_start_is_refused_and_never_means_a_whole_day(crew, week, start, end):
    sent = typed(day=day(week, 1).pk, start=start, end=end)
    answer = crew.post(to("activity-new", week), sent)
    assert answer.status_code == 422
    assert "at least five minutes" in answer.context["form"].errors["end"][0]
    assert not Activity.objects.exists()


def test_a_whole_day_that_stands_can_be_saved_again(crew, week, paula):
    activity = factories.activity(week, minutes=24 * 60, by=paula)
    sent = typed(activity, title="Marathon")
    assert crew.post(to("activity-edit", activity), sent).status_code == 302
    activity.refresh_from_db()
    assert (activity.title, activity.minutes) == ("Marathon", 24 * 60)


def test_what_runs_past_midnight_says_so_on_its_card_and_when_it_is_moved(crew, week, paula):
    late = factories.activity(week, "Night watch", start="23:00", minutes=90, by=paula)
    factories.activity(week, "Last dance", start="23:00", minutes=60, by=paula)
    assert when(late) == "Monday 5 October, 23:00–00:30 the next day"
    cards = crew.get(to("board", week)).context["board"].columns[0].cards
    assert {card.title: card.time for card in cards} == {
        "Night watch": "23:00–00:30 the next day",
        "Last dance": "23:00–00:00",
    }


@pytest.mark.parametrize(
    ("fields", "field", "says"),
    [
        ({"title": ""}, "title", "required"),
        ({"end": "10:00"}, "start", "Give a start too"),
        ({"start": "10:00"}, "day", "A time needs a day"),
        ({"host": "Nobody Known"}, "host", "is not in the directory"),
        ({"host": "nobody@example.org"}, "host", "is not in the directory"),
        ({"places": "0"}, "places", "greater than or equal to 1"),
        ({"start": "25:00"}, "start", "valid time"),
        ({"kind": "seance"}, "kind", "valid choice"),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_is_saved(crew, week, fields, field, says):
    answer = crew.post(to("activity-new", week), typed(**fields))
    assert answer.status_code == 422
    assert says in " ".join(answer.context["form"].errors[field])
    assert not Activity.objects.exists()


def test_a_name_that_two_colleagues_share_asks_for_the_address(crew, week):
    factories.person("Jo Silva", email="jo.a@example.org")
    factories.person("Jo Silva", email="jo.b@example.org")
    answer = crew.post(to("activity-new", week), typed(host="jo silva"))
    assert "jo.a@example.org, jo.b@example.org" in answer.context["form"].errors["host"][0]


def test_a_time_that_the_clocks_skip_is_refused_with_the_reason(crew, paula, organisation):
    week = factories.week(2029, by=paula, days=7, time_zone="Australia/Sydney")
    answer = crew.post(
        to("activity-new", week), typed(day=day(week, 7).pk, start="02:30", end="03:30")
    )
    assert "puts its clocks forward" in answer.context["form"].errors["start"][0]
    other = factories.activity(week, day=6, start="02:30", by=paula)
    moved = {"day": day(week, 7).pk, "start": "02:30", "version": other.version}
    assert crew.post(to("activity-move", other), moved).status_code == 422


def test_moving_by_the_plain_form_changes_day_and_time(crew, week, paula):
    activity = factories.activity(week, by=paula)
    sent = {"day": day(week, 4).pk, "start": "11:00", "version": activity.version}
    assert crew.post(to("activity-move", activity), sent).status_code == 302
    activity.refresh_from_db()
    assert (activity.day.number, activity.start, activity.minutes) == (4, time(11), 30)


def test_a_card_dropped_below_another_starts_when_that_ends(crew, week, paula):
    above = factories.activity(week, "Above", day=2, start="10:00", minutes=45, by=paula)
    card = factories.activity(week, "Card", day=1, start="09:00", minutes=30, by=paula)
    sent = {"day": day(week, 2).pk, "dropped": "on", "start": "09:00"}
    sent |= {"above": above.pk, "version": card.version}
    answer = crew.post(to("activity-move", card), sent, headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Trigger"]) == (204, "board:changed")
    card.refresh_from_db()
    assert card.start == time(10, 45)


def test_a_card_dropped_among_the_ideas_loses_its_time_and_keeps_its_length(crew, week, paula):
    card = factories.activity(week, minutes=45, by=paula)
    crew.post(to("activity-move", card), {"day": "", "dropped": "on", "version": card.version})
    card.refresh_from_db()
    assert (card.day, card.start, card.minutes) == (None, None, 45)


def test_an_all_day_card_stays_all_day_wherever_it_is_dropped(crew, week, paula):
    other = factories.activity(week, "Other", day=3, by=paula)
    card = factories.activity(week, "Card", day=1, start=None, minutes=None, by=paula)
    sent = {"day": day(week, 3).pk, "dropped": "on", "above": other.pk, "version": card.version}
    crew.post(to("activity-move", card), sent)
    card.refresh_from_db()
    assert card.day.number == 3 and card.is_all_day


def test_a_copy_is_another_activity_and_a_double_press_makes_one(crew, week, paula):
    activity = factories.activity(week, by=paula)
    for _time in range(2):
        crew.post(to("activity-copy", activity), {"key": "0c6f9a2e-5a52-4a83-b54c-6f0d1f5d7c11"})
    assert Activity.objects.count() == 2
    twin = Activity.objects.exclude(pk=activity.pk).get()
    assert (twin.title, twin.start, twin.wave_of) == (activity.title, activity.start, None)


def test_a_copy_with_a_broken_key_is_refused_in_words(crew, week, paula):
    activity = factories.activity(week, by=paula)
    assert crew.post(to("activity-copy", activity), {"key": "no key"}).status_code == 302
    assert Activity.objects.count() == 2


def test_a_wave_is_a_run_of_the_same_activity_and_a_wave_of_a_wave_too(crew, week, paula):
    first = factories.activity(week, "Lunch", day=3, start="12:00", minutes=60, by=paula)
    form = {"day": day(week, 3).pk, "start": "13:00", "key": uuid.uuid4()}
    crew.post(to("activity-wave", first), form)
    second = Activity.objects.exclude(pk=first.pk).get()
    crew.post(to("activity-wave", second), form | {"start": "22:00", "key": uuid.uuid4()})
    assert [wave.start.hour for wave in first.waves()] == [12, 13, 22]
    assert {wave.wave_of for wave in first.waves()} == {None, first}


@pytest.mark.parametrize(
    ("start", "minutes", "proposed"),
    [("09:00", 45, time(9, 45)), ("22:00", 180, None), ("23:00", 60, None), (None, 60, None)],
)
def test_a_wave_is_proposed_after_the_first_run_on_the_same_day(
    crew, week, paula, start, minutes, proposed
):
    first = factories.activity(week, start=start, minutes=minutes, by=paula)
    form = crew.get(to("activity-wave", first)).context["form"]
    assert (form["day"].value(), form["start"].value()) == (first.day_id, proposed)


def test_a_wave_is_proposed_for_the_first_hour_that_no_other_wave_takes_nor_its_place(
    crew, week, paula
):
    canteen = Place.objects.create(name="Canteen")
    lunch = {"minutes": 60, "place": canteen, "by": paula}
    first = factories.activity(week, "Lunch", 3, "12:00", **lunch)
    wave = first.add_wave(first.day, time(13), by=paula)
    assert crew.get(to("activity-wave", first)).context["form"]["start"].value() == time(14)
    assert crew.get(to("activity-wave", wave)).context["form"]["start"].value() == time(14)
    factories.activity(week, "Cooking", 3, "14:30", **lunch)
    factories.activity(week, "Not that day", 4, "15:30", **lunch)
    assert crew.get(to("activity-wave", first)).context["form"]["start"].value() == time(15, 30)


def test_cancelling_keeps_it_on_the_board_and_says_why(crew, week, paula):
    activity = factories.activity(week, by=paula)
    sent = {"version": activity.version, "reason": "The speaker is ill"}
    crew.post(to("activity-cancel", activity), sent)
    board = crew.get(to("board", week)).content.decode()
    assert "Cancelled" in board and activity.title in board
    entry = Entry.objects.of(activity).first()
    assert (entry.verb, entry.reason) == (Verb.CANCELLED, "The speaker is ill")
    crew.post(to("activity-reinstate", activity))
    assert not Activity.objects.get().is_cancelled


def test_deleting_offers_to_undo_and_undo_brings_it_back_as_it_was(crew, week, paula):
    activity = factories.activity(week, by=paula)
    page = crew.post(to("activity-delete", activity), follow=True).content.decode()
    assert to("activity-bring-back", activity) in page
    assert f'id="activity-{activity.pk}"' not in page
    assert crew.get(to("activity-edit", activity)).status_code == 404
    page = crew.post(to("activity-bring-back", activity), follow=True).content.decode()
    assert f'id="activity-{activity.pk}"' in page
    kept = Activity.objects.get()
    assert (kept.day, kept.start, kept.title) == (activity.day, activity.start, activity.title)


def test_another_weeks_activity_is_not_found_under_this_year(crew, week, paula):
    activity = factories.activity(week, by=paula)
    factories.week(2027, by=paula)
    wrong = reverse("planner:activity-edit", args=[2027, activity.pk])
    assert crew.get(wrong).status_code == 404


# Two organizers at once --------------------------------------------------------------------------


def test_a_save_on_an_old_version_shows_both_and_loses_nothing(crew, week, paula, ada):
    activity = factories.activity(week, by=paula)
    mine = typed(activity, title="Opening rally", description="With coffee")
    Activity.objects.get().change({"title": "Opening circle"}, by=ada)
    answer = crew.post(to("activity-edit", activity), mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Ada Amari" in page and "Opening circle" in page
    assert "Opening rally" in page and "With coffee" in page
    assert Activity.objects.get().title == "Opening circle"
    again = mine | {"version": answer.context["form"]["version"].value()}
    assert crew.post(to("activity-edit", activity), again).status_code == 302
    assert Activity.objects.get().title == "Opening rally"


def test_a_move_of_an_old_card_shows_both_and_moves_nothing(crew, week, paula, ada):
    activity = factories.activity(week, by=paula)
    seen = activity.version
    Activity.objects.get().move(day(week, 5), time(15), by=ada)
    sent = {"day": day(week, 2).pk, "start": "09:00", "dropped": "on", "version": seen}
    answer = crew.post(to("activity-move", activity), sent, headers={"HX-Request": "true"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Friday 9 October" in page and "Tuesday 6 October" in page
    assert 'value="09:00"' in page
    assert Activity.objects.get().day.number == 5


def test_a_save_over_something_deleted_meanwhile_says_so(crew, week, paula, ada):
    activity = factories.activity(week, by=paula)
    mine = typed(activity, title="Opening rally")
    Activity.objects.get().discard(by=ada)
    page = crew.post(to("activity-edit", activity), mine)
    assertContains(page, "This was deleted while you were typing", status_code=409)
    assertContains(page, 'value="Opening rally"', status_code=409)
    assertContains(page, "Bring it back with what you typed", status_code=409)
    assertNotContains(page, "Save the activity", status_code=409)
    assert Activity.objects.get().title == "Opening stand-up"


def test_what_was_deleted_meanwhile_is_brought_back_with_what_was_typed(crew, week, paula, ada):
    activity = factories.activity(week, by=paula)
    mine = opened(crew, to("activity-edit", activity)) | {"title": "Opening rally"}
    Activity.objects.get().move(day(week, 4), time(15), by=ada)
    Activity.objects.get().discard(by=ada)
    late = crew.post(to("activity-edit", activity), mine)
    again = shown_again(late, mine)
    assert crew.post(to("activity-edit", activity), again).status_code == 409
    assert Activity.objects.get().discarded_at
    again["bring_back"] = "yes"
    wrong = crew.post(to("activity-edit", activity), again | {"title": ""})
    assertContains(wrong, "Bring it back with what you typed", status_code=409)
    assert crew.post(to("activity-edit", activity), again).status_code == 302
    saved = Activity.objects.get()
    assert (saved.discarded_at, saved.title, saved.day.number) == (None, "Opening rally", 4)
    verbs = Entry.objects.of(activity).values_list("verb", flat=True)
    assert list(verbs)[:2] == [Verb.CHANGED, Verb.BROUGHT_BACK]


def opened(crew, address) -> dict:
    """What a browser sends of a form as it was opened."""
    form = crew.get(address).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, False)}


def shown_again(late, mine) -> dict:
    """What a browser sends of the form that it was shown instead."""
    form = late.context["form"]
    values = {name: form[name].value() for name in mine}
    return {name: "" if value is None else value for name, value in values.items()}


def test_a_save_undoes_nothing_that_its_writer_did_not_touch(crew, week, paula, ada):
    activity = factories.activity(week, day=1, start="09:00", host=ada, by=paula)
    mine = opened(crew, to("activity-edit", activity)) | {"description": "With coffee"}
    Activity.objects.get().move(day(week, 4), time(15), by=ada)
    late = crew.post(to("activity-edit", activity), mine)
    assert late.status_code == 409
    assert late.context["conflict"].differences == ()
    told = {each.label: each.saved for each in late.context["conflict"].taken}
    assert list(told) == ["Day", "Start", "End"] and told["Day"] == day(week, 4).name
    assert Activity.objects.get().description == ""
    again = shown_again(late, mine)
    assert crew.post(to("activity-edit", activity), again).status_code == 302
    saved = Activity.objects.get()
    assert (saved.day.number, saved.start, saved.description) == (4, time(15), "With coffee")
    assert saved.host == ada


def test_what_both_changed_is_set_side_by_side_and_the_rest_is_not(crew, week, paula, ada):
    canteen = Place.objects.add(by=paula, name="Canteen", site=None)
    activity = factories.activity(week, place=canteen, host=ada, by=paula)
    mine = opened(crew, to("activity-edit", activity)) | {"title": "Rally", "description": "Hi"}
    Activity.objects.get().change({"title": "Circle", "kind": "game"}, by=ada)
    conflict = crew.post(to("activity-edit", activity), mine).context["conflict"]
    assert [each.label for each in conflict.differences] == ["Title"]
    assert [(each.label, each.saved) for each in conflict.taken] == [("Kind", "Game")]


def test_start_and_end_are_never_merged_of_two_writers(crew, week, paula, ada):
    activity = factories.activity(week, day=1, start="09:00", by=paula)
    mine = opened(crew, to("activity-edit", activity)) | {"end": "11:00"}
    Activity.objects.get().move(day(week, 1), time(15), by=ada)
    late = crew.post(to("activity-edit", activity), mine)
    again = shown_again(late, mine)
    assert crew.post(to("activity-edit", activity), again).status_code == 302
    saved = Activity.objects.get()
    assert (saved.start, saved.end) == (time(9), time(11))


@pytest.mark.parametrize(
    ("name", "sent"),
    [
        ("activity-move", {"day": 4, "start": "15:00"}),
        ("activity-cancel", {"reason": "Strike"}),
    ],
)
def test_a_second_press_is_answered_like_the_first(name, sent, crew, week, paula):
    activity = factories.activity(week, by=paula)
    if "day" in sent:
        sent = sent | {"day": day(week, sent["day"]).pk}
    for _press in range(2):
        assert crew.post(to(name, activity), sent | {"version": 1}).status_code == 302
    assert Entry.objects.of(activity).count() == 2


def test_a_reason_is_not_dropped_because_somebody_else_cancelled_it(crew, week, paula, ada):
    activity = factories.activity(week, by=paula)
    Activity.objects.get().cancel(by=ada, reason="Rain")
    page = crew.post(to("activity-cancel", activity), {"reason": "Strike", "version": 1})
    assertContains(page, "Ada Amari saved this while you were typing", status_code=409)
    assertContains(page, 'value="Strike"', status_code=409)


def orders():
    """All orders in which two organizers can load and save one activity."""
    steps = [("load", 1), ("load", 2), ("save", 1), ("save", 2)]
    return [
        order
        for order in permutations(steps)
        if order.index(("load", 1)) < order.index(("save", 1))
        and order.index(("load", 2)) < order.index(("save", 2))
    ]


@pytest.mark.parametrize("order", orders(), ids=lambda order: "-".join(f"{s}{n}" for s, n in order))
def test_of_two_who_save_in_any_order_none_is_overwritten_unseen(order, week, paula):
    activity = factories.activity(week, "0", by=paula)
    assert lost_updates(order, activity, paula) == 0


def test_the_harness_sees_a_lost_update_when_versions_are_not_checked(week, paula, monkeypatch):
    """The control: without the check, some order loses a save."""
    monkeypatch.setattr(
        Activity, "_at_my_version", lambda self: Activity.objects.filter(pk=self.pk)
    )
    activity = factories.activity(week, "0", by=paula)
    assert sum(lost_updates(order, activity, paula) for order in orders()) > 0


def lost_updates(order, activity, by) -> int:
    """How many accepted saves went over another that their writer had not seen."""
    loaded, lost = {}, 0
    for step, who in order:
        if step == "load":
            loaded[who] = Activity.objects.get(pk=activity.pk)
        else:
            seen = loaded[who].title
            stored = Activity.objects.get(pk=activity.pk).title
            try:
                loaded[who].change({"title": f"{seen}{who}"}, by=by)
            except StaleSave:
                continue
            lost += stored != seen
    return lost


# History -----------------------------------------------------------------------------------------


def test_each_act_writes_one_entry_in_words_with_before_and_after(week, paula):
    activity = factories.activity(week, by=paula)
    before = Entry.objects.count()
    activity.move(day(week, 2), time(10), by=paula)
    assert Entry.objects.count() == before + 1
    (line,) = in_words(Entry.objects.of(activity)[:1])
    assert line.sentence == "Paula Prieto moved activity “Opening stand-up”"
    assert [(c.label, c.before, c.after) for c in line.changes] == [
        ("Day", "Kick-off", "Trade places"),
        ("Time", "09:00–09:30", "10:00–10:30"),
    ]


def told(activity):
    (line,) = in_words(Entry.objects.of(activity)[:1])
    return [(each.label, each.before, each.after) for each in line.changes]


def test_times_are_told_as_a_span_and_what_is_nothing_on_both_sides_is_not(week, paula):
    quiz = factories.activity(week, "Quiz", 1, "23:30", 60, by=paula)
    on_monday = ("Day", "nothing", "Kick-off")
    assert told(quiz) == [on_monday, ("Time", "nothing", "23:30–00:30")]
    assert told(quiz.copy(by=paula)) == [on_monday, ("Time", "nothing", "23:30–00:30")]
    quiz.change({"start": time(23, 30), "minutes": 90}, by=paula)
    assert told(quiz) == [("Time", "23:30–00:30", "23:30–01:00")]
    quiz.move(day(week, 2), None, by=paula)
    all_day = ("Time", "23:30–01:00", "nothing")
    assert told(quiz) == [("Day", "Kick-off", "Trade places"), all_day]
    quiz.move(None, None, by=paula)
    assert told(quiz) == [("Day", "Trade places", "nothing")]
    quiz.change({"start": None, "minutes": 45}, by=paula)
    assert told(quiz) == [("Length in minutes", "90", "45")]
    hats = factories.activity(week, "Hats", 1, None, None, by=paula)
    assert told(hats) == [on_monday]


def test_a_save_that_changes_nothing_writes_nothing(week, paula):
    activity = factories.activity(week, by=paula)
    before, version = Entry.objects.count(), activity.version
    activity.change({"title": activity.title}, by=paula)
    assert (Entry.objects.count(), activity.version) == (before, version)


def test_neither_the_change_nor_its_entry_stands_without_the_other(week, paula, monkeypatch):
    activity = factories.activity(week, by=paula)
    monkeypatch.setattr("csweek.history.tracked.record", lambda *args, **kwargs: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        activity.move(None, None, by=paula)
    assert Activity.objects.get().day is not None


def test_a_host_who_has_left_may_stay_until_another_is_chosen(crew, week, paula, cole):
    activity = factories.activity(week, host=cole, by=paula)
    cole.is_active = False
    cole.save()
    sent = typed(activity, title="Opening rally", host="Cole Carter <cole@example.org>")
    assert crew.post(to("activity-edit", activity), sent).status_code == 302
    refused = crew.post(to("activity-new", week), typed(host="cole@example.org"))
    assert refused.status_code == 422


def test_a_stale_save_leaves_no_new_place_behind(crew, week, paula, ada):
    activity = factories.activity(week, by=paula)
    mine = typed(activity, place="A room nobody knows")
    Activity.objects.get().change({"title": "Opening circle"}, by=ada)
    assert crew.post(to("activity-edit", activity), mine).status_code == 409
    assert not Place.objects.exists()


@pytest.mark.parametrize("nonsense", ["ab\0c", "9" * 5000, "%", "x" * 5000])
def test_nonsense_in_an_address_is_no_fault_of_the_server(crew, week, nonsense):
    assert crew.get(reverse("planner:host-search"), {"host": nonsense}).status_code == 200
    assert crew.get(to("activity-new", week), {"day": nonsense}).status_code == 200
