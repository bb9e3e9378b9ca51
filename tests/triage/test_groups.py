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


def test_a_group_stands_where_nearly_everybody_writes_of_one_thing() -> None:
    (zips,) = propose_matters([*ZIPS[:10], *OTHER[:2]])

    assert sorted(zips.members) == list(range(10))


def test_messages_without_a_word_are_in_no_group() -> None:
    signs = ["!!!", "?", "👍", "", "…"]

    (zips,) = propose_matters([*signs, *ZIPS[:10], *OTHER])

    assert sorted(zips.members) == list(range(5, 15))
    assert propose_matters(signs * 4) == []


def test_messages_that_share_nothing_are_in_no_group() -> None:
    assert propose_matters([chr(0x4E00 + number) for number in range(20)]) == []
