"""Loading a staff list: the dry run, applying it, and whatever else people put into the file."""

import re
import uuid
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from csweek.history.models import Entry
from csweek.lib.sheets import read_table, write_csv
from csweek.people import imports
from csweek.people.imports import Refused, apply, dry_run, take
from csweek.people.models import Person, Shift, Site, StaffList, Team
from csweek.people.planwords import WHAT
from csweek.people.rules import comparison, stafflist
from csweek.people.rules.columns import recognise
from tests import factories
from tests.samples import hostile, workbooks

SAMPLES = Path(__file__).parents[1] / "samples"
GOOGLE = (SAMPLES / "google-workspace.csv").read_bytes()
HEADER = ["Name", "E-mail", "Team", "Site", "Line manager", "Start date", "Shift", "Status"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in(client, ada, organisation):
    client.force_login(ada)
    return client


def sheet(*rows: str, header=HEADER) -> bytes:
    cells = [[*row.split("|"), *[""] * len(header)][: len(header)] for row in rows]
    return write_csv(header, cells)


def kept(data: bytes, *, by=None, is_everyone: bool = False) -> StaffList:
    return take("staff.csv", data, is_everyone=is_everyone, key=uuid.uuid4(), by=by)


def load(data: bytes, *, by=None, is_everyone: bool = False, leave_out: bool = False) -> StaffList:
    """Take it, look at the dry run, and do it."""
    shown = dry_run("staff.csv", data, is_everyone=is_everyone, by=by)
    taken = kept(data, by=by, is_everyone=is_everyone)
    return apply(taken, shown.digest, by=by, leave_out=leave_out)


def directory() -> list[tuple]:
    """Everything that an import may change, of everyone."""
    return sorted(
        Person.objects.values_list(
            *("email", "name", "team__name", "site__name", "shift__name", "start_date"),
            *("line_manager__email", "external_id", "is_active", "version", "folded"),
        )
    )


def upload(client, data: bytes, name: str = "staff.csv", **fields):
    given = {"file": SimpleUploadedFile(name, data), "key": str(uuid.uuid4()), **fields}
    return client.post(reverse("people:import-new"), given)


# Applying --------------------------------------------------------------------


def test_people_are_added_with_team_site_shift_manager_and_start(organisation, ada):
    load(
        sheet(
            "Cole Carter|COLE@example.org|Helpdesk|Porto|mara@example.org|2020-05-04|Early",
            "Mara Mendes|mara@example.org|Helpdesk|Leeds",
        ),
        by=ada,
    )
    cole = Person.objects.select_related("team", "site", "shift").get(email="cole@example.org")
    assert (cole.name, cole.team.name, cole.site.name) == ("Cole Carter", "Helpdesk", "Porto")
    assert (cole.shift.name, cole.start_date) == ("Early", date(2020, 5, 4))
    assert (cole.shift.starts, cole.shift.ends) == (None, None)  # the list does not say
    assert cole.line_manager == Person.objects.get(email="mara@example.org")
    assert cole.folded == "cole carter cole@example.org"
    assert cole not in Person.objects.who_can_sign_in()


def test_a_new_site_takes_the_zone_and_holidays_of_the_head_site(organisation):
    load(sheet("Cole Carter|cole@example.org||Porto"))
    made, head = Site.objects.get(name="Porto"), organisation.head_site
    assert (made.time_zone, made.country) == (head.time_zone, head.country)


def test_applying_twice_changes_nothing(organisation, ada):
    rows = sheet(
        "Cole Carter|cole@example.org|Helpdesk|Porto|Mara Mendes|2020-05-04|Early|Active",
        "Mara Mendes|mara@example.org|Helpdesk|Leeds|ada@example.org",
        "Otto Okafor|otto@example.org|helpdesk|LEEDS|cole@example.org",
    )
    load(rows, by=ada)
    before = directory()
    again = load(rows, by=ada)
    assert directory() == before
    assert (again.added, again.changed, again.deactivated) == (0, 0, 0)
    assert Team.objects.filter(name="Helpdesk").count() == Site.objects.filter(name="Leeds").count()


def test_pressing_apply_twice_acts_once(organisation, ada):
    taken = kept(sheet("Cole Carter|cole@example.org"), by=ada)
    shown = dry_run("staff.csv", bytes(taken.data), is_everyone=False, by=ada)
    apply(taken, shown.digest, by=ada)
    stale_copy = StaffList.objects.get(pk=taken.pk)
    apply(stale_copy, shown.digest, by=ada)
    apply(taken, shown.digest, by=ada)
    assert Person.objects.filter(email="cole@example.org").count() == 1
    assert Entry.objects.filter(verb="imported").count() == 1


def test_changes_are_saved_and_make_a_stale_edit_refused(organisation, cole, ada):
    load(sheet("Cole M. Carter|cole@example.org|Returns|Porto|ada@example.org||Late"), by=ada)
    now = Person.objects.get(pk=cole.pk)
    assert (now.name, now.team.name, now.site.name) == ("Cole M. Carter", "Returns", "Porto")
    assert (now.shift.name, now.line_manager) == ("Late", ada)
    assert (now.version, now.folded) == (cole.version + 1, "cole m. carter cole@example.org")
    assert now.password == cole.password
    assert (now.is_organizer, now.language) == (cole.is_organizer, cole.language)


def test_people_who_manage_each_other_in_a_circle_are_added_too(organisation):
    load(
        sheet(
            "Bo|bo@example.org|||cy@example.org",
            "Cy|cy@example.org|||bo@example.org",
            "Di|di@example.org|||bo@example.org",
        )
    )
    managers = Person.objects.values_list("email", "line_manager__email")
    assert dict(managers) == {
        "bo@example.org": "cy@example.org",
        "cy@example.org": "bo@example.org",
        "di@example.org": "bo@example.org",
    }


def test_whoever_the_list_calls_suspended_is_deactivated_and_signed_out(organisation, ada, cole):
    browser = Client()
    browser.force_login(cole)
    load(sheet("Cole Carter|cole@example.org||||||Suspended"), by=ada)
    assert not Person.objects.get(pk=cole.pk).is_active
    assert browser.get(reverse("people:me")).status_code == 302


def test_everyone_deactivates_the_missing_but_never_whoever_imports(organisation, ada, cole, jun):
    load(sheet("Jun Jang|jun@example.org"), by=ada, is_everyone=True)
    active = Person.objects.active().values_list("email", flat=True)
    assert set(active) == {"ada@example.org", "jun@example.org"}


def test_an_import_is_one_entry_of_history_with_its_numbers_and_no_address(organisation, ada):
    taken = load(sheet("Cole Carter|cole@example.org", "|bad"), by=ada, leave_out=True)
    entry = Entry.objects.get(verb="imported")
    assert (entry.by, entry.subject_id, entry.subject_name) == (ada, taken.pk, "staff.csv")
    assert {each["field"]: each["after"] for each in entry.changes} == {
        "added": 1,
        "changed": 0,
        "deactivated": 0,
        "left_out": 1,
    }
    assert "cole" not in str(entry.changes).lower()


def test_everyone_whom_a_list_changed_finds_it_in_their_history(organisation, ada, cole, jun):
    otto = factories.person("Otto Okafor", is_active=False)
    billing = cole.team_id
    rows = ("Cole Carter|cole@example.org|Returns|||2020-05-04", "Otto Okafor|otto@example.org")
    load(sheet(*rows, "Bo Bakker|bo@example.org|||ada@example.org"), by=ada, is_everyone=True)

    def told(person):
        entry = Entry.objects.of(person).get()
        assert (entry.by, entry.reason, entry.subject_name) == (ada, "staff.csv", "")
        assert [entry] == list(Entry.objects.within(person))
        changes = {each["field"]: (each["before"], each["after"]) for each in entry.changes}
        return entry.verb, changes

    returns = Team.objects.get(name="Returns").pk
    moved = {"team": (billing, returns), "start_date": (None, "2020-05-04")}
    assert told(cole) == ("changed", moved)
    assert told(otto) == ("reinstated", {"is_active": (False, True)})
    assert told(jun) == ("deactivated", {"is_active": (True, False)})
    assert told(Person.objects.get(email="bo@example.org")) == ("made", {})
    assert not Entry.objects.of(ada).exists()


def test_the_history_keeps_no_name_that_a_list_changed(organisation, ada, cole):
    load(sheet("Coletta Cartwright|cole@example.org"), by=ada)
    (change,) = Entry.objects.of(cole).get().changes
    assert change == {"field": "name", "before": "•••", "after": "•••"}


def test_each_of_many_gets_one_entry_and_a_list_loaded_again_writes_none(organisation, ada):
    data = sheet(*(f"P {n}|p{n}@example.org|Team {n % 7}" for n in range(1203)))
    load(data, by=ada)
    of_people = Entry.objects.filter(subject_type="people.person", verb="made")
    assert of_people.values("subject_id").distinct().count() == of_people.count() == 1203
    load(data, by=ada)
    assert Entry.objects.filter(subject_type="people.person").count() == 1203


def test_a_married_name_with_its_new_address_stays_the_same_person(organisation, ada, cole, jun):
    Person.objects.filter(pk=cole.pk).update(external_id="7", is_organizer=True)
    EmailAddress.objects.create(user=cole, email=cole.email, verified=True)
    header = ["Name", "E-mail", "Employee ID", "Line manager"]
    rows = ("Cole Cartwright|cartwright@example.org|7", "Jun Jang|jun@example.org||{}")
    data = sheet(*(row.format("cartwright@example.org") for row in rows), header=header)
    load(data, by=ada, is_everyone=True)
    now = Person.objects.get(pk=cole.pk)
    assert (now.email, now.name) == ("cartwright@example.org", "Cole Cartwright")
    assert (now.is_active, now.is_organizer, now.password) == (True, True, cole.password)
    assert now.folded == "cole cartwright cartwright@example.org"
    assert Person.objects.get(pk=jun.pk).line_manager == cole
    assert not EmailAddress.objects.filter(user=cole).exists()
    assert Person.objects.count() == 3
    assert "cole@" not in str(Entry.objects.of(cole).get().changes)
    load(data, by=ada, is_everyone=True)
    assert Person.objects.get(pk=cole.pk).version == now.version


def test_a_change_of_address_is_shown_before_it_is_done(signed_in, cole):
    Person.objects.filter(pk=cole.pk).update(external_id="7")
    header = ["Name", "E-mail", "Employee ID"]
    shown = upload(signed_in, sheet("Cole Carter|carter@example.org|7", header=header))
    text = signed_in.get(shown.url).content.decode()
    assert "E-mail address" in text
    assert "cole@example.org" in text and "carter@example.org" in text


def test_who_is_to_be_added_is_shown_with_shift_and_staff_number(signed_in):
    header = ["Name", "E-mail", "Shift", "Employee ID"]
    shown = upload(signed_in, sheet("Bo Berg|bo@example.org|Early bird|M-7", header=header))
    text = signed_in.get(shown.url).content.decode()
    assert "Early bird" in text.partition('id="to-add"')[2].partition("</section>")[0]
    assert "Staff number: M-7" in text


def test_rows_of_one_person_name_each_other_and_say_what_to_do(signed_in):
    rows = ("Bo Berg|bo@example.org", "Ann Ash|ann@example.org", "Bo B.|bo@example.org")
    shown = upload(signed_in, sheet(*rows))
    text = signed_in.get(shown.url).content.decode()
    told = "“bo@example.org” is on lines 2 and 4, so none of these rows is loaded."
    assert text.count(told) == 2


def test_what_was_uploaded_is_not_kept_once_it_is_applied(organisation):
    assert bytes(load(sheet("Cole Carter|cole@example.org")).data) == b""


def test_a_list_that_nobody_applied_for_a_day_is_deleted_when_the_next_comes(organisation):
    old, applied = kept(sheet("A|a@example.org")), load(sheet("B|b@example.org"))
    StaffList.objects.update(made_at=timezone.now() - timedelta(hours=25))
    new = kept(sheet("C|c@example.org"))
    assert set(StaffList.objects.values_list("pk", flat=True)) == {applied.pk, new.pk}
    assert old.pk not in {applied.pk, new.pk}


# Refusing --------------------------------------------------------------------


def test_a_list_with_a_bad_row_imports_nothing_until_it_may_be_left_out(organisation):
    data = sheet("Cole Carter|cole@example.org", "Nobody|not an address")
    before = directory()
    with pytest.raises(Refused) as refused:
        load(data)
    assert refused.value.why == "bad rows"
    assert directory() == before
    load(data, leave_out=True)
    assert Person.objects.filter(email="cole@example.org").exists()


def test_rows_are_never_left_out_of_a_list_that_is_everyone(organisation, cole):
    data = sheet("Jun Jang|jun@example.org", "Cole Carter|not an address")
    with pytest.raises(Refused) as refused:
        load(data, is_everyone=True, leave_out=True)
    assert refused.value.why == "everyone"
    assert Person.objects.get(pk=cole.pk).is_active


def test_a_plan_that_is_no_longer_what_was_shown_is_not_done(organisation, ada):
    data = sheet("Cole Carter|cole@example.org")
    shown = dry_run("staff.csv", data, is_everyone=False, by=ada)
    factories.person("Cole Carter", team=None)
    with pytest.raises(Refused) as refused:
        apply(kept(data, by=ada), shown.digest, by=ada)
    assert refused.value.why == "changed"
    assert refused.value.dry_run.plan.counts["added"] == 0


def test_an_import_that_fails_half_way_leaves_nothing_behind(organisation, cole, monkeypatch):
    data = sheet("Cole C. Carter|cole@example.org|New team|New site", "Bo|bo@example.org")
    before = directory(), Team.objects.count(), Site.objects.count(), Entry.objects.count()

    def full_disk(*_args):
        raise OSError("No space left on device")

    monkeypatch.setattr(imports.bulk, "_deactivate", full_disk)
    with pytest.raises(OSError):
        load(data)
    # The file was taken, which is an act of its own; of the import nothing stands.
    after = directory(), Team.objects.count(), Site.objects.count(), Entry.objects.count() - 1
    assert after == before


# The pages -------------------------------------------------------------------


def test_a_google_workspace_export_is_shown_with_its_two_bad_rows_and_then_loaded(signed_in, ada):
    shown = upload(signed_in, GOOGLE, "User_Download.csv")
    assert shown.status_code == 302
    page = signed_in.get(shown.url)
    text = page.content.decode()
    assert "This looks like an export of Google Workspace." in text
    assert "7 to add" in text and "2 rows to mend" in text
    assert "“nadia.oneill@example” is no e-mail address." in text
    assert "There is no name. Give one, or delete the row." in text
    assert [told.line for told in page.context["problems"].shown] == [8, 11]

    form = page.context["form"].initial
    refused = signed_in.post(f"{shown.url}apply/", form)
    assert refused.status_code == 422
    assert "tick that they may be left out" in refused.content.decode()
    assert Person.objects.count() == 1

    done = signed_in.post(f"{shown.url}apply/", form | {"leave_out": "on"}, follow=True)
    assert "7 people were added." in done.content.decode()
    assert Person.objects.count() == 8
    assert not Person.objects.filter(email="former@example.org").exists()
    everything = str(list(Person.objects.values())) + str(list(Entry.objects.values()))
    assert "****" not in everything and "example.net" not in everything


def test_an_entra_export_is_loaded_without_its_guests(signed_in):
    shown = upload(signed_in, (SAMPLES / "entra.csv").read_bytes(), "exportUsers.csv")
    page = signed_in.get(shown.url)
    text = page.content.decode()
    assert "This looks like an export of Microsoft Entra ID." in text
    assert "2 guests are left out." in text
    signed_in.post(f"{shown.url}apply/", page.context["form"].initial)
    people = Person.objects.exclude(email="ada@example.org").values_list("email", flat=True)
    assert set(people) == {"paula@example.org", "mara@example.org", "jun@example.org"}


def test_a_portuguese_sheet_from_excel_is_loaded_with_its_accents_pointed_out(signed_in):
    data = (SAMPLES / "folha.csv").read_bytes().replace(b'"Mendes, Mara"', b"Mara Mendes")
    shown = upload(signed_in, data, "folha.csv")
    page = signed_in.get(shown.url)
    assert "If “Conceição Araújo” looks wrong" in page.content.decode()
    signed_in.post(f"{shown.url}apply/", page.context["form"].initial)
    conceicao = Person.objects.get(email="conceicao@example.org")
    assert (conceicao.name, conceicao.team.name) == ("Conceição Araújo", "Faturação")
    assert conceicao.line_manager.name == "Mara Mendes"
    assert Shift.objects.filter(name__in=["Manhã", "Noite"]).count() == 2


def test_a_workbook_is_loaded(signed_in):
    shown = upload(signed_in, workbooks.sound(), "staff.xlsx")
    page = signed_in.get(shown.url)
    signed_in.post(f"{shown.url}apply/", page.context["form"].initial)
    assert Person.objects.get(email="jun@example.org").team.name == "Tills"


def test_when_the_directory_changed_meanwhile_both_plans_are_shown(signed_in):
    shown = upload(signed_in, sheet("Cole Carter|cole@example.org", "Jun Jang|jun@example.org"))
    form = signed_in.get(shown.url).context["form"].initial
    factories.person("Cole Carter")
    refused = signed_in.post(f"{shown.url}apply/", form)
    text = refused.content.decode()
    assert refused.status_code == 409
    assert "What you were shown was 2 to add, 0 to change and 0 to deactivate." in text
    assert "Now it is 1 to add, 0 to change and 0 to deactivate" in text
    assert not Person.objects.filter(email="jun@example.org").exists()
    signed_in.post(f"{shown.url}apply/", refused.context["form"].initial)
    assert Person.objects.filter(email="jun@example.org").exists()


def test_an_upload_sent_twice_is_kept_once(signed_in):
    key = str(uuid.uuid4())
    data = sheet("Cole Carter|cole@example.org")
    assert upload(signed_in, data, key=key).url == upload(signed_in, data, key=key).url
    assert StaffList.objects.count() == 1


def test_lists_on_the_page_stop_at_a_hundred_and_tell_the_rest(signed_in):
    rows = [f"Person {number}|p{number}@example.org" for number in range(130)]
    bad = [f"Bad {number}|bad" for number in range(120)]
    shown = upload(signed_in, sheet(*rows, *bad))
    text = signed_in.get(shown.url).content.decode()
    assert "p99@example.org" in text and "p100@example.org" not in text
    assert "And 30 more." in text and "And 20 more." in text
    problems = signed_in.get(f"{shown.url}problems.csv")
    assert problems["Content-Type"] == "text/csv; charset=utf-8"
    lines = list(read_table("x.csv", problems.content).rows)
    assert len(lines) == 120 and lines[0].cells[0] == "132"


def test_a_dry_run_asks_the_database_no_more_for_many_rows_than_for_few(
    signed_in, django_assert_num_queries
):
    few = upload(signed_in, sheet("Bo|bo@example.org|A|B|ada@example.org"))
    rows = [f"P {n}|p{n}@example.org|Team {n}|Site {n}|ada@example.org" for n in range(200)]
    many = upload(signed_in, sheet(*rows))
    signed_in.get(few.url)
    with django_assert_num_queries(queries_of(signed_in, few.url)):
        signed_in.get(many.url)


def queries_of(client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    assert len(captured) <= 15
    return len(captured)


def test_only_administrators_load_staff_lists(client, organisation, ada, paula, mara, jun):
    taken = kept(sheet("Cole Carter|cole@example.org"), by=ada)
    pages = [
        reverse("people:import-new"),
        reverse("people:import-template"),
        reverse("people:import-detail", args=[taken.pk]),
        reverse("people:import-problems", args=[taken.pk]),
    ]
    for person in (paula, mara, jun):
        client.force_login(person)
        assert [client.get(page).status_code for page in pages] == [403] * 4
        assert upload(client, b"Name,E-mail\n").status_code == 403
        assert client.post(f"{pages[2]}apply/").status_code == 403
    client.force_login(ada)
    assert [client.get(page).status_code for page in pages] == [200] * 4
    assert client.get(f"{pages[2]}apply/").status_code == 405


def test_an_applied_list_has_no_rows_to_mend_and_its_page_says_what_was_done(signed_in, ada):
    done = load(sheet("Cole Carter|cole@example.org"), by=ada)
    page = signed_in.get(reverse("people:import-detail", args=[done.pk]))
    assert "1 person was added." in page.content.decode()
    gone = signed_in.get(reverse("people:import-problems", args=[done.pk]))
    assert gone.status_code == 404
    assert "staff.csv" in signed_in.get(reverse("people:import-new")).content.decode()


@pytest.mark.parametrize("language", ["en-gb", "en-us", "pt-pt"])
def test_the_empty_list_to_fill_in_is_understood_in_every_language(signed_in, language):
    with translation.override(language):
        given = signed_in.get(
            reverse("people:import-template"), headers={"accept-language": language}
        )
    table = read_table("x.csv", given.content)
    columns = recognise(table.header)
    assert columns.unused == ()
    assert columns.places.keys() == {
        *("name", "email", "team", "site", "line_manager", "start_date", "shift"),
    }
    shown = dry_run("x.csv", given.content, is_everyone=False, by=None)
    assert shown.plan.counts["added"] == 2 and shown.plan.problems == []


# Bad input -------------------------------------------------------------------


@pytest.mark.parametrize("case", hostile.WHOLE_FILE)
def test_a_file_that_is_no_list_is_told_on_the_page_and_nothing_is_written(signed_in, case):
    data, answer = hostile.WHOLE_FILE[case]
    before = directory(), StaffList.objects.count(), Entry.objects.count()
    page = upload(signed_in, data)
    assert page.status_code == 422
    assert answer in page.context["form"].errors["file"][0]
    assert (directory(), StaffList.objects.count(), Entry.objects.count()) == before


@pytest.mark.parametrize("case", hostile.ONE_ROW)
def test_a_row_that_cannot_be_read_is_told_by_its_line_and_nothing_is_written(signed_in, case):
    data, line, answer = hostile.ONE_ROW[case]
    before = directory()
    shown = upload(signed_in, data)
    problems = signed_in.get(shown.url).context["problems"].shown
    assert [told.line for told in problems] == [line]
    assert answer in problems[0].text
    assert directory() == before


@pytest.mark.parametrize(
    ("data", "answer"),
    [
        (b"Colour,Size\nred,4\n", "no column that we know for the e-mail address and the name"),
        (b"E-mail,Team\na@example.org,B\n", "no column that we know for the name"),
    ],
)
def test_a_list_without_the_needed_columns_says_which_and_what_it_found(signed_in, data, answer):
    page = upload(signed_in, data)
    assert page.status_code == 422
    told = page.context["form"].errors["file"][0]
    assert answer in told and ("Colour" in told or "Team" in told)


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (["Hobby"], "A column was not read, because its name is not known here: Hobby."),
        (["Hobby", "Zoo"], "because their names are not known here: Hobby, Zoo."),
        ([], ""),
    ],
)
def test_columns_that_were_not_read_are_named_in_sight(signed_in, others, said):
    data = write_csv(["Name", "E-mail", *others], [["Cole", "cole@example.org", *others]])
    page = signed_in.get(upload(signed_in, data).url).text
    assert ("Good to know" in page) is bool(others)
    assert said in page


