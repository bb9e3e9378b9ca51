from __future__ import annotations

from types import ModuleType

import pytest

from parvis.strategy import cli
from parvis.strategy.diagnosis import contradictions, reading, summary
from parvis.strategy.diagnosis.reading import faults, nodes, shapes, values
from parvis.strategy.diagnosis.words import Both
from tools.french import typing_faults


@pytest.mark.parametrize(
    "module", [cli, summary, contradictions, reading, faults, nodes, shapes, values]
)
def test_every_sentence_is_set_as_an_editor_would(module: ModuleType) -> None:
    sentences = [thing.fr for thing in vars(module).values() if isinstance(thing, Both)]
    assert sentences
    assert {
        sentence: typing_faults(sentence) for sentence in sentences if typing_faults(sentence)
    } == {}
