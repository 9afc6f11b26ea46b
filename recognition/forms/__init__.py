"""What may be typed in recognition."""
