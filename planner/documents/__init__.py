"""What leaves the house: calendars."""
