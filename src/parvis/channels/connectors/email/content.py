"""What a mail holds: its readable text, its HTML as it came, and its attachments.

Everything is bounded (depth, parts, sizes); what is left out is named in the warnings, and stays
in the raw mail.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from parvis.channels.connectors.email.headers import decoded, message_ids, value, values
from parvis.channels.connectors.email.html_words import HTML_MAX, words_of_html
from parvis.channels.connectors.email.mime import FILENAME_MAX, Part, open_mail
from parvis.channels.protocol import Attachment
from parvis.kit.characters import one_line, storable, to_text

TEXT_MAX = 300_000  # characters read, before the quotation is cut
DEPTH_MAX = 20
PARTS_MAX = 500
ATTACHMENTS_MAX = 100
ATTACHMENT_MAX = 25_000_000  # bytes

REPORT_MAX = 100_000  # bytes of a delivery report or calendar entry that are read

_META_CHARSET = re.compile(
    rb"""<meta\b[^<>]{0,200}?\bcharset\s{0,9}=\s{0,9}["']?([A-Za-z0-9][\w.:-]{0,39})""",
    re.IGNORECASE,
)
_CALENDAR_METHOD = re.compile(rb"^METHOD:([A-Z]{1,20})", re.IGNORECASE | re.MULTILINE)
_TNEF = {"application/ms-tnef", "application/vnd.ms-tnef"}
_ENCRYPTED = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}


@dataclass(frozen=True, kw_only=True)
class Content:
    text: str
    html: str
    attachments: tuple[Attachment, ...]
    returned_ids: tuple[str, ...]  # of attached mails: a delivery report gives back ours
    delivery_reports: tuple[bytes, ...]
    invitation: str  # what a calendar entry does: request, reply, cancel
    warnings: tuple[str, ...]


def read_content(mail: Part) -> Content:
    """Walk through the parts. In alternatives the plain text wins, unless it is empty."""
    walk = _Walk()
    pieces = walk.pieces(mail, depth=0)
    text = "\n\n".join(filter(None, (piece.words() for piece in pieces)))
    html = "\n".join(walk.html)
    if len(text) > TEXT_MAX or len(html) > HTML_MAX:
        walk.warn("The text is very long: only its beginning is shown.")
    return Content(
        text=text[:TEXT_MAX],
        html=html[:HTML_MAX],
        attachments=tuple(walk.attachments),
        returned_ids=tuple(walk.returned_ids),
        delivery_reports=tuple(walk.delivery_reports),
        invitation=walk.invitation,
        warnings=tuple(walk.warnings),
    )


@dataclass(frozen=True)
class _Piece:
    text: str = field(repr=False)
    is_html: bool = False

    def words(self) -> str:
        return storable(words_of_html(self.text)) if self.is_html else self.text


