"""Who may ask what of every address: the table, a small world to ask in, and how to ask."""
