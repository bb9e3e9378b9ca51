"""Matters of one brand are found in what people write, named by their words, and told apart."""

from __future__ import annotations

from parvis.triage.matters import NONE, TARGET, Belongs, learn_matters, propose_matters

ZIPS = [
    f"La fermeture éclair de mon {thing} est {state}, que faire ?"
    for thing in ("ciré", "sac", "manteau", "blouson", "gilet")
    for state in ("bloquée", "cassée", "coincée", "tordue")
]
DOGS = [
    f"Are dogs {how} allowed {where}?"
    for how in ("on a leash", "in a bag", "of small size", "with a muzzle")
    for where in ("in your shop", "on the terrace", "upstairs", "at the workshop")
]
OTHER = [
    *("Où est ma commande ?", "When do you open?", "Vos prix sont fous", "I love this brand"),
    *("Puis-je payer en deux fois ?", "Do you ship to Chile?", "Ma facture SVP", "Job offers?"),
]


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


def test_what_was_accepted_is_known_again_and_the_rest_is_left_alone() -> None:
    matcher = learn_matters({"7": ZIPS[:12], "9": DOGS[:12]}, OTHER)

    assert matcher is not None
    told = matcher.belongs([*ZIPS[12:], *DOGS[12:], "Where is my order?", ""])
    assert [one.matter for one in told] == ["7"] * 8 + ["9"] * 4 + ["", ""]
    assert all(one.chance >= 0.5 for one in told[:12])
    assert told[-1] == Belongs("", 0.0)


def test_the_same_examples_give_the_same_model() -> None:
    one, other = (learn_matters({"7": ZIPS, "9": DOGS}, OTHER) for _ in range(2))

    assert one is not None
    assert other is not None
    assert one.linear.numbers() == other.linear.numbers()
    assert one.linear.target(TARGET).labels == ("7", "9", NONE)


def test_too_few_examples_teach_nothing() -> None:
    assert learn_matters({"7": ZIPS[:4]}, OTHER) is None
    assert learn_matters({}, OTHER) is None


def test_examples_that_have_nothing_in_common_name_no_message() -> None:
    """Learned all the same: none of them is known again by the others."""
    matcher = learn_matters({"7": OTHER[:5]}, [*ZIPS, *DOGS, *OTHER[5:]])

    assert matcher is not None
    assert matcher.belongs(["Where is my order?"]) == [Belongs("", 0.0)]
