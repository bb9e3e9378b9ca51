"""`parvis import`: messages from a file into the ledger (docs/reference/commands.md)."""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from parvis.brands.actions import brand_for_import
from parvis.brands.models import Brand
from parvis.channels.actions.account import account_for_import
from parvis.channels.actions.imports import Imported, import_deliveries
from parvis.channels.actions.telling import TellingBehind
from parvis.channels.files.lines import read_lines
from parvis.channels.files.mails import mail_files, read_mail, read_mbox
from parvis.channels.files.opened import (
    DELIVERY_MAX,
    STANDARD_INPUT,
    OpenFile,
    UnreadableFileError,
    opened,
)
from parvis.channels.files.tweets import Threads, find_threads, gathered_tweets
from parvis.channels.import_progress import Steps, shown_on
from parvis.channels.models import Account
from parvis.channels.protocol import Raw
from parvis.kit.clock import now
from parvis.kit.garbage import seldom_searched
from parvis.kit.statistics import FreshStatistics

CONNECTORS = {"eml": "email", "mbox": "email", "twcs": "twcs", "jsonl": "jsonl"}
ACCOUNT_NAME_MAX = 120
BATCH = 2000
BATCH_BYTES = 4 * 1024 * 1024
MEGABYTE = 1024 * 1024
EXIT_USAGE = 2
EXIT_INTERRUPTED = 130


