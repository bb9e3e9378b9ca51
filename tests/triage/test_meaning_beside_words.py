"""What a text means is weighed beside its words, where these leave it in the balance."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from parvis.triage.blended import Blended, Sight
from parvis.triage.blending import Abroad, _Seen, _solve, blend
from parvis.triage.features import read_features
from parvis.triage.learning import Learned, learn_together
from parvis.triage.lessons import Lesson
from parvis.triage.linear import Floats, Linear, WrongModel, choose
from parvis.triage.runs import Reading

READING = Reading(words=1, letters=(3, 4), bits=12)
WARM, COLD = ("merci", "bravo", "parfait", "thanks"), ("arnaque", "honte", "cassé", "broken")
THINGS = ("la lampe", "le colis", "la chaise", "ce magasin", "la théière", "votre site")
TEXTS = [f"{word} pour {thing}" for word in (*WARM, *COLD) for thing in THINGS]
TONES: list[str | None] = [*["warm"] * 24, *["cold"] * 24]
TONE = Lesson("tone", strictness=(1.0,))
ANGER = Lesson("anger", strictness=(1.0,), positive="cold")
UNHEARD = {"gracias": "warm", "obrigado": "warm", "estafa": "cold", "vergonha": "cold"}


class Translator:
    """Knows which words are friendly, in any language, and how many letters a text has."""

    name = "translator"
    dimensions = 3

    def encode(self, texts: Sequence[str]) -> Floats:
        return np.array([self.vector(text) for text in texts], dtype=np.float32)

    def vector(self, text: str) -> list[float]:
        word = text.split(maxsplit=1)[0]
        warm = word in WARM or UNHEARD.get(word) == "warm"
        turned = 0.3 * len(text) % 1
        rest = (1 - 0.8**2) ** 0.5
        return [0.8 if warm else -0.8, rest * np.cos(turned), rest * np.sin(turned)]


def trained(*lessons: Lesson) -> tuple[Learned, Blended]:
    labels = {lesson.target: TONES for lesson in lessons}
    learned = learn_together(list(lessons), TEXTS, labels, reading=READING, card={})
    encoder = Translator()
    vectors = encoder.encode(TEXTS)
    return learned, blend(
        lessons, vectors, labels, beside=learned, encoder=encoder, card={"data": "invented"}
    )


def test_words_never_seen_are_known_by_what_they_mean() -> None:
    learned, model = trained(TONE)
    unheard = [f"{word} {thing}" for word in UNHEARD for thing in THINGS]

    tones = model.labels(unheard, "tone", words=learned.model, encoder=Translator())

    assert tones == [UNHEARD[text.split()[0]] for text in unheard]


def test_texts_from_abroad_teach_what_words_at_home_cannot() -> None:
    encoder = Translator()
    here = ["bravo pour la lampe", "honte pour la lampe"] * 24
    labels: list[str | None] = ["warm", "cold"] * 24
    few = learn_together([TONE], here, {"tone": labels}, reading=READING, card={})
    abroad = Abroad(encoder.encode(TEXTS), {"tone": TONES})

    model = blend(
        [TONE],
        encoder.encode(here),
        {"tone": labels},
        beside=few,
        encoder=encoder,
        card={},
        abroad=abroad,
    )

    assert model.card["texts"] == "48, and 48 from abroad"
    assert model.labels(["gracias", "estafa"], "tone", words=few.model, encoder=encoder) == [
        "warm",
        "cold",
    ]


def test_one_of_several_adds_up_to_one_and_a_yes_or_no_is_one_chance() -> None:
    learned, model = trained(TONE, ANGER)

    chances = model.chances(["merci", "estafa"], words=learned.model, encoder=Translator())

    assert np.allclose(chances["tone"].sum(axis=1), 1)
    assert chances["anger"][0, 0] < 0.2 < 0.8 < chances["anger"][1, 0]
    assert choose(model.target("anger"), chances["anger"]) == ["", "cold"]


def test_scores_for_chances_are_those_of_models_that_had_not_seen_the_text() -> None:
    """In closed form, so compared with models that were really made without it."""
    chance = np.random.default_rng(3)
    vectors = chance.standard_normal((40, 6)).astype(np.float32)
    wanted = np.where(vectors[:, :1] + vectors[:, 1:2] > 0.3, 1.0, -1.0)
    counts = chance.uniform(0.5, 2, len(vectors))
    seen = _Seen(Sight.of(vectors), vectors, vectors[:, :1], np.ones(len(vectors), dtype=bool))

    strictness, _, unseen = _solve(seen, wanted, counts)

    (_, rows), *_ = seen.blocks()
    for left_out in (0, 7, 39):
        rest = np.arange(len(rows)) != left_out
        counted = rows[rest].T * counts[rest]
        penalty = strictness * np.eye(rows.shape[1])
        weights = np.linalg.solve(counted @ rows[rest] + penalty, counted @ wanted[rest])
        assert unseen[left_out] == pytest.approx(rows[left_out] @ weights, abs=1e-3)


def test_a_model_read_back_says_what_it_said(tmp_path: Path) -> None:
    learned, model = trained(TONE, ANGER)
    for name in ("one", "two"):
        model.save(tmp_path / f"{name}.npz")

    back = Blended.load(tmp_path / "one.npz")

    assert (back.targets, back.encoder, back.card) == (model.targets, "translator", model.card)
    vectors = Translator().encode(TEXTS)
    scores = learned.model.scores(read_features(TEXTS, READING))
    for name, chances in model.chances_of(vectors, scores).items():
        assert np.array_equal(back.chances_of(vectors, scores)[name], chances)
    for ending in (".npz", ".json"):
        one, two = ((tmp_path / name).with_suffix(ending).read_bytes() for name in ("one", "two"))
        assert one == two


def test_the_same_lessons_give_the_same_model() -> None:
    assert trained(TONE)[1].numbers() == trained(TONE)[1].numbers()


def test_another_encoder_or_model_of_words_is_refused() -> None:
    learned, model = trained(TONE)
    stranger = Translator()
    stranger.name = "stranger"
    other: Linear = trained(ANGER)[0].model

    with pytest.raises(WrongModel, match="vectors of translator, not of stranger"):
        model.chances(["merci"], words=learned.model, encoder=stranger)
    with pytest.raises(WrongModel, match="beside another model of words"):
        model.chances(["merci"], words=other, encoder=Translator())


def test_a_model_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tone.npz"
    trained(TONE)[1].save(path)
    card = path.with_suffix(".json")
    card.write_text(json.dumps({**json.loads(card.read_text()), "format": 0}), encoding="utf-8")

    with pytest.raises(WrongModel, match="train it anew"):
        Blended.load(path)
