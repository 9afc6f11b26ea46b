"""The house stands: imports go only down, rules are pure, nothing goes in a circle or grows."""

import ast
import io
import re
import sys
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.urls import URLResolver, include, path
from django.urls.resolvers import RegexPattern

from planner.models import Kind
from planner.pages.board import ICONS
from planner.views.weeks import week_detail
from tests.access.routes import routes

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("csweek", "planner", "recognition")
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_TEMPLATE = 300, 45, 120

# Floors: the lower number carries the higher. The first that fits a module is its own; files that
# stand in csweek/ itself (settings, serving, errors …) know lib alone, and name apps as strings.
FLOORS = [
    ("csweek.lib", 0),
    ("csweek.history", 2),
    ("csweek.people", 3),
    ("csweek.notices", 4),
    ("csweek", 1),
    ("planner", 5),
    ("recognition", 6),
]
OURS = {"people", "notices", "planner"}  # where addresses are ours to name
# Inside an app. A file that stands beside these (access.py, board.py …) is as high as the highest
# that it imports.
LAYERS = {"rules": 0, "models": 1, "forms": 3, "documents": 3, "views": 4, "urls": 5}


def files(root: Path) -> list[Path]:
    """Our Python files, but those that Django writes itself."""
    found = (each for package in PACKAGES for each in sorted((root / package).rglob("*.py")))
    return [each for each in found if "migrations" not in each.parts]


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"), str(file))


def module_name(root: Path, file: Path) -> str:
    parts = file.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(root: Path, file: Path, known: set[str]) -> set[str]:
    """The modules that a file imports, relative ones in full; submodules where they are meant."""
    module = module_name(root, file)
    package = module if file.name == "__init__.py" else module.rpartition(".")[0]
    found = set()
    for node in ast.walk(tree_of(file)):
        if isinstance(node, ast.Import):
            found.update(each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) + 1 - node.level]
            named = ".".join(base * bool(node.level) + [node.module] * bool(node.module))
            inner = {f"{named}.{each.name}" for each in node.names}
            found.update(inner & known or {named})
            if inner & known and inner - known:
                found.add(named)
    return found


def all_imports(root: Path) -> dict[str, set[str]]:
    known = {module_name(root, file) for file in files(root)}
    return {module_name(root, file): imports(root, file, known) for file in files(root)}


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def home(module: str) -> tuple[str, int] | None:
    """The app that a module belongs to, and its floor; None for what is not ours."""
    return next(((app, number) for app, number in FLOORS if within(module, app)), None)


def layer(module: str, graph: dict[str, set[str]], below: tuple[str, ...] = ()) -> int:
    app, _number = home(module)
    named = LAYERS.get(module.removeprefix(app).strip(".").split(".")[0])
    if named is not None:
        return named
    inner = [each for each in graph.get(module, ()) if within(each, app) and each not in below]
    return max((layer(each, graph, (*below, module)) for each in inner), default=0)


def upward(root: Path) -> list[str]:
    """Every import that goes up: to a higher floor, or inside an app to a higher layer."""
    graph = all_imports(root)
    found = []
    for module, named in graph.items():
        app, number = home(module)
        for other in sorted(each for each in named if home(each)):
            climbs = home(other)[1] > number
            if app != "csweek" and within(other, app):
                climbs = layer(other, graph) > layer(module, graph)
            if climbs:
                found.append(f"{module} imports {other}")
    return found


def impure(root: Path) -> list[str]:
    """What rules import beside the standard library, dateutil and other rules."""
    allowed = set(sys.stdlib_module_names) | {"dateutil"}
    found = []
    for module, named in all_imports(root).items():
        if "rules" in module.split("."):
            rules = module.split("rules")[0] + "rules"
            found += [
                f"{module} imports {other}"
                for other in sorted(named)
                if other.split(".")[0] not in allowed and not within(other, rules)
            ]
    return found


def circles(root: Path) -> list[list[str]]:
    """Modules that import each other round: each circle once, from its first name."""
    graph = all_imports(root)
    found: set[tuple[str, ...]] = set()
    done: set[str] = set()

    def visit(module: str, path: list[str]) -> None:
        if module in path:
            circle = path[path.index(module) :]
            at = circle.index(min(circle))
            found.add(tuple(circle[at:] + circle[:at]))
        elif module not in done:
            for other in sorted(graph[module] & graph.keys()):
                visit(other, [*path, module])
            done.add(module)

    for module in sorted(graph):
        visit(module, [])
    return [list(each) for each in sorted(found)]


def inside_functions(root: Path) -> list[str]:
    """Imports of ours that do not stand at the top of their file."""
    return [
        f"{module_name(root, file)}:{node.lineno}"
        for file in files(root)
        for function in ast.walk(tree_of(file))
        if isinstance(function, ast.FunctionDef) and function.name != "ready"
        for node in ast.walk(function)
        if isinstance(node, (ast.Import, ast.ImportFrom))
    ]


