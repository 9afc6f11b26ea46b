"""What may be typed of the directory: a file per noun."""
