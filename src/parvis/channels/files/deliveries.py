"""The deliveries in a file, for whichever connector shall read them."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from parvis.channels.files.lines import read_lines
from parvis.channels.files.mails import read_mails
from parvis.channels.files.opened import Gathered, OpenFile, opened
from parvis.channels.files.tweets import every_tweet, find_threads
from parvis.channels.protocol import Raw


def deliveries(path: Path, *, connector_id: str) -> Iterator[Raw]:
    """In the order of the file. Raises `UnreadableFileError`, also after the first ones."""
    if connector_id == "twcs":
        yield from _tweets(path)
        return
    readers = {"email": read_mails, "jsonl": read_lines}
    with opened(path) as file:
        yield from readers.get(connector_id, _whole)(file)


def _tweets(path: Path) -> Iterator[Raw]:
    """Every row; which thread it is of, only the whole table tells."""
    with opened(path) as file:
        threads = find_threads(file, account="")
    with opened(path) as file:
        yield from every_tweet(file, threads)


def _whole(file: OpenFile) -> Iterator[Raw]:
    """The file as one delivery, as a network would hand it over."""
    gathered = Gathered()
    for piece in file.pieces():
        gathered.add(piece)
    body = gathered.complete(file)
    if body:
        key = f"sha256:{sha256(body).hexdigest()}"
        yield Raw(key=key, body=body, media_type="application/json")
