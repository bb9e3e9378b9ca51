"""Whoever builds chooses the package registry: no lock file names an address."""

from __future__ import annotations

import sys
from pathlib import Path

from tools.tree import ROOT, said

LOCKS = ("constraints.txt", "frontend/package-lock.json", "frontend/.npmrc")


def main() -> int:
    complaints = [complaint for name in LOCKS for complaint in addresses_in(ROOT / name)]
    print(*complaints, sep="\n", end="\n" if complaints else "")
    return 1 if complaints else 0


def addresses_in(lock: Path) -> list[str]:
    """A sentence for each line of the file that holds an address."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [
        f"{said(lock)}:{number} names an address: {line.strip()}"
        for number, line in enumerate(lines, 1)
        if "://" in line
    ]


if __name__ == "__main__":
    sys.exit(main())
