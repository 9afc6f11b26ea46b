"""Tasks: where they come from, who may do what with them, and what a late start makes of them."""

import uuid
from datetime import date, time

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from csweek.history.models import Entry, Verb
from csweek.lib.versions import StaleSave
from csweek.notices.models import Notice
from csweek.notices.words import in_words
from csweek.people.models import Site
from planner.checks import find_problems
from planner.library import find_idea
from planner.models import Activity, Idea, Task, TaskState, begin_week
from planner.pages.ideas import add_to_week, find_sheet
from planner.starter import starter_tasks
from planner.workdays import Workdays
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def week(organisation, paula):
    return factories.week(2027, by=paula)


@pytest.fixture
def crew(client, paula):
    client.force_login(paula)
    return client


def to(name, *args, year=2027):
    return reverse(f"planner:task-{name}", args=[year, *args])


def add(week, title="Order the cakes", days_before=14, **values):
    by = values.pop("by", None)
    return Task.objects.add(week, by=by, title=title, days_before=days_before, **values)


def typed(task=None, **fields):
    values = {"title": "Order the cakes", "due": "2027-09-20", "owner": "", "activity": ""}
    values |= {"note": "", "key": uuid.uuid4()}
    if task is not None:
        values |= {"title": task.title, "state": task.state, "version": task.version}
    return values | fields


def on(day: str):
    return time_machine.travel(f"{day} 10:00+00:00", tick=False)


# Where they come from ----------------------------------------------------------------------------


def test_the_plan_brings_its_own_tasks_each_to_its_activity(organisation, paula):
    week = begin_week(2027, by=paula, start_from="plan")
    tasks = {task.source: task for task in week.tasks.select_related("activity")}
    assert set(tasks) == {f"plan:{each.key}" for each in starter_tasks()}
    assert tasks["plan:caterer"].activity.title == "Lunch together, first sitting"
    assert tasks["plan:crew"].activity is None
    assert tasks["plan:banners"].can_be_dropped
    due = Workdays.of(week)
    assert due.due(tasks["plan:crew"].days_before) == date(2027, 7, 12)


def test_each_task_of_the_plan_is_due_on_a_working_day_in_order():
    due = [task.days_before for task in starter_tasks()]
    assert due == sorted(due, reverse=True)
    assert [days for days in due if (-days) % 7 in (5, 6)] == []
    assert len({task.key for task in starter_tasks()}) == len(due)


def test_an_idea_of_the_library_brings_its_tasks_once(week, paula):
    sheet, key = find_sheet("leaders-on-the-line"), uuid.uuid4()
    for _press in range(2):
        activity = add_to_week(sheet, week, by=paula, key=key)
    shipped = find_idea("leaders-on-the-line").tasks
    assert list(activity.tasks.values_list("title", "days_before")) == [
        (str(each.title), each.days_before) for each in shipped
    ]
    for task in activity.tasks.all():
        assert [entry.verb for entry in Entry.objects.of(task)] == [Verb.MADE]


def test_an_idea_of_ones_own_keeps_its_tasks_and_brings_them(week, paula):
    quiz = factories.activity(week, "Quiz")
    add(week, "Write ten questions", 10, activity=quiz, can_be_dropped=True)
    add(week, "Buy a bell", 3, activity=quiz).discard(by=paula)
    idea = Idea.objects.keep(quiz, by=paula)
    again = add_to_week(find_sheet(f"own-{idea.pk}"), week, by=paula)
    values = ("title", "days_before", "can_be_dropped", "state")
    assert list(again.tasks.values_list(*values)) == [("Write ten questions", 10, True, "open")]


