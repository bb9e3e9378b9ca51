"""YAML as plain words with their lines: nothing is guessed, nothing is executed, nothing grows.

Only texts, lists and keys with values are taken. Anchors, aliases, tags and merge keys are faults:
a form has no use for them, and a few lines of them can stand for billions.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

import yaml

from parvis.strategy.diagnosis.paths import KeyPath
from parvis.strategy.diagnosis.reading.faults import KEY_SHOWN, Fault, Notes, Wrong
from parvis.strategy.diagnosis.words import Both

MEGABYTE = 1024 * 1024
BYTES_MAX = 5 * MEGABYTE
NODES_MAX = 200_000
DEPTH_MAX = 20
PROBLEM_SHOWN = 200
_BREAKS_OF_YAML_ALONE = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))
"""Editors do not count them as ends of a line, YAML does."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_OPEN = frozenset({"", "~", "null", "Null", "NULL"})
_TAGS_OF_YAML = "tag:yaml.org,2002:"
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Word:
    """Whatever is neither a list nor keys; `open` where nothing was written."""

    text: str
    line: int
    open: bool


@dataclass(frozen=True, slots=True)
class Items:
    items: list[Node]
    line: int


@dataclass(frozen=True, slots=True)
class Pairs:
    pairs: list[tuple[Word, Node]]
    line: int


Node: TypeAlias = Word | Items | Pairs


class CannotGoOn(Exception):
    """From this fault on nothing can be read."""

    def __init__(self, line: int, says: Both) -> None:
        super().__init__(says.en)
        self.fault = Fault(line, (), says)


def read_nodes(document: bytes, *, notes: Notes) -> Node | None:
    """None for an empty file. Raises `CannotGoOn`."""
    text = _text_of(document)
    try:
        return _Builder(text, notes).build()
    except yaml.YAMLError as error:
        raise CannotGoOn(_line_of(error, text), _what_is_wrong(error)) from None


def _line_of(error: yaml.YAMLError, text: str) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return _Lines(text).at(mark.index) if mark else 1


def _what_is_wrong(error: yaml.YAMLError) -> Both:
    said = (getattr(error, "context", None), getattr(error, "problem", None) or str(error))
    problem = " ".join(", ".join(part for part in said if part).split())[:PROBLEM_SHOWN]
    if "tab character" in problem:
        return _TAB
    return (_NEEDS_QUOTES if "cannot start any token" in problem else _NOT_YAML).filled(
        problem=problem
    )


def _text_of(document: bytes) -> str:
    if len(document) > BYTES_MAX:
        raise CannotGoOn(1, _TOO_LARGE)
    try:
        text = document.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = document.count(b"\n", 0, error.start) + 1
        raise CannotGoOn(line, _NOT_UTF8) from None
    found = _CONTROL.search(text.replace("\x85", " "))
    if found:
        line = _Lines(text).at(found.start())
        raise CannotGoOn(line, _NOT_A_CHARACTER.filled(code=f"U+{ord(found.group()):04X}"))
    return text.translate(_BREAKS_OF_YAML_ALONE)


class _Lines:
    """Which line a character stands on."""

    def __init__(self, text: str) -> None:
        self._ends = [end.end() for end in re.finditer(r"\r\n|\r|\n", text)]

    def at(self, index: int) -> int:
        return bisect_right(self._ends, index) + 1


