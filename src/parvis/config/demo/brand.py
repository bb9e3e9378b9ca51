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


_FRENCH_ONLY = frozenset({"fr"})
MON_TO_FRI = frozenset(range(5))
EVERY_DAY = frozenset(range(7))


@dataclass(frozen=True, slots=True)
class Shift:
    """When somebody answers: weekdays (0 is Monday), and hours of the brand's clock."""

    days: frozenset[int]
    begins: int
    ends: int


@dataclass(frozen=True, slots=True)
class Farewell:
    """How somebody closes a mail."""

    fr: str
    en: str


@dataclass(frozen=True, slots=True)
class Colleague:
    """`shift` is None for who does not answer; `share` weighs how many of the answers are theirs
    while they are there; `speaks` are the languages in
    which they do."""

    name: str
    email: str
    role: TeamRole
    language: Literal["fr", "en"] = "fr"
    shift: Shift | None = None
    share: float = 1.0
    speaks: frozenset[str] = frozenset({"fr", "en"})
    farewell: Farewell = Farewell("Bien à vous,", "Kind regards,")

    @property
    def first_name(self) -> str:
        return self.name.partition(" ")[0]


TEAM = (
    Colleague("Maud Le Bihannic", "maud@bruine.example", "owner"),
    Colleague(
        "Idris Belhamra",
        "idris@bruine.example",
        "lead",
        shift=Shift(MON_TO_FRI, 9, 18),
        share=0.5,
        farewell=Farewell("Bien cordialement,", "Best regards,"),
    ),
    Colleague(
        "Fiona Hartwell",
        "fiona@bruine.example",
        "lead",
        "en",
        shift=Shift(frozenset({1, 2, 3, 4, 5}), 13, 22),
        share=0.7,
        farewell=Farewell("Bien à vous,", "All the best,"),
    ),
    Colleague(
        "Solène Kervadec",
        "solene@bruine.example",
        "agent",
        shift=Shift(MON_TO_FRI, 8, 16),
        share=1.5,
        farewell=Farewell("Belle journée,", "Have a good day,"),
    ),
    Colleague(
        "Théo Marchandeau",
        "theo@bruine.example",
        "agent",
        shift=Shift(frozenset({2, 3, 4, 5, 6}), 14, 22),
        share=1.2,
        farewell=Farewell("À bientôt,", "Take care,"),
    ),
    Colleague(
        "Aminata Dembaré",
        "aminata@bruine.example",
        "agent",
        shift=Shift(EVERY_DAY, 10, 18),
    ),
    Colleague(
        "Nolwenn Rosmadec",
        "nolwenn@bruine.example",
        "agent",
        shift=Shift(frozenset({0, 1, 4, 5, 6}), 8, 15),
        share=0.8,
        speaks=_FRENCH_ONLY,
        farewell=Farewell("Au plaisir,", "Kind regards,"),
    ),
    Colleague(
        "Callum Wray",
        "callum@bruine.example",
        "agent",
        "en",
        shift=Shift(frozenset({0, 1, 2, 3, 6}), 12, 22),
        share=1.1,
        farewell=Farewell("Bonne fin de journée,", "Cheers,"),
    ),
    Colleague(
        "Ruth Adeyinka",
        "ruth@bruine.example",
        "agent",
        "en",
        shift=Shift(EVERY_DAY, 8, 14),
        share=0.9,
        farewell=Farewell("Bien à vous,", "Warm regards,"),
    ),
    Colleague("Bertrand Lacazotte", "bertrand@bruine.example", "viewer"),
)
ANSWERING = tuple(colleague for colleague in TEAM if colleague.shift)
LEADS = frozenset(colleague.email for colleague in TEAM if colleague.role == "lead")
