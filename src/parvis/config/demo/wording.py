"""Telling a talk again in other words: names, numbers and places, always the same for a seed."""

from __future__ import annotations

import random
import re

_ALTERNATIVES = re.compile(r"\[([^\[\]]*\|[^\[\]]*)\]")
_SLOT = re.compile(r"\{([a-z]+)\}")

_TOWNS = (
    *("Brest", "Quimper", "Lorient", "Vannes", "Nantes", "Angers", "Le Mans", "Tours", "Caen"),
    *("Rouen", "Lille", "Amiens", "Reims", "Nancy", "Strasbourg", "Dijon", "Lyon", "Grenoble"),
    *("Annecy", "Clermont-Ferrand", "Limoges", "Bordeaux", "Pau", "Toulouse", "Montpellier"),
    *("Saint-Malo", "Morlaix", "Concarneau", "Saint-Brieuc", "Poitiers", "La Rochelle", "Metz"),
)
_CITIES = (
    *("Dublin", "Cork", "Galway", "Bristol", "Leeds", "Glasgow", "Edinburgh", "Cardiff", "York"),
    *("Manchester", "Bath", "Norwich", "Ghent", "Antwerp", "Utrecht", "Rotterdam", "Copenhagen"),
    *("Bergen", "Hamburg", "Bremen", "Porto", "Bilbao", "Plymouth", "Aberdeen", "Swansea"),
)
_CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "fr": {
        "town": _TOWNS,
        "umbrella": ("Crachin", "Grain", "Crachin", "Flaque"),
        "coat": ("Embrun", "ciré", "Embrun jaune", "ciré bleu nuit"),
        "colour": ("sarrasin", "goémon", "ardoise", "brique", "lichen", "prune", "bleu nuit"),
        "day": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"),
        "size": ("XS", "S", "M", "L", "XL"),
        "street": (
            *("rue des Carmes", "quai de la Fosse", "rue du Puits", "allée des Tilleuls"),
            *("rue Saint-Yves", "impasse du Lavoir", "boulevard Voltaire", "place de l’Église"),
            *("rue de la Corderie", "avenue des Sports", "rue du Four", "chemin des Dunes"),
        ),
    },
    "en": {
        "town": _CITIES,
        "umbrella": ("Crachin", "Grain", "Crachin", "Flaque"),
        "coat": ("Embrun", "raincoat", "yellow Embrun", "Embrun"),
        "colour": ("buckwheat", "seaweed", "slate", "brick", "lichen", "plum", "midnight blue"),
        "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
        "size": ("XS", "S", "M", "L", "XL"),
        "street": (
            *("Mill Lane", "Harbour Street", "Albert Road", "Chapel Hill", "Station Road"),
            *("Quay Street", "Orchard Close", "Victoria Terrace", "Church Walk", "Bridge Street"),
        ),
    },
}
SLOTS = frozenset({*_CHOICES["fr"], "order", "repair", "amount", "hour", "first"})


class Wording:
    """The words of one telling: a slot holds the same in all of its texts."""

    def __init__(self, seed: str, *, language: str, first_name: str) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - the same words in every demo
        self._language = language
        self._slots = {"first": first_name}

    def of(self, text: str) -> str:
        """The text with one of each [alternative|other] chosen and each {slot} filled."""
        chosen = _ALTERNATIVES.sub(self._choose, text)
        return _SLOT.sub(lambda found: self._slot(found[1]), chosen)

    def _choose(self, found: re.Match[str]) -> str:
        return self._chance.choice(str(found[1]).split("|"))

    def _slot(self, name: str) -> str:
        if name not in self._slots:
            self._slots[name] = self._fill(name)
        return self._slots[name]

    def _fill(self, name: str) -> str:
        match name:
            case "order":
                return str(self._chance.randrange(56_100, 58_990))
            case "repair":
                return f"R-{self._chance.randrange(3_060, 3_690)}"
            case "amount":
                return self._money(self._chance.choice((24, 38, 49, 59, 75, 79, 95, 118, 129, 189)))
            case "hour":
                hour = self._chance.randrange(9, 19)
                return f"{hour} h" if self._language == "fr" else f"{(hour - 1) % 12 + 1}"
            case _:
                return self._chance.choice(_CHOICES[self._language][name])

    def _money(self, amount: int) -> str:
        return f"{amount} €" if self._language == "fr" else f"€{amount}"