def test_next_years_copy_brings_tasks_along_by_days_before_the_monday(week, paula, cole):
    left = factories.person("Lee Left", is_active=False)
    quiz = factories.activity(week, "Quiz")
    stays = factories.activity(week, "Open mike")
    stays.cancel(by=paula)
    done = add(week, "Write ten questions", 10, activity=quiz, owner=cole, note="Ring Kim")
    done.mark(TaskState.DONE, by=cole)
    add(week, "Find a microphone", 5, activity=stays)
    add(week, "Choose a theme", 70, owner=left)
    add(week, "Left out by hand", 9).mark(TaskState.DROPPED, by=paula)
    late = add(week, "Order banners", 30, can_be_dropped=True)
    late.come_late(None, by=paula)
    moved = add(week, "Book the hall", 40)
    moved.come_late(12, by=paula)
    Notice.objects.all().delete()
    new = begin_week(2028, by=paula, start_from="last")
    rows = ("title", "days_before", "owner__name", "state", "note", "activity__title")
    assert list(new.tasks.values_list(*rows)) == [
        ("Choose a theme", 70, None, "open", "", None),
        ("Book the hall", 40, None, "open", "", None),
        ("Order banners", 30, None, "open", "", None),
        ("Write ten questions", 10, "Cole Carter", "open", "", "Quiz"),
    ]
    assert not Notice.objects.exists()  # nobody is told of a copy


def test_due_days_move_along_with_the_week_and_off_public_holidays(week, paula):
    Site.objects.update(region="ENG")  # Monday 30 August 2027 is a bank holiday there
    task = add(week, days_before=35)
    assert Workdays.of(week).due(task.days_before) == date(2027, 8, 27)
    week.change({"first_day": date(2027, 10, 11), "moved_because": "A fair"}, by=paula)
    assert Workdays.of(week).due(task.days_before) == date(2027, 9, 6)


# Acts --------------------------------------------------------------------------------------------


def test_a_task_is_added_with_its_due_day_as_days_before_the_monday(crew, week, cole):
    quiz = factories.activity(week, "Quiz")
    sent = typed(owner="cole@example.org", activity=quiz.pk, can_be_dropped="on")
    for _press in range(2):
        assertRedirects(crew.post(to("new"), sent), to("list"))
    task = Task.objects.get()
    assert (task.days_before, task.owner, task.activity) == (14, cole, quiz)
    ((_notice, message),) = in_words(Notice.objects.of(cole))
    assert message.subject == "A task for you: Order the cakes"
    assert message.opening == "“Order the cakes” is yours in Customer Service Week 2027."


def test_a_key_sent_with_other_words_asks(crew, week):
    sent = typed()
    crew.post(to("new"), sent)
    answer = crew.post(to("new"), sent | {"title": "Order the rolls"})
    assertContains(answer, "This was added before as “Order the cakes”", status_code=422)
    assert Task.objects.count() == 1


def test_a_day_too_far_away_is_refused_in_words(crew, week):
    answer = crew.post(to("new"), typed(due="2030-01-01"))
    assertContains(answer, "too far from the week", status_code=422)


def test_a_save_on_an_old_version_shows_both(crew, week, paula):
    task = add(week)
    old = typed(task, title="Order eight cakes")
    task.change({"title": "Order nine cakes"}, by=paula)
    answer = crew.post(to("edit", task.key), old)
    assertContains(answer, "Order nine cakes", status_code=409)
    assertContains(answer, "Order eight cakes", status_code=409)
    task.refresh_from_db()
    assert task.title == "Order nine cakes"


def test_an_owner_says_how_far_it_is_and_nobody_else_may(client, week, cole, otto):
    task = add(week, owner=cole)
    client.force_login(cole)
    sent = {"state": "done", "version": task.version, "list": "mine"}
    assertRedirects(client.post(to("mark", task.key), sent), reverse("planner:my-tasks"))
    task.refresh_from_db()
    assert task.state == TaskState.DONE
    client.force_login(otto)
    assert client.get(to("mark", task.key)).status_code == 404
    assert client.post(to("mark", task.key), sent).status_code == 404


def test_one_tap_on_an_old_version_says_so_and_the_same_tap_twice_does_not(client, week, cole):
    task = add(week, owner=cole)
    client.force_login(cole)
    sent = {"state": "done", "version": task.version}
    assert [client.post(to("mark", task.key), sent).status_code for _tap in "12"] == [302, 302]
    late = client.post(to("mark", task.key), sent | {"state": "started"})
    assert late.status_code == 409
    assert Entry.objects.of(task).filter(verb=Verb.CHANGED).count() == 1


