"""Files of normalised messages: one JSON object a line."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from hashlib import sha256

from parvis.channels.connectors.jsonl import MEDIA_TYPE
from parvis.channels.files.opened import OpenFile
from parvis.channels.protocol import Raw


def read_lines(file: OpenFile) -> Iterator[Raw]:
    """Each line that is not blank. A line is known again by its bytes, line end apart."""
    for at, line in enumerate(file.lines()):
        body = (line.removeprefix(BOM_UTF8) if at == 0 else line).strip(b" \t\r\n")
        if body:
            yield Raw(key=f"sha256:{sha256(body).hexdigest()}", body=body, media_type=MEDIA_TYPE)
