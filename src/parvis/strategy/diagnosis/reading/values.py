"""Single values: what a marketing director writes, and what it becomes.

Each takes the words of one value and raises `Wrong` with a sentence that says what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date
from enum import StrEnum
from typing import TypeVar
from unicodedata import normalize

from parvis.strategy.diagnosis.channel_keys import channel_key
from parvis.strategy.diagnosis.form import Degree, Percent
from parvis.strategy.diagnosis.reading.faults import NotAmong, Wrong
from parvis.strategy.diagnosis.words import Both, Language

NAME_MAX = 200
TEXT_MAX = 5_000
NUMBER_MAX = 1e12

C = TypeVar("C", bound=StrEnum)

_SPACES = "[ \u00a0\u202f]"
_NUMBER = re.compile(
    rf"[+-]?(?:\d{{1,3}}(?:{_SPACES}\d{{3}})+|\d+)(?:[.,]\d+)?(?:[eE][+-]?\d{{1,2}})?",
    re.ASCII,
)
_THOUSANDS_OR_PARTS = re.compile(r"[+-]?([1-9]\d{0,2})[.,](\d{3})", re.ASCII)
"""12.000 and 12,000: each is twelve in one country and twelve thousand in another."""
_PERCENT = re.compile(r"(?P<number>.*?)\s*%")
_HOURS_AND_MINUTES = re.compile(r"(\d{1,4})\s*h\s*([0-5]?\d)(?:\s*min)?", re.ASCII)
_WITH_UNIT = re.compile(r"(?P<number>.*?)\s*(?P<unit>[a-zé]+)", re.IGNORECASE)
_HOURS_IN = {
    **dict.fromkeys(("s", "sec", "second", "seconds", "seconde", "secondes"), 1 / 3600),
    **dict.fromkeys(("min", "mn", "minute", "minutes"), 1 / 60),
    **dict.fromkeys(("h", "hour", "hours", "heure", "heures"), 1.0),
    **dict.fromkeys(("d", "day", "days", "j", "jour", "jours"), 24.0),
}
_YES_NO = {
    **dict.fromkeys(("yes", "true", "oui", "vrai"), True),
    **dict.fromkeys(("no", "false", "non", "faux"), False),
}
_DEGREES = {
    **dict.fromkeys(("yes", "true", "oui"), Degree.YES),
    **dict.fromkeys(("no", "false", "non"), Degree.NO),
    **dict.fromkeys(("partly", "en partie", "partiellement"), Degree.PARTLY),
}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CHANNEL = re.compile(r"\w[\w.+ -]*")


def text(words: str) -> str:
    return _not_longer(words, TEXT_MAX)


def name(words: str) -> str:
    """On one line, and each letter in one piece with its accent: names that look the same are."""
    return _not_longer(normalize("NFC", " ".join(words.split())), NAME_MAX)


def _not_longer(words: str, most: int) -> str:
    if len(words) > most:
        raise Wrong(_TOO_LONG, length=len(words), most=most)
    return words


def channel(words: str) -> str:
    """Its key. Signs that a page passes over are refused: `instagram, mail` would be one channel
    where two are meant."""
    key = channel_key(name(words))
    if not key or not _CHANNEL.fullmatch(name(words)):
        raise Wrong(_NO_CHANNEL, word=words)
    return key


class Ambiguous(Wrong):
    """Read in two ways, of which neither can be ruled out."""


def number(words: str) -> float:
    """Of either sign."""
    either = _THOUSANDS_OR_PARTS.fullmatch(words)
    if either:
        parts = f"{either[1]}.{either[2]}".rstrip("0").rstrip(".")
        raise Ambiguous(_EITHER, word=words, whole=either[1] + either[2], parts=parts)
    return _decimal(words)


def _decimal(words: str) -> float:
    """With what follows a point or a comma as parts of one."""
    written = re.sub(_SPACES, "", words).replace(",", ".")
    if not _NUMBER.fullmatch(words):
        raise Wrong(_NO_NUMBER, word=words)
    if abs(float(written)) > NUMBER_MAX:
        raise Wrong(_TOO_GREAT, word=words)
    return float(written)


def amount(words: str) -> float:
    """A number from 0."""
    return _not_below_nothing(number(words), words)


def _not_below_nothing(value: float, words: str) -> float:
    if value < 0:
        raise Wrong(_BELOW_NOTHING, word=words)
    return value


def count(words: str) -> int:
    value = amount(words)
    if value != int(value):
        raise Wrong(_NO_COUNT, word=words)
    return int(value)


def share(words: str) -> float:
    """`60%` or `0.6`. A bare 60 could be meant otherwise, and is refused. Nothing of it is counted
    in thousands."""
    percent = _PERCENT.fullmatch(words)
    digits = percent["number"] if percent else words
    try:
        value = _not_below_nothing(_decimal(digits), words) / (100 if percent else 1)
    except Wrong:
        raise Wrong(_NO_SHARE, word=words) from None
    if value > 1:
        raise Wrong(_MORE_THAN_ALL if percent else _BARE_PERCENT, word=words)
    return value


def measure(words: str) -> float:
    """A number in the unit of what is measured; of a share, `60%` is 0.6."""
    percent = _PERCENT.fullmatch(words)
    return Percent(_decimal(percent["number"]) / 100) if percent else number(words)


def hours(words: str) -> float:
    """`4 h`, `30 min`, `1 h 30`, `2 days`, or hours alone."""
    return _duration(words, unit=1.0, example="4 h")


def minutes(words: str) -> float:
    """As `hours`; a number alone is minutes."""
    return round(_duration(words, unit=1 / 60, example="6 min") * 60, 9)


def _duration(words: str, *, unit: float, example: str) -> float:
    both = _HOURS_AND_MINUTES.fullmatch(words)
    if both:
        return int(both[1]) + int(both[2]) / 60
    united = _WITH_UNIT.fullmatch(words)
    try:
        if not united:
            return amount(words) * unit
        if united["unit"].lower() in _HOURS_IN:
            return amount(united["number"]) * _HOURS_IN[united["unit"].lower()]
    except Ambiguous:
        raise
    except Wrong:
        pass
    raise Wrong(_NO_DURATION, word=words, example=example)


def day(words: str) -> date:
    try:
        if _DAY.fullmatch(words):
            return date.fromisoformat(words)
    except ValueError:
        pass
    raise Wrong(_NO_DAY, word=words)


def yes_no(words: str) -> bool:
    if words.lower() not in _YES_NO:
        raise Wrong(_NEITHER, word=words)
    return _YES_NO[words.lower()]


def degree(words: str) -> Degree:
    if words.lower() not in _DEGREES:
        raise Wrong(_NO_DEGREE, word=words)
    return _DEGREES[words.lower()]


def language(words: str) -> Language:
    match words.lower():
        case "fr":
            return "fr"
        case "en":
            return "en"
    raise NotAmong(words, ("en", "fr"), what=Both(en="the language", fr="la langue"))


def choice(choices: type[C], *, what: Both) -> Callable[[str], C]:
    """One of an enumeration; upper case, spaces and hyphens do no harm."""

    def chosen(words: str) -> C:
        return choices(one_of(list(choices), what=what)(words))

    return chosen


def one_of(known: Collection[str], *, what: Both) -> Callable[[str], str]:
    """One of the known ids."""

    def chosen(words: str) -> str:
        word = re.sub(r"[\s-]+", "_", words.strip().lower())
        if word not in known:
            raise NotAmong(words, known, what=what)
        return word

    return chosen


_TOO_LONG = Both(
    en="the text has {length} characters; {most} are taken.",
    fr="le texte compte {length} caractères\u202f; {most} au plus.",
)
_NO_CHANNEL = Both(
    en="{word} is no key of a channel: letters and digits, such as instagram.",
    fr="{word} n’est pas la clé d’un canal\u00a0: des lettres et des chiffres, comme instagram.",
)
_NO_NUMBER = Both(
    en="{word} is no number: write it in digits, such as 1200 or 3.5.",
    fr="{word} n’est pas un nombre\u00a0: écrivez-le en chiffres, comme 1200 ou 3,5.",
)
_EITHER = Both(
    en="{word} is {parts} in one country and {whole} in another: write {whole} or {parts}.",
    fr="{word} se lit {parts} dans un pays et {whole} dans un autre\u00a0: écrivez {whole} ou "
    "{parts}.",
)
_TOO_GREAT = Both(
    en="{word} is more than any brand has: a million million (1e12) is the most.",
    fr="{word}, c’est plus que n’en a aucune marque\u00a0: mille milliards (1e12) au plus.",
)
_BELOW_NOTHING = Both(
    en="{word} is less than nothing: a number from 0 is expected.",
    fr="{word} est négatif\u00a0: il faut un nombre à partir de 0.",
)
_NO_COUNT = Both(
    en="{word} is no whole number, such as 1200.",
    fr="{word} n’est pas un nombre entier, comme 1200.",
)
_NO_SHARE = Both(
    en="{word} is no share: write it as 60% or 0.6.",
    fr="{word} n’est pas une part\u00a0: écrivez 60\u202f% ou 0,6.",
)
_BARE_PERCENT = Both(
    en="{word} without % is more than everybody: write a share as 60% or 0.6.",
    fr="{word} sans\u202f% dépasse la totalité\u00a0: écrivez une part comme 60\u202f% ou 0,6.",
)
_MORE_THAN_ALL = Both(
    en="{word} is more than everybody: a share goes from 0% to 100%.",
    fr="{word} dépasse la totalité\u00a0: une part va de 0\u202f% à 100\u202f%.",
)
_NO_DURATION = Both(
    en="{word} is no length of time: write it as {example}, 30 min, 1 h 30 or 2 days.",
    fr="{word} n’est pas une durée\u00a0: écrivez {example}, 30 min, 1 h 30 ou 2 jours.",
)
_NO_DAY = Both(
    en="{word} is no day: write it as 2026-03-01, year first.",
    fr="{word} n’est pas une date\u00a0: écrivez 2026-03-01, l’année d’abord.",
)
_NEITHER = Both(
    en="{word} is neither yes nor no.",
    fr="{word} n’est ni oui ni non.",
)
_NO_DEGREE = Both(
    en="{word} is none of yes, partly, no.",
    fr="{word} n’est ni oui, ni en partie, ni non.",
)
