"""What is not said yet, and in which part of the diagnosis it is said."""

from __future__ import annotations

from parvis.strategy.diagnosis.words import Both
from parvis.strategy.report.pen import Pen
from parvis.strategy.report.tree import Open

PARTS = {
    1: Both("What exists", "L'existant"),
    2: Both("What the brand is", "Ce qu'est la marque"),
    3: Both("For whom", "Pour qui"),
    4: Both("What for", "Pour quoi"),
    5: Both("The others", "Les autres"),
    6: Both("Means", "Les moyens"),
}
WHERE = Both(
    "Part {number} of the diagnosis, “{title}”, is the place to say it.",
    "C'est la partie {number} du diagnostic, « {title} », qui le demande.",
)


def left_open(pen: Pen, text: Both, *, part: int) -> Open:
    """A calm word instead of an empty table."""
    return Open(text=pen.say(text), where=pen.say(WHERE, number=part, title=PARTS[part]))
