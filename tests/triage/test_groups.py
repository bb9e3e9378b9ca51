"""Groups of messages about one thing are found in what people write, and named by their words."""

from __future__ import annotations

from parvis.triage.groups import propose_matters
from tests.triage.test_matters import DOGS, OTHER, ZIPS


def test_groups_are_found_and_named_by_their_words() -> None:
    found = propose_matters([*ZIPS, *OTHER, *DOGS])

    zips, dogs = found
    assert {"fermeture", "éclair"} <= set(zips.words)
    assert "dogs" in dogs.words
    assert sorted(zips.members) == list(range(20))
    assert set(dogs.members) <= set(range(28, 44))


def test_the_same_texts_give_the_same_groups() -> None:
    texts = [*ZIPS, *OTHER, *DOGS]

    assert propose_matters(texts) == propose_matters(texts)


def test_few_texts_are_no_group() -> None:
    assert propose_matters(OTHER) == []
