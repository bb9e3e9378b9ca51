"""The files of the project, as every check sees them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("src", "tests", "tools", "bench", "docs", "frontend", ".ci")
NOT_OURS = {"node_modules", "__pycache__", "build"}


def project_files(*suffixes: str) -> list[Path]:
    """What people write, sorted; with `suffixes`, only the files that end in one of them."""
    files = [path for path in ROOT.iterdir() if path.is_file()]
    for folder in FOLDERS:
        files += _files_below(ROOT / folder)
    return sorted(path for path in files if not suffixes or path.name.endswith(suffixes))


def said(path: Path) -> str:
    """A path as a message names it."""
    return (path.relative_to(ROOT) if path.is_relative_to(ROOT) else path).as_posix()


def _files_below(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.is_file():
            yield path
        elif path.name not in NOT_OURS:
            yield from _files_below(path)
