"""Descriptions: Markdown becomes HTML in which nothing runs and nothing pretends."""

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from csweek.lib import markdown

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "![x](x\" onerror=\"alert(1))",
    "![look](https://evil.example/track.gif)",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=https://evil.example></iframe>",
    "<style>body{display:none}</style>",
    "<p style=\"position:fixed\">over everything</p>",
    "<form action=https://evil.example><input name=password></form>",
    "<base href=https://evil.example>",
    "<meta http-equiv=refresh content=0;url=https://evil.example>",
    "<math><mi xlink:href=\"data:x,<script>alert(1)</script>\">",
    "[press](javascript:alert(1))",
    "[press](JaVaScRiPt:alert(1))",
    "[press](java\tscript:alert(1))",
    "[press](&#106;avascript:alert(1))",
    "[press](javascript&colon;alert(1))",
    "[press](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[press](vbscript:msgbox(1))",
    "[press](file:///etc/passwd)",
    "<javascript:alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    "[press](https://ok.example \"onclick=alert(1)\")",
    "[press](https://ok.example/\"onmouseover=\"alert(1))",
    "</title><script>alert(1)</script>",
    "<!-- <script>alert(1)</script>",
    "{{7*7}} {% debug %}",
    "\u202eright to left",
    "a\x00b<script\x00>alert(1)</script>",
    "<a href=\"javascript:alert(1)\" target=_blank>press</a>",
    "`<script>alert(1)</script>`",
    "> <script>alert(1)</script>",
    "# <img src=x onerror=alert(1)>",
    "- <object data=x>",
    "<<script>script>alert(1)</script>",
]  # fmt: skip

TAGS = {"html", "head", "body", "p", "br", "strong", "em", "ul", "ol", "li", "a", "blockquote"}
TAGS |= {"code", "hr", "h3", "h4"}


def dangers(html: str) -> list[str]:
    """Elements, attributes and links in a piece of HTML that a description may not have."""
    found = []
    for element in html5lib.parse(html, namespaceHTMLElements=False).iter():
        if not isinstance(element.tag, str) or element.tag not in TAGS:
            found.append(f"<{element.tag}>")
            continue
        for name, value in element.attrib.items():
            if element.tag != "a" or name not in {"href", "rel", "title"}:
                found.append(f"{name}={value}")
            elif name == "href" and not value.startswith(("https://", "http://", "mailto:", "/")):
                found.append(f"href={value}")
    return found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_nothing_dangerous_comes_through(payload):
    assert dangers(markdown.to_html(payload)) == []
    assert dangers(markdown.to_html(f"Before **{payload}** and\n\n* {payload}\n")) == []


@given(st.text(alphabet="<>\"'=/()[]!#*_`&;: \n\tjavscriptonhref", max_size=80))
def test_nothing_dangerous_comes_through_however_it_is_put_together(text):
    assert dangers(markdown.to_html(text)) == []


@pytest.mark.parametrize("payload", PAYLOADS[:3])
def test_without_the_cleaner_and_with_html_let_in_the_same_would_come_through(monkeypatch, payload):
    monkeypatch.setattr(markdown, "_parser", markdown.MarkdownIt("commonmark", {"html": True}))
    monkeypatch.setattr(markdown.nh3, "clean", lambda html, **_options: html)
    assert dangers(markdown.to_html.__wrapped__(payload)) != []


def test_without_the_parsers_care_the_cleaner_alone_keeps_it_out(monkeypatch):
    parser = markdown.MarkdownIt("commonmark", {"html": True})
    monkeypatch.setattr(parser, "validateLink", lambda url: True)
    monkeypatch.setattr(markdown, "_parser", parser)
    for payload in PAYLOADS:
        assert dangers(markdown.to_html.__wrapped__(payload)) == []


def test_what_an_organizer_writes_is_shaped():
    html = markdown.to_html(
        "**Bring** a _mug_.\nOne each.\n\n- tea\n- cake\n\n[Menu](https://example.org/menu)"
    )
    assert html == (
        "<p><strong>Bring</strong> a <em>mug</em>.<br>\nOne each.</p>\n"
        "<ul>\n<li>tea</li>\n<li>cake</li>\n</ul>\n"
        '<p><a href="https://example.org/menu" rel="noopener noreferrer nofollow">Menu</a></p>\n'
    )


@pytest.mark.parametrize("address", ["mailto:crew@example.org", "http://intranet/menu", "/2026/"])
def test_web_and_mail_addresses_and_our_own_pages_may_be_linked(address):
    assert f'<a href="{address}" ' in markdown.to_html(f"[Look]({address})")


def test_text_with_signs_of_html_is_shown_as_it_was_typed():
    parsed = html5lib.parse(markdown.to_html("3 < 5 & <b>so on</b>"), namespaceHTMLElements=False)
    assert "".join(parsed.itertext()).strip() == "3 < 5 & <b>so on</b>"


def test_as_plain_words_lists_keep_their_marks_and_links_their_addresses():
    typed = """## Bring

A **headset**, a `cup`
and [a friend](https://example.org/friends). Write to <a@example.org>.

- one
- [https://example.org](https://example.org)

3. third
4. fourth

> *Quoted* &amp; <b>bare</b>

---

    as it is
"""
    assert markdown.to_words(typed) == (
        "Bring\n\nA headset, a cup\nand a friend (https://example.org/friends). "
        "Write to a@example.org.\n\n"
        "• one\n• https://example.org\n\n3. third\n4. fourth\n\n"
        "Quoted & <b>bare</b>\n\nas it is"
    )
