"""Files of mails: one mail a file (eml), or many in one (mbox)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain
from pathlib import Path

from parvis.channels.files.opened import Gathered, OpenFile, UnreadableFileError
from parvis.channels.protocol import Raw

MEDIA_TYPE = "message/rfc822"

_DATED_SEPARATOR = re.compile(
    rb"From .*\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?"
    rb" +(?:[A-Z][a-z]{2} +[0-9]{1,2}|[0-9]{1,2} +[A-Z][a-z]{2} +[0-9]{4})"
    rb" +[0-9]{1,2}:[0-9]{2}\b"
)
_ANY_SEPARATOR = re.compile(rb"From ")
_QUOTED_FROM = re.compile(rb">+From ")
_BLANK = (b"\n", b"\r\n")


def mail_files(path: Path) -> Iterator[Path]:
    """The files of a folder and its folders, by name; a file is itself. Hidden ones are left.

    Raises `UnreadableFileError` for a folder that may not be read.
    """
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path, onerror=_unreadable_folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(folder, name)


def read_mails(file: OpenFile) -> Iterator[Raw]:
    """The mails of an mbox file, when it begins as one; else the one mail that the file is."""
    begun = list(_until_words(file.pieces()))
    if begun and _DATED_SEPARATOR.match(begun[-1]):
        yield from _mails_in_mbox(chain(begun, file.pieces()), file)
    else:
        yield _one_mail(begun, file)


def read_mail(file: OpenFile) -> Iterator[Raw]:
    """The one mail of an eml file."""
    begun = next(file.pieces(), b"")
    yield _one_mail([] if _DATED_SEPARATOR.match(begun) else [begun], file)


def read_mbox(file: OpenFile) -> Iterator[Raw]:
    """The mails of an mbox file, as they were before they were put into it.

    Mails begin at "From " lines that bear a date; where the first has none, at each "From " line
    after a blank one. In the others one ">" is taken away (mboxrd; the same as mboxo in practice).
    Raises `UnreadableFileError` when the file does not begin with such a line.
    """
    return _mails_in_mbox(file.pieces(), file)


def _until_words(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The blank lines at the beginning, and the first line that is not blank."""
    for piece in pieces:
        yield piece
        if piece not in _BLANK:
            return


def _one_mail(begun: Iterable[bytes], file: OpenFile) -> Raw:
    """What was read already and the rest, up to the most that is kept: a packed file may go on
    for ever."""
    mail = Gathered()
    for piece in chain(begun, file.rest()):
        mail.add(piece)
        if mail.overflows:
            break
    return _raw(mail.complete(file))


def _mails_in_mbox(pieces: Iterable[bytes], file: OpenFile) -> Iterator[Raw]:
    mail: Gathered | None = None
    separator = _DATED_SEPARATOR
    at_line_start = after_blank = True
    for piece in pieces:
        if mail is None:
            if piece in _BLANK:
                continue
            separator = _separator_like(piece, file)
            mail = Gathered()
        elif at_line_start and _begins_mail(piece, separator, after_blank=after_blank):
            yield _raw(mail.complete(file), in_mbox=True)
            mail = Gathered()
        else:
            quoted = at_line_start and _QUOTED_FROM.match(piece)
            mail.add(piece[1:] if quoted else piece)
        after_blank = at_line_start and piece in _BLANK
        at_line_start = piece.endswith(b"\n")
    if mail is not None:
        yield _raw(mail.complete(file), in_mbox=True)


def _unreadable_folder(error: OSError) -> None:
    raise UnreadableFileError(f"{error.filename} cannot be read: {error.strerror}") from None


def _separator_like(first_line: bytes, file: OpenFile) -> re.Pattern[bytes]:
    if _DATED_SEPARATOR.match(first_line):
        return _DATED_SEPARATOR
    if _ANY_SEPARATOR.match(first_line):
        return _ANY_SEPARATOR
    raise UnreadableFileError(f'{file.name} is no mbox file: it does not begin with a "From " line')


def _begins_mail(line: bytes, separator: re.Pattern[bytes], *, after_blank: bool) -> bool:
    if not line.startswith(b"From ") or not separator.match(line):
        return False
    return after_blank or separator is _DATED_SEPARATOR


def _raw(body: bytes, *, in_mbox: bool = False) -> Raw:
    """The same mail has the same key, whatever its line ends and the blank lines after it."""
    if in_mbox and body.endswith((b"\n\n", b"\n\r\n")):
        body = body.removesuffix(b"\n").removesuffix(b"\r")  # the separator's own blank line
    content = body.replace(b"\r\n", b"\n").rstrip(b"\n")
    return Raw(key=f"sha256:{sha256(content).hexdigest()}", body=body, media_type=MEDIA_TYPE)
