"""What a page carries that a strict policy forbids."""

from __future__ import annotations

from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Protocol

SCRIPTS_THAT_ARE_DATA = {"application/json", "application/ld+json"}


class Answer(Protocol):
    """What the test client gives back."""

    @property
    def status_code(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def content(self) -> bytes: ...


def code_in(html: str) -> list[str]:
    """Inline code and looks, as they stand in the page: empty when there is none."""
    finder = _Finder()
    finder.feed(html)
    finder.close()
    return finder.found


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "style":
            self.found.append("<style>")
        is_data = given.get("type") in SCRIPTS_THAT_ARE_DATA
        if tag == "script" and "src" not in given and not is_data:
            self.found.append("<script>")
        for name, value in attrs:
            forbidden = name == "style" or name.startswith(("on", "hx-on"))
            if forbidden or (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f'<{tag} {name}="{value}">')
