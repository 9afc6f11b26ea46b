"""Measurements, run by hand: each prints a table and what it compared."""
