"""Mail from the account's folders, by UID. Nothing in the mailbox is changed, no flag set.

Two sources: what was sent in another mail program, from the folder for sent mail, and the inbox.
Sent mail comes first, so that an answer is known before its copy in the inbox, if there is one.

Cursor: `{"uidvalidity": n, "uid": last}`. UIDs only grow while UIDVALIDITY stays; when that
changes, the server has renumbered its mails and all are brought again (their Message-ID tells
which ones are known).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from threading import Event as Signal
from typing import Any

from imapclient.exceptions import IMAPClientError

from parvis.channels.connectors.email.imap import Mailbox, mailbox
from parvis.channels.connectors.email.parse import MEDIA_TYPE, SENT_MEDIA_TYPE, TOO_LARGE
from parvis.channels.protocol import Io, JsonObject, MarkUnreadable, Page, Raw, Refused

SENT, INBOX = "sent", "inbox"
SOURCES = (SENT, INBOX)
MAIL_MAX = 30_000_000  # bytes; of larger mails only the headers are fetched
BATCH_MAX = 8_000_000  # bytes asked for in one request, unless one mail alone is larger
BATCH_MAILS = 50
PAGE_MAX = 30_000_000  # bytes after which a page ends, so that it fits in memory

_SIZE, _ARRIVED = b"RFC822.SIZE", b"INTERNALDATE"
_WHOLE, _HEADERS = "BODY.PEEK[]", "BODY.PEEK[HEADER]"
_IDLE_MAX = 25 * 60.0  # seconds; servers may drop an idle connection after half an hour
_WITHOUT_IDLE = 30.0
_SLICE = 1.0  # seconds between two looks at the door `stop`


def pull(io: Io, *, source: str, cursor: JsonObject, budget: int) -> Page:
    """At most `budget` mails after the cursor, oldest first. Raises the four reading errors."""
    folder = _folder(io, source)
    if not folder:
        return Page(raws=(), cursor=cursor)
    with mailbox(io) as box:
        try:
            validity = _enter(box, folder)
        except IMAPClientError as error:
            if source == INBOX:
                raise
            return Page(raws=(), cursor=cursor, notes=(_unseen(folder, error),))
        since, notes = _start(cursor, validity)
        waiting = _after(box, since)
        page = waiting[: max(1, budget)]
        raws: list[Raw] = []
        last = since
        for batch in _batches(box, page):
            raws += _brought(box, batch, source, validity)
            last = max(batch)
            if sum(len(raw.body) for raw in raws) > PAGE_MAX:
                break
        return Page(
            raws=tuple(raws),
            cursor={"uidvalidity": validity, "uid": last},
            more=bool(waiting) and last < waiting[-1],
            notes=notes,
        )


def held(io: Io, *, source: str) -> Sequence[str]:
    """The keys of all mails in the folder. Raises the four reading errors."""
    folder = _folder(io, source)
    if not folder:
        return ()
    with mailbox(io) as box:
        validity = _enter(box, folder)
        return [_key(source, validity, uid) for uid in _after(box, 0)]


def fetch(io: Io, *, source: str, keys: Sequence[str]) -> Sequence[Raw]:
    """The mails with these keys, as far as they are still there and have the same numbers."""
    with mailbox(io) as box:
        validity = _enter(box, _folder(io, source))
        named = {_key(source, validity, uid): uid for uid in _after(box, 0)}
        uids = [named[key] for key in keys if key in named]
        return [
            raw for batch in _batches(box, uids) for raw in _brought(box, batch, source, validity)
        ]


def wait(io: Io, *, source: str, cursor: JsonObject, seconds: float) -> None:
    """Return when mail after the cursor is there, after `seconds`, or soon after the door `stop`
    is set. Raises the four reading errors. The server is asked to announce (IDLE) if it can."""
    stop: Signal = io.doors.get("stop") or Signal()
    with mailbox(io) as box:
        validity = _enter(box, _folder(io, source))
        since, _ = _start(cursor, validity)
        renumbered = bool(cursor) and cursor.get("uidvalidity") != validity
        if renumbered or _after(box, since):
            return
        if box.has_capability("IDLE"):
            _idle(box, min(seconds, _IDLE_MAX), stop)
            return
    stop.wait(min(seconds, _WITHOUT_IDLE))


def _folder(io: Io, source: str) -> str:
    """The folder's name; "" where the account has none for sent mail."""
    if source == INBOX:
        return io.settings.get("imap_folder") or "INBOX"
    if source == SENT:
        return io.settings.get("sent_folder", "")
    raise Refused(f"A mailbox has no source {source!r}, only {' and '.join(SOURCES)}.")


