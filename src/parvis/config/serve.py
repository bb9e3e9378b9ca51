"""`parvis serve`: the database, the web server, the workers and the listeners as one tree.

This process stays small (no Django): it starts the parts, starts again whatever ends, and stops
them in order, the database last.
"""

from __future__ import annotations

import argparse
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from parvis.config import lifeline, welcome
from parvis.config.cli import EXIT_CANNOT_START, CannotStartError, database
from parvis.config.door import add_door_arguments, address_of, open_door
from parvis.kit.embedded import EmbeddedError, revive
from parvis.kit.settings import data_folder, own_database, text

FIRST_PAGE_SECONDS = 20.0
LOOK_SECONDS = 2.0
PAUSES = (0.2, 1.0, 2.0, 5.0, 10.0, 30.0)
STEADY_SECONDS = 60.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_door_arguments(parser)
    parser.add_argument("--demo", action="store_true", help="with an invented brand to try")


def run(options: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C. Raises CannotStartError, EmbeddedError, SettingsError."""
    with ExitStack() as left_last_to_first:
        bell = left_last_to_first.enter_context(_bell())
        door = left_last_to_first.enter_context(open_door(options.host, options.port))
        left_last_to_first.enter_context(database())
        _check_own_server()
        return _Supervisor(door, bell, demo=options.demo).run()


@dataclass
class _Part:
    """One child process, and when it may be started (again)."""

    name: str
    words: tuple[str, ...]
    grace: float
    """Seconds between being asked to stop and being killed."""
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    due: float = 0.0
    ends: int = 0
    complete: bool = False
    """It did all it had to do, and need not be started again."""

    def start(self, environment: dict[str, str], shared: tuple[int, ...]) -> None:
        self.started = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 our own program
            [sys.executable, "-m", "parvis", *self.words],
            stdin=subprocess.PIPE,
            env=environment,
            pass_fds=shared,
            # Ctrl-C in the terminal must reach the supervisor alone, which then asks in order.
            start_new_session=True,
        )

    def note_end(self) -> int | None:
        """The exit code, if it has ended since the last look."""
        if self.process is None or (code := self.process.poll()) is None:
            return None
        self._forget()
        self.ends = 1 if time.monotonic() - self.started > STEADY_SECONDS else self.ends + 1
        self.due = time.monotonic() + PAUSES[min(self.ends, len(PAUSES)) - 1]
        return code

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(self.grace)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._forget()

    def _forget(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
        self.process = None


class _Bell:
    """Rung by signals and by other threads; the supervisor sleeps until then."""

    def __init__(self, ear: socket.socket, mouth: socket.socket) -> None:
        self._ear, self._mouth = ear, mouth
        self.asked_to_stop = 0
        self.child_ended = False

    def ask_to_stop(self, _number: int, _frame: object) -> None:
        self.asked_to_stop += 1

    def note_child(self, _number: int, _frame: object) -> None:
        self.child_ended = True

    def ring(self) -> None:
        self._mouth.send(b"!")

    def sleep(self, seconds: float) -> None:
        ready, _, _ = select.select([self._ear], [], [], max(seconds, 0))
        if ready:
            self._ear.recv(4096)


@contextmanager
def _bell() -> Iterator[_Bell]:
    ear, mouth = socket.socketpair()
    with ear, mouth:
        ear.setblocking(False)
        mouth.setblocking(False)
        bell = _Bell(ear, mouth)
        numbers = [signal.SIGTERM, signal.SIGINT]
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            numbers.append(signal.SIGHUP)
        before = {number: signal.signal(number, bell.ask_to_stop) for number in numbers}
        before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, bell.note_child)
        signal.set_wakeup_fd(mouth.fileno(), warn_on_full_buffer=False)
        try:
            yield bell
        finally:
            signal.set_wakeup_fd(-1)
            for number, handler in before.items():
                signal.signal(number, handler)


class _Supervisor:
    def __init__(self, door: socket.socket, bell: _Bell, *, demo: bool) -> None:
        self._door, self._bell, self._demo = door, bell, demo
        self._address = address_of(door)
        self._began = time.monotonic()
        self._web = _Part("web", ("web", "--fd", str(door.fileno())), grace=5)
        listener = _Part("listen", ("listen",), grace=4)
        worker = _Part("worker", ("worker",), grace=8)
        shown = [_Part("demo", ("demo", "--live"), grace=3)] if demo else []
        self._in_order_of_stopping = [*shown, listener, self._web, worker]
        self._page_answers = threading.Event()
        self._next_look = 0.0

    def run(self) -> int:
        """Keep every part alive until asked to stop; 3 when the pages cannot be served at all."""
        threading.Thread(target=self._await_page, name="page", daemon=True).start()
        try:
            while not self._bell.asked_to_stop:
                code = self._look()
                if code is not None:
                    return code
                self._bell.sleep(self._until_next())
            return 0
        finally:
            self._stop()

    def _look(self) -> int | None:
        """Start what is missing; the exit code, when there is no use in going on."""
        self._look_at_database()
        for part in self._all_parts():
            code = part.note_end()
            if code is None:
                continue
            if code == EXIT_CANNOT_START and not self._page_answers.is_set():
                # It said why: the settings or the database, which starting again does not mend.
                return code
            part.complete = part.name == "demo" and code == 0
            if not part.complete:
                _say(f"{part.name} ended (code {code}), starting it again")
        for part in self._wanted():
            if part.process is None and time.monotonic() >= part.due:
                part.start(self._environment(), self._shared(part))
        return None

    def _look_at_database(self) -> None:
        if text("DATABASE_URL"):
            return
        # The server is a child of ours, unless we found it running: then only looking tells.
        if not self._bell.child_ended and time.monotonic() < self._next_look:
            return
        self._bell.child_ended = False
        self._next_look = time.monotonic() + LOOK_SECONDS
        try:
            if revive(data_folder() / "pg"):
                _say("the database had ended, it runs again")
        except EmbeddedError as error:
            _say(str(error))

    def _all_parts(self) -> list[_Part]:
        return [part for part in self._in_order_of_stopping if not part.complete]

    def _wanted(self) -> list[_Part]:
        """At first the web server alone: it makes the tables, and has the machine for itself."""
        late = time.monotonic() - self._began > FIRST_PAGE_SECONDS
        return self._all_parts() if late or self._page_answers.is_set() else [self._web]

    def _until_next(self) -> float:
        now = time.monotonic()
        dues = [part.due for part in self._wanted() if part.process is None]
        if not self._page_answers.is_set():
            dues.append(max(self._began + FIRST_PAGE_SECONDS, now + 0.5))
        return min([self._next_look, *dues]) - now

    def _environment(self) -> dict[str, str]:
        given = dict(os.environ)
        given[lifeline.MARK] = "1"
        given.setdefault("PARVIS_URL", self._address)
        if self._demo:
            given["PARVIS_DEMO"] = "yes"
        return given

    def _shared(self, part: _Part) -> tuple[int, ...]:
        return (self._door.fileno(),) if part is self._web else ()

    def _await_page(self) -> None:
        if welcome.wait_for_page(self._address):
            self._page_answers.set()
            self._bell.ring()
            print(welcome.welcome(self._address, demo=self._demo), flush=True)

    def _stop(self) -> None:
        """In order, each with its grace; none when asked twice."""
        self._door.close()
        for part in self._in_order_of_stopping:
            if self._bell.asked_to_stop > 1:
                part.grace = 0.1
            part.stop()


def _check_own_server() -> None:
    named = own_database()
    if not named:
        return
    import psycopg
    from psycopg.conninfo import make_conninfo

    try:
        with psycopg.connect(make_conninfo(**named), connect_timeout=5) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.Error as error:
        raise CannotStartError(
            f"The database of DATABASE_URL cannot be reached ({str(error).splitlines()[0]}): "
            "start it, or correct DATABASE_URL."
        ) from error
    if version < 15:
        raise CannotStartError(
            f"The database of DATABASE_URL is PostgreSQL {version}: Parvis needs 15 or newer."
        )


def _say(sentence: str) -> None:
    print(f"parvis serve: {sentence}", file=sys.stderr, flush=True)