def test_of_the_many_columns_of_an_export_nothing_is_said_but_in_the_fold(signed_in):
    page = signed_in.get(upload(signed_in, GOOGLE).url).text
    assert "Not read:" in page
    assert "not known here" not in page


def test_a_file_that_is_too_large_is_refused_before_it_is_read(signed_in):
    page = upload(signed_in, b"Name,E-mail\n" + b"a" * (20 * 1024 * 1024))
    assert page.status_code == 422
    assert "at most 20" in page.context["form"].errors["file"][0]


def test_markup_in_a_list_is_shown_as_it_was_written(signed_in):
    rows = ["<script>alert(1)</script>|x@example.org|<b>Team</b>", "<i>|<img src=x>"]
    shown = upload(signed_in, sheet(*rows), "<svg onload=alert(1)>.csv")
    text = signed_in.get(shown.url).content.decode()
    assert "<script>alert" not in text and "<img src=x>" not in text and "<svg onload" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text


def test_every_kind_of_problem_has_words_and_all_words_have_a_problem():
    source = "".join(Path(each.__file__).read_text() for each in (comparison, stafflist))
    told = set(re.findall(r'"([a-z]+(?:-[a-z]+)+)"', source)) - {"utf-8"}
    told |= {f"long-{name}" for name in stafflist.LONGEST} | {"unreadable"}
    assert told == WHAT.keys()


