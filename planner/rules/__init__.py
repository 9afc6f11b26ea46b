"""Dates in, answers out: pure Python, the standard library and dateutil, never Django."""
