"""Files stay small enough to be read at one sitting, and have names that say what is in them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from tools.tree import project_files, said

SUFFIXES = (".py", ".html", ".ts", ".mjs", ".css")
LONGEST = 600
SAYS_NOTHING = {
    "base", "common", "core", "helper", "helpers", "manager", "managers", "misc", "service",
    "services", "stuff", "util", "utils",
}  # fmt: skip
NAMED_BY_CUSTOM = {"base.html", "base.css"}


def main() -> int:
    files = [path for path in project_files(*SUFFIXES) if "migrations" not in path.parts]
    lengths = sorted(((_lines(path), path) for path in files), reverse=True)
    for length, path in lengths[:10]:
        print(f"{length:5}  {said(path)}")
    complaints = [*too_long(lengths), *named_badly(files)]
    print(*complaints, sep="\n", end="\n" if complaints else "")
    return 1 if complaints else 0


def too_long(lengths: Sequence[tuple[int, Path]]) -> list[str]:
    """A sentence for each file that nobody would read to its end."""
    return [
        f"{said(path)} has {length} lines, more than {LONGEST}: split it by noun."
        for length, path in lengths
        if length > LONGEST
    ]


def named_badly(files: Sequence[Path]) -> list[str]:
    """A sentence for each name that would fit any file."""
    return [
        f"{said(path)}: name it after what is in it."
        for path in files
        if path.name not in NAMED_BY_CUSTOM
        if {path.stem, path.parent.name} & SAYS_NOTHING
    ]


def _lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


if __name__ == "__main__":
    sys.exit(main())
