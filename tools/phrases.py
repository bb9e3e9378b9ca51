"""Which words of a Python file or a template are there to be translated."""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import DEFAULT_KEYWORDS, extract
from django.utils.translation.template import templatize

KEYWORDS = (
    DEFAULT_KEYWORDS
    | {
        f"{name}_lazy": DEFAULT_KEYWORDS[name]
        for name in ("gettext", "ngettext", "pgettext", "npgettext")
    }
    | {"gettext_noop": None}
)
REMARK = "Translators:"
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"(?<!\w)(_|n?p?gettext)\(\s*({STRING}(?:\s*,\s*{STRING})*)", re.DOTALL)
PLACEHOLDER = re.compile(r"%\((\w+)\)[#0\- +]*[\d.]*[a-zA-Z]|(?<![{%])\{(\w*)\}")


@dataclass(frozen=True)
class Phrase:
    """Words to translate, and where they are said ("src/parvis/inbox/forms.py:12")."""

    class Key(NamedTuple):
        """What the catalogue knows a phrase by."""

        source: str
        context: str | None

        def __str__(self) -> str:
            context = f" ({self.context})" if self.context else ""
            return f"{self.source!r}{context}"

    source: str
    place: str
    plural: str = ""
    context: str | None = None
    remarks: tuple[str, ...] = field(default=(), compare=False)

    @property
    def key(self) -> Key:
        return Phrase.Key(self.source, self.context)


def phrases_in(path: Path, *, name: str) -> Iterator[Phrase]:
    """The phrases of one file, in its order; `name` is how it is called in `Phrase.place`."""
    text = path.read_text(encoding="utf-8")
    return _in_python(text, name) if path.suffix == ".py" else _in_template(text, name)


def placeholders(words: str) -> set[str]:
    """The names that are filled in: `%(count)s` and `{count}`."""
    return {first or second for first, second in PLACEHOLDER.findall(words)}


def _in_python(text: str, name: str) -> Iterator[Phrase]:
    file = io.BytesIO(text.encode())
    for line, words, remarks, context in extract("python", file, KEYWORDS, [REMARK]):
        source, plural = (words, "") if isinstance(words, str) else words[:2]
        yield Phrase(source, f"{name}:{line}", plural, context, tuple(remarks))


def _in_template(text: str, name: str) -> Iterator[Phrase]:
    # Django turns the template into calls such as `gettext('Reply')` among blotted-out text.
    calls = templatize(text, origin=name)
    for call in CALL.finditer(calls):
        keyword, words = call[1], list(ast.literal_eval(f"({call[2]},)"))
        context = words.pop(0) if "p" in keyword else None
        plural = words[1] if keyword.startswith("n") else ""
        line = calls.count("\n", 0, call.start()) + 1
        yield Phrase(words[0], f"{name}:{line}", plural, context)
