"""Opening a file to import: plain, gzipped or standard input."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO

STANDARD_INPUT = Path("-")
GZIP_MAGIC = b"\x1f\x8b"
PIECE_MAX = 1024 * 1024
TOLD_EVERY = 2000  # pieces
DELIVERY_MAX = 64 * 1024 * 1024
"""Most bytes kept of one delivery; what comes after them is left out and counted."""


class UnreadableFileError(Exception):
    """The file is missing, damaged or of another format; the message says which."""


@dataclass
class OpenFile:
    """A file that is being read. `size` is its size on disk, None when nobody knows it.

    `cut` counts the deliveries of which only the first `DELIVERY_MAX` bytes were kept;
    `told` is called now and then with the number of bytes of `size` that have been read.
    """

    name: str
    size: int | None
    cut: int = 0
    told: Callable[[int], None] | None = field(default=None, kw_only=True)
    _stream: io.BufferedReader | gzip.GzipFile = field(kw_only=True)
    _on_disk: BinaryIO = field(kw_only=True)

    def position(self) -> int:
        """How many bytes of `size` have been read."""
        return 0 if self.size is None else self._on_disk.tell()

    def pieces(self) -> Iterator[bytes]:
        """The bytes, cut after each line and, in very long lines, every `PIECE_MAX` bytes.

        Raises `UnreadableFileError` where a gzip file is damaged or the disk fails.
        """
        return self._read(partial(self._stream.readline, PIECE_MAX))

    def rest(self) -> Iterator[bytes]:
        """What was not read yet, cut every `PIECE_MAX` bytes. Raises as `pieces` does."""
        return self._read(partial(self._stream.read, PIECE_MAX))

    def _read(self, next_piece: Callable[[], bytes]) -> Iterator[bytes]:
        try:
            for at, piece in enumerate(iter(next_piece, b"")):
                if self.told and at % TOLD_EVERY == 0:
                    self.told(self.position())
                yield piece
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            raise UnreadableFileError(f"{self.name} is a damaged gzip file: {error}") from None
        except OSError as error:
            raise UnreadableFileError(f"{self.name} cannot be read: {error.strerror}") from None

    def lines(self) -> Iterator[bytes]:
        """The lines, with their ends; each keeps at most `DELIVERY_MAX` bytes."""
        line = Gathered()
        for piece in self.pieces():
            line.add(piece)
            if piece.endswith(b"\n"):
                yield line.complete(self)
                line = Gathered()
        if line:
            yield line.complete(self)


class Gathered:
    """Pieces of one delivery, until it is complete."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._room = DELIVERY_MAX
        self._left_out = False

    def __bool__(self) -> bool:
        return bool(self._pieces)

    @property
    def overflows(self) -> bool:
        """Nothing that comes now is kept."""
        return self._left_out

    def add(self, piece: bytes) -> None:
        if len(piece) > self._room:
            self._left_out = True
            piece = piece[: self._room]
        if piece:
            self._pieces.append(piece)
            self._room -= len(piece)

    def complete(self, file: OpenFile) -> bytes:
        """The delivery; `file` is told when some of it had to be left out."""
        file.cut += self._left_out
        return b"".join(self._pieces)


@contextmanager
def opened(path: Path, *, told: Callable[[int], None] | None = None) -> Iterator[OpenFile]:
    """`path` (or `STANDARD_INPUT`) opened, and unpacked while it is read when it is gzipped.

    Raises `UnreadableFileError`.
    """
    try:
        if path == STANDARD_INPUT:
            name, size = "standard input", None
            file = os.fdopen(sys.stdin.fileno(), "rb", closefd=False)
        else:
            name, size = str(path), path.stat().st_size
            file = path.open("rb")
    except OSError as error:
        raise UnreadableFileError(f"{path} cannot be opened: {error.strerror}") from None
    with file:
        yield OpenFile(name, size, told=told, _stream=_unpacked(file), _on_disk=file)


def _unpacked(file: io.BufferedReader) -> io.BufferedReader | gzip.GzipFile:
    try:
        gzipped = file.peek(len(GZIP_MAGIC)).startswith(GZIP_MAGIC)
    except OSError as error:
        raise UnreadableFileError(f"{file.name} cannot be read: {error.strerror}") from None
    if not gzipped:
        return file
    # without a further buffer: what precedes a damage would be lost in it
    return gzip.GzipFile(fileobj=file)
