"""What the header lines of a mail say: words, addresses, message identifiers, dates.

Every value is bounded before it is read, so that no header can take long.
"""

from __future__ import annotations

import binascii
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import getaddresses, parsedate_to_datetime

from parvis.channels.connectors.email.encoded import from_base64
from parvis.kit.characters import (
    one_line,
    to_text,
    whole_utf8,
)

HEADER_MAX = 20_000  # characters of one header that are read
NAME_MAX = 200
ADDRESS_MAX = 320
ID_MAX = 250
RECIPIENTS_MAX = 100
REFERENCES_MAX = 50

_LINE_ENDS = re.compile(rb"\r?\n(?![ \t])")
_FOLDS = re.compile(rb"[\r\n]+[ \t]*")
_CHARSET = re.compile(
    rb"\bcharset[ \t]*=[ \t]*[\"']?([A-Za-z0-9][A-Za-z0-9_.:-]{0,39})", re.IGNORECASE
)
_PLAIN_ADDRESS = re.compile(
    r"(?:\s*([^\s<>()\[\]\",;:@\\][^<>()\[\]\",;:@\\]*)|\s*\"([^\"\\<>]*)\")?\s*"
    r"<([^\s<>()\[\]\",;:@]{1,64}@[^\s<>()\[\]\",;:@]{1,255})>\s*"
)
_ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")
_BARE_ADDRESS = re.compile(r"[^\s<>()\[\]\",;:@]{1,64}@[^\s<>()\[\]\",;:@]{1,255}")
_BRACKETED = re.compile(r"<([^<>]+)>")
_COMMENTS_MAX = 20
# One person, whose unquoted name may hold what separates addresses elsewhere.
_ONE_IN_BRACKETS = re.compile(r"\s*+([^<>;]*)<\s*([^\s<>]+@[^\s<>]+)\s*>\s*")
_ADDRESS_BEFORE = re.compile(r"[^\s,\"@]@[^\s,\"@]{1,255}\s{0,9},")
_ESCAPED = re.compile(r"\\(.)")
_YEAR_WITH_ZEROS = re.compile(  # read as 2001 otherwise
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -]+0\d{2,3}\b", re.IGNORECASE
)


Headers = Mapping[str, Sequence[str]]  # lower-case name -> its values, unfolded, in order


@dataclass(frozen=True)
class Address:
    name: str
    address: str


def read_headers(block: bytes) -> Headers:
    """The header lines of `block`. Bare 8-bit bytes are read as UTF-8, or as the body is."""
    found: dict[str, list[str]] = {}
    declared = "" if block.isascii() else _charset_of_body(block)
    for line in _LINE_ENDS.split(block.replace(b"\0", b"")):
        name, colon, written = line.partition(b":")
        if colon:
            written = written[:HEADER_MAX]
            if b"\n" in written or b"\r" in written:
                written = _FOLDS.sub(b" ", written)
            key = name.strip().decode("ascii", "replace").lower()
            found.setdefault(key, []).append(_bare(written, declared).strip())
    return found


def _charset_of_body(block: bytes) -> str:
    found = _CHARSET.search(block)
    return found[1].decode("ascii") if found else ""


def _bare(data: bytes, declared: str) -> str:
    if data.isascii():
        return data.decode("ascii")
    return whole_utf8(data) or to_text(data, declared)


def values(headers: Headers, *names: str) -> list[str]:
    """All values of these headers, in order."""
    return [found for name in names for found in headers.get(name.lower(), ())]


def value(headers: Headers, name: str) -> str:
    """The first value of this header, or ""."""
    return next(iter(headers.get(name.lower(), ())), "")


def decoded(raw: str) -> str:
    """A header's words: encoded words (RFC 2047) opened."""
    if "=?" not in raw:
        return raw
    return "".join(
        piece if isinstance(piece, str) else to_text(piece[1], piece[0])
        for piece in _joined(_pieces(raw))
    )


