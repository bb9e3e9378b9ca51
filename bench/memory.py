"""Memory: what an empty installation takes once it rests, database included (Linux only)."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.figures import Figure
from bench.installation import Installation, await_page, free_port, running
from bench.sizes import Sizes

MOST_MEGABYTES = 400.0
PROCESSES = Path("/proc")


def measure(_installation: Installation, sizes: Sizes) -> list[Figure]:
    """The sum of what every process of `parvis serve` holds, shared pages counted once (PSS)."""
    if not (PROCESSES / "self" / "smaps_rollup").exists():
        return [Figure(name="memory", unit="MB", ours=0.0, note="only measured on Linux")]
    with TemporaryDirectory(prefix="parvis-bench-rest-") as place:
        Path(place).chmod(0o755)
        port = free_port()
        environment = {**os.environ, "PARVIS_DATA": place}
        with running("serve", "--port", str(port), environment=environment) as process:
            await_page(port, process)
            time.sleep(sizes.rest)
            held = {pid: _megabytes(pid) for pid in _tree(process.pid)}
    total = sum(held.values())
    return [
        Figure(
            name="memory",
            unit="MB",
            ours=total,
            yardstick=MOST_MEGABYTES,
            ratio=total / MOST_MEGABYTES,
            bar="400 MB",
            ok=total < MOST_MEGABYTES,
            note=f"{len(held)} processes after {sizes.rest:.0f} s; largest "
            + ", ".join(f"{one:.0f}" for one in sorted(held.values(), reverse=True)[:4]),
        )
    ]


def _tree(root: int) -> list[int]:
    """The process and all that it started, the database's among them."""
    parents = {
        int(folder.name): parent
        for folder in PROCESSES.iterdir()
        if folder.name.isdigit() and (parent := _parent(folder)) is not None
    }
    tree = [root]
    for pid in tree:
        tree.extend(child for child, parent in parents.items() if parent == pid)
    return tree


def _parent(folder: Path) -> int | None:
    try:
        found = re.search(r"^PPid:\t(\d+)$", (folder / "status").read_text(), re.MULTILINE)
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return None
    return int(found[1]) if found else None


def _megabytes(pid: int) -> float:
    rollup = (PROCESSES / str(pid) / "smaps_rollup").read_text()
    found = re.search(r"^Pss: +(\d+) kB$", rollup, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0
