"""What was learned of a word holds for words like it, also for those that no text had."""

from pathlib import Path

import numpy as np
import pytest

from parvis.triage.features import read_features
from parvis.triage.kinship import Kinship
from parvis.triage.learning import learn
from parvis.triage.lessons import Lesson
from parvis.triage.linear import Linear
from parvis.triage.runs import Reading

READING = Reading(words=2, letters=(3, 4), bits=14, apart=True)
WARM = ("merci", "bravo", "superbe", "formidable")
COLD = ("arnaque", "honte", "scandale", "minable")
TABLE = Kinship((*WARM, *COLD), np.array([[1, 0]] * 4 + [[0, 1]] * 4, dtype=np.float32))
TEXTS = [f"{word} {thing}" for word in (*WARM[:3], *COLD[:3]) for thing in ("colis", "site", "ici")]
TONES = ["warm"] * 9 + ["cold"] * 9


def learned(kinship: Kinship | None, *, akin: float = 1.0) -> Linear:
    lesson = Lesson("tone", strictness=(3.0,), folds=3, positive="warm", akin=akin)
    return learn(lesson, TEXTS, TONES, reading=READING, card={}, kinship=kinship)


def gap(model: Linear) -> float:
    """How much warmer than a cold word a warm one is that no text had."""
    warm, cold = model.chances(["formidable", "minable"])["tone"][:, 0]
    return float(warm - cold)


def test_a_word_that_no_text_had_is_taken_for_what_its_kin_are() -> None:
    assert gap(learned(TABLE)) > 0.3 > gap(learned(None))


def test_a_lesson_that_does_not_mind_kin_learns_as_without_a_table() -> None:
    texts = [*TEXTS, "bravo colis", "honte ici"]

    deaf, without = learned(TABLE, akin=0), learned(None)

    assert np.allclose(deaf.chances(texts)["tone"], without.chances(texts)["tone"])


def test_letters_place_a_word_that_the_table_does_not_have() -> None:
    warm = ("superbe", "superbes", "superbement")
    cold = ("scandale", "scandales", "scandaleux")
    table = Kinship((*warm, *cold), np.array([[1, 0]] * 3 + [[0, 1]] * 3, dtype=np.float32))

    lies = read_features(["scandaaleuse"], READING) @ table.of_columns(READING)

    assert lies[0, 1] > 10 * abs(lies[0, 0])


def test_of_words_in_one_column_the_commonest_has_it() -> None:
    twice = Kinship(("merci", "MERCI"), np.array([[1, 0], [0, 1]], dtype=np.float32))

    words = twice.of_columns(READING)[: READING.block]

    assert np.argwhere(words).tolist() == [[words.any(axis=1).argmax(), 0]]


def test_the_same_lesson_and_table_twice_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one.npz", "two.npz"):
        learned(Kinship(TABLE.words, TABLE.places)).save(tmp_path / name)

    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()


def test_a_table_read_back_is_the_same_to_a_byte_per_number(tmp_path: Path) -> None:
    places = np.array([[0.5, -1.0], [0.25, 0.75]], dtype=np.float32)
    for name in ("one.npz", "two.npz"):
        Kinship(("thé", "café"), places).save(tmp_path / name)

    back = Kinship.load(tmp_path / "one.npz")

    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    assert back.words == ("thé", "café")
    assert back.places == pytest.approx(places, abs=0.005)