def addresses(written: Iterable[str]) -> list[Address]:
    """The valid addresses of address headers, each once, with their names cleaned."""
    found: dict[str, Address] = {}
    for text in written:
        for name, address in _name_and_address(text):
            if address and address.lower() not in found:
                shown = one_line(decoded(name), NAME_MAX).strip("\"' ")
                found[address.lower()] = Address(name=shown, address=address)
            if len(found) == RECIPIENTS_MAX:
                return list(found.values())
    return list(found.values())


def message_ids(written: Iterable[str]) -> list[str]:
    """Message identifiers as `<...>`, each once, in the order written."""
    found: dict[str, None] = {}
    for text in written:
        inside = _BRACKETED.findall(text) or [word for word in text.split() if "@" in word]
        for identifier in inside:
            if cleaned := _clean_id(identifier):
                found[cleaned] = None
    return list(found)


def date(written: str) -> datetime | None:
    """The date of a `Date` or `Received` header in UTC, or None where there is none to be read."""
    if _YEAR_WITH_ZEROS.search(written, 0, 200):
        return None
    try:
        read = parsedate_to_datetime(written[-200:].strip())
        return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


_Piece = str | tuple[str, bytes]


def _pieces(text: str) -> Iterator[_Piece]:
    """Plain text and encoded words; white space between two encoded words is not text."""
    end = 0
    for word in _ENCODED_WORD.finditer(text):
        between = text[end : word.start()]
        if between and not (end and between.isspace()):
            yield between
        charset = word[1].partition("*")[0]
        yield charset.lower(), _opened(word[2], word[3].encode("utf-8", "replace"))
        end = word.end()
    yield text[end:]


def _joined(pieces: Iterable[_Piece]) -> Iterator[_Piece]:
    """Neighbouring words of one charset as one: some senders split inside a character."""
    held: tuple[str, bytes] | None = None
    for piece in pieces:
        if isinstance(piece, tuple):
            if held and held[0] == piece[0]:
                held = (held[0], held[1] + piece[1])
                continue
            if held:
                yield held
            held = piece
        elif piece:
            if held:
                yield held
            held = None
            yield piece
    if held:
        yield held


def _opened(encoding: str, data: bytes) -> bytes:
    if encoding in "qQ":
        return binascii.a2b_qp(data, header=True)
    return from_base64(data)


def _name_and_address(text: str) -> list[tuple[str, str]]:
    if plain := _PLAIN_ADDRESS.fullmatch(text):  # nearly all senders, and much faster
        return [((plain[1] or plain[2] or "").strip(), plain[3])]
    if one := _one_in_brackets(text):
        return [one]
    if text.count("(") > _COMMENTS_MAX:  # nested comments are read recursively
        text = text.replace("(", " ").replace(")", " ")
    found: Sequence[tuple[str, str]] = getaddresses([text])
    valid = [(name, address) for name, address in found if _is_address(address)]
    return valid or [("", address) for address in _BARE_ADDRESS.findall(text)]


def _one_in_brackets(text: str) -> tuple[str, str] | None:
    found = _ONE_IN_BRACKETS.fullmatch(text)
    if not found or not _is_address(found[2]):
        return None
    name = found[1].strip()
    if _ADDRESS_BEFORE.search(_ENCODED_WORD.sub("", name)):
        return None  # a list of addresses, of which only the last one bears brackets
    quoted = len(name) > 1 and name[0] == name[-1] == '"'
    return (_ESCAPED.sub(r"\1", name[1:-1]) if quoted else name), found[2]


def _is_address(text: str) -> bool:
    return len(text) <= ADDRESS_MAX and _BARE_ADDRESS.fullmatch(text) is not None


def _clean_id(identifier: str) -> str:
    cleaned = "".join(one_line(identifier, HEADER_MAX).split())
    if len(cleaned) > ID_MAX:
        digest = hashlib.sha256(cleaned.encode()).hexdigest()
        cleaned = f"sha256.{digest}@shortened.invalid"
    return f"<{cleaned}>" if cleaned else ""
