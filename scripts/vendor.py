#!/usr/bin/env python3
"""Bring the front-end files that others wrote into static/, pinned and checked.

Run it by hand after changing a pin or the list of icons: `python scripts/vendor.py`. It needs npm
on the PATH; the app itself never does. Nothing is replaced until every tarball has been checked.
"""

import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

STATIC = Path(__file__).resolve().parent.parent / "static"
SVG = "http://www.w3.org/2000/svg"

# A stylesheet or script that names a map which is not beside it stops collectstatic.
SOURCE_MAP = re.compile(rb"\s*(?:/\*[#@] sourceMappingURL=[^*]*\*/|//[#@] sourceMappingURL=\S*)\s*")


@dataclass(frozen=True)
class Package:
    """One pinned npm package, and the files and icons of it that we serve."""

    name: str
    version: str
    licence: str
    integrity: str
    files: tuple[str, ...] = ()
    icons: tuple[str, ...] = ()

    @property
    def spec(self) -> str:
        return f"{self.name}@{self.version}"

    @property
    def folder(self) -> str:
        return f"{self.name.lstrip('@').replace('/', '-')}-{self.version}"


ICONS = """
    arrow-counterclockwise arrow-down arrow-left arrow-left-right arrow-return-left arrow-right
    arrow-up arrows-move award balloon bell box-arrow-right building calendar-plus calendar-week
    calendar3 camera-video chat chat-quote check-circle check-lg check2-all chevron-down
    chevron-left chevron-right clipboard-check clock clock-history cloud-check cloud-slash
    collection controller copy cup-hot diagram-3 display download easel emoji-smile envelope-heart
    exclamation-octagon exclamation-triangle eye eye-slash file-earmark-spreadsheet fingerprint flag
    gear geo-alt gift globe grip-vertical hand-thumbs-up heart hourglass-split house image
    info-circle key layers lightbulb link-45deg list lock megaphone mic moon-stars mortarboard
    paperclip pause-fill pencil people person person-check person-plus person-x phone play-fill
    plus-lg printer puzzle question-circle rocket search send shield shield-lock skip-forward
    slash-circle star stars sun telephone telephone-inbound telephone-x three-dots ticket-perforated
    trash trophy upload volume-up x-circle x-lg
"""

PACKAGES = (
    Package(
        "bootstrap",
        "5.3.9",
        "MIT",
        "sha512-20cU0rcfw8WdxtVbmfU+xT2EjvVTw9Ror/h1Qvd7DXCu"
        "jRg8OO9mdBCsmTHdJFf3BuadmBNJtgIuUXsBqSkk/w==",
        ("dist/css/bootstrap.min.css",),
    ),
    Package(
        "sortablejs",
        "1.15.7",
        "MIT",
        "sha512-Kk8wLQPlS+yi1ZEf48a4+fzHa4yxjC30M/Sr2AnQu+f/"
        "MPwvvX9XjZ6OWejiz8crBsLwSq8GHqaxaET7u6ux0A==",
        ("Sortable.min.js",),
    ),
    Package(
        "@fontsource-variable/figtree",
        "5.3.0",
        "OFL-1.1",
        "sha512-VRVodD7OiG7apQwE8/2fMjaqpY/a0qRJqL5HtYj8CKIV"
        "ps+9amaFcdfKmDIf7iqYQx6iPLlArVXAfKeIZmVcNQ==",
        (
            "files/figtree-latin-wght-normal.woff2",
            "files/figtree-latin-ext-wght-normal.woff2",
        ),
    ),
    Package(
        "@fontsource-variable/bricolage-grotesque",
        "5.3.0",
        "OFL-1.1",
        "sha512-TLi9Q4hJjS2UvoTMRSS2nHu6c4R56lAw60NR9QYtVRCH"
        "n0XtsFpiEhNffZ8Glsoxu6wEEwLKBP8lb94J52PNBA==",
        (
            "files/bricolage-grotesque-latin-wght-normal.woff2",
            "files/bricolage-grotesque-latin-ext-wght-normal.woff2",
        ),
    ),
    Package(
        "bootstrap-icons",
        "1.13.2",
        "MIT",
        "sha512-fAU1Ly3dH7hwRg+CB8EZ0Vl0fF80zgXHeUVJyfUOKzoU"
        "Rr+TbwISbCW5tKUoQLERaWYG2emTCybcPbD96hdD1A==",
        icons=tuple(ICONS.split()),
    ),
)


