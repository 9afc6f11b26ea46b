"""What may be typed: a file per noun."""
