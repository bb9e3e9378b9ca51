"""The command `parvis`: finds the command, gives it what it needs, says failures in a sentence.

Exit codes: 0 done; 1 the command found something wrong; 2 the command line is wrong; 3 it could
not start (settings, database, port; the sentence on stderr says which); 130 and 143 stopped by
Ctrl-C and by SIGTERM.
"""

from __future__ import annotations

import argparse
import enum
import errno
import importlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import NoReturn, Protocol, cast

from parvis.config.lifeline import end_with_supervisor
from parvis.kit.embedded import EmbeddedError, hold
from parvis.kit.settings import SettingsError, data_folder, text

SETTINGS_MODULE = "parvis.config.settings"
EXIT_CANNOT_WRITE = 1
EXIT_USAGE = 2
EXIT_CANNOT_START = 3
EXIT_INTERRUPTED = 130
EXIT_NOBODY_READS = 141  # what the shell says of a program that SIGPIPE ended
EXIT_TERMINATED = 143
_UNWRITTEN = (errno.ENOSPC, errno.EBADF)
"""What a stream fails with when the disk is full, or when it is closed."""


class CannotStartError(Exception):
    """A command cannot do its work here and now. The message is one sentence with what to do."""


class Needs(enum.Enum):
    """What must be there before a command runs; each holds what stands above it."""

    NOTHING = 0
    DJANGO = 1
    DATABASE = 2
    TABLES = 3


@dataclass(frozen=True)
class Command:
    """One line of `parvis --help`. The module has `add_arguments(parser)` and `run(options)`."""

    name: str
    module: str
    help: str
    needs: Needs = Needs.TABLES
    raw: bool = False
    """The words after the name go to the command as they are, in `options.words`."""


COMMANDS = (
    Command(
        "serve", "parvis.config.serve", "run everything: web, worker, listeners", Needs.NOTHING
    ),
    Command("web", "parvis.config.web", "run the web server alone"),
    Command("worker", "parvis.config.worker", "run the worker of background jobs alone"),
    Command("listen", "parvis.config.listen", "run the listeners of channels alone"),
    Command("import", "parvis.channels.cli_import", "read messages from a file"),
    Command(
        "parse",
        "parvis.channels.cli_parse",
        "show what a connector understands of files",
        Needs.NOTHING,
    ),
    Command(
        "triage",
        "parvis.config.triage_command",
        "say what messages are, one line of JSON each",
        Needs.NOTHING,
    ),
    Command(
        "diagnose",
        "parvis.strategy.cli",
        "say where a brand should be and what to do, from one file",
        Needs.NOTHING,
    ),
    Command("index", "parvis.insight.cli_index", "tell how each brand answers, in numbers"),
    Command("demo", "parvis.config.demo.cli", "fill this installation with an invented brand"),
    Command(
        "doctor", "parvis.config.doctor", "say what is wrong and how to mend it", Needs.NOTHING
    ),
    Command("backup", "parvis.config.backup", "write the whole database to a file", Needs.DATABASE),
    Command("restore", "parvis.config.restore", "fill an empty database from it", Needs.DATABASE),
    Command("secrets", "parvis.config.secrets_command", "count stored secrets, change their key"),
    Command("migrate", "parvis.config.migrate", "bring the database's tables up to date"),
    Command(
        "manage", "parvis.config.manage", "run a command of Django's", Needs.DATABASE, raw=True
    ),
    Command("version", "parvis.config.version", "say which version this is", Needs.NOTHING),
)