def _unseen(folder: str, error: IMAPClientError) -> str:
    """The inbox is read all the same."""
    return (
        f"The folder {folder!r} for sent mail cannot be opened ({error}): answers that were "
        "written in another mail program are not seen."
    )


def _enter(box: Mailbox, folder: str) -> int:
    """Open the folder for reading only; its UIDVALIDITY."""
    opened = box.select_folder(folder, readonly=True)
    return int(opened.get(b"UIDVALIDITY", 0))


def _start(cursor: JsonObject, validity: int) -> tuple[int, tuple[str, ...]]:
    """The last UID that was brought, and what to tell about it."""
    if not cursor:
        return 0, ()
    known, uid = cursor.get("uidvalidity"), cursor.get("uid")
    if not isinstance(known, int) or not isinstance(uid, int):
        raise MarkUnreadable(
            f"The reading mark of this mailbox cannot be understood: {dict(cursor)}."
        )
    if known != validity:
        return 0, ("The server renumbered the mailbox: all its mails are compared again.",)
    return uid, ()


def _after(box: Mailbox, uid: int) -> list[int]:
    """The UIDs beyond `uid`. A server answers "7:*" with the last mail even when that is 5."""
    return sorted(found for found in box.search(["UID", f"{uid + 1}:*"]) if found > uid)


_About = Mapping[bytes, Any]


def _batches(box: Mailbox, uids: Sequence[int]) -> Iterator[dict[int, _About]]:
    """Mails with their size and time of arrival, in portions for one request each.

    A mail that has vanished meanwhile comes with nothing known about it.
    """
    about = box.fetch(uids, [_SIZE.decode(), _ARRIVED.decode()]) if uids else {}
    batch: dict[int, _About] = {}
    size = 0
    for uid in uids:
        batch[uid] = about.get(uid, {})
        size += min(_size(batch[uid]), MAIL_MAX)
        if size > BATCH_MAX or len(batch) == BATCH_MAILS:
            yield batch
            batch, size = {}, 0
    if batch:
        yield batch


def _size(about: _About) -> int:
    return int(about.get(_SIZE) or 0)


def _brought(box: Mailbox, batch: dict[int, _About], source: str, validity: int) -> list[Raw]:
    """The raws of a batch in the order of their UIDs; vanished mails are left out."""
    large = [uid for uid, about in batch.items() if _size(about) > MAIL_MAX]
    whole = [uid for uid in batch if uid not in large]
    bodies = _bodies(box, whole, _WHOLE) | {
        uid: f"{TOO_LARGE}: {_size(batch[uid])}\r\n".encode() + headers
        for uid, headers in _bodies(box, large, _HEADERS).items()
    }
    return [
        Raw(
            key=_key(source, validity, uid),
            body=bodies[uid],
            media_type=SENT_MEDIA_TYPE if source == SENT else MEDIA_TYPE,
            received_at=_zoned(about.get(_ARRIVED)),
        )
        for uid, about in batch.items()
        if uid in bodies
    ]


def _bodies(box: Mailbox, uids: Sequence[int], wanted: str) -> dict[int, bytes]:
    answer = wanted.replace(".PEEK", "").encode()
    fetched = box.fetch(uids, [wanted]) if uids else {}
    found = {uid: mail.get(answer) for uid, mail in fetched.items()}
    return {uid: bytes(body) for uid, body in found.items() if body is not None}


def _key(source: str, validity: int, uid: int) -> str:
    number = f"{validity}:{uid}"
    return number if source == INBOX else f"{source}:{number}"


def _zoned(arrived: object) -> datetime | None:
    return arrived if isinstance(arrived, datetime) and arrived.tzinfo else None


def _idle(box: Mailbox, seconds: float, stop: Signal) -> None:
    """Until the server speaks of a mail. Looks at `stop` each second."""
    try:
        box.idle()
    except IMAPClientError as error:
        if "Unexpected IDLE response" in str(error):
            return  # news arrived between our question and the server's "idling"
        raise
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and not stop.is_set():
        asked = time.monotonic()
        answer = box.idle_check(timeout=min(_SLICE, left))
        if any(_is_news(line) for line in answer):
            break
        if not answer and time.monotonic() - asked < min(_SLICE, left) / 2:
            break  # readable but silent: the connection is gone, and idle_done will say so
    box.idle_done()


def _is_news(line: object) -> bool:
    return isinstance(line, tuple) and len(line) > 1 and line[1] in (b"EXISTS", b"RECENT")
