"""`parvis doctor`: looks at everything this installation needs, and says how to mend what is wrong.

Exit code 1 when something is wrong. What is looked at last needs what is looked at first: after
a serious finding the rest is left out.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from parvis.config.cli import CannotStartError, Needs, prepared
from parvis.config.ready import say_whether_ready
from parvis.kit import settings
from parvis.kit.embedded import EmbeddedError
from parvis.kit.settings import SettingsError

OLDEST_PYTHON = (3, 11)
LITTLE_SPACE = 2_000_000_000
NO_SPACE = 300_000_000


class Level(StrEnum):
    """How bad it is."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """What was seen of one subject, and, unless it is fine, how to mend it."""

    subject: str
    level: Level
    said: str
    mend: str = ""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")
    parser.add_argument(
        "--ready",
        nargs="?",
        metavar="ADDRESS",
        const=settings.DEFAULT_URL,
        help="only ask whether the pages answer that are served at ADDRESS (%(const)s)",
    )


def run(options: argparse.Namespace) -> int:
    """Print the findings; 1 when something is wrong."""
    if options.ready:
        return say_whether_ready(options.ready)
    findings = []
    for finding in examine(os.environ):
        findings.append(finding)
        if not options.json:
            print(_line(finding), flush=True)
    wrong = sum(finding.level is Level.WRONG for finding in findings)
    if options.json:
        print(json.dumps([asdict(finding) for finding in findings], indent=2))
    else:
        print(f"\n{wrong} to mend." if wrong else "\nNothing is wrong.")
    return 1 if wrong else 0


def examine(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Everything that is to be said about this installation, as it is found."""
    yield python(sys.version_info[:3])
    try:
        folder = settings.data_folder(environ=environ)
        yield from web_address(environ)
        own_server = bool(settings.text("DATABASE_URL", environ=environ))
    except SettingsError as error:
        yield Finding("settings", Level.WRONG, str(error), "Correct it and run this again.")
        return
    if not folder.exists():
        yield Finding(
            "data folder",
            Level.NOTE,
            f"{folder} does not exist: nothing was started here yet.",
            "Run parvis serve, or set PARVIS_DATA to the folder you mean.",
        )
        return
    yield data_folder(folder)
    yield space(folder, free=shutil.disk_usage(folder).free)
    if own_server or (folder / "pg" / "data").exists():
        yield from _with_database()


def python(version: tuple[int, ...]) -> Finding:
    said = f"Python {'.'.join(map(str, version))}"
    if version[:2] < OLDEST_PYTHON:
        return Finding(
            "python", Level.WRONG, f"{said} is too old.", "Install Python 3.11 or newer."
        )
    return Finding("python", Level.FINE, said)


def web_address(environ: Mapping[str, str]) -> Iterator[Finding]:
    """Whether people reach this installation safely. Raises SettingsError."""
    url = settings.url("PARVIS_URL", default=settings.DEFAULT_URL, environ=environ)
    place = urlsplit(url)
    own_machine = place.hostname in ("127.0.0.1", "localhost", "::1")
    if place.scheme == "http" and not own_machine:
        yield Finding(
            "address",
            Level.WRONG,
            f"{url} is not encrypted: passwords and sessions can be read on the way.",
            "Put a proxy with a certificate in front and set PARVIS_URL to its https address.",
        )
    elif place.scheme == "https" and not settings.flag("PARVIS_PROXY", environ=environ):
        yield Finding(
            "address",
            Level.WRONG,
            f"{url} is served by a proxy, whose word about its visitors is not believed.",
            "Set PARVIS_PROXY=yes, when the proxy sets X-Forwarded-For and X-Forwarded-Proto.",
        )
    else:
        yield Finding("address", Level.FINE, f"{url}")


def data_folder(folder: Path) -> Finding:
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return Finding(
            "data folder",
            Level.WRONG,
            f"{folder} belongs to somebody else.",
            "Run Parvis as its owner, or give the folder to the user who runs Parvis.",
        )
    keys = folder / "keys"
    readable = [path for path in (keys, *keys.glob("*")) if path.exists() and _open_to_all(path)]
    if readable:
        return Finding(
            "data folder",
            Level.WRONG,
            f"{readable[0]} can be read by others: it opens every stored secret.",
            f"Run: chmod -R go-rwx {keys}",
        )
    return Finding("data folder", Level.FINE, f"{folder}")


def space(folder: Path, *, free: int) -> Finding:
    said = f"{free / 1e9:.1f} GB free for {folder}"
    mend = "Free some, or move the folder to another disk and set PARVIS_DATA."
    if free < NO_SPACE:
        return Finding("disk", Level.WRONG, f"{said}: the database will stop.", mend)
    if free < LITTLE_SPACE:
        return Finding("disk", Level.NOTE, f"{said}: that is little.", mend)
    return Finding("disk", Level.FINE, said)


def _with_database() -> Iterator[Finding]:
    try:
        with prepared(Needs.DATABASE):
            from parvis.config import checkups

            yield from checkups.look()
    except (CannotStartError, EmbeddedError, SettingsError) as error:
        said, _, mend = str(error).partition(": ")
        yield Finding("database", Level.WRONG, said, mend[:1].upper() + mend[1:])


def _open_to_all(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _line(finding: Finding) -> str:
    mark = {Level.FINE: "  fine ", Level.NOTE: "  note ", Level.WRONG: "  WRONG"}[finding.level]
    mend = f"\n          -> {finding.mend}" if finding.mend else ""
    return f"{mark} {finding.subject}: {finding.said}{mend}"
