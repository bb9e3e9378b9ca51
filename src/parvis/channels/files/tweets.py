"""Tables in the layout of "Customer Support on Twitter": one tweet a row, of many accounts.

They are read twice: `find_threads` learns which thread each tweet is of and in which threads an
account appears, `gathered_tweets` then gathers the rows of those threads, in the order of time.
"""

from __future__ import annotations

import csv
import json
import re
import tempfile
from array import array
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from typing import IO

from parvis.channels.connectors.twcs import (
    BRAND_ACCOUNT,
    BROKEN,
    COLUMNS,
    CONVERSATION,
    MEDIA_TYPE,
    moment,
    tweet_id,
    tweet_ids,
)
from parvis.channels.files.opened import OpenFile, UnreadableFileError
from parvis.channels.protocol import Raw

RECORD_LINES_MAX = 200
"""Lines after which a quote that was never closed is taken for a mistake."""
_BEFORE_ALL = -(2**62)


class Threads:
    """Which thread each tweet is of, and in which of them an account writes or is addressed.

    `account` is spelled as the table spells it; `authors` are all accounts that write. Tweets are
    joined by their answers, also by those that the table does not hold; the name of a thread is
    its smallest number, or what the column `conversation` says. Takes about 100 bytes a tweet.
    """

    def __init__(self, account: str) -> None:
        self.account = account
        self.authors: set[str] = set()
        self._mention = re.compile(
            rf"(?<![\w@])@{re.escape(account)}(?!\w)", re.IGNORECASE | re.ASCII
        )
        self._joined = _Joined()
        self._appearances: set[str | int] = set()
        self._threads: frozenset[str] | None = None

    def learn(self, row: Mapping[str, str]) -> None:
        own = self._join(row)
        author = row["author_id"]
        if not author.isdigit():
            self.authors.add(author)
        if author.lower() == self.account.lower():
            self.account = author
        elif not self._mention.search(row["text"]):
            return
        if own is not None:
            self._appearances.add(own)

    def of(self, row: Mapping[str, str]) -> str | None:
        """The thread of a row; None when the row has no number by which to know it."""
        if written := row.get(CONVERSATION, ""):
            return written
        number = tweet_id(row["tweet_id"])
        return None if number is None else str(self._joined.root(number))

    def holds_account(self, thread: str) -> bool:
        if self._threads is None:
            self._threads = frozenset(
                at if isinstance(at, str) else str(self._joined.root(at))
                for at in self._appearances
            )
        return thread in self._threads

    @property
    def found(self) -> bool:
        """Whether the account appears at all."""
        return bool(self._appearances)

    def _join(self, row: Mapping[str, str]) -> str | int | None:
        if written := row.get(CONVERSATION, ""):
            return written
        number = tweet_id(row["tweet_id"])
        if number is None:
            return None
        for other in tweet_ids(row["response_tweet_id"]):
            self._joined.join(number, other)
        for other in tweet_ids(row["in_response_to_tweet_id"]):
            self._joined.join(number, other)
        return number


def find_threads(file: OpenFile, account: str) -> Threads:
    """Read the table once. Raises `UnreadableFileError` when columns are missing."""
    threads = Threads(account)
    for _, row in _rows(file):
        if isinstance(row, dict):
            threads.learn(row)
    return threads


def every_tweet(file: OpenFile, threads: Threads) -> Iterator[Raw]:
    """All rows in the order of the table, each seen from its own author when that is an account.

    `threads` comes from an earlier reading, with any account.
    """
    for record, row in _rows(file):
        if isinstance(row, str):
            kept = {BROKEN: row, "record": record}
        else:
            author = row["author_id"]
            kept = {name: row[name] for name in COLUMNS} | {
                BRAND_ACCOUNT: "" if author.isdigit() else author,
                CONVERSATION: threads.of(row) or "",
            }
        body = json.dumps(kept, separators=(",", ":")).encode()
        yield Raw(key=_digest(record), body=body, media_type=MEDIA_TYPE)


class Tweets:
    """The tweets of one account's threads, oldest first, kept on disk: 24 bytes a tweet in memory.

    Tables hold answers before their questions; whoever reads them wants the question first.
    `other_brand` counts the rows of all other threads.
    """

    def __init__(self, kept: IO[bytes]) -> None:
        self.other_brand = 0
        self._kept = kept
        self._times, self._starts, self._sizes = array("q"), array("q"), array("q")

    def __len__(self) -> int:
        return len(self._times)

    def __iter__(self) -> Iterator[Raw]:
        for at in sorted(range(len(self)), key=self._times.__getitem__):
            self._kept.seek(self._starts[at])
            key, _, body = self._kept.read(self._sizes[at]).partition(b"\n")
            yield Raw(key=key.decode(), body=body, media_type=MEDIA_TYPE)

    def keep(self, key: str, row: Mapping[str, str], *, at: datetime | None) -> None:
        """Rows without a time come first: they can only be quarantined."""
        kept = b"%s\n%s" % (key.encode(), json.dumps(row, separators=(",", ":")).encode())
        self._times.append(int(at.timestamp()) if at else _BEFORE_ALL)
        self._starts.append(self._starts[-1] + self._sizes[-1] if self._sizes else 0)
        self._sizes.append(self._kept.write(kept))


