"""An installation that is killed again and again, and what its tables say afterwards."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlencode

import psycopg

from parvis.kit.embedded import address
from parvis.kit.postgres_programs import find_programs
from tests.config.serving import environment, free_port, parvis, parvis_says, run
from tests.mailserver import MailServer

KILLS = int(os.environ.get("PARVIS_TEST_KILLS") or 0)
"""How often each test kills; 0 leaves it to the test, which then takes some ten seconds."""
SEED = int(os.environ.get("PARVIS_TEST_SEED") or random.randrange(1_000_000))
PATIENCE_SECONDS = 180.0
MAILBOX = "bonjour@tilleul.test"
PASSWORD = "lime-tree-and-rain"
FURNISH = """
import json, os
from parvis.brands.actions import create_brand, create_user, invite_member, set_up
from parvis.brands.models import Profile, Role
from parvis.channels.actions import connect_account
from parvis.kit.actors import PARVIS
from parvis.kit.clock import now

post = json.loads(os.environ["MAILBOX"])
set_up(profile=Profile.TEAM, at=now())
brand = create_brand("Maison Tilleul", slug="tilleul", by=PARVIS, at=now())
connect_account(
    brand, connector_id="email", name="Post", address=post["settings"].pop("address"),
    settings_=post["settings"], secrets_=post["secrets"], by=PARVIS, at=now(),
)
ines = create_user(
    "ines@tilleul.example", name="Ines", password=os.environ["PASSWORD"], by=PARVIS, at=now()
)
invite_member(brand, user=ines, role=Role.AGENT, by=PARVIS, at=now())
"""


def furnished(data: Path, server: MailServer) -> Path:
    """The folder with a brand in it, whose mailbox is on this server, and its agent Ines."""
    account = server.mailbox(MAILBOX)
    mailbox = {"settings": server.settings(account), "secrets": server.secrets(account)}
    run_inside(data, FURNISH, MAILBOX=json.dumps(mailbox), PASSWORD=PASSWORD)
    return data


def run_inside(data: Path, script: str, **environ: str) -> None:
    """Run a script with the actions of the product."""
    done = parvis_says(data, "manage", "shell", "-c", script, **environ)
    assert done.returncode == 0, done.stderr


def rows(data: Path, query: str) -> list[tuple[object, ...]]:
    """What the tables say, as soon as the database answers."""
    own = address(data / "pg")
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with psycopg.connect(host=own.host, dbname=own.dbname, user=own.user) as connection:
                return connection.execute(query.encode()).fetchall()
        except psycopg.OperationalError:
            assert time.monotonic() < end, "the database does not come back"
            time.sleep(0.1)


def counted(data: Path, query: str) -> dict[str, int]:
    """The rows of a query for a name and a number."""
    return {str(name): int(str(number)) for name, number in rows(data, query)}


def change(data: Path, statement: str) -> None:
    """Write down what only time would."""
    own = address(data / "pg")
    with psycopg.connect(host=own.host, dbname=own.dbname, user=own.user) as connection:
        connection.execute(statement.encode())


def await_true(holds: Callable[[], bool]) -> None:
    """Return when it holds."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end, "it never came true"
        time.sleep(0.03)


def stop_database(data: Path) -> None:
    """As an operator does; `parvis.kit.embedded.revive` starts it again."""
    code, said = find_programs(data / "pg").run(
        "pg_ctl", "-D", str(data / "pg" / "data"), "-m", "fast", "stop"
    )
    assert code == 0, said


def url_of(data: Path) -> str:
    """The folder's database as a server of one's own, which `parvis serve` does not look after."""
    own = address(data / "pg")
    return f"postgresql://{quote(own.user)}@/{own.dbname}?{urlencode({'host': own.host})}"


@contextmanager
def started(data: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command of Parvis, which is killed at the end unless it has ended."""
    with (data / "said").open("ab") as said:
        process = subprocess.Popen(
            parvis(*words),
            env=environment(data, {}),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


class House:
    """`parvis serve` in a folder, started again whenever it was killed itself."""

    def __init__(self, data: Path, **environ: str) -> None:
        self.data = data
        self.port = 0
        self._environ = environ
        self._serving: subprocess.Popen[bytes] | None = None

    def open(self) -> None:
        self.port = free_port()
        with (self.data / "said").open("ab") as said:
            self._serving = subprocess.Popen(
                parvis("serve", "--port", str(self.port)),
                env=environment(self.data, self._environ),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )

    def close(self) -> None:
        assert self._serving is not None
        self._serving.terminate()
        self._serving.wait()

    def look_after(self) -> bool:
        """Start it again if it gave up, as systemd does; always True."""
        if self._serving is None or self._serving.poll() is not None:
            self.open()
        return True

    def kill(self, victim: str) -> bool:
        """SIGKILL for serve, one of its parts, the postmaster or one of its backends.

        False where there was nobody to be killed at that moment.
        """
        self.look_after()
        assert self._serving is not None
        if victim == "serve":
            self._serving.kill()
            self._serving.wait()
            self.open()  # at once, while what it left behind is still there
            return True
        pid = self._pid(victim)
        if pid is None:
            return False
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
            return True
        return False

    def log(self) -> str:
        return (self.data / "said").read_text(errors="replace")

    def _pid(self, victim: str) -> int | None:
        assert self._serving is not None
        if victim in ("backend", "postmaster"):
            postmaster = self._postmaster()
            if victim == "postmaster" or postmaster is None:
                return postmaster
            backends = children(postmaster)
            return random.choice(list(backends)) if backends else None
        named = children(self._serving.pid)
        return next((pid for pid, words in named.items() if f"-m parvis {victim}" in words), None)

    def _postmaster(self) -> int | None:
        try:
            return int((self.data / "pg/data/postmaster.pid").read_text().splitlines()[0])
        except (OSError, IndexError, ValueError):  # it is just starting or stopping
            return None


def children(of: int) -> Mapping[int, str]:
    """The processes started by this one, each with its words."""
    listing = run("ps", "--ppid", str(of), "-o", "pid=,args=").stdout
    lines = (line.split(maxsplit=1) for line in listing.splitlines())
    return {int(pid): words for pid, words in lines}
