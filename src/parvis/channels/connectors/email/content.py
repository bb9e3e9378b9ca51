"""What a mail holds: its readable text, its HTML as it came, and its attachments.

Everything is bounded (depth, parts, sizes); what is left out is named in the warnings, and stays
in the raw mail.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from dataclasses import dataclass, field

from parvis.channels.connectors.email.characters import one_line, storable, to_text
from parvis.channels.connectors.email.headers import decoded, message_ids, value, values
from parvis.channels.connectors.email.html_words import HTML_MAX, words_of_html
from parvis.channels.connectors.email.mime import FILENAME_MAX, Part, open_mail
from parvis.channels.protocol import Attachment

TEXT_MAX = 300_000  # characters read, before the quotation is cut
DEPTH_MAX = 20
PARTS_MAX = 500
ATTACHMENTS_MAX = 100
ATTACHMENT_MAX = 25_000_000  # bytes

_ENCRYPTED = {"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"}


@dataclass(frozen=True, kw_only=True)
class Content:
    text: str
    html: str
    attachments: tuple[Attachment, ...]
    returned_ids: tuple[str, ...]  # of attached mails: a delivery report gives back ours
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
        self.warnings: dict[str, None] = {}
        self._parts = 0

    def warn(self, sentence: str) -> None:
        self.warnings[sentence] = None

    def pieces(self, part: Part, *, depth: int) -> list[_Piece]:
        """The texts below `part`, in reading order; attachments are put aside on the way."""
        media_type = part.media_type
        if media_type in _ENCRYPTED and part.parameter("smime-type") != "signed-data":
            self.warn("The mail is encrypted; its text cannot be read here.")
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
        found = [self.pieces(child, depth=depth + 1) for child in children]
        if media_type == "multipart/alternative":
            return _readable(found)
        return [piece for pieces in found for piece in pieces]

    def _text(self, part: Part, media_type: str) -> list[_Piece]:
        text = storable(to_text(part.content()[: 4 * HTML_MAX], part.parameter("charset")))
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
