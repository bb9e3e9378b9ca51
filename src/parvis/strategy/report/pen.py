"""How the report says sentences, figures, days and shares, in the language of its reader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from parvis.strategy.diagnosis.words import Both, Language, figures, said_day

Item = TypeVar("Item")

NARROW = "\N{NARROW NO-BREAK SPACE}"
WIDE = "\N{NO-BREAK SPACE}"
NAMELESS = Both("(no name)", "(sans nom)")
LONGEST = 400
"""Characters of a text of the brand's own: what is longer is a document, not a line of a report."""

UNPRINTABLE = re.compile(
    r"[ \x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+"
)
"""With plain spaces, to be one of them; spaces that do not break stay what they are."""


@dataclass(frozen=True, slots=True)
class OneOrSeveral:
    """A sentence for one and a sentence for several, with `{count}`."""

    one: Both
    several: Both


@dataclass(frozen=True, slots=True)
class Pen:
    language: Language

    def say(self, sentence: Both, **values: object) -> str:
        """A sentence of ours with its `{values}` written in, whatever braces these have."""
        words = self._set(sentence.said_in(self.language)).replace("'", "’")
        return re.sub(r"\{(\w+)\}", lambda place: self._value(values[place[1]]), words)

    def told(self, text: str | Both, longest: int = LONGEST) -> str:
        """What the brand or a rule said, on one line, cut where it would fill the page."""
        words = self._set(text.said_in(self.language)) if isinstance(text, Both) else text
        line = UNPRINTABLE.sub(" ", words[: 4 * longest]).strip()
        return line if len(line) <= longest else _cut(line, longest)

    def named(self, name: str | Both, longest: int = 120) -> str:
        """What somebody called it; a thing without a name says so."""
        return self.told(name, longest) or self.say(NAMELESS)

    def count(self, number: int, sentences: OneOrSeveral, **values: object) -> str:
        few = number == 1 or (number == 0 and self.language == "fr")
        return self.say(sentences.one if few else sentences.several, count=number, **values)

    def number(self, value: float) -> str:
        """As in "1,039.5" or "1 039,5": one decimal, where it says something."""
        rounded = round(value, 1 if abs(value) < 100 else 0)
        written = f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.1f}"
        return figures(written).said_in(self.language)

    def share(self, value: float) -> str:
        """As in "34%" or "34 %"."""
        written = self.number(round(100 * value, 1 if 0 < value < 0.1 else 0))
        return f"{written}%" if self.language == "en" else f"{written}{NARROW}%"

    def in_ten(self, value: float) -> str:
        """As in "8 in 10", for a sentence that is read aloud."""
        if value >= 0.995:
            return self.say(Both("all", "la totalité"))
        if value >= 0.95:
            return self.say(Both("nearly all", "la quasi-totalité"))
        if value < 0.005:
            return self.say(Both("none", "aucun"))
        if value < 0.095:
            return self.say(Both("{n} in 100", "{n} sur 100"), n=round(100 * value))
        return self.say(Both("{n} in 10", "{n} sur 10"), n=round(10 * value))

    def hours(self, value: float) -> str:
        """As in "40 min", "4 h", "2 h 30"."""
        minutes = round(60 * value)
        if minutes < 60:
            return f"{minutes}{WIDE}min"
        if value >= 10:
            return f"{self.number(round(value))}{WIDE}h"
        rest = minutes % 60
        return f"{minutes // 60}{WIDE}h{WIDE}{rest:02}" if rest else f"{minutes // 60}{WIDE}h"

    def day(self, day: date) -> str:
        """As in "3 March 2026" or "1er mars 2026"."""
        return said_day(day, self.language)

    def listed(self, items: Sequence[str]) -> str:
        """As in "one, two and three"."""
        if len(items) < 2:
            return "".join(items)
        last = {"en": "and", "fr": "et"}[self.language]
        return f"{', '.join(items[:-1])} {last} {items[-1]}"

    def enumerated(self, items: Sequence[str]) -> str:
        """As in "one; two; three", where the items have commas of their own."""
        return ("; " if self.language == "en" else f"{NARROW}; ").join(items)

    def _set(self, sentence: str) -> str:
        """With the spaces that do not break."""
        return (
            set_in_french(sentence) if self.language == "fr" else sentence.replace(" %", f"{WIDE}%")
        )

    def _value(self, value: object) -> str:
        if isinstance(value, Both):
            return self.say(value)
        if isinstance(value, int | float):
            return self.number(value)
        return str(value)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def uncapital(words: str) -> str:
    """To stand within a sentence; a name in capitals keeps them."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _cut(line: str, longest: int) -> str:
    """After a whole word, unless that word is most of the line."""
    start = line[: longest - 1]
    space = start.rfind(" ")
    return (start[:space] if space > longest // 2 else start).rstrip(" ,;:") + "…"


def set_in_french(sentence: str) -> str:
    """With the spaces that do not break, as French print has them."""
    narrow = re.sub(r" ([?!;%])", rf"{NARROW}\1", sentence)
    return re.sub(r" ([:»])", rf"{WIDE}\1", narrow).replace("« ", f"«{WIDE}")


def first(items: Sequence[Item], at_most: int) -> tuple[tuple[Item, ...], int]:
    """The first of them, and how many are left out."""
    return tuple(items[:at_most]), max(0, len(items) - at_most)
