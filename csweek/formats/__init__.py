"""Formats that differ from Django's own: a 24-hour clock, and the days as our pages write them."""
