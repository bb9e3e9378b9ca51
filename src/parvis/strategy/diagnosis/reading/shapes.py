"""How values are put together: a value, a list, values by key, a record with known keys.

A shape gives what it read, or None where nothing was written or it is wrong: then it is noted.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from parvis.strategy.diagnosis.paths import KeyPath
from parvis.strategy.diagnosis.reading.faults import KEY_SHOWN, NotAmong, Notes, Wrong
from parvis.strategy.diagnosis.reading.nodes import Items, Node, Pairs, Word
from parvis.strategy.diagnosis.words import Both

T = TypeVar("T")


class Shape(ABC, Generic[T]):
    def read(self, node: Node, at: KeyPath, notes: Notes) -> T | None:
        notes.saw(at, line=node.line)
        if isinstance(node, Word) and node.open:
            return None
        return self._read(node, at, notes)

    @abstractmethod
    def _read(self, node: Node, at: KeyPath, notes: Notes) -> T | None: ...

    def keys(self, at: str) -> Iterator[str]:
        """All keys below, as `segments[].channels.*.present`."""
        yield at


@dataclass(frozen=True)
class Value(Shape[T]):
    """One value. `convert` raises `Wrong`."""

    convert: Callable[[str], T]

    def _read(self, node: Node, at: KeyPath, notes: Notes) -> T | None:
        if not isinstance(node, Word):
            notes.fault(at, _no_value(node), line=node.line)
            return None
        try:
            return self.convert(node.text)
        except Wrong as wrong:
            notes.fault(at, wrong, line=node.line)
            return None


@dataclass(frozen=True)
class Listed(Shape[tuple[T, ...]]):
    """A list; a word that stands alone is a list of one."""

    item: Shape[T]

    def _read(self, node: Node, at: KeyPath, notes: Notes) -> tuple[T, ...] | None:
        items = node.items if isinstance(node, Items) else [node]
        several = isinstance(node, Word) and ("," in node.text or ";" in node.text)
        if several or isinstance(node, Pairs):
            notes.fault(at, Wrong(_LIST_EXPECTED), line=node.line)
            return None
        written = (item for item in items if not (isinstance(item, Word) and item.open))
        read = [self.item.read(item, (*at, n), notes) for n, item in enumerate(written)]
        notes.shifted |= None in read
        return tuple(one for one in read if one is not None)

    def keys(self, at: str) -> Iterator[str]:
        return self.item.keys(f"{at}[]")


@dataclass(frozen=True)
class ByKey(Shape[Mapping[Any, T]]):
    """Values under keys that `key` converts. Where `listed` is given, a list of keys alone stands
    for each with that value."""

    key: Callable[[str], str]
    value: Shape[T]
    listed: T | None = None

    def _read(self, node: Node, at: KeyPath, notes: Notes) -> Mapping[Any, T] | None:
        if self.listed is not None and isinstance(node, Items):
            names = Listed(Value(self.key)).read(node, at, notes) or ()
            return dict.fromkeys(names, self.listed)
        if not isinstance(node, Pairs):
            notes.fault(at, Wrong(_KEYS_EXPECTED), line=node.line)
            return None
        found: dict[str, T] = {}
        for word, child in _without_twins(node, at, notes, spelled_as=self._spelled):
            try:
                key = self.key(word.text)
            except Wrong as wrong:
                notes.fault((*at, _short(word.text)), wrong, line=word.line)
                continue
            value = self.value.read(child, (*at, str(key)), notes)
            if value is not None:
                found[key] = value
        return found

    def _spelled(self, word: str) -> str:
        try:
            return self.key(word)
        except Wrong:
            return word

    def keys(self, at: str) -> Iterator[str]:
        return self.value.keys(f"{at}.*")


@dataclass(frozen=True)
class Record(Shape[T]):
    """Known keys, from which `make` makes the thing.

    `needs` are the keys that may not be left out, with what stands in for them while the rest is
    read; with `or_nothing` the whole is left out instead where one of them cannot be read, so that
    nobody takes the stand-in at its word. `short` is the key that a value alone stands for.
    """

    make: Callable[..., T]
    shapes: Mapping[str, Shape[Any]]
    needs: Mapping[str, object] = field(default_factory=dict)
    short: str = ""
    or_nothing: bool = False

    def _read(self, node: Node, at: KeyPath, notes: Notes) -> T | None:
        if isinstance(node, Word) and self.short:
            node = Pairs([(Word(self.short, node.line, open=False), node)], node.line)
        if not isinstance(node, Pairs):
            notes.fault(at, Wrong(_THESE_KEYS, keys=", ".join(self.shapes)), line=node.line)
            return None
        values = self._values(node, at, notes)
        if self.or_nothing and not self.needs.keys() <= values.keys():
            return None
        return self.make(**{**self.needs, **values})

    def _values(self, node: Pairs, at: KeyPath, notes: Notes) -> dict[str, object]:
        read: dict[str, object] = {}
        left_out = set(self.needs)
        for word, child in _without_twins(node, at, notes):
            if word.text not in self.shapes:
                notes.fault((*at, _short(word.text)), self._not_a_key(word, child), line=word.line)
                continue
            if not (isinstance(child, Word) and child.open):
                left_out.discard(word.text)
            value = self.shapes[word.text].read(child, (*at, word.text), notes)
            notes.saw((*at, word.text), line=word.line)
            if value is not None:
                read[word.text] = value
        for key in self.needs:
            if key in left_out:
                notes.fault(at, Wrong(_MISSING, key=key), line=node.line)
        return read

    def _not_a_key(self, word: Word, child: Node) -> Wrong:
        """Between braces, what follows a comma in a text is taken for a key without a value."""
        cut = isinstance(child, Word) and child.open
        return NotAmong(word.text, self.shapes, what=_THE_KEY, hint=_CUT if cut else None)

    def keys(self, at: str) -> Iterator[str]:
        for key, shape in self.shapes.items():
            yield from shape.keys(f"{at}.{key}" if at else key)


def _same(word: str) -> str:
    return word


def _without_twins(
    node: Pairs, at: KeyPath, notes: Notes, *, spelled_as: Callable[[str], str] = _same
) -> Iterator[tuple[Word, Node]]:
    """The first of each key; the others are faults."""
    first: dict[str, int] = {}
    for word, child in node.pairs:
        key = spelled_as(word.text)
        if key in first:
            twice = Wrong(_TWICE, word=word.text, line=first[key])
            notes.fault((*at, _short(key)), twice, line=word.line)
            continue
        first[key] = word.line
        yield word, child


def _short(key: str) -> str:
    return key[:KEY_SHOWN]


def _no_value(node: Node) -> Wrong:
    return Wrong(_VALUE_NOT_LIST if isinstance(node, Items) else _VALUE_NOT_KEYS)


_THE_KEY = Both(en="the key", fr="la clé")
_CUT = Both(
    en=" If it is part of a text with a comma, put the whole text in quotes.",
    fr=" Si c’est la suite d’un texte à virgule, mettez tout le texte entre guillemets droits.",
)
_MISSING = Both(
    en="{key} is missing, which may not be left open here.",
    fr="il manque {key}, qu’on ne peut pas laisser de côté ici.",
)
_TWICE = Both(
    en="{word} stands here for the second time, first on line {line}: keep one of them.",
    fr="{word} figure ici pour la deuxième fois, après la ligne {line}\u00a0: gardez l’une des "
    "deux.",
)
_VALUE_NOT_LIST = Both(
    en="a single value is expected here, not a list.",
    fr="il faut ici une seule valeur, pas une liste.",
)
_VALUE_NOT_KEYS = Both(
    en="a single value is expected here, not further keys.",
    fr="il faut ici une seule valeur, pas d’autres clés.",
)
_LIST_EXPECTED = Both(
    en="a list is expected here: write [one, another], or each on a line of its own after “- ”.",
    fr="il faut ici une liste\u00a0: écrivez [un, autre], ou chacun sur sa ligne après "
    "«\u00a0-\u00a0».",
)
_KEYS_EXPECTED = Both(
    en="keys with values are expected here, each on a line of its own: “key: value”.",
    fr="il faut ici des clés avec leurs valeurs, chacune sur sa ligne\u00a0: «\u00a0clé\u00a0» "
    "puis deux-points et la valeur.",
)
_THESE_KEYS = Both(
    en="keys with values are expected here; there are: {keys}.",
    fr="il faut ici des clés avec leurs valeurs\u202f; il y a\u00a0: {keys}.",
)