def too_long(root: Path) -> list[str]:
    found = []
    for file in files(root):
        lines = len(file.read_text("utf-8").splitlines())
        if lines > LONGEST_FILE:
            found.append(f"{file.relative_to(root)}: {lines} lines")
        for node in ast.walk(tree_of(file)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = node.end_lineno - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    found.append(f"{file.relative_to(root)}: {node.name} has {length} lines")
    for file in sorted((root / "templates").rglob("*")):
        if file.is_file() and len(file.read_text("utf-8").splitlines()) > LONGEST_TEMPLATE:
            found.append(f"{file.relative_to(root)}: longer than a screen")
    return found


def without_a_purpose(root: Path) -> list[str]:
    """Files that say something but not what they are for."""
    return [
        str(file.relative_to(root))
        for file in files(root)
        if tree_of(file).body and not ast.get_docstring(tree_of(file))
    ]


def put_off(root: Path) -> list[str]:
    """Work put off in the text: the usual words for it, anywhere we write."""
    words = re.compile(r"\b(TODO|FIXME|XXX|HACK|lorem ipsum)\b", re.IGNORECASE)
    written = [*files(root)]
    for folder, kinds in {
        "templates": ("*.html", "*.txt"),
        "static/js": ("*.js",),
        "static/css": ("*.css",),
        "docs": ("*.md",),
        "scripts": ("*",),
        "tests": ("*.py",),
    }.items():
        written += [file for kind in kinds for file in sorted((root / folder).rglob(kind))]
    return [
        f"{file.relative_to(root)}:{number}"
        for file in written
        if file.is_file() and file.name != Path(__file__).name
        for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), start=1)
        if words.search(line)
    ]


def icons_in_python(root: Path) -> set[str]:
    """Names given to anything called icon…, as an argument or in a table of that name."""
    found = set()
    for file in files(root):
        for node in ast.walk(tree_of(file)):
            values: list[ast.expr] = []
            if isinstance(node, ast.keyword) and node.arg and "icon" in node.arg.lower():
                values = [node.value]
            elif isinstance(node, ast.Assign) and any(
                isinstance(target, ast.Name) and "icon" in target.id.lower()
                for target in node.targets
            ):
                is_table = isinstance(node.value, ast.Dict)
                values = node.value.values if is_table else [node.value]
            found.update(
                each.value
                for each in values
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            )
    return found


def icons_in_templates(root: Path) -> set[str]:
    given = re.compile(r"""icon(?:_name)?=["']([\w-]+)["']|\{%-?\s*icon\s+["']([\w-]+)["']""")
    found = set()
    for file in (root / "templates").rglob("*.html"):
        for pair in given.findall(file.read_text("utf-8")):
            found.update(name for name in pair if name)
    return found


def known_icons(root: Path) -> set[str]:
    sprite = ElementTree.parse(root / "static/img/icons.svg")
    return {each.get("id") for each in sprite.iter("{http://www.w3.org/2000/svg}symbol")}


def misnamed(resolver=None) -> list[str]:
    """Addresses of our own apps that are not called like the function that answers them."""
    found = []
    for route in routes(resolver):
        space, _colon, name = route.name.rpartition(":")
        if space in OURS and name != route.view.__name__.replace("_", "-"):
            found.append(f"{route.name} is answered by {route.view.__name__}")
    return found


def test_imports_go_only_down():
    assert len(files(ROOT)) > 80
    assert upward(ROOT) == []


def test_rules_stand_on_nothing_but_the_standard_library_and_dateutil():
    assert impure(ROOT) == []


def test_no_imports_go_in_a_circle():
    assert circles(ROOT) == []


def test_imports_stand_at_the_top():
    assert inside_functions(ROOT) == []


def test_files_and_functions_are_short():
    assert too_long(ROOT) == []


def test_every_file_says_what_it_is_for():
    assert without_a_purpose(ROOT) == []


def test_no_work_is_put_off():
    assert put_off(ROOT) == []


def test_every_kind_has_an_icon_and_every_icon_named_is_in_the_sprite():
    assert set(ICONS) == set(Kind)
    named = icons_in_python(ROOT) | icons_in_templates(ROOT)
    assert set(ICONS.values()) <= named
    assert named - known_icons(ROOT) == set()


def test_every_address_of_ours_is_called_like_its_function():
    assert {route.name.split(":")[0] for route in routes()} >= OURS
    assert misnamed() == []


@pytest.mark.django_db
def test_no_migration_is_pending():
    said = io.StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said, stderr=said)
    except (SystemExit, CommandError) as stopped:
        pytest.fail(f"{stopped}: {said.getvalue()}")


