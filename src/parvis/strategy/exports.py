"""The messages of an export, read as `parvis import` reads it, in the order of time."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from parvis.channels.connectors.jsonl import MEDIA_TYPE
from parvis.channels.files.mails import mail_files, read_mail, read_mbox
from parvis.channels.files.opened import UnreadableFileError, opened
from parvis.channels.files.tweets import find_threads, gathered_tweets
from parvis.channels.protocol import Direction, EventKind, IncomingMessage, Poison, Raw
from parvis.channels.registry import connector
from parvis.strategy.diagnosis.form import Export, ExportFormat
from parvis.strategy.diagnosis.reading import Fault, ReadForm
from parvis.strategy.diagnosis.words import Both

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
"""A message from before it bears no date that is true."""
READ_AT_MOST = 5_000


class UnusableExport(Exception):
    """`says` tells which file, which line where it is one, and why."""

    def __init__(self, says: Both) -> None:
        super().__init__(says.en)
        self.says = says


def messages_in(export: Export, *, folder: Path) -> Iterator[IncomingMessage]:
    """Those of a file or folder beside the form, which lies in `folder`. Of mails and tweets, what
    cannot be read is passed over, as an import puts it aside. Raises `UnusableExport`."""
    path = folder / export.file
    _check(export, path)
    with _said_of(export, path):
        yield from _READERS[export.format](path, export.account)


def unusable_at_first_sight(read: ReadForm, *, folder: Path) -> Iterator[Fault]:
    """Of each export that cannot even be opened: to be told while other faults stand, which nobody
    shall wait for until a large one is counted."""
    for n, channel in enumerate(read.form.channels):
        export, at = channel.counted_from, ("channels", n, "counted_from")
        try:
            if export and export.file:
                _check(export, folder / export.file)
        except UnusableExport as error:
            yield Fault(read.line_of(at), at, error.says)


def _check(export: Export, path: Path) -> None:
    """What is no file might be read for ever."""
    is_folder = export.format is ExportFormat.EML and S_ISDIR(_mode_of(path))
    if _is_no_file(path) and not is_folder:
        raise UnusableExport(_NOT_A_FILE.filled(file=export.file))
    if export.format is not ExportFormat.JSONL and not export.account:
        raise UnusableExport(_WHOSE.filled(file=export.file))
    if not is_folder:
        with _said_of(export, path), opened(path):
            pass


def _is_no_file(path: Path) -> bool:
    mode = _mode_of(path)
    return mode != 0 and not S_ISREG(mode)


def _mode_of(path: Path) -> int:
    """0 of what may not even be looked at: why, is told when it is opened."""
    try:
        return path.stat().st_mode
    except OSError:
        return 0


@contextmanager
def _said_of(export: Export, path: Path) -> Iterator[None]:
    """By the name that stands in the form."""
    try:
        yield
    except UnreadableFileError as error:
        why = str(error).replace(str(path), export.file)
        raise UnusableExport(_UNREADABLE.filled(why=why)) from None


def _lines(path: Path, _account: str) -> Iterator[IncomingMessage]:
    with opened(path) as file:
        yield from _in_time(
            message
            for number, line in enumerate(file.lines(), 1)
            if (body := line.removeprefix(BOM_UTF8).strip())
            for message in _of_line(body, number=number, file=path.name)
        )


def _of_line(body: bytes, *, number: int, file: str) -> list[IncomingMessage]:
    try:
        found = _parsed(Raw(key="", body=body, media_type=MEDIA_TYPE), "jsonl")
    except Poison as poison:
        says = _BAD_LINE.filled(file=file, line=number, why=poison)
        raise UnusableExport(says) from None
    if any(message.created_at < EARLIEST for message in found):
        raise UnusableExport(_TOO_OLD.filled(file=file, line=number, year=EARLIEST.year))
    return found


def _mail_files(path: Path, account: str) -> Iterator[IncomingMessage]:
    def raws() -> Iterator[Raw]:
        for mail in mail_files(path):
            if _is_no_file(mail):
                continue
            with opened(mail) as file:
                yield from read_mail(file)

    return _mails(raws(), account)


def _mbox(path: Path, account: str) -> Iterator[IncomingMessage]:
    with opened(path) as file:
        yield from _mails(read_mbox(file), account)


def _mails(raws: Iterable[Raw], account: str) -> Iterator[IncomingMessage]:
    return _in_time(
        replace(mail, direction=Direction.OUT if _is_by(mail, account) else Direction.IN)
        for mail in _readable(raws, "email")
        if mail.created_at >= EARLIEST
    )


def _in_time(messages: Iterable[IncomingMessage]) -> Iterator[IncomingMessage]:
    """Mailboxes keep mails in any order, and many an export begins with the newest: all are held
    in memory, of each only what is counted."""
    kept = [
        replace(message, text=message.text[:READ_AT_MOST], quoted="", html="", attachments=())
        for message in messages
    ]
    yield from sorted(kept, key=attrgetter("created_at"))


def _is_by(mail: IncomingMessage, account: str) -> bool:
    return mail.author is not None and mail.author.ext_id.lower() == account.lower()


def _tweets(path: Path, account: str) -> Iterator[IncomingMessage]:
    with opened(path) as file:
        threads = find_threads(file, account)
    if not threads.found:
        raise UnusableExport(_NOT_IN_IT.filled(account=account, file=path.name))
    with opened(path) as file, gathered_tweets(file, threads) as tweets:
        yield from _readable(tweets, "twcs")


def _readable(raws: Iterable[Raw], reader: str) -> Iterator[IncomingMessage]:
    for raw in raws:
        try:
            yield from _parsed(raw, reader)
        except Poison:
            continue


def _parsed(raw: Raw, reader: str) -> list[IncomingMessage]:
    """Raises `Poison`."""
    return [
        event.message
        for event in connector(reader).parse(raw)
        if event.message and event.kind is EventKind.CREATED
    ]


_READERS: Mapping[ExportFormat, Callable[[Path, str], Iterator[IncomingMessage]]] = {
    ExportFormat.JSONL: _lines,
    ExportFormat.EML: _mail_files,
    ExportFormat.MBOX: _mbox,
    ExportFormat.TWCS: _tweets,
}

_NOT_A_FILE = Both(en="{file} is not a file.", fr="{file} n’est pas un fichier.")
NO_MESSAGE = Both(en="{file} holds no message.", fr="{file} ne contient aucun message.")
_WHOSE = Both(
    en="{file}: say with account whose export it is: the mailbox’s address, or the brand’s name in "
    "the column author_id.",
    fr="{file}\u00a0: dites avec account de qui est cet export\u00a0: l’adresse de la boîte, ou le "
    "nom de la marque dans la colonne author_id.",
)
_UNREADABLE = Both(en="{why}.", fr="Fichier illisible\u00a0: {why}.")
_BAD_LINE = Both(en="{file}, line {line}: {why}.", fr="{file}, ligne {line}\u00a0: {why}.")
_TOO_OLD = Both(
    en="{file}, line {line}: created_at is before {year}.",
    fr="{file}, ligne {line}\u00a0: created_at est antérieur à {year}.",
)
_NOT_IN_IT = Both(
    en="{account} does not appear in {file}.", fr="{account} n’apparaît pas dans {file}."
)
