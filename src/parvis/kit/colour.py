"""A brand gives one colour; this makes of it all that its pages need, readable in both themes.

Pure: colours are "#rrggbb" in and out. Contrast is that of WCAG 2.2.
"""

from __future__ import annotations

import colorsys
from dataclasses import dataclass

TEXT = 4.5
"""Contrast that text must reach."""

SHAPE = 3.0
"""Contrast that the edge of a control must reach."""

STEP = 0.005

WHITE = "#ffffff"
LIGHT_SURFACES = ("#e6e2d9", "#f0ede7", "#fbfaf8", "#ffffff")
DARK_SURFACES = ("#0f1213", "#15191a", "#1c2022", "#262b2d")
"""The stone of styles/tokens.css, darkest to lightest; a test keeps the two equal."""


@dataclass(frozen=True)
class Palette:
    """What one accent becomes on one theme's stone."""

    accent: str
    strong: str
    on_accent: str
    text: str
    soft: str
    rule: str


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def light_palette(accent: str) -> Palette:
    """`accent` on light stone: darkened until it can be read there, and white upon it."""
    soft = _mix(accent, LIGHT_SURFACES[2], 0.14)
    fill = _darken(accent, against=(*LIGHT_SURFACES, soft), ratio=TEXT)
    return Palette(
        accent=fill,
        strong=_lightness(fill, by=-0.07),
        on_accent=WHITE,
        text=fill,
        soft=soft,
        rule=_mix(accent, LIGHT_SURFACES[2], 0.45),
    )


def dark_palette(accent: str) -> Palette:
    """`accent` on dark stone: lightened until it can be read there, and near-black upon it."""
    soft = _mix(accent, DARK_SURFACES[2], 0.2)
    fill = _lighten(accent, against=(*DARK_SURFACES, soft), ratio=TEXT + 0.6)
    return Palette(
        accent=fill,
        strong=_lightness(fill, by=0.07),
        on_accent=_darken(_mix(accent, "#000000", 0.25), against=(fill,), ratio=TEXT + 1),
        text=fill,
        soft=soft,
        rule=_mix(accent, DARK_SURFACES[2], 0.5),
    )


def brand_stylesheet(accent: str) -> str:
    """The CSS that dresses the pages of a brand whose colour is `accent`.

    Raises `ValueError` when `accent` is not written "#rrggbb".
    """
    _channels(accent)
    light, dark = light_palette(accent), dark_palette(accent)
    names = {
        "--accent": (light.accent, dark.accent),
        "--accent-strong": (light.strong, dark.strong),
        "--on-accent": (light.on_accent, dark.on_accent),
        "--accent-text": (light.text, dark.text),
        "--accent-soft": (light.soft, dark.soft),
        "--accent-rule": (light.rule, dark.rule),
    }
    lines = [f"  {name}: light-dark({day}, {night});" for name, (day, night) in names.items()]
    return "\n".join([":root {", *lines, "}", ""])


def _darken(colour: str, *, against: tuple[str, ...], ratio: float) -> str:
    return _shift(colour, against=against, ratio=ratio, step=-STEP)


def _lighten(colour: str, *, against: tuple[str, ...], ratio: float) -> str:
    return _shift(colour, against=against, ratio=ratio, step=STEP)


def _shift(colour: str, *, against: tuple[str, ...], ratio: float, step: float) -> str:
    """Move the lightness by `step` until `ratio` is reached against every one of `against`."""
    while min(contrast(colour, other) for other in against) < ratio:
        moved = _lightness(colour, by=step)
        if moved == colour:
            break  # black or white already: nothing further away exists
        colour = moved
    return colour


def _lightness(colour: str, *, by: float) -> str:
    red, green, blue = _channels(colour)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    return _written(colorsys.hls_to_rgb(hue, min(max(lightness + by, 0), 1), saturation))


def _mix(colour: str, ground: str, share: float) -> str:
    """`share` of `colour` laid over `ground`."""
    pairs = zip(_channels(colour), _channels(ground), strict=True)
    red, green, blue = (share * own + (1 - share) * under for own, under in pairs)
    return _written((red, green, blue))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[float, float, float]:
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"a colour is written #rrggbb, not {colour!r}")
    red, green, blue = bytes.fromhex(colour[1:])
    return red / 255, green / 255, blue / 255


def _written(channels: tuple[float, float, float]) -> str:
    return "#" + bytes(round(channel * 255) for channel in channels).hex()
