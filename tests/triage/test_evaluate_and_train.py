"""`parvis triage evaluate` and `train`, on files of one's own."""

from __future__ import annotations

import argparse
import json
import resource
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from parvis.triage import Text, Tone, Verdict, cli
from parvis.triage.commands.own import read_model
from parvis.triage.judge import Judge, shipped
from parvis.triage.linear import write_model

LATE = ("en retard", "perdu", "jamais reçu", "toujours pas là", "introuvable", "bloqué")
BROKEN = ("cassé", "en panne", "fendu", "abîmé", "rayé", "ne marche plus")
THINGS = ("le colis", "ma lampe", "la chaise", "le vélo", "mon four", "la montre")
COLUMNS = ("--label", "label", "--text", "text")


def parvis_triage(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    cli.add_arguments(parser)
    return cli.run(parser.parse_args([str(word) for word in words]))


def written(path: Path, rows: Sequence[tuple[str, str]]) -> Path:
    path.write_text("label,text\n" + "".join(f'{label},"{text}"\n' for label, text in rows))
    return path


def troubles(late: str = "late", broken: str = "broken") -> list[tuple[str, str]]:
    return [
        *((late, f"{thing} {word}") for thing in THINGS for word in LATE),
        *((broken, f"{thing} {word}") for thing in THINGS for word in BROKEN),
    ]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path / "troubles.csv", troubles())


def answered(line: dict[str, object], model: Path) -> dict[str, Any]:
    [told] = cli.answers([json.dumps({"id": 1, **line}).encode()], shipped(), own=read_model(model))
    read: dict[str, Any] = json.loads(told)
    return read


def test_what_triage_says_is_held_against_labels(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(
        tmp_path / "tones.csv",
        [("neg", "Une honte, je suis furieux"), ("pos", "Merci, superbe, bravo")] * 3,
    )

    assert parvis_triage("evaluate", path, "--target", "tone", *COLUMNS, "--json") == 0

    told = json.loads(capsys.readouterr().out)
    assert list(told) == [
        *("file", "target", "n", "accuracy", "macro_f1", "auc"),
        *("labels", "calibration", "confusion"),
    ]
    assert (told["n"], told["accuracy"], told["macro_f1"], told["auc"]) == (6, 1.0, 1.0, 1.0)


class Undecided(Judge):
    """Between two tones, as far as three decimals tell."""

    def judge(self, texts: Sequence[Text], *, explained: bool = True) -> list[Verdict]:
        verdicts = super().judge(texts, explained=explained)
        return [replace(verdict, tone=Tone(0.411, 0.178, 0.411)) for verdict in verdicts]


def test_a_tone_is_the_one_that_lines_tell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "tones.csv", [("negative", "Merci, superbe, bravo")])
    parser = argparse.ArgumentParser()
    cli.add_arguments(parser)
    words = ["evaluate", str(path), "--target", "tone", *COLUMNS, "--json"]
    judge = Undecided(shipped().linear, shipped().need, "undecided")

    assert cli.run(parser.parse_args(words), judge_of=lambda: judge) == 0

    assert json.loads(capsys.readouterr().out)["accuracy"] == 1.0


@pytest.mark.parametrize(
    ("target", "label"),
    [
        *(("tone", "negative"), ("language", "fr"), ("complaint", "yes"), ("question", "no")),
        *(("needs_reply", "1"), ("needs_answer", "1"), ("promotional", "ham"), ("abuse", "0")),
        *(("churn", "0"), ("urgency", "0"), ("matter", "delivery"), ("value", "middle")),
    ],
)
def test_each_thing_triage_tells_can_be_held_against_labels(
    tmp_path: Path, target: str, label: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path / "one.csv", [(label, "Mon colis n'est jamais arrivé, c'est nul")])
    assert parvis_triage("evaluate", path, "--target", target, *COLUMNS) == 0
    assert capsys.readouterr().out.startswith("one.csv: ")


def test_where_a_message_stands_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "places.tsv"
    path.write_text("dm\tyes\tParfait, merci pour votre aide ?\nov\tno\tVu la boutique ce matin\n")
    words = ("--header", "place,label,text", "--place-column", "place", "--json")

    assert parvis_triage("evaluate", path, "--target", "needs_reply", *COLUMNS, *words) == 0

    assert json.loads(capsys.readouterr().out)["accuracy"] == 1.0


