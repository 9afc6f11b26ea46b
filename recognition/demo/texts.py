"""Reads the sample awards, nominations and reviews, which lie beside this file."""

import tomllib
from pathlib import Path

HERE = Path(__file__).parent


def read(name: str) -> dict:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
