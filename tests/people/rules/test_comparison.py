"""What a staff list would do to the directory, worked out before anything is done."""

from datetime import date

from csweek.lib.sheets import Row
from csweek.people.rules.columns import recognise
from csweek.people.rules.comparison import Change, Known, Leaver, compare
from csweek.people.rules.stafflist import Problem, read_rows

NAMES = {"team": ["Billing", "Returns desk"], "site": ["Leeds"], "shift": ["Night"]}
PAULA = Known("paula@x.org", "Paula Prieto", "", "Billing", "Leeds", "", "", None, "", True, False)
JUN = Known("jun@x.org", "Jun Jang", "", "Billing", "Leeds", "", PAULA.email, None, "", True, False)
ADA = Known("ada@x.org", "Ada Amari", "", "", "", "", "", None, "", True, True)
PEOPLE = [PAULA, JUN, ADA]


def plan_of(header: str, *lines: str, people=PEOPLE, **options):
    rows = [Row(number, line.split("|")) for number, line in enumerate(lines, start=2)]
    return compare(read_rows(recognise(header.split("|")), rows), people, NAMES, **options)


def test_who_is_new_is_added_and_who_differs_is_changed():
    plan = plan_of(
        "Name|E-mail|Team|Start date",
        "Cole Carter|cole@x.org|Returns desk|2020-05-04",
        "Jun Jang|jun@x.org|returns  DESK|2019-01-02",
        "Paula Prieto|paula@x.org|Billing|",
    )
    assert [(row.email, row.team) for row in plan.added] == [("cole@x.org", "Returns desk")]
    assert plan.changed == [
        Change(
            3,
            "jun@x.org",
            "Jun Jang",
            {"team": ("Billing", "Returns desk"), "start_date": (None, date(2019, 1, 2))},
        )
    ]
    assert plan.counts == {
        "added": 1,
        "changed": 1,
        "deactivated": 0,
        "total": 2,
        "unchanged": 1,
        "problems": 0,
    }


def test_an_empty_cell_changes_nothing():
    plan = plan_of("Name|E-mail|Team|Manager", "Jun Jang|jun@x.org||")
    assert plan.is_empty and plan.unchanged == 1


def test_teams_sites_and_shifts_that_are_new_are_told_once_as_first_written():
    plan = plan_of(
        "Name|E-mail|Team|Site|Shift",
        "A|a@x.org|Tills|Porto|Early",
        "B|b@x.org|TILLS|porto|night",
        "C|c@x.org|Tills|LEEDS|Early",
    )
    assert plan.new == {"team": ["Tills"], "site": ["Porto"], "shift": ["Early"]}
    assert [(row.team, row.site, row.shift) for row in plan.added] == [
        ("Tills", "Porto", "Early"),
        ("Tills", "Porto", "Night"),
        ("Tills", "Leeds", "Early"),
    ]


def test_a_new_site_is_a_problem_while_there_is_no_first_site_to_take_the_time_zone_from():
    plan = plan_of("Name|E-mail|Site", "A|a@x.org|Porto", "B|b@x.org|leeds", can_make_sites=False)
    assert plan.problems == [Problem(2, "unknown-site", "Porto")]
    assert [row.email for row in plan.added] == ["b@x.org"]


def test_whoever_the_list_calls_inactive_is_deactivated_and_never_added():
    plan = plan_of(
        "Name|E-mail|Status",
        "Jun Jang|jun@x.org|Suspended",
        "Former|former@x.org|Suspended",
    )
    assert plan.deactivated == [Leaver(2, "jun@x.org", "Jun Jang")]
    assert (plan.added, plan.passed_over) == ([], 1)


def test_those_missing_are_deactivated_only_when_the_list_is_everyone():
    line = "Paula Prieto|paula@x.org", "Ada Amari|ada@x.org"
    assert plan_of("Name|E-mail", *line).is_empty
    plan = plan_of("Name|E-mail", *line, everyone=True)
    assert plan.deactivated == [Leaver(None, "jun@x.org", "Jun Jang")]


def test_somebody_in_a_bad_row_is_not_missing():
    plan = plan_of("Name|E-mail", "|jun@x.org", "P|paula@x.org", "A|ada@x.org", everyone=True)
    assert plan.deactivated == []


def test_the_last_administrator_and_whoever_imports_are_never_deactivated():
    plan = plan_of("Name|E-mail", "New|new@x.org", everyone=True, importer=PAULA.email)
    assert [leaver.email for leaver in plan.deactivated] == ["jun@x.org"]
    assert [(note.kind, note.found) for note in plan.notes] == [
        ("importer-kept", "Paula Prieto"),
        ("administrator-kept", "Ada Amari"),
    ]
    second = ADA._replace(email="second@x.org")
    plan = plan_of("Name|E-mail", "Ada Amari|ada@x.org", people=[ADA, second], everyone=True)
    assert [leaver.email for leaver in plan.deactivated] == ["second@x.org"]


def test_a_deactivated_person_comes_back_only_when_the_list_says_so():
    gone = JUN._replace(is_active=False)
    row = "Jun Jang|jun@x.org"
    plan = plan_of("Name|E-mail", row, people=[gone, ADA])
    assert (plan.is_empty, plan.dormant) == (True, 1)
    back = [Change(2, "jun@x.org", "Jun Jang", {"is_active": (False, True)})]
    assert plan_of("Name|E-mail|Status", f"{row}|Active", people=[gone, ADA]).changed == back
    assert plan_of("Name|E-mail", row, people=[gone, ADA], everyone=True).changed == back


