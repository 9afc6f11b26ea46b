"""European Portuguese as Django has it; the clock without seconds."""

TIME_FORMAT = "H:i"
DATETIME_FORMAT = r"j \d\e F \d\e Y, H:i"
