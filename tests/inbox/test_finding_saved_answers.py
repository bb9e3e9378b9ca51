"""Saved answers stand where a reader looks for them."""

from __future__ import annotations

from datetime import UTC, datetime

from parvis.brands.models import Brand, User
from parvis.inbox.actions import save_answer
from parvis.inbox.queries.saved_answers import saved_answers

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def test_accents_and_capitals_do_not_change_the_order(brand: Brand, agent: User) -> None:
    for title in ("We kept you waiting", "Échange de taille", "étiquette", "Remboursement"):
        save_answer(brand, title=title, text="…", language="fr", by=agent, at=NOON)

    assert [saved.title for saved in saved_answers([brand.pk])] == [
        *("Échange de taille", "étiquette", "Remboursement", "We kept you waiting")
    ]
