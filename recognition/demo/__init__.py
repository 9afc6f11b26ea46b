"""The sample organisation's awards: of last year, and of this year in every state."""
