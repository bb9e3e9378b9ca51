"""A mail opened part by part.

Not by the standard parser: that one recurses without limit and asks every open boundary about
every line. Here mails are cut one level at a time, so depth, number of parts and time are
bounded, and an attached mail keeps its exact bytes.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field
from email.message import Message
from functools import cached_property

from parvis.channels.connectors.email.encoded import from_base64
from parvis.channels.connectors.email.headers import Headers, decoded, read_headers, value
from parvis.kit.characters import one_line, to_text

HEADERS_MAX = 1_000_000  # bytes of one part's header lines that are read
FILENAME_MAX = 150
_PARAMETERS_MAX = 4_000

_HEADER_LINES = re.compile(rb"(?:(?:>?From |[!-9;-~]+[ \t]*:|[ \t])[^\n]*(?:\n|\Z))*+")
# A line that some relay has spoilt, among header lines that can be nothing else.
_SPOILT_LINE = re.compile(
    rb"(?!\r?\n)[^\n]{1,998}\n(?=(?:Received|Date|From|To|Subject|Message-ID|MIME-Version):)",
    re.IGNORECASE,
)
_SPOILT_MAX = 3
_GUESSED_BOUNDARY = re.compile(
    rb"(?:\A|\n)--(\S[^\r\n]{0,200}?)[ \t]*\r?\nContent-[A-Za-z-]{1,40}:"
)
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,100}")
_PLAIN_PARAMETER = re.compile(
    r""";\s*+([A-Za-z][A-Za-z-]*+)=(?:"([^"\\]*+)"|([^\s;"\\()<>@,]++))\s*+(?=;|\Z)"""
)
_LINE_END = re.compile(rb"\r?\n")


@dataclass(frozen=True)
class Part:
    """One node of the mail: its headers, and its body as transferred."""

    headers: Headers
    body: bytes = field(repr=False)

    @cached_property
    def media_type(self) -> str:
        """As written in Content-Type; text/plain where that is no media type."""
        written = value(self.headers, "Content-Type").partition(";")[0].strip().lower()
        return written if _MEDIA_TYPE.fullmatch(written) else "text/plain"

    @property
    def is_attachment(self) -> bool:
        disposition = value(self.headers, "Content-Disposition").partition(";")[0]
        return disposition.strip().lower() == "attachment"

    @cached_property
    def filename(self) -> str:
        """The name without folders, decoded and cleaned, or ""."""
        disposed = _parameters(value(self.headers, "Content-Disposition"))
        name = decoded(disposed.get("filename") or self.parameter("name"))
        return one_line(re.split(r"[/\\]", name)[-1], FILENAME_MAX).strip(". ")

    def parameter(self, name: str) -> str:
        """A parameter of Content-Type, or ""."""
        return self._parameters.get(name, "").strip()

    @cached_property
    def _parameters(self) -> dict[str, str]:
        return _parameters(value(self.headers, "Content-Type"))

    def content(self) -> bytes:
        """The body with its transfer encoding undone; as it came where that is impossible."""
        match value(self.headers, "Content-Transfer-Encoding").lower():
            case "base64":
                return from_base64(self.body)
            case "quoted-printable":
                return binascii.a2b_qp(self.body)
            case "x-uuencode" | "uuencode" | "uue" | "x-uue":
                return _from_uuencode(self.body)
            case _:
                return self.body

    def children(self, at_most: int) -> list[Part]:
        """The parts of a multipart; none when its boundary is missing, or wrong, and cannot be
        guessed either."""
        declared = self.parameter("boundary").encode()
        found = _between(declared, self.body, at_most) if declared else []
        if not found and (guessed := _GUESSED_BOUNDARY.search(self.body)):
            found = _between(guessed[1], self.body, at_most)
        return found


def _between(boundary: bytes, body: bytes, at_most: int) -> list[Part]:
    line = re.compile(rb"(?:\A|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    found: list[Part] = []
    start = None
    for delimiter in line.finditer(body):
        if start is not None:
            found.append(_part_of_multipart(body[start : delimiter.start()]))
        start = None if delimiter[1] else delimiter.end()
        if start is None or len(found) == at_most:
            return found
    if start is not None:  # the closing line is missing: the mail was cut
        found.append(_part_of_multipart(body[start:]))
    return found


def open_mail(data: bytes) -> Part:
    """A mail, or any part, from its bytes: header lines, an empty line, the body.

    At the first line that is no header the body begins, empty line or not.
    """
    end = _end_of_headers(data, 0)
    for _ in range(_SPOILT_MAX):
        spoilt = _SPOILT_LINE.match(data, end) if end else None
        if not spoilt:
            break
        end = _end_of_headers(data, spoilt.end())
    empty_line = _LINE_END.match(data, end)
    body = data[empty_line.end() if empty_line else end :]
    return Part(headers=read_headers(data[:end]), body=body)


def _end_of_headers(data: bytes, start: int) -> int:
    block = _HEADER_LINES.match(data, start, HEADERS_MAX)
    return block.end() if block else start


def _part_of_multipart(data: bytes) -> Part:
    """`data` begins with the end of the boundary line."""
    after = _LINE_END.match(data)
    return open_mail(data[after.end() :] if after else data)


def _from_uuencode(data: bytes) -> bytes:
    carrier = Message()
    carrier["Content-Transfer-Encoding"] = "x-uuencode"
    carrier.set_payload(data.decode("ascii", "surrogateescape"))
    opened = carrier.get_payload(decode=True)
    return opened if isinstance(opened, bytes) else data


def _parameters(written: str) -> dict[str, str]:
    """What follows the first ";" of a header, opened as RFC 2231 has it.

    The standard library knows the rules; it takes quadratic time, and trips over crafted names.
    """
    written = written[:_PARAMETERS_MAX]
    if ";" not in written:
        return {}
    if plain := _plain_parameters(written):  # nearly all mails, and much faster
        return plain
    carrier = Message()
    carrier["Content-Type"] = written
    try:
        found = carrier.get_params([])
    except (ValueError, LookupError, TypeError):
        return {}
    return {name.lower(): _read(value) for name, value in reversed(found)}


def _plain_parameters(written: str) -> dict[str, str]:
    """Those of a header that says all of them in plain words; {} for any other."""
    at = written.index(";")
    found: dict[str, str] = {}
    while parameter := _PLAIN_PARAMETER.match(written, at):
        quoted, bare = parameter[2], parameter[3]
        found.setdefault(parameter[1].lower(), bare if quoted is None else quoted)
        at = parameter.end()
    return found if not written[at:].strip("; ") else {}


def _read(value: str | tuple[str | None, str | None, str]) -> str:
    if isinstance(value, str):
        return value
    charset, _, letters = value
    return to_text(letters.encode("latin-1", "replace"), charset or "")
