"""The messages on which triage is trained and tested are as their guide says."""

from __future__ import annotations

import json
import re

import pytest

from parvis.triage.blended import mark_of
from parvis.triage.judge import SHIPPED, shipped
from tools.messages import agreement, read_messages, read_phrases, training_messages
from tools.models import fingerprint
from tools.wrappings import wrapped

USE, E5 = "use-multilingual-3", "multilingual-e5-small-q4"


def test_each_message_has_labels_of_the_guide_by_both_readers() -> None:
    complaints = [
        f"{message.file}:{message.line}: {complaint}"
        for message in read_messages()
        for complaint in message.complaints()
    ]

    assert complaints == []


def test_nothing_that_is_tested_on_is_trained_on() -> None:
    tested = {bare(message.text) for message in read_messages("test-*")}

    assert [message for message in training_messages() if bare(message.text) in tested] == []


def bare(text: str) -> str:
    """Capitals and marks aside; of a text that is nothing else, itself."""
    return re.sub(r"[\W_]+", " ", text.casefold()).strip() or text.strip()


def test_there_are_enough_of_each() -> None:
    counts = {names: len(read_messages(names)) for names in ("fr-*", "en-*", "test-*")}

    assert counts["fr-*"] >= 3_000
    assert counts["en-*"] >= 2_000
    assert counts["test-*"] >= 1_000


def test_agreement_leaves_out_what_chance_would_give() -> None:
    """20 of 50 alike as yes, 15 as no: 0.7, by chance 0.5 (the example of many textbooks)."""
    first = [True] * 25 + [False] * 25
    second = [True] * 20 + [False] * 5 + [True] * 10 + [False] * 15

    found = agreement(first, second)

    assert (found.share, found.kappa) == pytest.approx((0.7, 0.4))


def test_the_model_that_comes_along_was_trained_on_these_messages() -> None:
    """Else: make models."""
    assert shipped().linear.card["sources"] == fingerprint(
        wrapped(training_messages()), read_phrases()
    )


@pytest.mark.parametrize("encoder", [USE, E5, f"{USE}+{E5}"])
def test_what_hears_meaning_was_trained_beside_it(encoder: str) -> None:
    """Else: make models, with parvis[semantic]."""
    card = SHIPPED.parent / f"meaning-{encoder}.json"
    about = json.loads(card.read_text(encoding="utf-8"))

    assert about["card"]["sources"] == shipped().linear.card["sources"]
    assert about["beside"] == mark_of(shipped().linear)