class _Walk:
    def __init__(self) -> None:
        self.html: list[str] = []
        self.attachments: list[Attachment] = []
        self.returned_ids: list[str] = []
        self.delivery_reports: list[bytes] = []
        self.invitation = ""
        self.warnings: dict[str, None] = {}
        self._parts = 0

    def warn(self, sentence: str) -> None:
        self.warnings[sentence] = None

    def pieces(self, part: Part, *, depth: int) -> list[_Piece]:
        """The texts below `part`, in reading order; attachments are put aside on the way."""
        media_type = part.media_type
        if sentence := _unreadable(part, media_type):
            self.warn(sentence)
        if media_type.startswith("multipart/"):
            return self._multipart(part, media_type, depth=depth)
        is_text = media_type in ("text/plain", "text/html")
        if is_text and not part.is_attachment and (depth == 0 or not part.filename):
            return self._text(part, media_type)
        self._attach(part, media_type)
        return []

    def _multipart(self, part: Part, media_type: str, *, depth: int) -> list[_Piece]:
        if depth == DEPTH_MAX or self._parts >= PARTS_MAX:
            self.warn("The mail has too many parts: the rest was not opened.")
            return []
        children = part.children(PARTS_MAX - self._parts)
        self._parts += len(children)
        if not children:
            if not part.body.strip():
                return []
            self.warn("The parts of the mail cannot be told apart: it is shown as it came.")
            return self._text(part, "text/plain")
        if media_type == "multipart/digest":
            children = [_as_digested(child) for child in children]
        found = [self.pieces(child, depth=depth + 1) for child in children]
        if media_type == "multipart/alternative":
            return _readable(found)
        return [piece for pieces in found for piece in pieces]

    def _text(self, part: Part, media_type: str) -> list[_Piece]:
        content = part.content()[: 4 * HTML_MAX]
        charset = part.parameter("charset")
        if not charset and media_type == "text/html":
            charset = _charset_in_html(content)
        text = storable(to_text(content, charset))
        if media_type == "text/html":
            self.html.append(text)
            return [_Piece(text, is_html=True)]
        if part.parameter("format").lower() == "flowed":
            text = _unflowed(text, delete_space=part.parameter("delsp").lower() == "yes")
        return [_Piece(text.strip("\n"))] if text.strip() else []

    def _attach(self, part: Part, media_type: str) -> None:
        if media_type in ("message/rfc822", "text/rfc822-headers"):
            self.returned_ids += message_ids(
                values(open_mail(part.content()).headers, "Message-ID")
            )
        elif media_type == "message/delivery-status":
            self.delivery_reports.append(part.content()[:REPORT_MAX])
        elif media_type == "text/calendar":
            self.invitation = self.invitation or _what_it_does(part)
        if len(self.attachments) == ATTACHMENTS_MAX:
            self.warn(f"Only the first {ATTACHMENTS_MAX} attachments are kept apart.")
            return
        content: bytes | None = part.content() if len(part.body) <= 2 * ATTACHMENT_MAX else None
        size = len(part.body) if content is None else len(content)
        if content is None or size > ATTACHMENT_MAX:
            self.warn("An attachment is too large to be kept apart.")
            content = None
        self.attachments.append(
            Attachment(
                filename=self._name(part, media_type), mime=media_type, size=size, content=content
            )
        )

    def _name(self, part: Part, media_type: str) -> str:
        if part.filename:
            return part.filename
        if media_type == "message/rfc822":
            subject = decoded(value(open_mail(part.content()).headers, "Subject"))
            name = one_line(subject.replace("/", " ").replace("\\", " "), FILENAME_MAX - 4)
            return f"{name or 'mail'}.eml"
        ending = mimetypes.guess_extension(media_type) or ""
        return f"attachment-{len(self.attachments) + 1}{ending}"


def _unreadable(part: Part, media_type: str) -> str:
    if media_type in _ENCRYPTED:
        if part.parameter("smime-type").lower() == "signed-data":
            return "The mail is wrapped in its signature (S/MIME); its text cannot be read here."
        return "The mail is encrypted; its text cannot be read here."
    if media_type in _TNEF or part.filename.lower() == "winmail.dat":
        return "Outlook has packed attachments into winmail.dat: it is kept as it is."
    return ""


def _as_digested(part: Part) -> Part:
    """In a digest, a part that names no type is a mail (RFC 2046, 5.1.5)."""
    if value(part.headers, "Content-Type"):
        return part
    return replace(part, headers={**part.headers, "content-type": ("message/rfc822",)})


def _charset_in_html(content: bytes) -> str:
    found = _META_CHARSET.search(content, 0, 4000)
    return found[1].decode("ascii") if found else ""


def _what_it_does(part: Part) -> str:
    named = part.parameter("method")
    found = None if named else _CALENDAR_METHOD.search(part.content()[:REPORT_MAX])
    return (found[1].decode("ascii") if found else named).lower()[:20]


def _readable(alternatives: Iterable[list[_Piece]]) -> list[_Piece]:
    """The first alternative in plain text; else the first one that has words at all."""
    worded = [pieces for pieces in alternatives if any(piece.text.strip() for piece in pieces)]
    plain = [pieces for pieces in worded if not any(piece.is_html for piece in pieces)]
    return next(iter(plain or worded), [])


def _unflowed(text: str, *, delete_space: bool) -> str:
    """Lines that the sender's program broke, joined again (RFC 3676). Quoted lines stay."""
    paragraphs: list[list[str]] = []
    open_line = False
    for line in text.split("\n"):
        quoted = line.startswith(">")
        words = line.removeprefix(" ")  # stuffed in front of what could be misread
        if open_line and not quoted:
            paragraphs[-1].append(words)
        else:
            paragraphs.append([words])
        open_line = words.endswith(" ") and words != "-- " and not quoted
        if open_line and delete_space:
            paragraphs[-1][-1] = words[:-1]
    return "\n".join("".join(paragraph) for paragraph in paragraphs)