# Controls: a house that is built wrong is seen to be. --------------------------------------------


@pytest.fixture
def house(tmp_path):
    """A small house in order; `build(path, text)` adds a file to it."""

    def build(path: str, text: str) -> None:
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        tree_of.cache_clear()

    for package in ("csweek", "csweek/lib", "csweek/people", "csweek/history", "planner"):
        build(f"{package}/__init__.py", "")
    build("csweek/lib/pages.py", '"""Pages."""\nfrom django.shortcuts import render\n')
    build("planner/rules/dates.py", '"""Dates."""\nfrom dateutil import easter\n')
    build("planner/models/weeks.py", '"""Weeks."""\nfrom planner.rules import dates\n')
    build("planner/views/weeks.py", '"""Weeks."""\nfrom planner.models import weeks\n')
    build("planner/urls.py", '"""Paths."""\nfrom planner.views import weeks\n')
    build("planner/shelf.py", '"""Shelf."""\nfrom planner.forms import weeks\n')
    build("planner/forms/weeks.py", '"""Weeks."""\nfrom planner.models import weeks\n')
    build("csweek/settings.py", '"""Settings."""\nfrom csweek.lib import pages\n')
    build("recognition/checks.py", '"""Checks."""\nfrom planner.models.weeks import Week\n')
    tmp_path.joinpath("templates").mkdir()
    assert [each(tmp_path) for each in EVERY] == [[]] * len(EVERY)
    return build


EVERY = [upward, impure, circles, inside_functions, too_long, without_a_purpose, put_off]


@pytest.mark.parametrize(
    ("path", "line", "seen"),
    [
        ("planner/models/places.py", "from recognition import checks", upward),
        ("planner/places.py", "import recognition.checks", upward),
        ("csweek/people/teams.py", "from planner.models import weeks", upward),
        ("csweek/history/words.py", "from csweek.people.models import Person", upward),
        ("csweek/lib/text.py", "from ..people import models", upward),
        ("csweek/lib/text.py", "from csweek import settings", upward),
        ("csweek/errors.py", "from csweek.people import access", upward),
        ("planner/models/days.py", "from planner.views import weeks", upward),
        ("planner/models/days.py", "from ..forms.weeks import WeekForm", upward),
        ("planner/forms/days.py", "from planner.views.weeks import home", upward),
        ("planner/models/days.py", "from planner.shelf import find", upward),
        ("planner/rules/slots.py", "from django.utils import timezone", impure),
        ("planner/rules/slots.py", "from planner.models import weeks", impure),
        ("planner/rules/slots.py", "import nh3", impure),
        ("planner/rules/dates.py", "from planner.rules import dates", circles),
        ("planner/models/weeks.py", "from planner.models import weeks", circles),
        ("planner/moments.py", "def when():\n    import planner.rules", inside_functions),
        ("planner/moments.py", "\n" * LONGEST_FILE + "late = True", too_long),
        ("planner/moments.py", "def when():\n" + "    x = 1\n" * LONGEST_FUNCTION, too_long),
        ("planner/moments.py", "# " + "TO" + "DO: say when", put_off),
        ("templates/list.html", "{# FIX" + "ME #}", put_off),
        ("templates/list.html", "<br>\n" * (LONGEST_TEMPLATE + 1), too_long),
    ],
)
def test_what_is_built_wrong_is_seen(house, tmp_path, path, line, seen):
    house(path, f'"""Something."""\n{line}\n')
    assert seen(tmp_path) != []


def test_two_files_that_import_each_other_are_a_circle(house, tmp_path):
    house("planner/moments.py", '"""When."""\nfrom planner import almanac\n')
    house("planner/almanac.py", '"""Dates."""\nfrom .moments import when\n')
    assert circles(tmp_path) == [["planner.almanac", "planner.moments"]]


def test_a_file_without_an_opening_line_is_seen(house, tmp_path):
    house("planner/moments.py", "late = True\n")
    assert without_a_purpose(tmp_path) == ["planner/moments.py"]


def test_an_icon_that_the_sprite_lacks_is_seen(house, tmp_path):
    house("planner/board.py", '"""Board."""\nICONS = {"game": "unicorn"}\n')
    house("templates/card.html", '{% include "_act.html" with icon_name="yeti" %}')
    assert icons_in_python(tmp_path) | icons_in_templates(tmp_path) == {"unicorn", "yeti"}


def test_an_address_called_unlike_its_function_is_seen():
    paths = [path("a/", week_detail, name="week"), path("b/", week_detail, name="week-detail")]
    house = path("", include((paths, "planner")))
    top = URLResolver(RegexPattern(""), [house])
    assert misnamed(top) == ["planner:week is answered by week_detail"]
