"""What a PDF of many certificates costs: processor time, time, and the most memory.

    .venv/bin/python bench/certificates.py [--count 500]

It asks for part after part, as the page with the bar does, and then for the PDF, through Django's
handler and test client. The process does nothing else, so that its memory is that of the drawing.
"""

import argparse
import os
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "csweek.settings"
os.environ["DATABASE_URL"] = "sqlite://:memory:"
os.environ["CSWEEK_DEBUG"] = "no"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from bench.worlds import YEAR, furnish  # noqa: E402
from csweek.lib import pdf  # noqa: E402
from csweek.people.models import Person  # noqa: E402
from recognition.models import Award, File  # noqa: E402

CERTIFICATES = f"/{YEAR}/awards/certificates"
CITATION = (
    "Stayed on the line for two hours with a customer who had lost everything, found the one "
    "colleague who knew what to do, and rang back on Sunday to hear whether it had helped."
)


def furnish_certificates(count: int) -> Person:
    """`count` nominees of one award, whoever has won. Answers with a manager."""
    manager = furnish(2 * count)
    judged = Award.objects.get(title="Above and beyond")
    judged.files.update(citation=CITATION)
    kept = judged.files.order_by("pk").values_list("pk", flat=True)[:count]
    File.objects.exclude(pk__in=list(kept)).update(award=Award.objects.get(title="Quiet hero"))
    return manager


def ask(client: Client, address: str):
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: answered {answer.status_code}")
    return answer


def draw(client: Client, award: Award) -> tuple[int, int, int]:
    """Certificates, parts, and bytes of the PDF."""
    chosen = f"everyone=on&award={award.key}"
    parts, said = 0, {"next": 0}
    while said["next"] is not None:
        said = ask(client, f"{CERTIFICATES}/part/?{chosen}&part={said['next']}").json()
        parts += 1
    return said["all"], parts, len(ask(client, f"{CERTIFICATES}/pdf/?{chosen}").content)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=500)
    options = parser.parse_args()
    if not pdf.is_there():
        raise SystemExit("The extra “pdf” is not installed here.")
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    client = Client(headers={"host": "localhost"})
    client.force_login(furnish_certificates(options.count))
    award = Award.objects.get(title="Above and beyond")
    spent, began = time.process_time(), time.monotonic()
    drawn, parts, size = draw(client, award)
    spent, took = time.process_time() - spent, time.monotonic() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("| certificates | parts | processor s | s | MB at most | PDF in kB |")
    print("|---:|---:|---:|---:|---:|---:|")
    print(f"| {drawn} | {parts} | {spent:.1f} | {took:.0f} | {memory:.0f} | {size / 1000:.0f} |")


if __name__ == "__main__":
    main()