class UnusableOptionsError(Exception):
    """What was asked for cannot be done; the message says why and what to do."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", type=Path, help='the file, gzipped or not; "-" is standard input'
    )
    parser.add_argument(
        "--format",
        required=True,
        choices=sorted(CONNECTORS),
        help="eml: a mail, or a folder of mails; mbox: many mails; "
        "jsonl: normalised messages; twcs: a table of tweets",
    )
    parser.add_argument(
        "--account", required=True, metavar="NAME", help="the account they belong to"
    )
    parser.add_argument("--brand", metavar="SLUG", help="the brand of the account")


def run(options: argparse.Namespace) -> int:
    """Import the file; returns the exit code. The last line on stdout is the count."""
    done = _Done()
    try:
        with shown_on(sys.stderr) as steps, seldom_searched():
            _import(options, steps, done)
    except (UnreadableFileError, UnusableOptionsError) as error:
        _say(f"{error}{done.so_far()}")
        return EXIT_USAGE
    except KeyboardInterrupt:
        _say(
            f"stopped{done.so_far()}. What was imported stays; run the same command again to go "
            "on: what is known is passed over."
        )
        return EXIT_INTERRUPTED
    for doubt in done.doubts:
        _say(doubt)
    print(*done.notes, done.imported, sep="\n")
    return 0


class _Done:
    """What has been imported so far, and what is to be said at the end: on stdout and stderr."""

    def __init__(self) -> None:
        self.imported = Imported()
        self.notes: list[str] = []
        self.doubts: list[str] = []

    def so_far(self) -> str:
        return f" (until there: {self.imported})" if self.imported.read else ""


def _import(options: argparse.Namespace, steps: Steps, done: _Done) -> None:
    target = _Target(options)
    if options.format == "twcs":
        _import_tweets(options.file, target, steps, done)
    elif options.format == "eml":
        _import_mail_files(options.file, target, steps, done)
    else:
        reader = read_mbox if options.format == "mbox" else read_lines
        with opened(options.file) as file:
            steps.begin("importing", total=file.size)
            for _ in _import_batches(reader(file), target, done):
                steps.reach(file.position(), said=str(done.imported))
            _doubt_when_cut(file, done)


def _import_mail_files(path: Path, target: _Target, steps: Steps, done: _Done) -> None:
    """A folder is counted by its files, since each of them is one mail."""
    steps.begin("importing", total=sum(1 for _ in mail_files(path)))

    def mails() -> Iterator[Raw]:
        for mail_file in mail_files(path):
            with opened(mail_file) as file:
                yield from read_mail(file)
                _doubt_when_cut(file, done)

    for _ in _import_batches(mails(), target, done):
        steps.reach(done.imported.read, said=str(done.imported))


def _import_tweets(path: Path, target: _Target, steps: Steps, done: _Done) -> None:
    if path == STANDARD_INPUT:
        raise UnusableOptionsError(
            "a twcs table is read twice, so it cannot come from standard input"
        )
    with opened(path, told=steps.reach) as file:
        steps.begin("finding threads", total=file.size)
        threads = find_threads(file, target.account_name)
    target.account_name = threads.account
    with opened(path, told=steps.reach) as file:
        steps.begin("reading", total=file.size)
        with gathered_tweets(file, threads) as tweets:
            steps.begin("importing", total=len(tweets))
            for _ in _import_batches(tweets, target, done):
                steps.reach(done.imported.read, said=str(done.imported))
            done.notes.append(f"other brand {tweets.other_brand}")
    if not threads.found:
        done.doubts.append(f"{threads.account} does not appear in {path}{_names_like(threads)}")


def _names_like(threads: Threads) -> str:
    written = {name.lower(): name for name in threads.authors}
    alike = difflib.get_close_matches(threads.account.lower(), written, n=3)
    names = [written[name] for name in alike] or sorted(threads.authors)[:5]
    return f"; accounts that do: {', '.join(names)}" if names else ""


def _import_batches(raws: Iterable[Raw], target: _Target, done: _Done) -> Iterator[None]:
    """Give back control after each batch."""
    statistics = FreshStatistics()
    with TellingBehind() as tell:
        for batch in _batches(raws):
            done.imported += import_deliveries(target.account, batch, at=now(), tell=tell)
            statistics.note(done.imported.new)
            yield


def _batches(raws: Iterable[Raw]) -> Iterator[list[Raw]]:
    """Batches small enough for a transaction under a second; what precedes damage is kept."""
    batch: list[Raw] = []
    size = 0
    try:
        for raw in raws:
            batch.append(raw)
            size += len(raw.body)
            if len(batch) == BATCH or size > BATCH_BYTES:
                yield batch
                batch, size = [], 0
    except UnreadableFileError:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


class _Target:
    """The account that the file is for; it is found or made when there is something for it."""

    def __init__(self, options: argparse.Namespace) -> None:
        self.account_name = options.account.strip()
        if not 0 < len(self.account_name) <= ACCOUNT_NAME_MAX:
            raise UnusableOptionsError(
                f"--account needs a name of 1 to {ACCOUNT_NAME_MAX} characters"
            )
        self._connector_id = CONNECTORS[options.format]
        self._brand = _brand(options.brand)
        self._account: Account | None = None

    @property
    def account(self) -> Account:
        if self._account is None:
            self._account = account_for_import(
                self._brand or brand_for_import(self.account_name),
                name=self.account_name,
                connector_id=self._connector_id,
            )
        return self._account


def _brand(slug: str | None) -> Brand | None:
    """The brand that was named or the only one; None when there is none yet."""
    brands = {brand.slug: brand for brand in Brand.objects.order_by("slug")}
    if slug is None:
        if len(brands) > 1:
            raise UnusableOptionsError(f"say which brand with --brand: {', '.join(brands)}")
        return next(iter(brands.values()), None)
    if slug not in brands:
        known = f"there are: {', '.join(brands)}" if brands else "there is no brand yet"
        raise UnusableOptionsError(f"no brand is called {slug}; {known}")
    return brands[slug]


def _doubt_when_cut(file: OpenFile, done: _Done) -> None:
    if file.cut:
        done.doubts.append(
            f"of {file.cut} deliveries in {file.name} only the first "
            f"{DELIVERY_MAX // MEGABYTE} MB were kept"
        )


def _say(sentence: str) -> None:
    print(f"parvis import: {sentence}", file=sys.stderr)
