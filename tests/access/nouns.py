"""What the table, its neighbours and its world hold of each noun, put together."""

from tests.access import planner, recognition

NOUNS = [*planner.NOUNS, *recognition.NOUNS]
TABLE = "".join(noun.TABLE.lstrip("\n") for noun in NOUNS)
OTHERS = "".join(noun.OTHERS.lstrip("\n") for noun in NOUNS)
# {name of an address: the form that is sent to it, given the world}
SENT = {name: form for noun in NOUNS for name, form in noun.SENT.items()}
NO_PAGES = {name: why for noun in NOUNS for name, why in noun.NO_PAGES.items()}
LISTS = [name for noun in NOUNS for name in noun.LISTS]
# {name of an address: what stands for each parameter of it, given the world}
VALUES = {name: of for noun in NOUNS for name, of in getattr(noun, "VALUES", {}).items()}
# {name of an address: the tables that it writes to and history tells nothing of}
UNTOLD = {name: tables for noun in NOUNS for name, tables in getattr(noun, "UNTOLD", {}).items()}

# {name of an address: the kinds of things that tell of themselves besides the act}
TOUCHED = {name: kinds for noun in NOUNS for name, kinds in getattr(noun, "TOUCHED", {}).items()}

# Addresses of what can be done only while it lies ahead: they are asked before the week.
WHILE_AHEAD = {name for noun in NOUNS for name in getattr(noun, "WHILE_AHEAD", ())}


def values(world, name: str) -> dict:
    return VALUES[name](world) if name in VALUES else {}


def furnish(world) -> None:
    for noun in NOUNS:
        noun.furnish(world)


def grow(world, numbers) -> None:
    for noun in NOUNS:
        noun.grow(world, numbers)