def test_two_who_save_at_once_lose_nothing(week, paula, cole):
    mine, theirs = add(week), Task.objects.get()
    mine.change({"title": "Order ten cakes"}, by=paula)
    with pytest.raises(StaleSave):
        theirs.change({"note": "Ring the baker"}, by=cole)


def test_deleted_it_is_off_every_list_until_it_is_brought_back(crew, week, paula):
    task = add(week, owner=paula)
    crew.post(to("delete", task.key))
    crew.get(to("list"))
    for address in (to("list") + "?show=all", reverse("planner:my-tasks"), to("timeline")):
        assertNotContains(crew.get(address), "Order the cakes")
    crew.post(to("bring-back", task.key))
    crew.get(to("list"))
    assertContains(crew.get(to("list")), "Order the cakes")


def test_the_tasks_of_a_deleted_activity_wait_for_nobody(week, paula):
    quiz = factories.activity(week, "Quiz")
    add(week, activity=quiz)
    quiz.discard(by=paula)
    assert not week.tasks.kept().exists()


# Lists -------------------------------------------------------------------------------------------


def test_the_list_is_narrowed_by_state_and_by_activity(crew, week, paula):
    quiz = factories.activity(week, "Quiz")
    add(week, "Write questions", 10, activity=quiz, owner=paula)
    add(week, "Choose a theme", 70)
    add(week, "Hire a band", 20).mark(TaskState.DONE, by=paula)

    def titles(query: str) -> list[str]:
        with on("2027-09-01"):
            crew.force_login(paula)
            rows = crew.get(to("list") + query).context["list"].rows
        return [row.title for row in rows]

    assert titles("") == ["Choose a theme", "Write questions"]
    assert titles("?show=overdue") == ["Choose a theme"]
    assert titles("?show=mine") == ["Write questions"]
    assert titles("?show=done") == ["Hire a band"]
    assert titles(f"?activity={quiz.pk}&show=all") == ["Write questions"]
    assert titles("?activity=week&show=all") == ["Choose a theme", "Hire a band"]
    assert titles("?show=nonsense&activity=-7&page=x") == ["Choose a theme", "Write questions"]


def test_what_is_done_agrees_with_one_task_and_with_many_in_portuguese(crew, week):
    add(week)
    words = crew.get(to("list"), headers={"accept-language": "pt-pt"}).text
    assert "Feitas" in words
    assert "Feita<" in words
    assert "Feito" not in words


def test_a_table_for_spreadsheets_guards_its_cells(crew, week):
    add(week, "=HYPERLINK(1)", 14)
    answer = crew.get(to("csv"))
    assert b'"\'=HYPERLINK(1)"' in answer.content
    assert b'"2027-09-20"' in answer.content


def test_the_timeline_goes_by_weeks_before_the_monday(crew, week):
    for title, days in [("Before", 10), ("On it", 0), ("After", -9)]:
        add(week, title, days)
    add(week, "Left out", 20, state=TaskState.DROPPED)
    spans = crew.get(to("timeline")).context["timeline"].spans
    assert [(span.title, [row.title for row in span.rows]) for span in spans] == [
        ("2 weeks before", ["Before"]),
        ("the week itself", ["On it"]),
        ("1 week after", ["After"]),
    ]


def test_a_day_is_told_with_its_year_wherever_that_is_not_the_current_one(crew, week, paula):
    for title, days in [("Theme", 300), ("Cakes", 14)]:
        add(week, title, days, owner=paula)

    def days(page: str) -> list[str]:
        crew.force_login(paula)
        context = crew.get(page).context
        if "timeline" in context:
            return [row.day for span in context["timeline"].spans for row in span.rows]
        lists = (
            [context["list"].rows] if "list" in context else [r for _w, r in context["own"].weeks]
        )
        return [row.day for rows in lists for row in rows]

    for today, told in {
        "2026-11-22": ["Tuesday 8 December", "Monday 20 September 2027"],
        "2027-01-04": ["Tuesday 8 December 2026", "Monday 20 September"],
        "2028-01-04": ["Tuesday 8 December 2026", "Monday 20 September 2027"],
    }.items():
        with on(today):
            pages = (to("list"), to("timeline"), reverse("planner:my-tasks"))
            assert [days(page) for page in pages] == [told] * 3


