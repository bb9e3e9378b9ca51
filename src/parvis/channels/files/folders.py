"""What lies in a folder and all folders below it: every entry, readable or not, by name."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from parvis.channels.files.opened import STANDARD_INPUT


@dataclass(frozen=True)
class Entry:
    """A file that can be opened, or, with `why`, something that cannot."""

    path: Path
    why: str = ""


def entries(path: Path) -> Iterator[Entry]:
    """`path` itself when it is a file; else what lies below, hidden files included.

    Never raises. A folder that `path` names may be a link; links to folders below it are not
    followed, so that no loop can be entered.
    """
    waiting = [_named(path)]
    while waiting:
        entry = waiting.pop()
        if entry.why or not entry.path.is_dir():
            yield entry
            continue
        try:
            paths = sorted(entry.path.iterdir(), reverse=True)
        except OSError as error:
            yield Entry(entry.path, f"the folder cannot be read: {error.strerror}")
        else:
            waiting += map(_found, paths)


def _named(path: Path) -> Entry:
    """What somebody asks for by name may be a pipe as well."""
    if path == STANDARD_INPUT:
        return Entry(path)
    try:
        path.stat()
    except OSError as error:
        return Entry(path, f"the file cannot be found: {error.strerror}")
    return Entry(path)


def _found(path: Path) -> Entry:
    try:
        mode = path.stat().st_mode
        linked = path.is_symlink()
    except OSError as error:
        return Entry(path, f"the file cannot be found: {error.strerror}")
    if linked and stat.S_ISDIR(mode):
        return Entry(path, "a link to a folder; links to folders are not followed")
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        return Entry(path, "neither a file nor a folder: it is not opened")
    return Entry(path)
