"""Numbers and dates of recognition, worked out in pure Python, never Django."""
