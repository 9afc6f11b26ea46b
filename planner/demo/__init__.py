"""The sample organisation that `manage.py demo` shows: its texts in TOML, the rest in Python.

Its texts are data, like those that an organisation types in, and so are not translated.
"""
