"""`parvis parse`: files in, one line of JSON out for each event that a connector makes of them.

Needs no settings, no database and no Django. Each file gives at least one line, whatever is in it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from parvis.channels.event_lines import event_line, poison_line
from parvis.channels.files.deliveries import deliveries
from parvis.channels.files.folders import entries
from parvis.channels.files.opened import UnreadableFileError
from parvis.channels.protocol import Connector, Poison, Raw
from parvis.channels.registry import CONNECTORS, UnknownConnector, connector

EXIT_USAGE = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    known = ", ".join(sorted(CONNECTORS))
    parser.add_argument("connector", metavar="CONNECTOR", help=f"whose parser: {known}")
    parser.add_argument(
        "files",
        metavar="FILE",
        type=Path,
        nargs="+",
        help='a file, or a folder with all that is below it; "-" is standard input',
    )


def run(options: argparse.Namespace) -> int:
    """Print the lines; returns the exit code, 0 when each file gave a line."""
    try:
        reader = connector(options.connector)
    except UnknownConnector as error:
        print(f"parvis parse: {error}", file=sys.stderr)
        return EXIT_USAGE
    for path in options.files:
        for line in lines_of(path, reader):
            sys.stdout.write(f"{line}\n")
    return 0


def lines_of(path: Path, reader: Connector) -> Iterator[str]:
    """What `reader` makes of a file, or of each file below a folder. Never raises."""
    for entry in entries(path):
        if entry.why:
            yield poison_line(entry.why, file=entry.path)
            continue
        nothing = True
        for line in _lines_of_file(entry.path, reader):
            nothing = False
            yield line
        if nothing:
            yield poison_line("there is nothing in it", file=entry.path)


def _lines_of_file(path: Path, reader: Connector) -> Iterator[str]:
    """What precedes the damage of a damaged file is read."""
    try:
        for raw in deliveries(path, connector_id=reader.spec.id):
            yield from _lines_of_delivery(raw, reader, path)
    except UnreadableFileError as error:
        yield poison_line(str(error), file=path)
    except Exception as bug:  # noqa: BLE001 - one file that breaks the reader stops no other
        yield poison_line(f"reading failed: {type(bug).__name__}: {bug}", file=path)


def _lines_of_delivery(raw: Raw, reader: Connector, path: Path) -> Iterator[str]:
    try:
        events = reader.parse(raw)
    except Poison as poison:
        yield poison_line(str(poison) or "unreadable", file=path)
    except Exception as bug:  # noqa: BLE001 - as in the ledger, where it would be quarantined
        yield poison_line(f"the parser failed: {type(bug).__name__}: {bug}", file=path)
    else:
        yield from (event_line(event, file=path) for event in events)
