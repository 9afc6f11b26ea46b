"""How SQLite keeps its journal: which mode is sound here, and checks that say when one is not."""

import sqlite3
from pathlib import Path

from django.core.checks import Warning
from django.db import connections
from django.utils.translation import gettext as _

Version = tuple[int, ...]

# WAL files could be corrupted when two connections reset them at once; mended in these releases.
# Source: sqlite.org/wal.html, "the WAL-reset bug".
MENDED, MENDED_LINES = (3, 51, 3), {(3, 44): (3, 44, 6), (3, 50): (3, 50, 7)}

NETWORK_FILE_SYSTEMS = {
    "9p", "afs", "beegfs", "ceph", "cifs", "fuse.glusterfs", "fuse.s3fs", "fuse.sshfs", "gfs2",
    "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "smb2", "smb3", "smbfs",
}  # fmt: skip


def is_wal_sound(version: Version) -> bool:
    """True when this release of SQLite has the WAL-reset bug mended."""
    return version >= MENDED_LINES.get(version[:2], MENDED)


def journal_mode(version: Version) -> str:
    """The mode a database file is set to, once, before it is served: 'wal' or 'truncate'."""
    return "wal" if is_wal_sound(version) else "truncate"


def file_system(path: str, mounts: str) -> str:
    """The type of the file system that holds `path`, by the text of /proc/mounts; '' if unknown."""
    found, longest = "", -1
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ").rstrip("/")
        # Later lines win: something may be mounted over an older mount of the same place.
        if (path == point or path.startswith(point + "/")) and len(point) >= longest:
            found, longest = fields[2], len(point)
    return found


def read_mode(connection) -> str:
    with connection.cursor() as cursor:
        return cursor.execute("PRAGMA journal_mode").fetchone()[0]


def set_mode(connection, version: Version = sqlite3.sqlite_version_info) -> str:
    """Set the journal mode of a database file, and answer with what it is now.

    Call it while nothing else has the file open: to leave or enter WAL needs it alone.
    """
    if read_mode(connection) != "memory":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA journal_mode={journal_mode(version)}")
    return read_mode(connection)


def keep_journal_file(sender, connection, **kwargs) -> None:
    """For the signal connection_created: outside WAL the mode is not stored in the file."""
    if connection.vendor == "sqlite" and read_mode(connection) == "delete":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=TRUNCATE")


def check_sqlite(app_configs=None, databases=None, **kwargs) -> list[Warning]:
    """A system check of the databases that are looked at (`check --database`, `migrate`)."""
    return [
        warning
        for alias in databases or []
        if connections[alias].vendor == "sqlite"
        for warning in warnings(connections[alias], sqlite3.sqlite_version_info, read_mounts())
    ]


def read_mounts() -> str:
    mounts = Path("/proc/mounts")
    return mounts.read_text(errors="replace") if mounts.exists() else ""


def warnings(connection, version: Version, mounts: str) -> list[Warning]:
    found = []
    if read_mode(connection) == "wal" and not is_wal_sound(version):
        found.append(
            Warning(
                _("The database is in WAL mode, and this SQLite (%(version)s) can corrupt it.")
                % {"version": ".".join(map(str, version))},
                hint=_("Stop the server and start it with “manage.py start”: it leaves WAL mode."),
                id="csweek.W001",
            )
        )
    path = str(Path(connection.settings_dict["NAME"]).absolute())
    kind = file_system(path, mounts)
    if kind in NETWORK_FILE_SYSTEMS:
        found.append(
            Warning(
                _("The database file lies on a network file system (%(kind)s).") % {"kind": kind},
                hint=_("SQLite's locks do not hold there. Use a local disk, or PostgreSQL."),
                id="csweek.W002",
            )
        )
    return found
