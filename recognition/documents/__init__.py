"""What leaves the house: lists of nominations, run sheets, certificates."""
