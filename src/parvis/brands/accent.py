"""What becomes of a brand's colour on its pages, in words and samples."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

from parvis.kit.colour import LIGHT_SURFACES, Palette, contrast, dark_palette, light_palette

DEFAULT = "#1f6f64"


@dataclass(frozen=True)
class AccentNote:
    """`kept` says that the light pages use the colour as it was chosen."""

    accent: str
    light: Palette
    dark: Palette
    ratio: float
    """Cut off after one decimal: what is just too pale does not read as enough."""
    kept: bool


def accent_note(accent: str) -> AccentNote:
    """What is not written "#rrggbb" is taken for Parvis' own colour."""
    try:
        light = light_palette(accent)
    except ValueError:
        return accent_note(DEFAULT)
    return AccentNote(
        accent=accent,
        light=light,
        dark=dark_palette(accent),
        ratio=floor(10 * contrast(accent, LIGHT_SURFACES[2])) / 10,
        kept=light.accent == accent.lower(),
    )
