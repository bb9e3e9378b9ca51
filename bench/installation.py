"""An installation of its own for the time of the measures, with ordinary durability.

All databases of it are on one server; the first is never written to after its tables were made
and serves as the mould of the others.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from psycopg import sql

from parvis.kit.embedded import Address, hold

PATIENCE_SECONDS = 60.0


@dataclass(frozen=True)
class Installation:
    folder: Path
    server: Address

    @contextmanager
    def database(self, name: str) -> Iterator[None]:
        """A new database, used by Django within the block and dropped after it."""
        self.make_database(name)
        try:
            with self.using(name):
                yield
        finally:
            self.drop_database(name)

    @contextmanager
    def using(self, name: str) -> Iterator[None]:
        """Django's connection goes to this database within the block."""
        from django.db import connection

        before = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = name
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before

    def make_database(self, name: str, *, like: str = "") -> None:
        """With the tables of `like`; without it, our own, empty."""
        mould = sql.Identifier(like or self.server.dbname)
        self._order(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), mould))

    def make_empty_database(self, name: str) -> None:
        self._order(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))

    def drop_database(self, name: str) -> None:
        self._order(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def connect(self, name: str) -> psycopg.Connection:
        return psycopg.connect(host=self.server.host, user=self.server.user, dbname=name)

    def url(self, name: str) -> str:
        return f"postgresql://{self.server.user}@/{name}?host={self.server.host}"

    def _order(self, statement: sql.Composed) -> None:
        with self.connect("postgres") as connection:
            connection.autocommit = True
            connection.execute(statement)


@contextmanager
def installed(keep: Path | None = None) -> Iterator[Installation]:
    """Start a server, make the tables, set Django up: in a folder that is kept for the next run,
    with what was filled there, or in one that is removed in the end."""
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
    with nullcontext(str(keep)) if keep else TemporaryDirectory(prefix="parvis-bench-") as place:
        folder = Path(place).resolve()
        folder.chmod(0o755)  # the server's own user has to reach its folder in it
        os.environ.pop("DATABASE_URL", None)
        os.environ |= {
            "PARVIS_DATA": str(folder),
            "PARVIS_LOG": "error",
            "DJANGO_SETTINGS_MODULE": "parvis.config.settings",
        }
        with hold(folder / "pg") as server:
            _make_tables()
            yield Installation(folder, server)


def _make_tables() -> None:
    import django

    django.setup()
    from django.db import connection

    from parvis.config.tables import bring_tables_up_to_date

    bring_tables_up_to_date()
    connection.close()


@contextmanager
def web_process(
    installation: Installation, database: str, *, settings: str = "parvis.config.settings"
) -> Iterator[int]:
    """A real `parvis web` on this database; gives its port."""
    port = free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": installation.url(database),
        "DJANGO_SETTINGS_MODULE": settings,
        "PARVIS_PROXY": "yes",
    }
    with running("web", "--port", str(port), environment=environment) as process:
        await_page(port, process)
        yield port


@contextmanager
def running(*words: str, environment: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A command of Parvis for the time of the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "parvis", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def await_page(port: int, process: subprocess.Popen[bytes]) -> None:
    """Return once the start page answers."""

    def answers() -> bool:
        if process.poll() is not None:
            raise RuntimeError(f"parvis ended with {process.returncode}, see above")
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)
        try:
            connection.request("GET", "/")
            connection.getresponse().read()
        except ConnectionError:
            return False
        finally:
            connection.close()
        return True

    wait_until(answers, "the pages do not answer")


def wait_until(there: Callable[[], bool], otherwise: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not there():
        if time.monotonic() > deadline:
            raise RuntimeError(otherwise)
        time.sleep(0.05)


def free_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])