def test_a_model_of_ones_own_is_trained_measured_and_used(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "troubles.npz"

    trained = parvis_triage(
        *("train", file, "--target", "trouble", *COLUMNS, "--out", model, "--licence", "ours")
    )

    said = capsys.readouterr().out
    assert (trained, "trouble: learned from 57 messages, measured on 15" in said) == (0, True)
    card = json.loads(model.with_suffix(".json").read_text())["card"]
    assert (card["data"], card["licence"]) == ("troubles.csv, 57 rows", "ours")
    told = answered({"id": 1, "text": "la table est en panne, cassé"}, model)
    assert (list(told)[-2:], told["trouble"]) == (["matter", "trouble"], "broken")


def test_a_yes_or_no_of_ones_own_stands_in_the_place_of_the_shipped_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path / "asked.csv", troubles("1", "0"))
    model = tmp_path / "question.npz"
    words = ("--target", "question", *COLUMNS)

    assert parvis_triage("train", file, *words, "--out", model) == 0
    capsys.readouterr()
    told = answered({"id": 1, "text": "le colis perdu introuvable"}, model)
    assert parvis_triage("evaluate", file, *words, "--model", model, "--json") == 0

    assert list(told)[-1] == "matter"
    assert told["question"] > 0.7
    assert json.loads(capsys.readouterr().out)["accuracy"] > 0.9


def test_of_something_new_that_is_so_or_not_the_chance_is_told(tmp_path: Path) -> None:
    file = written(tmp_path / "late.csv", troubles("1", "0"))
    model = tmp_path / "late.npz"

    assert parvis_triage("train", file, "--target", "late", *COLUMNS, "--out", model) == 0

    assert answered({"text": "le colis perdu introuvable"}, model)["late"] > 0.7
    assert answered({"text": "le colis cassé rayé"}, model)["late"] < 0.3


def test_a_tone_of_ones_own_brings_its_chances(tmp_path: Path) -> None:
    file = written(tmp_path / "tones.csv", troubles("positive", "negative"))
    model = tmp_path / "tone.npz"

    assert parvis_triage("train", file, "--target", "tone", *COLUMNS, "--out", model) == 0

    told = answered({"id": 1, "text": "le colis perdu introuvable"}, model)
    assert (told["tone"], told["p_neutral"]) == ("positive", 0.0)
    assert told["p_positive"] > 0.7


