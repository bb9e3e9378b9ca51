from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import pytest

from parvis.strategy import cli
from parvis.strategy.diagnosis import contradictions, reading, summary
from parvis.strategy.diagnosis.words import Both
from tools.french import typing_faults


def modules_of(package: ModuleType) -> list[ModuleType]:
    names = [f"{package.__name__}.{each.name}" for each in iter_modules(package.__path__)]
    return [package, *map(import_module, names)]


def sentences_of(module: ModuleType) -> list[str]:
    """Those that stand by a name of their own."""
    return [thing.fr for thing in vars(module).values() if isinstance(thing, Both)]


@pytest.mark.parametrize(
    "modules",
    [[cli], [summary], modules_of(contradictions), modules_of(reading)],
    ids=["command", "summary", "contradictions", "reading"],
)
def test_every_sentence_is_set_as_an_editor_would(modules: list[ModuleType]) -> None:
    sentences = [each for module in modules for each in sentences_of(module)]
    assert sentences
    assert {each: typing_faults(each) for each in sentences if typing_faults(each)} == {}