# The command -----------------------------------------------------------------


def run(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("importstaff", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_the_command_shows_what_it_would_do_and_does_it_when_told(organisation, tmp_path):
    file = tmp_path / "staff.csv"
    file.write_bytes(sheet("Cole Carter|cole@example.org", "Jun Jang|jun@example.org"))
    out, err = run(str(file))
    assert "2 to add, 0 to change, 0 to deactivate." in out
    assert "100 %" in err
    assert not Person.objects.exists() and not StaffList.objects.exists()
    run(str(file), "--apply")
    assert Person.objects.count() == 2
    assert Entry.objects.get(verb="imported").by is None


def test_the_command_lists_bad_rows_and_does_nothing_until_they_may_be_left_out(
    organisation, tmp_path
):
    file = tmp_path / "staff.csv"
    file.write_bytes(sheet("Cole Carter|cole@example.org", "Jun Jang|jun"))
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("importstaff", str(file), stdout=out, stderr=StringIO())
    assert ended.value.code == 1
    assert "Line 3: “jun” is no e-mail address." in out.getvalue()
    with pytest.raises(CommandError, match="leave-out-bad-rows"):
        run(str(file), "--apply")
    assert not Person.objects.exists() and not StaffList.objects.exists()
    run(str(file), "--apply", "--leave-out-bad-rows")
    assert Person.objects.count() == 1


def test_the_command_says_what_is_wrong_with_a_file(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run(str(tmp_path / "missing.csv"))
    file = tmp_path / "staff.csv"
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="a PDF"):
        run(str(file))
