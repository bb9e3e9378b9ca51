"""Words that the diagnosis says in both of its languages."""

from __future__ import annotations

from dataclasses import dataclass
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
        """With `{name}` replaced; a value that is itself in both languages speaks each."""
        return type(self)(_fill(self.en, "en", values), _fill(self.fr, "fr", values))


def _fill(sentence: str, language: Language, values: dict[str, object]) -> str:
    for name, value in values.items():
        spoken = value.said_in(language) if isinstance(value, Both) else str(value)
        sentence = sentence.replace("{" + name + "}", spoken)
    return sentence
