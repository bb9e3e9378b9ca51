"""The card of the shipped model, read without loading the model."""

from __future__ import annotations

from parvis.triage.card import Card, shipped_card
from parvis.triage.judge import shipped

TOLD = {
    *("tone", "language", "matter", "needs_answer", "complaint", "question"),
    *("promotional", "abuse", "churn", "urgency"),
}


def test_it_tells_of_the_model_that_judges_and_of_all_that_it_says() -> None:
    card: Card = shipped_card()

    assert card.version == shipped().version
    for figures in (card.french, card.english):
        assert set(figures.by_target) == TOLD
        assert all(0.3 < share < 1 for share in figures.by_target.values())
        assert figures.messages >= 400
