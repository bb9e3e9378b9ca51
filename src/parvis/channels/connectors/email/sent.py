"""The traces of mails that went out: a copy in the Sent folder, an answer in the inbox."""

from __future__ import annotations

import logging
import time
from threading import Event as Signal

from parvis.channels.connectors.email.imap import Mailbox, mailbox
from parvis.channels.protocol import Absent, Done, Found, Io, ReadingError, Uncertain

BY_PARVIS, BY_PROVIDER = "parvis", "provider"

_LOOK_EVERY = 0.5  # seconds

_log = logging.getLogger(__name__)


def keep_copy(io: Io, data: bytes) -> None:
    """Put a sent mail into the Sent folder, where Parvis is to do that.

    The mail has gone out: that a copy fails is logged, and changes nothing.
    """
    folder = io.settings.get("sent_folder", "")
    if not folder or io.settings.get("sent_copy", BY_PARVIS) != BY_PARVIS:
        return
    try:
        with mailbox(io) as box:
            box.append(folder, data, (b"\\Seen",))
    except ReadingError as error:
        _log.warning("No copy of a sent mail was kept in the folder %s: %s", folder, error)


def look_up(io: Io, *, message_id: str) -> Found:
    """Did the mail with this Message-ID go out?

    Found in the Sent folder, or answered in the inbox: yes. Not found proves that it was not
    sent only where the provider itself files every mail it has taken; else nobody knows.
    """
    inbox, sent = io.settings.get("imap_folder") or "INBOX", io.settings.get("sent_folder", "")
    try:
        with mailbox(io) as box:
            if (sent and _has(box, sent, "Message-ID", message_id)) or any(
                _has(box, inbox, header, message_id)
                for header in ("Message-ID", "In-Reply-To", "References")
            ):
                return Done(ext_id=message_id)
    except ReadingError as error:
        return Uncertain(f"It could not be looked up: {error}")
    if sent and io.settings.get("sent_copy") == BY_PROVIDER:
        return Absent()
    return Uncertain("No copy and no answer is in the mailbox; the mail may still have gone out.")


def came_back(io: Io, *, message_id: str, seconds: float) -> bool:
    """Is the mail with this Message-ID in the inbox, now or within `seconds`?

    Raises the four reading errors.
    """
    inbox = io.settings.get("imap_folder") or "INBOX"
    stop: Signal = io.doors.get("stop") or Signal()
    end = time.monotonic() + seconds
    with mailbox(io) as box:
        while not _has(box, inbox, "Message-ID", message_id):
            if time.monotonic() >= end or stop.wait(_LOOK_EVERY):
                return False
    return True


def _has(box: Mailbox, folder: str, header: str, message_id: str) -> bool:
    box.select_folder(folder, readonly=True)
    return bool(box.search(["HEADER", header, message_id]))
