"""A mail opened part by part.

The standard parser reads header lines; cutting at the boundaries is done here, one level at a
time, because the standard one recurses without limit and asks every open boundary about every
line. So depth, number of parts and time are bounded, and an attached mail keeps its exact bytes.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email.message import Message

from parvis.channels.connectors.email.characters import from_base64, one_line
from parvis.channels.connectors.email.headers import HEADER_MAX, Headers, decoded, read_headers

HEADERS_MAX = 1_000_000  # bytes of one part's header lines that are read
FILENAME_MAX = 150
_PARAMETERS_MAX = 4_000

_HEADER_LINES = re.compile(rb"(?:(?:From |[!-9;-~]+[ \t]*:|[ \t])[^\n]*(?:\n|\Z))*+")
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,100}")
_LINE_END = re.compile(rb"\r?\n")


@dataclass(frozen=True)
class Part:
    """One node of the mail: its headers, and its body as transferred."""

    headers: Headers
    body: bytes = field(repr=False)

    @property
    def media_type(self) -> str:
        """As written in Content-Type; text/plain where that is no media type."""
        written = self._ask(self.headers.get_content_type)
        return written if _MEDIA_TYPE.fullmatch(written) else "text/plain"

    @property
    def charset(self) -> str:
        return self.parameter("charset")

    @property
    def is_attachment(self) -> bool:
        return self._ask(self.headers.get_content_disposition) == "attachment"

    @property
    def filename(self) -> str:
        """The name without folders, decoded and cleaned, or ""."""
        name = decoded(self._ask(self.headers.get_filename))
        return one_line(re.split(r"[/\\]", name)[-1], FILENAME_MAX).strip(". ")

    def parameter(self, name: str) -> str:
        """A parameter of Content-Type, or ""."""
        got = self._ask(lambda: self.headers.get_param(name, ""))
        return got[:HEADER_MAX].strip()

    def content(self) -> bytes:
        """The body with its transfer encoding undone; as it came where that is impossible."""
        encoding = str(self.headers.get("Content-Transfer-Encoding", ""))[:40].strip().lower()
        match encoding:
            case "base64":
                return from_base64(self.body)
            case "quoted-printable":
                return binascii.a2b_qp(self.body)
            case "x-uuencode" | "uuencode" | "uue" | "x-uue":
                return _from_uuencode(self.body)
            case _:
                return self.body

    def children(self, at_most: int) -> list[Part]:
        """The parts of a multipart; none when its boundary is missing or never occurs."""
        boundary = self._ask(self.headers.get_boundary).rstrip()
        if not boundary:
            return []
        line = re.compile(
            rb"(?:\A|\r?\n)--"
            + re.escape(boundary.encode("utf-8", "surrogateescape"))
            + rb"(--)?[ \t]*(?=\r?\n|\Z)"
        )
        found: list[Part] = []
        start = None
        for delimiter in line.finditer(self.body):
            if start is not None:
                found.append(_part_of_multipart(self.body[start : delimiter.start()]))
            start = None if delimiter[1] else delimiter.end()
            if start is None or len(found) == at_most:
                return found
        if start is not None:  # the closing line is missing: the mail was cut
            found.append(_part_of_multipart(self.body[start:]))
        return found

    def _ask(self, question: Callable[[], object]) -> str:
        """The standard library's answer about a header; "" where a crafted one breaks it."""
        try:
            answer = question()
        except (ValueError, LookupError, TypeError, AttributeError):
            return ""
        if isinstance(answer, tuple):  # RFC 2231: charset, language, value
            answer = answer[2]
        return answer if isinstance(answer, str) else ""


def open_mail(data: bytes) -> Part:
    """A mail, or any part, from its bytes: header lines, an empty line, the body.

    At the first line that is no header the body begins, empty line or not.
    """
    block = _HEADER_LINES.match(data, 0, HEADERS_MAX)
    end = block.end() if block else 0
    headers = read_headers(data[:end].replace(b"\0", b""))
    _shorten_parameters(headers)
    empty_line = _LINE_END.match(data, end)
    return Part(headers=headers, body=data[empty_line.end() if empty_line else end :])


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


def _shorten_parameters(headers: Headers) -> None:
    """Parameters are split in quadratic time by the standard library: none may be long."""
    for name in ("Content-Type", "Content-Disposition"):
        written = headers.get(name)
        if isinstance(written, str) and len(written) > _PARAMETERS_MAX:
            headers.replace_header(name, written[:_PARAMETERS_MAX])
