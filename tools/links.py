"""Every link between the pages of the documentation leads somewhere, to the heading it names."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tools.tree import project_files, said

IN_HTML = re.compile(r"""<(?:a|img|source)\b[^>]*?\b(?:href|src|srcset)=["']([^"']+)["']""")


def main() -> int:
    pages = project_files(".md")
    complaints = [complaint for page in pages for complaint in broken_links(page)]
    print(*complaints, sep="\n", end="\n" if complaints else "")
    print(f"{len(pages)} pages")
    return 1 if complaints else 0


def broken_links(page: Path) -> Iterator[str]:
    """A sentence for each link of the page that leads nowhere; other sites are not asked."""
    for link in links_of(page):
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
        if not target.exists():
            yield f"{said(page)}: {link} leads nowhere."
        elif parts.fragment and target.suffix == ".md" and parts.fragment not in anchors(target):
            yield f"{said(page)}: {link} names a heading that is not there."


def links_of(page: Path) -> list[str]:
    """The addresses of links and pictures, in the order of the page."""
    found: list[str] = []
    for token in _tokens(page):
        for part in [token, *(token.children or [])]:
            if part.type in {"html_block", "html_inline"}:
                found += IN_HTML.findall(part.content)
            else:
                address = part.attrGet("href") or part.attrGet("src")
                found += [str(address)] if address else []
    return found


@cache
def anchors(page: Path) -> frozenset[str]:
    """The names under which a page's headings can be linked to."""
    names: list[str] = []
    tokens = _tokens(page)
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open":
            name = _anchor("".join(part.content for part in inline.children or []))
            seen = names.count(name)
            names.append(f"{name}-{seen}" if seen else name)
    return frozenset(names)


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _tokens(page: Path) -> list[Token]:
    return MarkdownIt("commonmark").enable("table").parse(page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    sys.exit(main())
