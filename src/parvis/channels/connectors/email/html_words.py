"""The readable words of an HTML mail, in time linear in its length.

The standard `html.parser` takes quadratic time on unclosed tags, and refuses numbers of thousands
of digits; mails come from anybody. Safe HTML for display is made elsewhere: this gives text only.
"""

from __future__ import annotations

import html
import re

HTML_MAX = 1_000_000  # characters that are read
LINK_MAX = 200
_DEPTH_SHOWN = 9  # of quotations within quotations

_COMMENT_START, _COMMENT_END = "<!--", "-->"
_TAG = re.compile(
    r"""<(/?)([a-zA-Z][a-zA-Z0-9:]*+)((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>"""  # well formed
    r"""|<(/?)([a-zA-Z][a-zA-Z0-9:]*+)([^<>]*+)>"""  # with a stray quote
    r"""|<[!?][^<>]*+>"""
)
_HREF = re.compile(r"""\bhref\s*+=\s*+["']?+((?:https?:|mailto:)[^\s"'<>]++)""", re.IGNORECASE)
_HUGE_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,}+;?")
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_EMPTY_LINES = re.compile(r"\n{3,}")

_UNSHOWN = {"head", "script", "style", "template", "title"}
_BLOCKS = {
    "address", "article", "aside", "center", "dd", "div", "dl", "dt", "fieldset", "figure",
    "footer", "form", "header", "main", "nav", "section", "table", "tbody", "thead", "tr",
}  # fmt: skip
_PARAGRAPHS = {"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "ul"}


def words_of_html(source: str) -> str:
    """`source` as plain text: paragraphs, lists, links and quoted blocks (`> `) keep their shape.

    Reads at most HTML_MAX characters.
    """
    page = _Page()
    source = _without_comments(source[:HTML_MAX])
    never_closed: set[str] = set()
    at = 0
    while tag := _TAG.search(source, at):
        page.text(source[at : tag.start()])
        at = tag.end()
        name = (tag[2] or tag[5] or "").lower()
        closing = bool(tag[1] or tag[4])
        if name in _UNSHOWN and not closing and name not in never_closed:
            end = re.compile(rf"</{name}\b[^<>]*>", re.IGNORECASE).search(source, at)
            if end:
                at = end.end()
            else:
                never_closed.add(name)
        elif closing:
            page.close(name)
        elif name:
            page.open(name, tag[3] or tag[6] or "")
    page.text(source[at:])
    return page.words()


def _without_comments(source: str) -> str:
    kept: list[str] = []
    at = 0
    while (start := source.find(_COMMENT_START, at)) >= 0:
        end = source.find(_COMMENT_END, start)
        if end < 0:
            break
        kept.append(source[at:start])
        at = end + len(_COMMENT_END)
    kept.append(source[at:])
    return "".join(kept)


class _Page:
    """Text as it grows. The gap between paragraphs is written only when more words follow."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._gap = False
        self._quote_depth = 0
        self._depth_above = 0
        self._preformatted = 0
        self._link = ""
        self._link_text: list[str] = []

    def text(self, source: str) -> None:
        if not source:
            return
        words = html.unescape(_HUGE_NUMBER.sub("\ufffd", source))
        if self._preformatted:
            *lines, last = words.split("\n")
            for line in lines:
                self._line.append(line)
                self._end_line()
            self._line.append(last)
            return
        words = _SPACES.sub(" ", words)
        if words.startswith(" ") and (not self._line or self._line[-1].endswith(" ")):
            words = words[1:]
        if words:
            self._line.append(words)
            self._link_text.append(words)

    def open(self, name: str, attributes: str) -> None:
        if name == "br":
            self._end_line()
        elif name == "hr":
            self._break()
            self._line.append("-" * 10)
            self._end_line()
        elif name == "li":
            self._break()
            self._line.append("- ")
        elif name in {"td", "th"} and self._line:
            self._line.append(" ")
        elif name == "a":
            href = _HREF.search(attributes)
            self._link = html.unescape(href[1]) if href and len(href[1]) <= LINK_MAX else ""
            self._link_text = []
        else:
            self._block(name, step=1)

    def close(self, name: str) -> None:
        if name == "a":
            self._end_link()
        else:
            self._block(name, step=-1)

    def words(self) -> str:
        self._break()
        return _EMPTY_LINES.sub("\n\n", "\n".join(self._lines)).strip("\n")

    def _block(self, name: str, *, step: int) -> None:
        if name in _BLOCKS:
            self._break()
        elif name in _PARAGRAPHS:
            self._break()
            if name == "blockquote":
                self._quote_depth = max(0, self._quote_depth + step)
            elif name == "pre":
                self._preformatted = max(0, self._preformatted + step)
            self._gap = bool(self._lines)

    def _end_link(self) -> None:
        if not self._link:
            return
        shown = "".join(self._link_text)
        target = self._link.removeprefix("mailto:")
        if target.rstrip("/") not in shown:
            self._line.append(f" <{target}>")
        self._link = ""

    def _break(self) -> None:
        if "".join(self._line).strip():
            self._end_line()
        self._line = []

    def _end_line(self) -> None:
        line = "".join(self._line)
        line = line.rstrip() if self._preformatted else line.strip()
        depth = min(self._quote_depth, _DEPTH_SHOWN)
        if self._gap:
            self._lines.append(">" * min(depth, self._depth_above))
        self._lines.append(">" * depth + (" " if depth and line else "") + line)
        self._line, self._gap, self._depth_above = [], False, depth