class Runnable(Protocol):
    """What the module of a command offers."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> int: ...


def main(words: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; known failures are said on stderr."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # nohup ignores SIGHUP
            signal.signal(number, _leave)
    command, rest = _choose(sys.argv[1:] if words is None else words)
    _stand_in_for_closed_stdout()
    end_with_supervisor()
    try:
        return _run(command, rest)
    except (CannotStartError, EmbeddedError, SettingsError) as error:
        print(f"parvis {command.name}: {error}", file=sys.stderr)
        return EXIT_CANNOT_START
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        _let_go_of_stdout()
        return EXIT_NOBODY_READS
    except OSError as error:
        if error.errno not in _UNWRITTEN or error.filename:  # a stream has no name
            raise
        _let_go_of_stdout()
        print(
            f"parvis {command.name}: what it says cannot be written: {error.strerror}",
            file=sys.stderr,
        )
        return EXIT_CANNOT_WRITE


def _stand_in_for_closed_stdout() -> None:
    """Without one (`>&-`) what is printed would be lost in silence, and the next file that is
    opened would stand in its place. Into this one nothing can be written, which is then said."""
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")


def _let_go_of_stdout() -> None:
    """The interpreter flushes at its end, and would complain once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _leave(number: int, _frame: object) -> NoReturn:
    # An exception, so that every block on the way out is left properly, the database's included.
    sys.exit(128 + number)


def _choose(words: Sequence[str]) -> tuple[Command, list[str]]:
    parser = argparse.ArgumentParser(
        prog="parvis",
        description="Customer care: one case, one promise, kept and proven.",
        epilog="Exit codes: 0 done, 1 something is wrong, 2 wrong command line, 3 cannot start.",
    )
    parser.add_argument("--version", action="store_true", help="say which version this is")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", dest="command")
    for command in COMMANDS:
        commands.add_parser(command.name, help=command.help, add_help=False)
    known, _ = parser.parse_known_args(words[:1])
    name = "version" if known.version else known.command
    if name is None:
        parser.print_help(sys.stderr)
        sys.exit(EXIT_USAGE)
    return next(command for command in COMMANDS if command.name == name), list(words[1:])


def _run(command: Command, words: list[str]) -> int:
    if command.needs is not Needs.NOTHING:
        _set_django_up()
    runnable = cast("Runnable", importlib.import_module(command.module))
    options = _options(command, runnable, words)
    with prepared(command.needs):
        ended = runnable.run(options)
        sys.stdout.flush()  # here, where somebody can still say that it failed
        return ended


def _options(command: Command, runnable: Runnable, words: list[str]) -> argparse.Namespace:
    if command.raw:
        return argparse.Namespace(words=words)
    parser = argparse.ArgumentParser(prog=f"parvis {command.name}", description=command.help)
    runnable.add_arguments(parser)
    return parser.parse_args(words)


@contextmanager
def prepared(needs: Needs) -> Iterator[None]:
    """What a command needs, for as long as the block runs.

    Raises CannotStartError, EmbeddedError and SettingsError.
    """
    with ExitStack() as left_last_to_first:
        if needs is not Needs.NOTHING:
            _set_django_up()
        if needs in (Needs.DATABASE, Needs.TABLES):
            left_last_to_first.enter_context(database())
            left_last_to_first.callback(_close_connections)
        if needs is Needs.TABLES:
            _bring_tables_up_to_date()
        yield


@contextmanager
def database() -> Iterator[None]:
    """The embedded server for as long as the block runs; nothing where DATABASE_URL names one."""
    if text("DATABASE_URL"):
        yield
        return
    with hold(data_folder() / "pg"):
        yield


def _set_django_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS_MODULE)
    import django

    try:
        django.setup()
    except OSError as error:
        # The settings make the keys of a new installation.
        raise CannotStartError(
            f"The data folder {data_folder()} cannot be written ({error.strerror}): free disk "
            "space, give it to the user who runs Parvis, or set PARVIS_DATA to another folder."
        ) from error


def _bring_tables_up_to_date() -> None:
    from django.db import DatabaseError

    from parvis.config.tables import bring_tables_up_to_date

    try:
        bring_tables_up_to_date()
    except DatabaseError as error:
        raise cannot_use_database(error) from error


def cannot_use_database(error: Exception) -> CannotStartError:
    """What Django says of a database that is away or refuses us, as a sentence with what to do."""
    from django.db import connection

    place = connection.settings_dict["HOST"] or "this machine"
    return CannotStartError(
        f"The database on {place} cannot be used ({str(error).strip().splitlines()[0]}): "
        "start it, or correct DATABASE_URL."
    )


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()
