"""What others wrote and we serve is what was checked, and every icon a page asks for is there."""

import base64
import hashlib
import importlib.util
import io
import json
import os
import re
import shutil
import sys
import tarfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
SVG = "{http://www.w3.org/2000/svg}"

ICON_TAG = re.compile(r"""\{%-?\s*icon\s+["']([\w-]+)["']""")
SPRITE_LINK = re.compile(r"""icons\.svg(?:["']\s*%\})?#([\w-]+)""")


def sri(content, algorithm="sha384"):
    return f"{algorithm}-{base64.b64encode(hashlib.new(algorithm, content).digest()).decode()}"


def listed_hashes(static):
    listing = json.loads((static / "vendor/vendor.json").read_text("utf-8"))
    return {path: digest for package in listing for path, digest in package["files"].items()}


def vendor_problems(static):
    """What differs between vendor.json and the files themselves, one sentence each."""
    hashes = listed_hashes(static)
    present = {
        file.relative_to(static).as_posix()
        for file in (static / "vendor").rglob("*")
        if file.is_file() and file.name != "vendor.json"
    }
    problems = [f"{path} is not listed" for path in sorted(present - hashes.keys())]
    for path, digest in sorted(hashes.items()):
        file = static / path
        if not file.is_file():
            problems.append(f"{path} is missing")
            continue
        content = file.read_bytes()
        if sri(content) != digest:
            problems.append(f"{path} was changed")
        if b"sourceMappingURL" in content:
            problems.append(f"{path} names a source map")
    return problems


def unknown_icons(folders, sprite):
    """Icons that a template or script names and the sprite lacks, with the file that names them."""
    known = {symbol.get("id") for symbol in ElementTree.parse(sprite).iter(f"{SVG}symbol")}
    named = {
        (file.name, icon)
        for folder in folders
        for ending in ("*.html", "*.js")
        for file in folder.rglob(ending)
        for pattern in (ICON_TAG, SPRITE_LINK)
        for icon in pattern.findall(file.read_text("utf-8"))
    }
    return sorted((file, icon) for file, icon in named if icon not in known)


@pytest.fixture
def copy(tmp_path):
    """Our vendored files, to be spoilt."""
    shutil.copytree(STATIC / "vendor", tmp_path / "static/vendor")
    shutil.copytree(STATIC / "img", tmp_path / "static/img")
    return tmp_path / "static"


def test_vendored_files_are_byte_for_byte_those_listed():
    assert len(listed_hashes(STATIC)) >= 10
    assert vendor_problems(STATIC) == []


def test_a_changed_file_is_found(copy):
    script = next((copy / "vendor").rglob("Sortable.min.js"))
    script.write_bytes(script.read_bytes() + b";")
    assert vendor_problems(copy) == ["vendor/sortablejs-1.15.7/Sortable.min.js was changed"]


def test_a_changed_icon_sprite_is_found(copy):
    sprite = copy / "img/icons.svg"
    sprite.write_bytes(sprite.read_bytes().replace(b"currentColor", b"red", 1))
    assert vendor_problems(copy) == ["img/icons.svg was changed"]


def test_a_file_that_nobody_listed_is_found(copy):
    (copy / "vendor/extra.js").write_text("alert(1)")
    assert vendor_problems(copy) == ["vendor/extra.js is not listed"]


def test_a_missing_file_is_found(copy):
    (copy / "vendor/bootstrap-5.3.9/LICENSE").unlink()
    assert vendor_problems(copy) == ["vendor/bootstrap-5.3.9/LICENSE is missing"]


def test_a_source_map_is_found_even_where_the_hash_agrees(copy):
    sheet = copy / "vendor/bootstrap-5.3.9/bootstrap.min.css"
    before = sri(sheet.read_bytes())
    sheet.write_bytes(sheet.read_bytes() + b"/*# sourceMappingURL=bootstrap.min.css.map */")
    listing = copy / "vendor/vendor.json"
    listing.write_text(listing.read_text("utf-8").replace(before, sri(sheet.read_bytes())), "utf-8")
    assert vendor_problems(copy) == ["vendor/bootstrap-5.3.9/bootstrap.min.css names a source map"]


def test_every_package_says_its_licence_and_brings_it_along():
    for package in json.loads((STATIC / "vendor/vendor.json").read_text("utf-8")):
        assert package["licence"] in {"MIT", "OFL-1.1"}
        assert package["source"] == f"npm:{package['name']}@{package['version']}"
        assert [path for path in package["files"] if path.endswith("/LICENSE")]


def test_vendored_files_stay_under_half_a_megabyte():
    assert sum((STATIC / path).stat().st_size for path in listed_hashes(STATIC)) < 500_000


def test_the_icon_sprite_is_drawn_in_the_colour_of_the_text():
    root = ElementTree.parse(STATIC / "img/icons.svg").getroot()
    symbols = list(root)
    assert {symbol.tag for symbol in symbols} == {f"{SVG}symbol"}
    assert len({symbol.get("id") for symbol in symbols}) == len(symbols) > 70
    assert {symbol.get("viewBox") for symbol in symbols} == {"0 0 16 16"}
    assert {symbol.get("fill") for symbol in symbols} == {"currentColor"}
    assert all(len(symbol) for symbol in symbols)


def test_every_icon_named_in_a_page_is_in_the_sprite():
    assert unknown_icons([ROOT / "templates", STATIC / "js"], STATIC / "img/icons.svg") == []