def test_the_same_file_twice_gives_the_same_bytes(file: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        out = tmp_path / f"{name}.npz"
        assert parvis_triage("train", file, "--target", "trouble", *COLUMNS, "--out", out) == 0
    for ending in (".npz", ".json"):
        one, two = ((tmp_path / name).with_suffix(ending).read_bytes() for name in ("one", "two"))
        assert one == two


def test_a_file_to_measure_on_teaches_nothing(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    test = written(tmp_path / "test.csv", troubles()[::6])
    out = tmp_path / "model.npz"
    words = ("--target", "trouble", *COLUMNS, "--out", out, "--test", test)

    assert parvis_triage("train", file, *words) == 0

    assert "learned from 60 messages, measured on 12" in capsys.readouterr().out


def test_a_file_to_measure_on_that_holds_every_text_leaves_nothing_to_learn(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model.npz"
    words = ("--target", "trouble", *COLUMNS, "--out", out, "--test", file)

    assert (parvis_triage("train", file, *words), out.exists()) == (2, False)
    assert "what is left to learn from, without the texts to measure on" in capsys.readouterr().err


def test_what_is_there_is_replaced_only_when_told_to(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model.npz"
    out.write_bytes(b"precious")
    words = ("train", file, "--target", "trouble", *COLUMNS, "--out", out)

    assert (parvis_triage(*words), out.read_bytes()) == (2, b"precious")
    assert "model.npz is there already: choose another name, or --force" in capsys.readouterr().err
    assert (parvis_triage(*words, "--force"), out.read_bytes() == b"precious") == (0, False)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (troubles()[:19], "19 different texts are too few to learn from"),
        ([("late", "perdu")] * 50, "1 different texts are too few to learn from"),
        (troubles()[:36], "all rows have the label 'late'"),
        (troubles()[:40], "the label 'broken' has 4 different texts: give it 5 or more"),
    ],
    ids=str,
)
def test_from_too_little_nothing_is_learned(
    tmp_path: Path,
    rows: Sequence[tuple[str, str]],
    why: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "model.npz"
    file = written(tmp_path / "few.csv", rows)

    trained = parvis_triage("train", file, "--target", "trouble", *COLUMNS, "--out", out)

    said = capsys.readouterr().err
    assert (trained, said.startswith("parvis triage train: "), out.exists()) == (2, True, False)
    assert why in said


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("evaluate", "F", "--target", "mood", *COLUMNS), "triage tells no 'mood'. It tells: "),
        (("evaluate", "F", "--target", "tone", *COLUMNS), "row 2: the label 'late' is none of"),
        (("evaluate", "F", "--target", "tone", "--label", "x", "--text", "text"), "column 'x'"),
        (("evaluate", "nowhere", "--target", "tone", *COLUMNS), "cannot be read: No such file"),
        (("--model", "F", "evaluate", "F", "--target", "tone", *COLUMNS), "A model is two files"),
        (("train", "F", "--target", "t", *COLUMNS, "--out", "m.txt"), "ends in .npz"),
        (("train", "F", "--target", "t", *COLUMNS, "--out", "no/m.npz"), "there is no folder no"),
        (("train", "F", "--target", "id", *COLUMNS, "--out", "m.npz"), "may be called 'id'"),
        (("train", "F", "--target", "text", *COLUMNS, "--out", "m.npz"), "may be called 'text'"),
        (
            ("train", "F", "--target", "tone", "--positive", "late", *COLUMNS, "--out", "m.npz"),
            "tone is more than a yes or no",
        ),
        (
            ("evaluate", "F", "--target", "tone", "--positive", "late", *COLUMNS),
            "tone is more than a yes or no: leave --positive",
        ),
        (("--brand", "b", "train", "F", "--target", "t", *COLUMNS, "--out", "m.npz"), "--brand"),
    ],
    ids=str,
)
def test_what_cannot_be_done_is_one_sentence(
    file: Path,
    words: tuple[str, ...],
    why: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(file.parent)
    ended = parvis_triage(*(file.name if word == "F" else word for word in words))

    told = capsys.readouterr()
    assert (ended, told.out, len(told.err.splitlines())) == (2, "", 1)
    assert why in told.err


def test_a_model_for_another_target_is_said(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model.npz"
    assert parvis_triage("train", file, "--target", "trouble", *COLUMNS, "--out", out) == 0
    assert parvis_triage("evaluate", file, "--model", out, "--target", "tone", *COLUMNS) == 2
    assert "the model tells no 'tone'. It tells: trouble." in capsys.readouterr().err


@pytest.mark.parametrize("card", ['{"format": 2}', "[]", "{", '{"format": 1}', ""])
def test_a_model_that_is_none_is_said(
    tmp_path: Path, card: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.npz").write_bytes(b"no numbers")
    (tmp_path / "bad.json").write_text(card)
    assert parvis_triage("--model", tmp_path / "bad.npz") == 2
    assert "bad.npz and its card hold no model of Parvis" in capsys.readouterr().err


def test_a_card_of_another_model_is_said(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "model.npz"
    assert parvis_triage("train", file, "--target", "trouble", *COLUMNS, "--out", out) == 0
    card = json.loads(out.with_suffix(".json").read_text())
    card["targets"][0].update(labels=["a", "b", "c"], shifts=[0, 0, 0])
    out.with_suffix(".json").write_text(json.dumps(card))
    assert parvis_triage("--model", out) == 2
    assert "model.npz and its card hold no model of Parvis" in capsys.readouterr().err


def test_the_numbers_of_another_model_are_said(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, two = tmp_path / "one.npz", tmp_path / "two.npz"
    other = written(tmp_path / "other.csv", troubles()[6:])
    for path, out in ((file, one), (other, two)):
        assert parvis_triage("train", path, "--target", "trouble", *COLUMNS, "--out", out) == 0
    one.write_bytes(two.read_bytes())
    assert parvis_triage("--model", one) == 2
    assert "one.npz and its card are not of the same model" in capsys.readouterr().err


def test_a_card_from_before_numbers_were_marked_is_read(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "model.npz"
    assert parvis_triage("train", file, "--target", "trouble", *COLUMNS, "--out", out) == 0
    card = json.loads(out.with_suffix(".json").read_text())
    del card["numbers"]
    out.with_suffix(".json").write_text(json.dumps(card))
    assert read_model(out).targets[0].name == "trouble"


def test_a_model_that_cannot_be_written_leaves_the_one_that_is_there(tmp_path: Path) -> None:
    out = tmp_path / "model.npz"
    write_model(out, b"good", {"card": {}})
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_model(out, b"x" * 1000, {"card": {}})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize("place", ["comment", "under_post", "re"])
def test_a_column_of_places_may_hold_surfaces(tmp_path: Path, place: str) -> None:
    path = tmp_path / "places.csv"
    path.write_text(f"place,label,text\n{place},no,Joli\n")
    words = ("--target", "needs_reply", *COLUMNS, "--place-column", "place")
    assert parvis_triage("evaluate", path, *words) == 0
