"""Journeys in a real Chromium, against the real server. Run them with: pytest -m browser."""
