"""The demo's own database file, known by a mark in its header, so that no other is ever touched."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

# SQLite keeps this number for programs to know their files by: bytes 68 to 71 of the header.
# Source: sqlite.org/fileformat2.html, "Application ID".
MARK = 0x43535744  # "CSWD"
START = b"SQLite format 3\0"
BESIDE = ("-journal", "-wal", "-shm")


def is_ours(path: Path) -> bool:
    """Whether the file bears our mark. It is read as bytes: SQLite itself never opens it."""
    with open(path, "rb") as file:
        header = file.read(100)
    return header.startswith(START) and header[68:72] == MARK.to_bytes(4, "big")


def leftovers(path: Path) -> list[Path]:
    """Files that belong to a database file and still hold something of it."""
    beside = [path.with_name(path.name + ending) for ending in BESIDE]
    return [each for each in beside if each.exists() and each.stat().st_size]


def make(path: Path) -> None:
    """An empty database with our mark; it is never there without it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unnamed = path.with_name(f"{path.name}.{os.getpid()}")
    unnamed.unlink(missing_ok=True)
    with closing(sqlite3.connect(unnamed)) as connection:
        connection.execute(f"PRAGMA application_id={MARK}")
    unnamed.rename(path)


def delete(path: Path) -> None:
    """The file and what lies beside it, last the one that bears the mark."""
    for ending in BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    path.unlink()
