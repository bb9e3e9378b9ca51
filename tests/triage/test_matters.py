"""The matters that a brand has accepted are told apart, in whatever words people speak of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from parvis.triage.judge import shipped
from parvis.triage.linear import WrongModel
from parvis.triage.matters import NONE, TARGET, Belongs, Matcher
from parvis.triage.matters import learn_matters as learn_beside
from tools.messages import read_messages

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


def learn_matters(examples: Mapping[str, Sequence[str]], others: Sequence[str]) -> Matcher | None:
    return learn_beside(examples, others, general=shipped().linear)


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
    assert (one.numbers(), one.about()) == (other.numbers(), other.about())
    assert one.linear.target(TARGET).labels == ("7", "9", NONE)


def test_too_few_examples_teach_nothing() -> None:
    assert learn_matters({"7": ZIPS[:4]}, OTHER) is None
    assert learn_matters({}, OTHER) is None


def test_examples_that_have_nothing_in_common_name_no_message() -> None:
    """Learned all the same: none of them is known again by the others."""
    matcher = learn_matters({"7": OTHER[:5]}, [*ZIPS, *DOGS, *OTHER[5:]])

    assert matcher is not None
    assert matcher.belongs(["Where is my order?"]) == [Belongs("", 0.0)]


def test_people_who_say_it_in_words_of_their_own_are_understood() -> None:
    """Of 56 unseen messages on four matters, each written by another person about another trade,
    with fifteen examples each; words that the examples do not share say nothing of them."""
    written = defaultdict(list)
    for message in read_messages("test-*"):
        if "r" in message.first.flags:
            written[message.first.matter].append(message.text)
    own = {
        matter: written.pop(matter)
        for matter in ("breakdown", "cancellation", "account", "quality")
    }
    others = [text for texts in written.values() for text in texts]

    examples = {matter: texts[::2][:15] for matter, texts in own.items()}

    matcher = learn_matters(examples, others[::2])

    assert matcher is not None
    unseen = {
        text: matter
        for matter, texts in own.items()
        for text in texts
        if text not in examples[matter]
    }
    told = [one.matter for one in matcher.belongs(list(unseen))]
    right = sum(matter == said for matter, said in zip(unseen.values(), told, strict=True))
    false = sum(one.matter != "" for one in matcher.belongs(others[1::2]))
    assert right >= 20
    assert false <= 10


def test_what_was_learned_beside_another_kind_of_model_is_refused() -> None:
    matcher = learn_matters({"7": ZIPS, "9": DOGS}, OTHER)
    assert matcher is not None
    general = shipped().linear
    fewer = replace(general, weights=general.weights[:, :3], intercepts=general.intercepts[:3])

    with pytest.raises(WrongModel, match="learned by another version of Parvis"):
        Matcher.of(matcher.numbers(), matcher.about(), general=fewer)

    again = Matcher.of(matcher.numbers(), matcher.about(), general=general)
    assert again.belongs(ZIPS) == matcher.belongs(ZIPS)
