"""What a returned mail says: which mail of ours did not arrive, for whom, and why.

Standard reports (RFC 3464) say it in fields. Older servers return the mail in plain text; of those
only the mail's own identifier is read, and a failure only where the server says that it gave up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from parvis.channels.connectors.email.headers import addresses, read_headers, value
from parvis.kit.characters import one_line

RECIPIENTS_MAX = 20
WHY_MAX = 300

_EMPTY_LINE = re.compile(rb"\r?\n[ \t]*\r?\n")
_RETURNED_ID = re.compile(
    r"^[ \t>|]*Message-ID[ \t]*:[ \t]*(<[^<>\s]{1,250}>)", re.IGNORECASE | re.MULTILINE
)
_GAVE_UP = re.compile(
    r"this is a permanent error; i've given up|had permanent (?:fatal )?errors|"
    r"could not be delivered to one or more of[ \t\r\n>]{1,9}(?:its[ \t\r\n>]{1,9})?recipients\."
    r"[ \t\r\n>]{1,9}this is a permanent error|following recipients? failed permanently",
    re.IGNORECASE,
)
_SAID_NO = re.compile(r"^.{0,80}\b5\d\d[ -].*$|^.{0,80}#?\b5\.\d{1,3}\.\d{1,3}\b.*$", re.MULTILINE)


def failed_recipients(reports: Iterable[bytes]) -> list[tuple[str, str]]:
    """(address, why) of each recipient of message/delivery-status parts whom the mail did not
    reach for good. A mail that is only late is none."""
    found: dict[str, str] = {}
    for report in reports:
        for address, why in _failures(report):
            found.setdefault(address, why)
            if len(found) == RECIPIENTS_MAX:
                return list(found.items())
    return list(found.items())


def _failures(report: bytes) -> Iterator[tuple[str, str]]:
    for block in _EMPTY_LINE.split(report.strip()):
        fields = read_headers(block)
        if value(fields, "Action").partition("(")[0].strip().lower() != "failed":
            continue
        recipient = value(fields, "Original-Recipient") or value(fields, "Final-Recipient")
        address = one_line(recipient.rpartition(";")[2], 320).strip("<> ")
        said = value(fields, "Diagnostic-Code").partition(";")
        why = said[2] or said[0] or value(fields, "Status")
        yield address.lower(), one_line(why, WHY_MAX)


def returned_ids(text: str) -> list[str]:
    """Identifiers of mails whose header lines stand in the text, as old servers return them."""
    return list(dict.fromkeys(_RETURNED_ID.findall(text)))


def failure_in_words(text: str) -> str | None:
    """What a server without standard reports says when it will not try again: the line with the
    other server's no, or "". None when the text speaks of no failure for good."""
    if not _GAVE_UP.search(text):
        return None
    said = _SAID_NO.search(text)
    return one_line(said[0], WHY_MAX) if said else ""


def named_recipients(written: Iterable[str]) -> list[str]:
    """Whom X-Failed-Recipients names."""
    return [found.address.lower() for found in addresses(written)][:RECIPIENTS_MAX]
