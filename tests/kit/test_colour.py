"""A brand may choose any colour: its pages stay readable."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parvis.kit.colour import (
    DARK_SURFACES,
    LIGHT_SURFACES,
    TEXT,
    Palette,
    brand_stylesheet,
    contrast,
    dark_palette,
    light_palette,
)

TOKENS = Path(__file__).parents[2] / "frontend/styles/tokens.css"

any_colour = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_black_on_white_is_the_strongest_contrast_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#1f6f64", "#1f6f64") == 1


@given(any_colour)
def test_any_accent_can_be_read_on_light_stone_and_under_its_own_text(accent: str) -> None:
    assert_readable(light_palette(accent), LIGHT_SURFACES)


@given(any_colour)
def test_any_accent_can_be_read_on_dark_stone_and_under_its_own_text(accent: str) -> None:
    assert_readable(dark_palette(accent), DARK_SURFACES)


def test_an_accent_that_can_be_read_is_left_as_it_is() -> None:
    assert light_palette("#1f6f64").accent == "#1f6f64"
    assert dark_palette("#ffee00").accent == "#ffee00"


def test_the_stylesheet_of_a_brand_sets_the_six_accents_for_both_themes() -> None:
    assert brand_stylesheet("#1f6f64") == (
        ":root {\n"
        "  --accent: light-dark(#1f6f64, #3fafa4);\n"
        "  --accent-strong: light-dark(#17534b, #51c0b6);\n"
        "  --on-accent: light-dark(#ffffff, #081c19);\n"
        "  --accent-text: light-dark(#1f6f64, #3fafa4);\n"
        "  --accent-soft: light-dark(#dce7e3, #1d302f);\n"
        "  --accent-rule: light-dark(#98bbb5, #1e4843);\n"
        "}\n"
    )


@pytest.mark.parametrize(
    "written", ["", "red", "#12345", "#1234567", "#zzzzzz", "1f6f64#", "#1 2 3 "]
)
def test_what_is_no_colour_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"colour|hexadecimal|unpack"):
        brand_stylesheet(written)


def test_the_stone_here_is_the_stone_of_the_styles() -> None:
    found = {
        name: (light, dark)
        for name, light, dark in re.findall(
            r"--(sunken|ground|surface|raised): light-dark\((#\w+), (#\w+)\)", TOKENS.read_text()
        )
    }
    stones = [found[name] for name in ("sunken", "ground", "surface", "raised")]
    assert tuple(light for light, _ in stones) == LIGHT_SURFACES
    assert tuple(dark for _, dark in stones) == DARK_SURFACES


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    "ink", ["ink", "ink-soft", "accent-text", "calm", "soon", "breaking", "kept", "quiet"]
)
def test_text_of_the_tool_can_be_read_on_every_stone(ink: str, theme: int) -> None:
    colours = {
        name: pair
        for name, *pair in re.findall(
            r"--([\w-]+): light-dark\((#\w+), (#\w+)\)", TOKENS.read_text()
        )
    }
    grounds = ["sunken", "ground", "surface", "raised", f"{ink}-soft"]
    ratios = {
        ground: contrast(colours[ink][theme], colours[ground][theme])
        for ground in grounds
        if ground in colours and ground != "ink-soft"
    }
    assert {ground: ratio for ground, ratio in ratios.items() if ratio < TEXT} == {}


def assert_readable(palette: Palette, stones: tuple[str, ...]) -> None:
    for ground in (*stones, palette.soft):
        assert contrast(palette.text, ground) >= TEXT
    for fill in (palette.accent, palette.strong):
        assert contrast(palette.on_accent, fill) >= TEXT