def fetch(package: Package) -> tarfile.TarFile:
    """The package's tarball, opened; refused unless it is byte for byte the pinned one."""
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("npm is not on the PATH. Install Node.js with npm, then run this again.")
    with tempfile.TemporaryDirectory() as folder:
        answer = subprocess.run(
            [npm, "pack", "--silent", package.spec], cwd=folder, capture_output=True, text=True
        )
        tarballs = list(Path(folder).glob("*.tgz"))
        if answer.returncode or len(tarballs) != 1:
            raise SystemExit(f"npm could not pack {package.spec}.\n{answer.stderr.strip()}")
        content = tarballs[0].read_bytes()
    found = integrity(content, "sha512")
    if found != package.integrity:
        raise SystemExit(
            f"{package.spec} is not the tarball that was pinned.\n"
            f"  pinned {package.integrity}\n  found  {found}"
        )
    return tarfile.open(fileobj=io.BytesIO(content), mode="r:gz")


def integrity(content: bytes, algorithm: str = "sha384") -> str:
    """The hash in the form that `integrity=` attributes and npm use: name, hyphen, base64."""
    digest = hashlib.new(algorithm, content).digest()
    return f"{algorithm}-{base64.b64encode(digest).decode()}"


def read(tarball: tarfile.TarFile, path: str) -> bytes:
    """One file of an npm tarball, which keeps everything under package/."""
    try:
        member = tarball.extractfile(f"package/{path}")
    except KeyError:
        member = None
    if member is None:
        raise SystemExit(f"The tarball has no file {path}.")
    return member.read()


def copies(package: Package, tarball: tarfile.TarFile) -> dict[str, bytes]:
    """What we serve of a package, by its path below static/, with the licence beside it."""
    folder = f"vendor/{package.folder}"
    served = {f"{folder}/LICENSE": read(tarball, "LICENSE")}
    for path in package.files:
        content = read(tarball, path)
        if path.endswith((".css", ".js")):
            content = SOURCE_MAP.sub(b"\n", content)
        served[f"{folder}/{Path(path).name}"] = content
    if package.icons:
        served["img/icons.svg"] = sprite(package, tarball)
    return served


def sprite(package: Package, tarball: tarfile.TarFile) -> bytes:
    """The package's icons as symbols of one SVG, coloured by the text around them."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.Element(f"{{{SVG}}}svg")
    root.text = "\n"
    licence = read(tarball, "LICENSE").decode().strip()
    root.append(ElementTree.Comment(f"\nIcons picked from {package.spec}.\n\n{licence}\n"))
    for name in sorted(package.icons):
        drawing = ElementTree.fromstring(read(tarball, f"icons/{name}.svg"))
        attributes = {"id": name, "viewBox": drawing.get("viewBox"), "fill": "currentColor"}
        symbol = ElementTree.SubElement(root, f"{{{SVG}}}symbol", attributes)
        for shape in drawing:
            shape.tail = None
            symbol.append(shape)
    for child in root:
        child.tail = "\n"
    return ElementTree.tostring(root, encoding="utf-8") + b"\n"


def entry(package: Package, served: dict[str, bytes]) -> dict:
    """What vendor.json says of one package."""
    return {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "source": f"npm:{package.spec}",
        "files": {path: integrity(content) for path, content in sorted(served.items())},
    }


def bring(static: Path, packages: tuple[Package, ...]) -> dict[str, bytes]:
    """Fetch and check everything, then put it in the place of what was there."""
    entries, served = [], {}
    for package in packages:
        with fetch(package) as tarball:
            parts = copies(package, tarball)
        entries.append(entry(package, parts))
        served |= parts
    shutil.rmtree(static / "vendor", ignore_errors=True)
    for path, content in served.items():
        place = static / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    listing = json.dumps(entries, indent=2, ensure_ascii=False) + "\n"
    (static / "vendor" / "vendor.json").write_bytes(listing.encode())
    return served


if __name__ == "__main__":
    brought = bring(STATIC, PACKAGES)
    for path, content in brought.items():
        print(f"{len(content):>8}  {path}")
    print(f"{sum(map(len, brought.values())):>8}  bytes in all")