# A late start ------------------------------------------------------------------------------------


def late_ones(week):
    return [
        add(week, "Book the hall", 60),
        add(week, "Order banners", 40, can_be_dropped=True),
        add(week, "Invite everybody", 21),
        add(week, "Print the poster", 4),
    ]


def test_a_late_start_is_shown_then_done_as_shown_and_undone_task_by_task(crew, week, paula):
    hall, banners, *_others = late_ones(week)
    with on("2027-09-20"):
        crew.force_login(paula)
        page = crew.get(to("late"))
        assertContains(page, "3 tasks were due before today")
        assertContains(page, "2 move, 1 is left out")
        seen = {"seen": page.context["plan"].digest}
        for _press in range(2):
            assertRedirects(crew.post(to("late"), seen), to("late"))
    rows = ("title", "days_before", "state", "moved_from")
    assert list(week.tasks.values_list(*rows)) == [
        ("Order banners", 40, "dropped", 40),
        ("Book the hall", 14, "open", 60),
        ("Invite everybody", 7, "open", 21),
        ("Print the poster", 4, "open", None),
    ]
    told = Entry.objects.of(week).filter(verb=Verb.CHANGED, reason__contains="late start")
    assert [each.reason for each in told] == ["a late start: 2 move, 1 is left out"]
    assert Entry.objects.of(hall).filter(verb=Verb.MOVED).count() == 1
    crew.force_login(paula)
    for task in (banners, hall):
        crew.post(to("put-back", task.key))
    assert list(week.tasks.values_list(*rows))[:2] == [
        ("Book the hall", 60, "open", None),
        ("Order banners", 40, "open", None),
    ]


def test_what_was_changed_meanwhile_is_shown_anew_and_nothing_is_done(crew, week, paula):
    late_ones(week)
    with on("2027-09-20"):
        crew.force_login(paula)
        seen = {"seen": crew.get(to("late")).context["plan"].digest}
        add(week, "Find a band", 30)
        answer = crew.post(to("late"), seen)
    assertContains(answer, "The tasks were changed while you looked", status_code=409)
    assert not week.tasks.exclude(moved_from=None).exists()


def test_a_day_set_by_hand_is_not_put_back(week, paula):
    task = add(week, days_before=60)
    task.come_late(10, by=paula)
    task.change({"days_before": 8}, by=paula)
    task.put_back(by=paula)
    assert (task.days_before, task.was_late) == (8, False)


# A problem of the plan ---------------------------------------------------------------------------


def overdue(week) -> list:
    return [(p.what, p.activities) for p in find_problems(week) if p.check == "task-overdue"]


def test_overdue_tasks_are_problems_one_for_each_activity(week, paula, cole):
    quiz = factories.activity(week, "Quiz", 2)
    add(week, "Write questions", 20, activity=quiz, owner=cole)
    add(week, "Buy a bell", 15, activity=quiz)
    add(week, "Choose a theme", 70)
    add(week, "Done in time", 80, state=TaskState.DONE)
    add(week, "Print", 3)
    with on("2027-09-20"):
        assert overdue(week) == [
            ("“Choose a theme” was due on Monday 26 July, and is nobody's.", ()),
            (
                "“Write questions” was due on Tuesday 14 September, and 1 more task is overdue.",
                (quiz.pk,),
            ),
        ]
    with on("2027-07-26"):
        assert overdue(week) == []


def test_no_task_of_what_is_cancelled_is_a_problem_and_the_timeline_says_so(crew, week, paula):
    quiz = factories.activity(week, "Quiz", 2)
    add(week, "Write questions", 20, activity=quiz)
    with on("2027-09-20"):
        assert len(overdue(week)) == 1
        quiz.cancel(by=paula)
        assert overdue(week) == []
    assertContains(crew.get(to("timeline")), "Quiz · Cancelled")


def test_activities_are_added_with_their_clock_as_before(week, paula):
    sheet = find_sheet("leaders-on-the-line")
    made = add_to_week(sheet, week, by=paula, day=week.days.get(number=2), start=time(10))
    assert Activity.objects.get(pk=made.pk).start == time(10)
    assert timezone.now() >= Entry.objects.of(made).get().at
