"""A text is judged by those that lie near it, in meaning and in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from parvis.triage.learning import Learned, learn_together
from parvis.triage.lessons import Lesson
from parvis.triage.linear import Floats, WrongModel, choose
from parvis.triage.nearness import Near, _solve, _solve_at_borders, learn_near
from parvis.triage.runs import Reading

READING = Reading(words=1, letters=(3, 4), bits=12)
WHERE = ("my card is lost", "card gone", "card stolen", "no card left")
HOW = ("money abroad", "send money", "money to a friend", "a transfer of money")
WHEN = ("open on sunday", "hours on monday", "open at noon", "closing hours")
TEXTS = [*WHERE, *HOW, *WHEN] * 3
LABELS = [*["lost"] * 4, *["transfer"] * 4, *["hours"] * 4] * 3
INTENT = Lesson("intent", strictness=(1.0,), folds=2)
CLOSE = Lesson("intent", strictness=(1.0,), folds=2, loss="hinge", balanced=False)
LOSS = Lesson("loss", strictness=(1.0,), folds=2, positive="lost")


class Translator:
    """Knows three things that a text may mean, in two languages."""

    name = "translator"
    dimensions = 3
    KNOWN = (("card", "carte"), ("money", "argent"), ("hours", "open", "ouvert"))

    def encode(self, texts: Sequence[str]) -> Floats:
        rows = [[any(word in text for word in words) for words in self.KNOWN] for text in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), self.dimensions)


def trained(lesson: Lesson) -> tuple[Learned, Near]:
    words = learn_together([lesson], TEXTS, {lesson.target: LABELS}, reading=READING, card={})
    encoder = Translator()
    near = learn_near(
        lesson, TEXTS, LABELS, vectors=encoder.encode(TEXTS), beside=words, encoder=encoder
    )
    return words, near


@pytest.mark.parametrize("lesson", [INTENT, CLOSE], ids=["all", "at borders"])
def test_words_never_seen_are_known_by_what_they_mean(lesson: Lesson) -> None:
    _, model = trained(lesson)

    chances = model.chances(["ma carte", "de l'argent", "ouvert ?"], encoder=Translator())

    assert choose(model.target, chances) == ["lost", "transfer", "hours"]
    assert np.allclose(chances.sum(axis=1), 1)


@pytest.mark.parametrize("lesson", [INTENT, CLOSE], ids=["all", "at borders"])
def test_words_are_heard_where_the_meaning_is_not_known(lesson: Lesson) -> None:
    _, model = trained(lesson)

    chances = model.chances(["stolen", "to a friend", "on sunday"], encoder=Translator())

    assert choose(model.target, chances) == ["lost", "transfer", "hours"]


def test_a_yes_or_no_is_one_chance() -> None:
    _, model = trained(LOSS)

    chances = model.chances(["ma carte", "ouvert ?"], encoder=Translator())

    assert chances.shape == (2, 1)
    assert choose(model.target, chances) == ["lost", ""]


def test_no_texts_have_no_chances() -> None:
    assert trained(INTENT)[1].chances([], encoder=Translator()).shape == (0, 3)


def test_scores_for_chances_are_those_of_models_that_had_not_seen_the_text() -> None:
    """In closed form, so compared with models that were really made without it."""
    chance = np.random.default_rng(3)
    rows = chance.standard_normal((30, 4)).astype(np.float32)
    near = rows @ rows.T
    wanted = np.where(rows[:, :1] > 0.3, 1, -1).astype(np.float32)
    counts = chance.uniform(0.5, 2, len(rows)).astype(np.float32)

    pulls, unseen = _solve(near, wanted, counts)

    strictness = float(((wanted - near @ pulls) * counts[:, None] / pulls)[0, 0])
    for left_out in (0, 7, 29):
        rest = np.arange(len(rows)) != left_out
        doubted = near[np.ix_(rest, rest)] + np.diag(strictness / counts[rest])
        others = np.linalg.solve(doubted, wanted[rest])
        assert unseen[left_out] == pytest.approx(near[left_out, rest] @ others, abs=1e-2)


def test_at_borders_only_texts_short_of_what_is_wanted_pull() -> None:
    chance = np.random.default_rng(4)
    rows = chance.standard_normal((40, 6)).astype(np.float32)
    near = np.exp(rows @ rows.T / 6).astype(np.float32)
    wanted = np.where(rows[:, :2] + chance.standard_normal((40, 2)) > 0.3, 1, -1)
    counts = chance.uniform(0.5, 2, len(rows)).astype(np.float32)

    pulls, unseen = _solve_at_borders(near, wanted.astype(np.float32), counts)

    short = np.maximum(0, 1 - wanted * (near @ pulls))
    assert 0 < np.count_nonzero(pulls) < pulls.size
    assert pulls == pytest.approx(wanted * short * counts[:, None] / 0.3, abs=1e-2)
    assert np.all((wanted * unseen)[pulls != 0] < 1)


def test_another_encoder_is_refused() -> None:
    stranger = Translator()
    stranger.name = "stranger"

    with pytest.raises(WrongModel, match="vectors of translator, not of stranger"):
        trained(INTENT)[1].chances(["card"], encoder=stranger)
