"""Markdown as people write it, made into HTML that is safe to show to anybody.

Raw HTML is read as text, and what is made is cleaned once more by nh3: two independent guards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

FOUND_FROM, FOUND_TO = "\x02", "\x03"
"""Around the words that a search has found; characters that nobody types."""

_FOUND = re.compile(f"{FOUND_FROM}([^{FOUND_FROM}{FOUND_TO}]*){FOUND_TO}")
_FRENCH_GAP = re.compile(r" (?=[?!:;»€%])|(?<=«) ")
_PAGE_TITLE = 1
_LOWEST = 6

_BLOCKS = {"blockquote", "div", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "ul"}
_TABLES = {"table", "tbody", "td", "th", "thead", "tr"}
_TAGS = {"a", "br", "code", "em", "s", "strong"} | _BLOCKS | _TABLES
_ATTRIBUTES = {
    "a": {"href", "title"},
    "div": {"aria-label", "class", "role", "tabindex"},
    "ol": {"start"},
    "table": {"class"},
}
_SCHEMES = {"http", "https", "mailto", "tel"}


def as_html(markdown: str, *, language: str) -> SafeString:
    """The answer as HTML. Its highest heading becomes an h2, for the page's title is the h1."""
    tokens = _reader().parse(markdown)
    _lower_headings(tokens)
    _typeset(tokens, language)
    _frame_tables(tokens)
    html = _reader().renderer.render(tokens, _reader().options, {})
    return mark_safe(  # noqa: S308 # cleaned in this very line
        nh3.clean(
            html,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            url_schemes=_SCHEMES,
            link_rel="noopener",
        )
    )


def opening_words(markdown: str, *, words: int = 24) -> str:
    """How the answer begins, without any mark-up."""
    texts = (_text(token) for token in _reader().parse(markdown) if token.type == "inline")
    return Truncator(next((text for text in texts if text), "")).words(words, truncate="…")


def typeset(text: str, *, language: str) -> str:
    """As it is printed: in French, signs such as "?" do not leave the word before them."""
    return _FRENCH_GAP.sub("\N{NO-BREAK SPACE}", text) if language == "fr" else text


def with_found_marked(text: str) -> SafeString:
    """Plain text with FOUND_FROM and FOUND_TO in it, as HTML with `<mark>`."""
    marked = _FOUND.sub(r"<mark>\1</mark>", escape(text))
    return mark_safe(re.sub(f"[{FOUND_FROM}{FOUND_TO}]", "", marked))  # noqa: S308 # escaped above


@cache
def _reader() -> MarkdownIt:
    # A picture from elsewhere would tell that server who reads: it stays a link to follow.
    return (
        MarkdownIt("commonmark", {"html": False})
        .enable(["table", "strikethrough"])
        .disable("image")
    )


def _lower_headings(tokens: Sequence[Token]) -> None:
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    highest = min((_level(token) for token in headings), default=_PAGE_TITLE)
    for token in headings:
        level = min(_level(token) - highest + _PAGE_TITLE + 1, _LOWEST)
        token.tag = f"h{level}"


def _level(heading: Token) -> int:
    return int(heading.tag.removeprefix("h"))


def _typeset(tokens: Sequence[Token], language: str) -> None:
    for token in tokens:
        for child in token.children or ():
            if child.type == "text":
                child.content = typeset(child.content, language=language)


def _frame_tables(tokens: list[Token]) -> None:
    """A table that is too wide scrolls inside a frame which the keyboard can reach."""
    framed: list[Token] = []
    for token in tokens:
        if token.type == "table_open":
            token.attrSet("class", "table")
            framed.append(_frame())
        framed.append(token)
        if token.type == "table_close":
            framed.append(Token("frame_close", "div", -1, block=True))
    tokens[:] = framed


def _frame() -> Token:
    attributes: dict[str, str | int | float] = {
        "class": "table-frame",
        "role": "region",
        "tabindex": "0",
        "aria-label": _("Table"),
    }
    return Token("frame_open", "div", 1, attrs=attributes, block=True)


def _text(token: Token) -> str:
    return "".join(_plain(token.children or ())).strip()


def _plain(children: Iterable[Token]) -> Iterable[str]:
    for child in children:
        if child.type in {"softbreak", "hardbreak"}:
            yield " "
        elif child.type in {"text", "code_inline"}:
            yield child.content