def test_an_icon_that_the_sprite_lacks_is_found(tmp_path):
    (tmp_path / "good.html").write_text('{% icon "trophy" %} {% icon "flag" class="big" %}')
    (tmp_path / "bad.html").write_text(
        "{% icon 'unicorn' %}<use href=\"/static/img/icons.svg#elf\">"
    )
    (tmp_path / "bad.js").write_text('const url = "/static/img/icons.svg#gnome";')
    (tmp_path / "tag.html").write_text("<use href=\"{% static 'img/icons.svg' %}#troll\"/>")
    assert unknown_icons([tmp_path], STATIC / "img/icons.svg") == [
        ("bad.html", "elf"),
        ("bad.html", "unicorn"),
        ("bad.js", "gnome"),
        ("tag.html", "troll"),
    ]


@pytest.mark.parametrize("name", ["logo", "favicon", "five-pieces", "icons"])
def test_a_drawing_has_neither_style_nor_script_nor_a_way_out(name):
    tree = ElementTree.parse(STATIC / f"img/{name}.svg")
    for element in tree.iter():
        assert element.tag not in {f"{SVG}style", f"{SVG}script", f"{SVG}image"}
        assert not [a for a in element.attrib if a == "style" or a.startswith("on") or "href" in a]


def test_the_five_pieces_wear_the_five_days():
    pieces = ElementTree.parse(STATIC / "img/five-pieces.svg").iter(f"{SVG}path")
    assert [piece.get("fill") for piece in pieces] == [
        "#1d4ed8",
        "#4446c2",
        "#6d3fa8",
        "#9c2b78",
        "#c8102e",
    ]


def test_the_fonts_stylesheet_names_every_font_file_we_hold_and_no_other():
    sheet = STATIC / "css/fonts.css"
    named = {
        (sheet.parent / url).resolve() for url in re.findall(r'url\("(.+?)"\)', sheet.read_text())
    }
    assert named == set(STATIC.rglob("*.woff2"))


def tarball(files):
    """An npm tarball, made here."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for path, content in files.items():
            member = tarfile.TarInfo(f"package/{path}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


@pytest.fixture
def vendor(tmp_path, monkeypatch):
    """The script, with an npm that hands out the tarball lying beside it and asks no network."""
    spec = importlib.util.spec_from_file_location("vendor", ROOT / "scripts/vendor.py")
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "vendor", module)
    spec.loader.exec_module(module)
    npm = tmp_path / "bin/npm"
    npm.parent.mkdir()
    npm.write_text(f'#!/bin/sh\ncp "{tmp_path}/packed.tgz" thing-1.0.tgz\n')
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{npm.parent}{os.pathsep}{os.environ['PATH']}")
    return module


def test_the_script_brings_the_wanted_files_without_their_maps(vendor, tmp_path):
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path d="M0 0h9"/></svg>'
    )
    content = tarball(
        {
            "LICENSE": b"Do as you like",
            "package.json": b"{}",
            "dist/thing.js": b"go()\n//# sourceMappingURL=thing.js.map\n",
            "dist/thing.css": b"a{}/*# sourceMappingURL=thing.css.map */",
            "icons/dot.svg": drawing,
        }
    )
    (tmp_path / "packed.tgz").write_bytes(content)
    files = ("dist/thing.js", "dist/thing.css")
    thing = vendor.Package("@s/thing", "1.0", "MIT", sri(content, "sha512"), files, ("dot",))
    static = tmp_path / "static"
    (static / "vendor/thing-0.9").mkdir(parents=True)
    (static / "vendor/thing-0.9/old.js").write_text("old()")

    vendor.bring(static, (thing,))

    brought = {f.relative_to(static).as_posix(): f.read_bytes() for f in static.rglob("*.*s")}
    assert brought == {
        "vendor/s-thing-1.0/thing.js": b"go()\n",
        "vendor/s-thing-1.0/thing.css": b"a{}\n",
    }
    assert (static / "vendor/s-thing-1.0/LICENSE").read_bytes() == b"Do as you like"
    assert not list(static.rglob("package.json"))
    assert vendor_problems(static) == []
    symbol = ElementTree.parse(static / "img/icons.svg").getroot()[0]
    assert symbol.attrib == {"id": "dot", "viewBox": "0 0 16 16", "fill": "currentColor"}


def test_the_script_refuses_a_tarball_that_was_not_pinned_and_touches_nothing(vendor, tmp_path):
    pinned = tarball({"LICENSE": b"Do as you like"})
    (tmp_path / "packed.tgz").write_bytes(tarball({"LICENSE": b"Pay up"}))
    thing = vendor.Package("thing", "1.0", "MIT", sri(pinned, "sha512"))
    static = tmp_path / "static"
    (static / "vendor").mkdir(parents=True)
    (static / "vendor/kept.js").write_text("kept()")

    with pytest.raises(SystemExit, match=r"thing@1\.0 is not the tarball that was pinned"):
        vendor.bring(static, (thing,))
    assert [file.name for file in static.rglob("*") if file.is_file()] == ["kept.js"]


def test_what_is_pinned_in_the_script_is_what_lies_in_the_tree(vendor):
    listing = json.loads((STATIC / "vendor/vendor.json").read_text("utf-8"))
    assert [p["source"] for p in listing] == [f"npm:{p.spec}" for p in vendor.PACKAGES]
    sprite = ElementTree.parse(STATIC / "img/icons.svg")
    ids = [symbol.get("id") for symbol in sprite.iter(f"{SVG}symbol")]
    assert ids == sorted(vendor.ICONS.split())
