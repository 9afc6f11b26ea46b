"""Pure Python: rows of a staff list in, answers out; never Django."""
