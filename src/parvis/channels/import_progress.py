"""How far an import is: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)

LINE_EVERY = 5.0  # seconds


class Steps(Protocol):
    """The steps of an import, one after the other."""

    def begin(self, label: str, *, total: int | None) -> None: ...

    def reach(self, done: int, *, said: str = "") -> None: ...


@contextmanager
def shown_on(stream: TextIO, *, clock: Callable[[], float] = time.monotonic) -> Iterator[Steps]:
    """Show steps on `stream` until the end of the `with`."""
    if not stream.isatty():
        yield _Lines(stream, clock)
        return
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[said]}"),
        console=Console(file=stream),
        transient=True,
    ) as progress:
        yield _Bar(progress)


class _Bar:
    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._task: TaskID | None = None

    def begin(self, label: str, *, total: int | None) -> None:
        if self._task is not None:
            self._progress.remove_task(self._task)
        self._task = self._progress.add_task(label, total=total, said="")

    def reach(self, done: int, *, said: str = "") -> None:
        if self._task is not None:
            self._progress.update(self._task, completed=done, said=said)


class _Lines:
    def __init__(self, stream: TextIO, clock: Callable[[], float]) -> None:
        self._stream = stream
        self._clock = clock
        self._label = ""
        self._total: int | None = None
        self._last_line = clock()

    def begin(self, label: str, *, total: int | None) -> None:
        self._label, self._total = label, total

    def reach(self, done: int, *, said: str = "") -> None:
        if self._clock() - self._last_line < LINE_EVERY:
            return
        self._last_line = self._clock()
        share = f" {min(done / self._total, 1):.0%}" if self._total else ""
        print(f"{self._label}{share} {said}".rstrip(), file=self._stream, flush=True)
