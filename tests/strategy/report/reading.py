"""What a reader finds on paper and in a page, whatever breaks the lines."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

from pypdf import PdfReader

BETWEEN = re.compile(r"[\s\u200b\u00ad\-]+")


def closed_up(text: str) -> str:
    """Without what a line break may add or take: spaces, hyphens, places to break."""
    return BETWEEN.sub("", text)


def read_pdf(pdf: bytes, *, running: str) -> str:
    """The text of all pages, without the line at their foot that has `running` in it."""
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    lines = [line for page in pages for line in page.splitlines() if running not in line]
    return closed_up("".join(lines))


def read_html(html: str) -> str:
    reader = _Reader()
    reader.feed(html)
    return closed_up("".join(reader.said))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._within and self._within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if "style" not in self._within:
            self.said.append(data)
