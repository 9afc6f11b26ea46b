"""Reads catalogues of translation, and the messages of our sources, without gettext's tools."""

import ast
import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[-#0+]*\d*(?:\.\d+)?[diouxXeEfFgGcrsa]|\{\w*\}|%%")
FUNCTIONS = re.compile(r"^(?:_|[np]{0,2}gettext(?:_lazy|_noop)?)$")
IN_TEMPLATE = re.compile(
    r"""\b(_|[np]{0,2}gettext)\(\s*((?:u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\s*,?\s*)+)"""
)
PACKAGES = ("csweek", "planner", "recognition")


@dataclass
class Message:
    """One entry of a .po file: `strings` is [singular] or [one, many]."""

    context: str | None = None
    message: str = ""
    plural: str | None = None
    strings: dict[int, str] = field(default_factory=dict)
    flags: set[str] = field(default_factory=set)

    @property
    def key(self) -> str:
        return self.message if self.context is None else f"{self.context}\x04{self.message}"


def read_po(file: Path) -> list[Message]:
    """Its messages, without those that are crossed out (#~); the first is the head."""
    found, now, where = [], Message(), None
    for line in [*file.read_text("utf-8").splitlines(), ""]:
        if line.startswith("#,"):
            now.flags |= {flag.strip() for flag in line[2:].split(",")}
        elif line.startswith("#"):
            continue
        elif not line.strip():
            if now.strings:
                found.append(now)
            now, where = Message(), None
        else:
            word, _space, rest = line.partition(" ")
            if line.startswith('"'):
                rest = line
            else:
                where = word
            _add(now, where, ast.literal_eval(rest))
    return found


def _add(message: Message, where: str, text: str) -> None:
    if where == "msgctxt":
        message.context = (message.context or "") + text
    elif where == "msgid":
        message.message += text
    elif where == "msgid_plural":
        message.plural = (message.plural or "") + text
    else:
        number = int(re.sub(r"\D", "", where) or 0)
        message.strings[number] = message.strings.get(number, "") + text


def wrong_in(messages: list[Message], plurals: int = 2) -> list[str]:
    """What would break a page or leave it without words, one sentence each."""
    found = []
    for each in messages[1:]:
        wanted = set(range(plurals)) if each.plural is not None else {0}
        if "fuzzy" in each.flags:
            found.append(f"only guessed: {each.message}")
        if set(each.strings) != wanted or not all(each.strings.values()):
            found.append(f"not translated: {each.message}")
            continue
        sources = [each.message] + [each.plural] * (each.plural is not None)
        for number, text in each.strings.items():
            allowed = sources if number == 0 else sources[-1:]
            if placeholders(text) not in [placeholders(source) for source in allowed]:
                found.append(f"other placeholders: {text}")
            for edge in (0, -1):
                if text[edge].isspace() != each.message[edge].isspace():
                    found.append(f"other white space at an end: {text}")
    keys = [each.key for each in messages]
    return found + [f"twice: {key}" for key in sorted(set(keys)) if keys.count(key) > 1]


def placeholders(text: str) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(text)) - {"%%"})


def differs(po: list[Message], mo: Path) -> list[str]:
    """Keys whose translation in the compiled catalogue is not that of the source."""
    with mo.open("rb") as opened:
        compiled = dict(gettext.GNUTranslations(opened)._catalog)
    compiled.pop("", None)
    meant = {}
    for each in po[1:]:
        if each.plural is None:
            meant[each.key] = each.strings[0]
        else:
            meant |= {(each.key, number): text for number, text in each.strings.items()}
    return [str(key) for key in {*meant, *compiled} if meant.get(key) != compiled.get(key)]


def messages_in_sources(root: Path) -> Iterator[tuple[str, str]]:
    """Every message that code or a template of ours names in words: its key, and where."""
    for package in PACKAGES:
        for file in sorted((root / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text("utf-8"))):
                if isinstance(node, ast.Call) and FUNCTIONS.match(_called(node.func)):
                    texts = [_constant(each) for each in node.args]
                    yield from _keys(_called(node.func), texts, f"{file.name}:{node.lineno}")
    for file in sorted((root / "templates").rglob("*")):
        if file.is_file():
            for name, arguments in IN_TEMPLATE.findall(templatize(file.read_text("utf-8"))):
                texts = ast.literal_eval(f"[{arguments}]")
                yield from _keys(name, texts, str(file.relative_to(root)))


def _called(function: ast.AST) -> str:
    return getattr(function, "id", getattr(function, "attr", ""))


def _constant(node: ast.AST) -> str | None:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return node.value if is_text else None


def _keys(function: str, texts: list, where: str) -> Iterator[tuple[str, str]]:
    has_context = "pgettext" in function
    wanted = texts[: 2 if has_context else 1]
    if wanted and all(wanted):
        yield "\x04".join(wanted), where
