"""Bruine, maker of umbrellas and raincoats: an invented house, its hours and its team."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

TeamRole = Literal["owner", "lead", "agent", "viewer"]

NAME = "Bruine"
SLUG = "bruine"
TAGLINES: Mapping[str, str] = MappingProxyType(
    {"fr": "Il pleut. Tant mieux.", "en": "It’s raining. Good."}
)
STORIES: Mapping[str, str] = MappingProxyType(
    {
        "fr": (
            "Bruine fabrique à Douarnenez des parapluies et des cirés faits pour durer, et les "
            "répare quand le vent a gagné."
        ),
        "en": (
            "Bruine makes umbrellas and raincoats in Douarnenez, built to last, and mends them "
            "when the wind has won."
        ),
    }
)
ACCENT = "#1b5e7a"
LANGUAGE = "fr"
TIME_ZONE = "Europe/Paris"
HOLIDAY_COUNTRY = "FR"
MAIL = "bonjour@bruine.example"


def _minutes(hour: int, minute: int = 0) -> int:
    return hour * 60 + minute


_DAY = ((_minutes(8), _minutes(12, 30)), (_minutes(13, 30), _minutes(22)))
OPENING_HOURS: Mapping[int, tuple[tuple[int, int], ...]] = MappingProxyType(
    dict.fromkeys(range(7), _DAY)
)
"""From 0 (Monday) to 6 (Sunday): from and to, in minutes since local midnight."""


@dataclass(frozen=True, slots=True)
class Colleague:
    name: str
    email: str
    role: TeamRole
    language: Literal["fr", "en"] = "fr"


TEAM = (
    Colleague("Maud Le Bihannic", "maud@bruine.example", "owner"),
    Colleague("Idris Belhamra", "idris@bruine.example", "lead"),
    Colleague("Solène Kervadec", "solene@bruine.example", "agent"),
    Colleague("Théo Marchandeau", "theo@bruine.example", "agent"),
    Colleague("Aminata Dembaré", "aminata@bruine.example", "agent"),
    Colleague("Bertrand Lacazotte", "bertrand@bruine.example", "viewer"),
)
