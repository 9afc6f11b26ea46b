#!/usr/bin/env python
"""Make the README's picture of the board, from a demo that is thrown away afterwards.

    .venv/bin/python scripts/screenshot.py

It needs the extra `browser` and Debian's chromium, and writes docs/board.png.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.servers import Server  # noqa: E402
from tests.browser.visitors import TESS, Visitor  # noqa: E402

PICTURE = ROOT / "docs" / "board.png"
MOST_BYTES = 400_000
HEADLESS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def photograph(address: str, to: Path) -> None:
    """The organizer's board as it first meets the eye, in light."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=HEADLESS
        )
        context = browser.new_context(
            locale="en-GB", color_scheme="light", viewport={"width": 1440, "height": 900}
        )
        visitor = Visitor(context, address).sign_in(TESS)
        visitor.page.wait_for_url("**/board/")
        visitor.page.evaluate("document.fonts.ready")
        visitor.page.screenshot(path=to)
        browser.close()
        if visitor.faults:
            raise SystemExit("\n".join(visitor.faults))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        server = Server("demo", Path(folder) / "home").wait()
        try:
            photograph(server.address, PICTURE)
        finally:
            server.stop()
    size = PICTURE.stat().st_size
    if size > MOST_BYTES:
        raise SystemExit(f"{PICTURE} has {size:,} bytes; {MOST_BYTES:,} are the most.")
    print(f"{PICTURE.relative_to(ROOT)}: {size:,} bytes")


if __name__ == "__main__":
    main()
