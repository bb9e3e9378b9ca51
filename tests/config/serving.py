"""A real `parvis serve` in a data folder of its own, and what it is made of."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

PATIENCE_SECONDS = 120.0
Value = TypeVar("Value")
OURS = ("DATABASE_URL", "PARVIS_", "PYTEST_")


@dataclass
class Served:
    """A running `parvis serve` whose page answers."""

    process: subprocess.Popen[str]
    port: int
    data: Path
    said: str

    def page(self) -> int:
        """The status of the start page."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status
        finally:
            connection.close()

    def part(self, name: str) -> int:
        """The process of this part, once it runs."""
        return await_that(lambda: self._children().get(name), f"no {name} runs")

    def database(self) -> int:
        return int((self.data / "pg" / "data" / "postmaster.pid").read_text().splitlines()[0])

    def left(self) -> list[int]:
        """The processes that are still there, once nothing changes any more."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (left := self.processes()) and time.monotonic() < deadline:
            time.sleep(0.05)
        return left

    def _children(self) -> dict[str, int]:
        listing = run("ps", "-eo", "pid=,ppid=,args=").stdout
        found = re.findall(r"^ *(\d+) +(\d+) .*-m parvis (\w+)", listing, re.MULTILINE)
        return {name: int(pid) for pid, parent, name in found if int(parent) == self.process.pid}

    def processes(self) -> list[int]:
        """Whoever was started with this data folder in its environment."""
        mark = f"PARVIS_DATA={self.data}"
        listing = run("ps", "axeww", "-o", "pid=,stat=,args=").stdout
        return [
            int(line.split()[0])
            for line in listing.splitlines()
            if re.search(rf"{re.escape(mark)}(\s|$)", line) and not line.split()[1].startswith("Z")
        ]


@contextmanager
def served(data: Path, *words: str, **environ: str) -> Iterator[Served]:
    port = free_port()
    with (data / "stderr").open("w") as errors:
        process = subprocess.Popen(
            parvis("serve", "--port", str(port), *words),
            env=environment(data, environ),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            start_new_session=True,
        )
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            break
    running = Served(process, port, data, said)
    try:
        yield running
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.communicate()


def prepared_folder(place: Path) -> Path:
    """A data folder with all tables, at rest.

    Its database does not wait for the disk: what processes may do to each other is tried here,
    and a killed process leaves the disk's own memory as it is.
    """
    (place / "pg").mkdir(parents=True)
    (place / "pg" / "postgresql.conf").write_text("fsync = off\nfull_page_writes = off\n")
    done = parvis_says(place, "migrate")
    assert done.returncode == 0, done.stderr
    return place


def copied(folder: Path, to: Path) -> Path:
    shutil.copytree(folder, to, symlinks=True)
    if os.geteuid() == 0:
        owner = (folder / "pg" / "data").stat()
        for path in (to / "pg", *(to / "pg").rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid)
    return to


def parvis_says(data: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """One command of Parvis, run to its end."""
    return subprocess.run(
        parvis(*words),
        env=environment(data, environ),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )


def parvis(*words: str) -> list[str]:
    return [sys.executable, "-m", "parvis", *words]


def environment(data: Path, more: Mapping[str, str]) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    paths = os.pathsep.join(filter(None, sys.path))
    return {**kept, "PYTHONPATH": paths, "PARVIS_DATA": str(data), **more}


def free_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


def await_that(look: Callable[[], Value | None], otherwise: str) -> Value:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (seen := look()) is None:
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.05)
    return seen


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)
