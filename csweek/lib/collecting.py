"""Static files, collected and compressed once, and anew only when one of them has changed."""

import hashlib
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

# Not hidden: a folder that is copied without dot files would be collected anew.
MARK = "collected-from"
TOOLS = ("Django", "whitenoise")


def collect(unwanted: list[str]) -> bool:
    """Collect them, and tell whether that was needed. Nothing is done where the same files were
    collected by the same tools, as far as their sizes and times tell."""
    mark = Path(settings.STATIC_ROOT) / MARK
    found = _fingerprint(unwanted)
    if mark.exists() and mark.read_text() == found:
        return False
    mark.unlink(missing_ok=True)  # while it lasts, and if it fails, nothing is collected
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=unwanted)
    mark.write_text(found)
    return True


def _fingerprint(unwanted: list[str]) -> str:
    said = [f"{tool} {version(tool)}" for tool in TOOLS]
    for finder in get_finders():
        for name, storage in finder.list(unwanted):
            stat = Path(storage.path(name)).stat()
            said.append(f"{name} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(said)).encode()).hexdigest()
