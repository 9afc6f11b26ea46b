"""The order in which files lie on a judge's desk: another for every judge, always the same."""

from collections.abc import Hashable, Iterable
from hashlib import sha256
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def desk_order(seed: str, judge: Hashable, files: Iterable[Key]) -> list[Key]:
    """The files in the order of SHA-256 of "seed|judge|file" (UTF-8, keys as text).

    So no file gains by where it stands over the whole panel; a file that comes or goes moves no
    other; and neither the database's order nor Python's own hashing plays a part. The seed is the
    award's. A serial number makes as good a key as a random one.
    """

    def place(file: Key) -> tuple[bytes, str]:
        return sha256(f"{seed}|{judge}|{file}".encode()).digest(), str(file)

    return sorted(files, key=place)
