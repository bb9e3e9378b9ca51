"""Lines as they arrive: many at once where they come fast, one at once where it comes alone."""

from __future__ import annotations

import os
import select
from collections.abc import Iterator

from parvis.triage.commands.lines import LINE_MAX
from parvis.triage.features import BATCH

_PIECE = 1 << 18
_LINGER = 0.002
"""Seconds that a line waits for those right behind it."""
_WAITING_MAX = 2 * LINE_MAX
"""Bytes that wait to be answered together."""
_BLANK = b" \t\r\v\f"


class UnreadableInput(Exception):
    """What lines come from cannot be read (any more); the message says why."""


def arriving(file: int) -> Iterator[list[bytes]]:
    """The lines of a file, pipe or terminal, without their ends, as soon as they are there.

    Blank lines at the very end are left out. Of a line that is too long for `lines.read_line` only
    as much is kept as shows that. Raises `UnreadableInput`.
    """
    lines = _Lines()
    while piece := _read(file):
        lines.add(piece)
        while not lines.is_full and _is_ready(file) and (piece := _read(file)):
            lines.add(piece)
        yield from lines.complete()
    yield from lines.last()


def _read(file: int) -> bytes:
    try:
        return os.read(file, _PIECE)
    except OSError as error:
        raise UnreadableInput(f"standard input cannot be read: {error.strerror}") from None


def _is_ready(file: int) -> bool:
    """At the end of a file too."""
    return bool(select.select([file], [], [], _LINGER)[0])


class _Lines:
    """Pieces put together and cut into lines."""

    def __init__(self) -> None:
        self._lines: list[bytes] = []
        self._begun = b""
        self._blank = 0
        self._bytes = 0

    @property
    def is_full(self) -> bool:
        return len(self._lines) >= BATCH or self._bytes >= _WAITING_MAX

    def add(self, piece: bytes) -> None:
        first, *others = piece.split(b"\n")
        # Beyond the bound nothing is kept, and looking no further keeps time in proportion.
        self._begun += first[: max(LINE_MAX + 2 - len(self._begun), 0)]
        self._bytes += len(piece)
        for other in others:
            self._end_line()
            self._begun = other

    def complete(self) -> Iterator[list[bytes]]:
        """What is whole, in batches."""
        lines, self._lines, self._bytes = self._lines, [], 0
        for start in range(0, len(lines), BATCH):
            yield lines[start : start + BATCH]

    def last(self) -> Iterator[list[bytes]]:
        """What has no end yet counts as well, unless it is blank."""
        if self._begun.strip(_BLANK):
            self._end_line()
        yield from self.complete()

    def _end_line(self) -> None:
        line = self._begun.strip(_BLANK)
        self._begun = b""
        if not line:
            self._blank += 1
            return
        self._lines += [b""] * self._blank
        self._lines.append(line)
        self._blank = 0
