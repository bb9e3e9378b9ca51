"""The real thing: `parvis serve` on a free port, with a data folder and a database of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

START_SECONDS = 120
STOP_SECONDS = 40
READY = re.compile(r"Parvis is ready: (http://\S+)")


class Site:
    """A running installation; `address` is where its pages are."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.trusted = folder / "trusted.pem"
        """A certificate put here is trusted by the site, as the operator's own authority is."""
        self.address = ""
        self._said: list[str] = []
        self._process: subprocess.Popen[str] | None = None
        self._ready = threading.Event()
        self._listener = threading.Thread(target=self._listen, daemon=True)

    def start(self, *words: str) -> None:
        """Start it, with further words for `parvis serve`, and return when its pages answer."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "parvis", "serve", "--port", str(_free_port()), *words],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._listener.start()
        assert self._ready.wait(START_SECONDS), f"parvis serve does not answer:\n{self.log}"
        assert self.address, f"parvis serve ended:\n{self.log}"

    def stop(self) -> int:
        """Ask it to stop, as an operator does; returns its exit code."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        code = self._process.wait(STOP_SECONDS)
        self._listener.join()
        return code

    def kill(self) -> None:
        """End it at once if it still runs: the parts and the database end with it."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
            self._listener.join()

    @contextmanager
    def shown_as_demo(self) -> Iterator[str]:
        """A second web process on the same database, which thinks that this is the demo."""
        port = _free_port()
        web = subprocess.Popen(
            [sys.executable, "-m", "parvis", "web", "--port", str(port)],
            env={**self.environment, "PARVIS_DEMO": "yes"},
            start_new_session=True,
        )
        try:
            yield _answering(f"http://127.0.0.1:{port}")
        finally:
            web.terminate()
            web.wait(STOP_SECONDS)

    def run_inside(self, script: Path) -> str:
        """Run a script with the product's models on the database of this site; what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "parvis", "manage", "shell", "-c", script.read_text()],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=START_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def still_running(self) -> list[str]:
        """The processes that know this site's folder: none, once it has stopped."""
        return [line for line in _processes() if str(self.folder) in line]

    @property
    def log(self) -> str:
        return "".join(self._said)

    @property
    def environment(self) -> Mapping[str, str]:
        """This one's, without what the tests set for themselves."""
        ours = {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PARVIS_URL", "PARVIS_SUPERVISED"}
        kept = {name: value for name, value in os.environ.items() if name not in ours}
        return kept | {"PARVIS_DATA": str(self.folder), "SSL_CERT_FILE": str(self.trusted)}

    def _listen(self) -> None:
        assert self._process is not None
        assert self._process.stdout is not None
        with self._process.stdout as said:
            for line in said:
                self._said.append(line)
                if found := READY.search(line):
                    self.address = found[1]
                    self._ready.set()
        self._ready.set()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as opened:
        port: int = opened.getsockname()[1]
        return port


def _answering(address: str) -> str:
    """The address, as soon as a page answers there."""
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            urllib.request.urlopen(f"{address}/accounts/login/", timeout=START_SECONDS).close()
        except OSError:
            assert time.monotonic() < end, f"nobody answers at {address}"
            time.sleep(0.1)
        else:
            return address


def _processes() -> Iterator[str]:
    """What runs on this machine, with arguments and environment, where the system tells them."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            yield f"{folder.name}: {_words(folder / 'cmdline')} {_words(folder / 'environ')}"


def _words(file: Path) -> str:
    return file.read_bytes().replace(b"\0", b" ").decode(errors="replace")