# Line managers ---------------------------------------------------------------


def managers(*lines: str, **options):
    plan = plan_of("Name|E-mail|Manager", *lines, **options)
    people = {row.email: row.line_manager for row in plan.added}
    return people, plan.problems, plan.notes


def test_a_line_manager_is_known_by_address_or_by_a_name_that_only_one_person_has():
    people, problems, _notes = managers(
        "Bo|bo@x.org|JUN@x.org", "Cy|cy@x.org|paula prieto", "Di|di@x.org|Bo"
    )
    assert people == {"bo@x.org": "jun@x.org", "cy@x.org": "paula@x.org", "di@x.org": "bo@x.org"}
    assert problems == []


def test_a_name_that_two_people_have_is_told():
    people, problems, _notes = managers(
        "Jun Jang|jun2@x.org|", "Bo|bo@x.org|Jun Jang", "Cy|cy@x.org|Nobody", "Di|di@x.org|no@x.org"
    )
    assert problems == [
        Problem(3, "unclear-manager", "Jun Jang"),
        Problem(4, "unknown-manager", "Nobody"),
        Problem(5, "unknown-manager", "no@x.org"),
    ]
    assert people == {"jun2@x.org": ""}


def test_nobody_is_their_own_line_manager_but_two_may_manage_each_other():
    people, problems, _notes = managers(
        "Bo|bo@x.org|bo@x.org", "Cy|cy@x.org|di@x.org", "Di|di@x.org|cy@x.org"
    )
    assert problems == [Problem(2, "own-manager", "bo@x.org")]
    assert people == {"cy@x.org": "di@x.org", "di@x.org": "cy@x.org"}


def test_a_manager_whose_own_row_is_left_out_is_left_out_and_noted():
    people, problems, notes = managers(
        "|boss@x.org|", "Bo|bo@x.org|boss@x.org", "Cy|cy@x.org|cy@x.org", "Di|di@x.org|cy@x.org"
    )
    assert [problem.kind for problem in problems] == ["no-name", "own-manager"]
    assert notes == [
        Problem(3, "manager-left-out", "boss@x.org"),
        Problem(5, "manager-left-out", "cy@x.org"),
    ]
    assert people == {"bo@x.org": "", "di@x.org": ""}


# The digest ------------------------------------------------------------------


def test_a_new_address_is_recognised_by_the_staff_number():
    people = [PAULA._replace(external_id="7"), JUN, ADA]
    plan = plan_of(
        "Name|E-mail|Employee ID|Manager",
        "Paula Pereira|p.pereira@x.org|7|",
        "Jun Jang|jun@x.org||p.pereira@x.org",
        people=people,
        everyone=True,
        importer=ADA.email,
    )
    moved = {
        "email": ("paula@x.org", "p.pereira@x.org"),
        "name": ("Paula Prieto", "Paula Pereira"),
    }
    assert plan.changed == [Change(2, "paula@x.org", "Paula Prieto", moved)]
    assert (plan.added, plan.deactivated, plan.problems) == ([], [], [])


def test_whoever_is_in_the_list_under_their_own_address_lends_nobody_their_number():
    people = [PAULA._replace(external_id="7"), ADA]
    rows = ("Paula Prieto|paula@x.org|7", "Paula's second account|admin@x.org|7")
    plan = plan_of("Name|E-mail|Employee ID", *rows, people=people)
    assert [row.email for row in plan.added] == ["admin@x.org"]
    assert plan.changed == []


def test_nobody_gone_or_called_inactive_is_recognised_by_a_number():
    people = [PAULA._replace(external_id="7", is_active=False), JUN._replace(external_id="8")]
    rows = ("P|p@x.org|7|", "J|j@x.org|8|suspended")
    plan = plan_of("Name|E-mail|Employee ID|Status", *rows, people=people)
    assert [row.email for row in plan.added] == ["p@x.org"]
    assert (plan.changed, plan.deactivated, plan.passed_over) == ([], [], 1)


def test_a_number_that_several_have_is_a_problem_of_its_rows():
    two = [PAULA._replace(external_id="7"), JUN._replace(external_id="7")]
    header = "Name|E-mail|Employee ID"
    plan = plan_of(header, "A|a@x.org|7", "B|b@x.org|8", people=two)
    assert plan.problems == [Problem(2, "unclear-number", "7")]
    assert [row.email for row in plan.added] == ["b@x.org"]
    claimed = plan_of(header, "A|a@x.org|7", "B|b@x.org|7", people=two[:1])
    assert [each.line for each in claimed.problems] == [2, 3]
    assert claimed.is_empty


def test_two_plans_have_the_same_digest_only_if_they_do_the_same():
    def digest(*lines, **options):
        return plan_of("Name|E-mail|Team", *lines, **options).digest()

    first = digest("Cole|cole@x.org|Billing", "Jun Jang|jun@x.org|Billing")
    assert digest("Cole|cole@x.org|billing", "Jun Jang|jun@x.org|") == first
    others = {
        digest("Cole|cole@x.org|Returns desk", "Jun Jang|jun@x.org|"),
        digest("Cole|cole@x.org|Billing", "Jun|jun@x.org|"),
        digest("Cole|cole@x.org|Billing", "Jun Jang|jun@x.org|", everyone=True),
        digest("Cole|cole@x.org|Billing", "Jun Jang|jun@x.org|", people=[PAULA]),
        digest("Cole|cole@x.org|Billing", "|jun@x.org|"),
    }
    assert first not in others and len(others) == 5
