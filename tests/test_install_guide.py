"""docs/install.md names every setting that the environment has, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
INNER = {"CSWEEK_DEMO"}  # set by `manage.py demo` for itself


def names_in(text: str) -> set[str]:
    return set(re.findall(r"\bCSWEEK_[A-Z_]+\b", text))


def table_of_settings() -> str:
    guide = (ROOT / "docs" / "install.md").read_text()
    settings = guide.split("## Settings")[1].split("\n## ")[0]
    return "\n".join(line for line in settings.splitlines() if line.startswith("| `"))


def test_the_guide_names_every_setting():
    known = names_in((ROOT / "csweek" / "settings.py").read_text()) - INNER
    assert names_in(table_of_settings()) == known
    assert "DATABASE_URL" in table_of_settings()
