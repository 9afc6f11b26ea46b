#!/usr/bin/env python
"""The one door for commands: `manage.py demo`, `manage.py start`, `manage.py checkweek 2026` …"""

import os
import sys


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csweek.settings")
    if sys.argv[1:2] == ["demo"]:
        # The demo has a database file of its own: settings read this before anything else.
        os.environ["CSWEEK_DEMO"] = "yes"
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
