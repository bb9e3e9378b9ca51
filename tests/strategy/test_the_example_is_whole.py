"""The example of the documentation: every key is in it, and every key is explained."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from parvis.config.cli import main
from parvis.strategy.counting import with_counts
from parvis.strategy.diagnosis.form import Fundamental, Kind, Profile, Public, State
from parvis.strategy.diagnosis.reading import ids, known_keys, read_form
from tests.strategy.forms import TODAY, faults_in

DOCS = Path(__file__).parents[2] / "docs/reference"
EXAMPLE = DOCS / "diagnosis-example.yaml"
IN_FRENCH = DOCS / "diagnosis-example.fr.yaml"
PAGE = (DOCS / "diagnosis.md").read_text(encoding="utf-8")
MAPS = ("channels", "fit", "practices", "profiles")
"""Keys below which anything may stand."""


def _keys(value: object, at: str = "", *, anything: bool = False) -> Iterator[str]:
    if isinstance(value, dict):
        for key, child in value.items():
            below = f"{at}.*" if anything else f"{at}.{key}".removeprefix(".")
            named = not anything and key in MAPS and isinstance(child, dict)
            yield from (below, *_keys(child, below, anything=named))
    elif isinstance(value, list):
        for item in value:
            yield from (f"{at}[]", *_keys(item, f"{at}[]"))


@pytest.mark.parametrize("example", [EXAMPLE, IN_FRENCH], ids=["english", "french"])
def test_it_is_read_without_a_fault(example: Path) -> None:
    assert faults_in(example.read_bytes()) == ()


@pytest.mark.parametrize("example", [EXAMPLE, IN_FRENCH], ids=["english", "french"])
def test_every_key_is_in_the_example(example: Path) -> None:
    text = example.read_text(encoding="utf-8")
    used = set(_keys(yaml.load(text, Loader=yaml.BaseLoader)))
    wanted = {_written(key) for key in known_keys()}
    assert wanted - used == set()
    assert {f"told.*.{key}" for key in ("value", "evidence", "on")} <= {
        re.sub(r"^told\.\w+\.", "told.*.", key) for key in used
    }


def _written(key: str) -> str:
    """An answer may stand alone; what may stand beside it, it has once."""
    return key.rpartition(".")[0] if key.startswith("told.") else key


@pytest.mark.parametrize(
    "word",
    sorted(
        {word for key in known_keys() for word in re.findall(r"\w+", key)}
        | {*ids.aims(), *ids.practices(), *ids.questions()}
        | {str(word) for words in (Kind, State, Public, Profile, Fundamental) for word in words}
    ),
)
def test_every_key_and_word_is_explained(word: str) -> None:
    assert f"`{word}`" in PAGE


def test_what_it_gives_and_every_key_of_it_is_explained(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["diagnose", str(EXAMPLE), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["answered"] == document["asked"]
    words = {word for key in _keys(document) for word in re.findall(r"\w+", key)}
    assert {word for word in words if f"`{word}`" not in PAGE} == set()
    assert str(TODAY) == document["on"]


@pytest.mark.parametrize("example", [EXAMPLE, IN_FRENCH], ids=["english", "french"])
def test_its_shares_of_all_channels_are_those_of_its_channels(example: Path) -> None:
    form = with_counts(read_form(example.read_bytes(), today=TODAY), folder=DOCS)
    asked = {channel.key: channel.asked or 0 for channel in form.channels}
    answered = {
        channel.key: asked[channel.key] * (channel.answered or 0) for channel in form.channels
    }
    in_time, advise = form.told["within_promise"].value, form.aims[0]
    there = sum(asked[key] for key in advise.channels)
    elsewhere = sum(answered[key] for key in asked.keys() - set(advise.channels))

    assert form.told["answered"].value == pytest.approx(
        sum(answered.values()) / sum(asked.values()), abs=0.01
    )
    assert advise.today is not None
    assert 0 <= in_time * sum(asked.values()) - advise.today * there <= elsewhere


def test_in_french_it_comes_to_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for example in (EXAMPLE, IN_FRENCH):
        assert main(["diagnose", str(example), "--json", "--lang", "en"]) == 0
        said.append(_without_words(json.loads(capsys.readouterr().out)))
    assert said[0] == said[1]


WORDS = {"evidence", "name", "measure", "policy", "segment", "why", "says"}
"""Of what is said here, in the brand's own words."""
LISTS_OF_WORDS = {"own_ground", "on_social_media", "silent", "paradoxes"}


def _without_words(value: object) -> object:
    """What the diagnosis decided and counted; of lists of names, how many they are."""
    if isinstance(value, dict):
        return {
            key: len(one) if key in LISTS_OF_WORDS else _without_words(one)
            for key, one in value.items()
            if key not in WORDS
        }
    if isinstance(value, list):
        return [_without_words(one) for one in value]
    return value