@contextmanager
def gathered_tweets(file: OpenFile, threads: Threads) -> Iterator[Tweets]:
    """Read the table again, for the threads in which the account appears.

    A row that cannot be read belongs to nobody's thread; it is kept, to be quarantined.
    """
    with tempfile.TemporaryFile(prefix="parvis-import-") as kept:
        tweets = Tweets(kept)
        for record, row in _rows(file):
            if isinstance(row, str):
                _keep_broken(tweets, record, row, threads)
            else:
                _keep_own(tweets, record, row, threads)
        yield tweets


def _keep_own(tweets: Tweets, record: str, row: Mapping[str, str], threads: Threads) -> None:
    thread = threads.of(row)
    if thread is None:
        reason = f"tweet_id is no number: {row['tweet_id'][:40]!r}"
        _keep_broken(tweets, record, reason, threads)
    elif threads.holds_account(thread):
        _keep(tweets, record, row, thread, threads)
    else:
        tweets.other_brand += 1


def _keep(
    tweets: Tweets, record: str, row: Mapping[str, str], thread: str, threads: Threads
) -> None:
    number = tweet_id(row["tweet_id"])
    tweets.keep(
        _digest(record) if number is None else f"tweet:{number}",
        {
            **{name: row[name] for name in COLUMNS},
            BRAND_ACCOUNT: threads.account,
            CONVERSATION: thread,
        },
        at=moment(row["created_at"]),
    )


def _keep_broken(tweets: Tweets, record: str, reason: str, threads: Threads) -> None:
    row = {BROKEN: reason, "record": record, BRAND_ACCOUNT: threads.account}
    tweets.keep(_digest(record), row, at=None)


def _digest(record: str) -> str:
    return f"sha256:{sha256(record.encode(errors='surrogateescape')).hexdigest()}"


class _Joined:
    """Disjoint sets of numbers; each is known by its smallest member."""

    def __init__(self) -> None:
        self._up: dict[int, int] = {}

    def root(self, number: int) -> int:
        up = self._up
        at = number
        while (above := up.get(at, at)) != at:
            at = above
        while (above := up.get(number, number)) != at:
            up[number] = at
            number = above
        return at

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        if low != high:
            self._up[high] = low


def _rows(file: OpenFile) -> Iterator[tuple[str, dict[str, str] | str]]:
    """Each record as it stands in the file, with its row, or the reason why it is none."""
    records = _records(file.lines())
    header = next(records, None)
    if header is None:
        raise UnreadableFileError(f"{file.name} is empty")
    columns = [name.strip() for name in next(csv.reader([header.removeprefix("\ufeff")]))]
    if missing := [name for name in COLUMNS if name not in columns]:
        raise UnreadableFileError(f"{file.name} is no twcs table: it lacks {', '.join(missing)}")
    for record in records:
        if record.strip():
            yield record, _row(record, columns)


def _row(record: str, columns: list[str]) -> dict[str, str] | str:
    try:
        values = next(csv.reader([record], strict=True))
    except csv.Error as error:
        return f"the row is no CSV: {error}"
    if len(values) != len(columns):
        return f"the row has {len(values)} columns, the table has {len(columns)}"
    return dict(zip(columns, values, strict=True))


def _records(lines: Iterable[bytes]) -> Iterator[str]:
    """Lines, joined where a quoted field goes over several.

    A quote that is not closed within `RECORD_LINES_MAX` lines spoils its own line only.
    """
    source = (line.decode(errors="surrogateescape") for line in lines)
    again: deque[str] = deque()
    held: list[str] = []
    open_quote = False
    while True:
        line = again.popleft() if again else next(source, None)
        if line is not None:
            held.append(line)
            open_quote ^= line.count('"') % 2 == 1
        if held and open_quote and (line is None or len(held) >= RECORD_LINES_MAX):
            again.extendleft(reversed(held[1:]))
            held, open_quote = held[:1], False
            yield held.pop()
        elif held and not open_quote:
            yield "".join(held)
            held = []
        elif line is None:
            return
