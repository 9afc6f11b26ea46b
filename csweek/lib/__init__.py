"""What stands on Django alone and knows nothing of weeks or people: a noun per file."""
