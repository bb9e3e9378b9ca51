"""No words in a template that a translator would never see."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from django.template.base import Lexer, TokenType

from tools.tree import project_files, said

ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?:alt|title|placeholder|aria-label|aria-description)=(?:"([^"]*)"|'([^']*)')"""
)
CLASSES = re.compile(r"{% block \w+_class %}.*?{% endblock")
SILENT = re.compile(r"<(style|script|svg|code|kbd|pre)\b.*?</\1>|<!--.*?-->", re.DOTALL)
TAG = re.compile(r"<[^>]*>?|&\w+;|&#\d+;")
WORD = re.compile(r"[^\W\d_]{2,}")
FOR_DEVELOPERS = {"styleguide.html"}
SAME_EVERYWHERE = {"Parvis", "min", "DOCTYPE", "html"}


def main() -> int:
    complaints = [
        f"{said(path)}:{line}: {words!r} cannot be translated."
        for path in project_files(".html", ".txt")
        if "templates" in path.parts and path.name not in FOR_DEVELOPERS
        for line, words in untranslatable(path)
    ]
    print(*complaints, sep="\n", end="\n" if complaints else "")
    return 1 if complaints else 0


def untranslatable(path: Path) -> Iterator[tuple[int, str]]:
    """Each line of the template with words outside of a translation, and these words."""
    source = CLASSES.sub(_blank, path.read_text(encoding="utf-8"))
    html = SILENT.sub(_blank, _without_template_tags(source))
    spoken = [(found.start(), found[1] or found[2] or "") for found in ATTRIBUTE.finditer(html)]
    text = TAG.sub(_blank, html)
    spoken += [(found.start(), found[0]) for found in re.finditer(r"[^\n]*\S[^\n]*", text)]
    for start, words in sorted(spoken):
        if set(WORD.findall(words)) - SAME_EVERYWHERE:
            yield html.count("\n", 0, start) + 1, words.strip()


def _without_template_tags(source: str) -> str:
    kept: list[str] = []
    in_translation = False
    for token in Lexer(source).tokenize():
        if token.token_type is TokenType.TEXT and not in_translation:
            kept.append(token.contents)
            continue
        if token.token_type is TokenType.BLOCK:
            name = token.contents.split()[0]
            if name in {"blocktranslate", "blocktrans", "comment"}:
                in_translation = True
            elif name in {"endblocktranslate", "endblocktrans", "endcomment"}:
                in_translation = False
        kept.append("\n" * token.contents.count("\n"))
    return "".join(kept)


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])


if __name__ == "__main__":
    sys.exit(main())
