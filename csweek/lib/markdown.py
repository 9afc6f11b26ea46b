"""Organizers' descriptions: Markdown in, safe HTML or plain words out."""

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote", "code", "hr", "h3", "h4"}
_parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable("image")


@lru_cache(maxsize=2048)
def to_html(text: str) -> SafeString:
    """Only the tags above come through; links open nothing but web and mail addresses."""
    html = nh3.clean(
        _parser.render(text),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(html)


def to_words(text: str) -> str:
    """The same as plain text, for what shows no HTML: links are followed by their addresses."""
    lines, mark = [], ""
    for token in _parser.parse(text):
        if token.type == "list_item_open":
            mark = f"{token.info}{token.markup} " if token.info else "• "
        elif token.type == "inline":
            lines.append(mark + _words_of(token.children))
            mark = ""
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
        if token.level == 0 and token.nesting <= 0 and token.type != "hr":
            lines.append("")
    return "\n".join(lines).strip()


def _words_of(tokens) -> str:
    words, begun, address = [], 0, ""
    for token in tokens:
        if token.type == "link_open":
            begun, address = len(words), token.attrs["href"]
        elif token.type == "link_close":
            if "".join(words[begun:]) not in (address, address.removeprefix("mailto:")):
                words.append(f" ({address})")
        else:
            words.append("\n" if token.type in ("softbreak", "hardbreak") else token.content)
    return "".join(words)