class _Builder:
    """Nodes out of the events of a parser, without recursion: depth is counted, not felt."""

    def __init__(self, text: str, notes: Notes) -> None:
        self._lines = _Lines(text)
        self._notes = notes
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._above: list[tuple[Items | Pairs | None, Word | None]] = []
        self._inside: Items | Pairs | None = None
        self._key: Word | None = None
        self._nodes = 0
        self._root: Node | None = None

    def build(self) -> Node | None:
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise CannotGoOn(self._line(event), _SECOND_DOCUMENT)
            elif isinstance(event, yaml.NodeEvent):
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()
        return self._root

    def _path(self) -> KeyPath:
        """Of the node that is being read."""
        steps: list[str | int] = []
        for inside, key in (*self._above, (self._inside, self._key)):
            if isinstance(inside, Items):
                steps.append(len(inside.items))
            elif key is not None:
                steps.append(key.text[:KEY_SHOWN])
        return tuple(steps)

    def _line(self, event: yaml.Event) -> int:
        return self._lines.at(event.start_mark.index) if event.start_mark else 1

    def _node(self, event: yaml.NodeEvent) -> None:
        self._nodes += 1
        line = self._line(event)
        if self._nodes > NODES_MAX:
            raise CannotGoOn(line, _TOO_MANY)
        self._refuse_marks(event, line)
        if isinstance(event, yaml.SequenceStartEvent):
            self._open(Items([], line))
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(Pairs([], line))
        elif isinstance(event, yaml.ScalarEvent):
            self._take(self._word(event, line))
        else:
            self._take(Word("", line, open=True))

    def _refuse_marks(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            self._refuse(_NO_ANCHORS, sign + event.anchor, line)
        tag = getattr(event, "tag", None)
        if tag:
            self._refuse(_NO_TAGS, tag.replace(_TAGS_OF_YAML, "!!"), line)

    def _refuse(self, why: Both, word: str, line: int) -> None:
        self._notes.fault(self._path(), Wrong(why, word=word), line=line)

    def _word(self, event: yaml.ScalarEvent, line: int) -> Word:
        found = _CONTROL.search(event.value)
        if found:
            code = f"U+{ord(found.group()):04X}"
            self._notes.fault(self._path(), Wrong(_NOT_A_CHARACTER, code=code), line=line)
            return Word("", line, open=True)
        plain = event.style is None or event.style == ""
        text = event.value.strip()
        return Word(text, line, open=not text or (plain and text in _OPEN))

    def _open(self, collection: Items | Pairs) -> None:
        if isinstance(self._inside, Pairs) and self._key is None:
            raise CannotGoOn(collection.line, _KEY_IS_NO_WORD)
        self._above.append((self._inside, self._key))
        if len(self._above) > DEPTH_MAX:
            raise CannotGoOn(collection.line, _TOO_DEEP)
        self._inside, self._key = collection, None

    def _close(self) -> None:
        done = self._inside
        self._inside, self._key = self._above.pop()
        if done is not None:
            self._take(done)

    def _take(self, node: Node) -> None:
        if isinstance(self._inside, Items):
            self._inside.items.append(node)
        elif isinstance(self._inside, Pairs):
            if self._key is None and isinstance(node, Word):
                self._key = node
            elif self._key is not None:
                self._inside.pairs.append((self._key, node))
                self._key = None
        else:
            self._root = node


_NOT_YAML = Both(
    en="this is not YAML ({problem}). Look at this line and the one above it: a colon and a space "
    "after each key, the same indentation for what belongs together, quotes around a text with "
    "“: ” or “ #” in it.",
    fr="ce n’est pas du YAML ({problem}). Voyez cette ligne et celle d’avant\u00a0: deux-points "
    "et une espace après chaque clé, le même retrait pour ce qui va ensemble, des guillemets "
    "droits autour d’un texte qui contient «\u00a0:\u00a0» ou «\u00a0#\u00a0».",
)
_TAB = Both(
    en="a tab stands where YAML takes only spaces: indent with spaces.",
    fr="une tabulation se trouve là où YAML ne veut que des espaces\u00a0: faites les retraits "
    "avec des espaces.",
)
_NEEDS_QUOTES = Both(
    en="a text that begins with @, %, a backtick or a tab stands here: put it in quotes, and "
    "indent with spaces.",
    fr="un texte qui commence par @, %, un accent grave ou une tabulation se trouve ici\u00a0: "
    "mettez-le entre guillemets droits, et faites les retraits avec des espaces.",
)
_TOO_LARGE = Both(
    en=f"the file is larger than {BYTES_MAX // MEGABYTE} MB, which no brand’s answers are: is it "
    "the right one?",
    fr=f"le fichier dépasse {BYTES_MAX // MEGABYTE} Mo, plus que les réponses d’aucune "
    "marque\u00a0: est-ce le bon\u202f?",
)
_TOO_MANY = Both(
    en=f"there are more than {NODES_MAX:,} values up to this line: keep to the places, segments "
    "and channels that matter.",
    fr="il y a plus de 200\u202f000 valeurs jusqu’à cette ligne\u00a0: gardez les lieux, les "
    "segments et les canaux qui comptent.",
)
_TOO_DEEP = Both(
    en=f"more than {DEPTH_MAX} lists and keys stand inside one another here; the form needs 6.",
    fr=f"plus de {DEPTH_MAX} listes et clés s’emboîtent ici\u202f; le questionnaire en demande 6.",
)
_NOT_UTF8 = Both(
    en="the file is not in UTF-8 from this line on: save it again as UTF-8.",
    fr="à partir de cette ligne, le fichier n’est pas en UTF-8\u00a0: enregistrez-le en UTF-8.",
)
_NOT_A_CHARACTER = Both(
    en="a character that is no part of a text ({code}) stands here: remove it.",
    fr="un caractère qui n’est pas du texte ({code}) se trouve ici\u00a0: enlevez-le.",
)
_SECOND_DOCUMENT = Both(
    en="a second document begins here (---): put one brand in one file.",
    fr="un second document commence ici (---)\u00a0: une marque par fichier.",
)
_NO_ANCHORS = Both(
    en="{word} is an anchor or its alias, which a form does not take: write the value itself, in "
    "quotes if it begins with & or *.",
    fr="{word} est une ancre ou son alias, que le questionnaire n’accepte pas\u00a0: écrivez la "
    "valeur elle-même, entre guillemets droits si elle commence par & ou *.",
)
_NO_TAGS = Both(
    en="{word} is a YAML tag, which a form does not take: write the value alone, in quotes if it "
    "begins with an exclamation mark.",
    fr="{word} est une étiquette YAML, que le questionnaire n’accepte pas\u00a0: écrivez la valeur "
    "seule, entre guillemets droits si elle commence par un point d’exclamation.",
)
_KEY_IS_NO_WORD = Both(
    en="a list or further keys stand where a key is expected: a key is one word.",
    fr="une liste ou d’autres clés occupent la place d’une clé\u00a0: une clé est un seul mot.",
)
