"""What is wrong in a file, with the line and the key where it is."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from parvis.strategy.diagnosis.form import Form
from parvis.strategy.diagnosis.paths import KeyPath
from parvis.strategy.diagnosis.words import Both, Language

FAULTS_TOLD = 50
WORD_SHOWN = 60
KEY_SHOWN = 60
ALLOWED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Fault:
    """`line` counts from 1."""

    line: int
    path: KeyPath
    says: Both


@dataclass(frozen=True, slots=True)
class ReadForm:
    """`line_of` tells the line of a key, or of the nearest one above it that is in the file."""

    form: Form
    line_of: Callable[[KeyPath], int]


class UnusableForm(Exception):
    """The file gives no form. `faults` are in the order of its lines, `more` were found beyond
    those; `language` is that of the file, as far as it can be told. `read` is what is right in
    it, where its lists can be counted as they stand."""

    def __init__(
        self,
        faults: Sequence[Fault],
        *,
        more: int = 0,
        language: Language = "en",
        read: ReadForm | None = None,
    ) -> None:
        super().__init__("; ".join(fault.says.en for fault in faults))
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        self.more = more
        self.language = language
        self.read = read


class Wrong(Exception):
    """What is wrong, with the word that it is about. The sentence is made when it is told: a file
    may hold a hundred thousand of them."""

    def __init__(self, says: Both, *, word: str = "", **values: object) -> None:
        super().__init__(says)
        self._says = says
        self._values = values
        self._word = word

    def __str__(self) -> str:
        return self.said().en

    def said(self) -> Both:
        return self._says.filled(**self._values, word=shown(self._word))


class NotAmong(Wrong):
    """A word that is none of those allowed."""

    def __init__(
        self, word: str, allowed: Collection[str], *, what: Both, hint: Both | None = None
    ) -> None:
        super().__init__(_NOT_AMONG, word=word, what=what, hint=hint or "")
        self._allowed = allowed

    def said(self) -> Both:
        allowed = list(self._allowed)
        left_out = " …" if len(allowed) > ALLOWED_SHOWN else ""
        return (
            super()
            .said()
            .filled(
                meant=_meant(self._word, allowed),
                allowed=", ".join(allowed[:ALLOWED_SHOWN]) + left_out,
            )
        )


class Notes:
    """What is noted while a file is read: its faults, and the line of each key."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.more = 0
        self.shifted = False
        """An entry of a list was left out, so that those after it are counted otherwise."""
        self._lines: dict[KeyPath, int] = {}

    def saw(self, path: KeyPath, *, line: int) -> None:
        self._lines[path] = line

    def line_of(self, path: KeyPath) -> int:
        """Of the key, or of the nearest one above it that is in the file."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def fault(self, path: KeyPath, wrong: Wrong | Both, *, line: int) -> None:
        if len(self.faults) == FAULTS_TOLD:
            self.more += 1
            return
        says = wrong.said() if isinstance(wrong, Wrong) else wrong
        self.faults.append(Fault(line, path, says))


def shown(word: str) -> Both:
    """On one line, in quotes, not longer than one reads."""
    flat = " ".join(word.split())
    if len(flat) > WORD_SHOWN:
        flat = f"{flat[:WORD_SHOWN]}…"
    return Both(en=f"“{flat}”", fr=f"«\u00a0{flat}\u00a0»")


def _meant(word: str, allowed: Collection[str]) -> Both | str:
    near = difflib.get_close_matches(word[:WORD_SHOWN].lower(), allowed, n=1)
    if not near:
        return ""
    return Both(en=" (did you mean {near}?)", fr=" (vouliez-vous dire {near}\u202f?)").filled(
        near=near[0]
    )


_NOT_AMONG = Both(
    en="{what} {word} is not known{meant}; there are: {allowed}.{hint}",
    fr="{what} {word} n’existe pas{meant}\u202f; il y a\u00a0: {allowed}.{hint}",
)
