"""The shape of a talk that may be had by anybody: told again, it has other names and numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, cast, get_args

from parvis.config.demo.scripts.script import Channel, Who

Language = Literal["fr", "en"]
Topic = Literal[
    "delivery",
    "repair",
    "return",
    "refund",
    "order",
    "size",
    "product",
    "shop",
    "account",
    "praise",
    "chat",
    "work",
    "advert",
]
TOPICS: tuple[Topic, ...] = get_args(Topic)
Mark = Literal["storm", "twice", "once", "quiet"]
MARKS: tuple[Mark, ...] = get_args(Mark)

_SPEAKERS: dict[str, Who] = {">": "person", "<": "agent", "=": "note"}
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_HEAD = re.compile(r"\[([a-z0-9-]+)\]((?: [a-z]+)+)")
_VARIES = re.compile(r"\{(?!first\})|\[[^\]]*\|")
_TURN = re.compile(r"([><=])(?:(\d+)([mhd]))? (.*)")


class Unreadable(Exception):
    """A file of talks is not written as `read_talks` says."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What is said next; `after` the turn before, or when it suits the speaker."""

    who: Who
    text: str
    after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """`storm` is told on the bad day only, `twice` on the morning when cards were charged twice,
    `once` a single time, `quiet` needs no answer."""

    key: str
    channel: Channel
    language: Language
    topic: Topic
    turns: tuple[Turn, ...]
    subject: str = ""
    under: str = ""
    marks: frozenset[Mark] = frozenset()

    @property
    def is_answered(self) -> bool:
        return any(turn.who == "agent" for turn in self.turns)

    @property
    def has_its_day(self) -> bool:
        """It is told when something happened that made people write, and at no other time."""
        return bool(self.marks & {"storm", "twice"})

    @property
    def is_told_once(self) -> bool:
        """What only one person can have said: a joke, a compliment in these very words."""
        return "once" in self.marks or (
            self.topic in {"chat", "praise"} and not _VARIES.search(self.turns[0].text)
        )


def read_talks(words: str, *, channel: Channel, language: Language) -> tuple[Talk, ...]:
    """The talks of a file, which reads like a play:

        [key] topic marks...
        subject: of a mail or of a question on the page
        under: the brand's post that is commented on the square
        > what the person says; further lines go on, an empty line begins a paragraph
        <2h what an agent answers, here after two hours; `m` are minutes, `d` days
        = what an agent notes for the colleagues

    Lines that begin with # are for who reads the file. Raises `Unreadable`.
    """
    return tuple(
        _talk(block, channel=channel, language=language) for block in _blocks(words.splitlines())
    )


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.startswith("#"):
            continue
        if line.startswith("[") and _HEAD.fullmatch(line):
            if block:
                yield block
            block = []
        elif not block and line.strip():
            raise Unreadable(f"before the first talk: {line!r}")
        if line.strip() or block:
            block.append(line.rstrip())
    if block:
        yield block


def _talk(block: list[str], *, channel: Channel, language: Language) -> Talk:
    head = _HEAD.fullmatch(block[0])
    assert head
    topic, *marks = head[2].split()
    if topic not in TOPICS or not set(marks) <= set(MARKS):
        raise Unreadable(f"{block[0]!r}: no such topic or mark")
    named, spoken = _named(block[1:])
    return Talk(
        key=head[1],
        channel=channel,
        language=language,
        topic=cast("Topic", topic),
        turns=tuple(_turns(spoken)),
        subject=named.get("subject", ""),
        under=named.get("under", ""),
        marks=frozenset(cast("list[Mark]", marks)),
    )


def _named(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    named: dict[str, str] = {}
    for n, line in enumerate(lines):
        name, colon, value = line.partition(": ")
        if not colon or name not in {"subject", "under"}:
            return named, lines[n:]
        named[name] = value.strip()
    return named, []


def _turns(lines: list[str]) -> Iterator[Turn]:
    spoken: list[list[str]] = []
    for line in lines:
        if _TURN.fullmatch(line):
            spoken.append([line])
        elif spoken:
            spoken[-1].append(line)
        elif line.strip():
            raise Unreadable(f"nobody says {line!r}")
    for first, *more in spoken:
        turn = _TURN.fullmatch(first)
        assert turn
        speaker, number, unit, words = turn.groups()
        after = timedelta(**{_UNITS[unit]: int(number)}) if number else None
        yield Turn(_SPEAKERS[speaker], _paragraphs([words, *more]), after)


def _paragraphs(lines: list[str]) -> str:
    """Lines of a paragraph are one; an empty line parts two."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            paragraphs[-1].append(line.strip())
        elif paragraphs[-1]:
            paragraphs.append([])
    return "\n\n".join(" ".join(words) for words in paragraphs if words)
