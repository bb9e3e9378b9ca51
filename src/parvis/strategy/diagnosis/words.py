"""Words that the diagnosis says in both of its languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Self

Language = Literal["en", "fr"]


@dataclass(frozen=True, slots=True)
class Both:
    """The same sentence twice, as it stands in the files of rules or with its values filled in."""

    en: str
    fr: str

    def said_in(self, language: Language) -> str:
        return self.en if language == "en" else self.fr

    def filled(self, **values: object) -> Self:
        """With `{name}` replaced, whatever braces a value has; what is not named stays. A value
        that is itself in both languages speaks each; a day is said as people say it."""
        return type(self)(_fill(self.en, "en", values), _fill(self.fr, "fr", values))


MONTHS: Mapping[Language, str] = {
    "en": "January February March April May June July August September October November December",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}


def figures(digits: str) -> Both:
    """Digits as Python groups them, as each language writes them: "1,039.5" and "1 039,5"."""
    return Both(en=digits, fr=digits.replace(",", "\u202f").replace(".", ","))


def said_day(day: date, language: Language) -> str:
    """As in "3 March 2026" or "1er mars 2026"."""
    month = MONTHS[language].split()[day.month - 1]
    number = "1er" if day.day == 1 and language == "fr" else str(day.day)
    return f"{number}\N{NO-BREAK SPACE}{month} {day.year}"


_PLACE = re.compile(r"\{(\w+)\}")


def _fill(sentence: str, language: Language, values: Mapping[str, object]) -> str:
    def spoken(place: re.Match[str]) -> str:
        value = values.get(place[1], place[0])
        if isinstance(value, date):
            return said_day(value, language)
        return value.said_in(language) if isinstance(value, Both) else str(value)

    return _PLACE.sub(spoken, sentence)
