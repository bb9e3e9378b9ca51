"""A model learns from labelled texts, says how sure it is and why, and is kept on disk."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from parvis.triage.features import read_features, read_with_places
from parvis.triage.learning import learn
from parvis.triage.lessons import Lesson
from parvis.triage.linear import Linear, WrongModel
from parvis.triage.runs import Reading

READING = Reading(words=2, letters=(2, 4), bits=14)
WARM = ("merci", "bravo", "superbe", "parfait", "adorable")
COLD = ("arnaque", "cassé", "honte", "jamais", "scandaleux")
PLAIN = ("horaires", "taille", "adresse", "tarif", "modèle")
THINGS = ("la lampe", "le colis", "la chaise", "ce magasin", "la théière", "votre site")


def sentences(words: tuple[str, ...]) -> list[str]:
    return [f"{word} pour {thing}" for word in words for thing in THINGS]


TEXTS = [*sentences(WARM), *sentences(COLD), *sentences(PLAIN)]
TONES = ["positive"] * 30 + ["negative"] * 30 + ["neutral"] * 30
TONE = Lesson("tone", views=("plain", "telling"), strictness=(0.3, 3.0))
COMPLAINT = Lesson("complaint", strictness=(3.0,), positive="negative")


def learned(lesson: Lesson = TONE) -> Linear:
    return learn(lesson, TEXTS, TONES, reading=READING, card={"data": "invented"})


def test_what_was_learned_holds_for_sentences_never_seen() -> None:
    unseen = [
        "Bravo, superbe boutique",
        "C'est une honte, une arnaque",
        "Quels horaires, quel tarif",
    ]

    assert learned().labels(unseen, "tone") == ["positive", "negative", "neutral"]


def test_chances_of_one_of_several_add_up_to_one() -> None:
    chances = learned().chances(["merci", "rien à voir", ""])["tone"]

    assert chances.shape == (3, 3)
    assert np.allclose(chances.sum(axis=1), 1)


def test_of_a_yes_or_no_one_chance_is_told() -> None:
    model = learned(COMPLAINT)

    chances = model.chances(["quelle honte, cassé", "bravo, parfait"])["complaint"][:, 0]

    assert chances[0] > 0.8 > 0.2 > chances[1]
    assert model.labels(["quelle honte, cassé", "bravo, parfait"], "complaint") == ["negative", ""]


def test_a_word_adds_to_the_label_that_it_speaks_for() -> None:
    added = what_words_add(learned(), "La lampe ? CASSÉ !", "tone", "negative")

    assert max(added, key=lambda word: added[word]) == "CASSÉ"
    assert added["CASSÉ"] > 0


def test_the_words_together_add_what_the_score_is() -> None:
    model = learned(COMPLAINT)
    text = "merci pour la lampe"

    score = sum(what_words_add(model, text, "complaint").values()) + model.intercepts[0]
    target = model.target("complaint")
    chance = 1 / (1 + np.exp(-(target.slope * score + target.shifts[0])))

    assert model.chances([text])["complaint"][0, 0] == pytest.approx(chance, abs=0.001)


def test_a_text_without_words_has_none_that_add() -> None:
    assert what_words_add(learned(), " ", "tone", "negative") == {}


def what_words_add(model: Linear, text: str, target: str, label: str = "") -> dict[str, float]:
    read = read_with_places([text], model.reading)
    place = model.place(target, label)
    added = model.added_by_words(read, model.weigh(read.features), slice(place, place + 1))
    words = [
        read.written[first:end] for first, end in zip(read.words.first, read.words.end, strict=True)
    ]
    return dict(zip(words, added[:, 0].tolist(), strict=True))


def test_the_same_lesson_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        learned().save(tmp_path / f"{name}.npz")

    for ending in (".npz", ".json"):
        one, two = ((tmp_path / name).with_suffix(ending).read_bytes() for name in ("one", "two"))
        assert one == two


def test_a_model_read_back_says_what_it_said(tmp_path: Path) -> None:
    model = learned()
    model.save(tmp_path / "tone.npz")

    back = Linear.load(tmp_path / "tone.npz")

    assert (back.targets, back.reading, back.card) == (model.targets, READING, model.card)
    assert back.card["data"] == "invented"
    assert np.array_equal(back.chances(TEXTS)["tone"], model.chances(TEXTS)["tone"])


def test_a_model_of_another_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tone.npz"
    learned().save(path)
    card = path.with_suffix(".json")
    card.write_text(json.dumps({**json.loads(card.read_text()), "format": 0}), encoding="utf-8")

    with pytest.raises(WrongModel, match="train it anew"):
        Linear.load(path)


def test_what_belongs_to_no_label_is_called_other() -> None:
    lesson = Lesson("tone", strictness=(3.0,), loss="hinge", other="neutral", turned_away=0.05)

    model = learned(lesson)

    assert model.labels(["zzz qqq", "bravo merci"], "tone") == ["neutral", "positive"]


def test_the_more_may_be_turned_away_the_surer_one_has_to_be() -> None:
    doubtful = ["neutral" if place % 5 == 0 else tone for place, tone in enumerate(TONES)]
    strict, lax = (
        learn(
            Lesson("tone", strictness=(0.1,), loss="hinge", other="neutral", turned_away=share),
            *(TEXTS, doubtful),
            reading=READING,
            card={},
        ).target("tone")
        for share in (0.5, 0.02)
    )

    assert strict.sure_from > lax.sure_from


def test_a_label_of_few_examples_is_raised_where_it_is_few_by_chance_of_gathering() -> None:
    texts, tones = [*TEXTS[:36], *TEXTS[60:]], [*TONES[:36], *TONES[60:]]  # six of the cold ones
    lesson = Lesson("tone", strictness=(3.0,), folds=3)

    plain, raised = (
        learn(one, texts, tones, reading=READING, card={}).chances(sentences(COLD))["tone"]
        for one in (lesson, replace(lesson, raised=True))
    )

    negative = sorted(set(TONES)).index("negative")
    assert raised[:, negative].mean() > plain[:, negative].mean()
    assert np.allclose(raised.sum(axis=1), 1)


def test_what_only_two_words_together_say_is_learned_from_pairs(tmp_path: Path) -> None:
    """Each word stands as often in one as in the other, with another word between."""
    told = {"lost": ("card x gone", "cash x sent"), "fine": ("card x sent", "cash x gone")}
    texts = [
        text.replace("x", filler) for filler in THINGS for both in told.values() for text in both
    ]
    labels = [label for _ in THINGS for label in told for _ in told[label]]
    lesson = Lesson("matter", strictness=(3.0,), folds=3)
    reading = Reading(words=1, letters=(2, 3), bits=14, pairs=4)
    model = learn(lesson, texts, labels, reading=reading, card={})
    unseen = ["card was gone", "card was sent", "cash was gone", "cash was sent"]

    model.save(tmp_path / "model.npz")
    kept = Linear.load(tmp_path / "model.npz")

    assert kept.labels(unseen, "matter") == ["lost", "fine", "fine", "lost"]
    assert kept.reading == reading


def test_the_card_of_a_model_that_reads_no_pairs_is_silent_about_them() -> None:
    assert READING.about() == {
        "words": 2,
        "letters": (2, 4),
        "bits": 14,
        "signs": True,
        "apart": False,
    }


def test_a_yes_is_said_from_the_score_of_nothing_where_the_lesson_wants_it() -> None:
    model = learned(replace(COMPLAINT, as_trained=True, balanced=False))
    texts = [*TEXTS, "adresse cassé", "merci, quelle honte", "taille jamais tarif"]

    scores = model.scores(read_features(texts, READING))[:, 0]

    assert [label != "" for label in model.labels(texts, "complaint")] == (scores >= 0).tolist()
    assert len(set(model.labels(texts, "complaint"))) == 2
