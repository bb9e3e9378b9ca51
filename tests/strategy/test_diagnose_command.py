"""`parvis diagnose`, as somebody who has installed nothing else runs it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from parvis.config.cli import main

FORM = """\
brand: Bruine
on: 2026-03-01
places:
  - {name: Bruine, kind: account, channel: instagram, state: silent}
channels: [{key: instagram, asked: 45, answered: 0 %}]
"""
WRONG = "brnad: Bruine\npromise_hours: soon\n"


@pytest.fixture
def form(tmp_path: Path) -> Path:
    file = tmp_path / "bruine.yaml"
    file.write_text(FORM, encoding="utf-8")
    return file


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    file = tmp_path / "wrong.yaml"
    file.write_text(WRONG, encoding="utf-8")
    return file


def test_without_an_option_it_prints_a_page_of_text(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diagnose", str(form)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Bruine: the diagnosis of 1\N{NO-BREAK SPACE}March 2026\n")
    assert "- Instagram: " in said
    assert max(len(line) for line in said.splitlines()) <= 96


def test_in_french(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnose", str(form), "--lang", "fr"]) == 0
    assert capsys.readouterr().out.startswith("Bruine\u00a0: le diagnostic du 1er\u00a0mars 2026\n")


def test_the_language_is_that_of_the_file_unless_told(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form.write_text(f"language: fr\n{FORM}", encoding="utf-8")
    assert main(["diagnose", str(form), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["language"] == "fr"
    assert main(["diagnose", str(form), "--json", "--lang", "en"]) == 0
    assert json.loads(capsys.readouterr().out)["language"] == "en"


def test_names_that_the_file_does_not_say_are_in_the_language_asked_for(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form.write_text("places: [{name: Au coin, kind: shop}]", encoding="utf-8")
    assert main(["diagnose", str(form), "--json", "--lang", "fr"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["brand"], document["channels"][0]["name"]) == ("(sans nom)", "Magasin")


def test_json_is_one_document_and_the_same_each_time(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for _ in range(2):
        assert main(["diagnose", str(form), "--json"]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
    document = json.loads(said[0])
    assert (document["brand"], document["on"]) == ("Bruine", "2026-03-01")
    assert [channel["channel"] for channel in document["channels"]] == ["instagram"]


def test_standard_input(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(FORM.encode())))
    assert main(["diagnose", "-", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["brand"] == "Bruine"


def test_an_empty_file_is_a_brand_of_which_nothing_is_known(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form.write_bytes(b"")
    assert main(["diagnose", str(form), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["brand"], document["channels"], document["answered"]) == ("(no name)", [], 0)
    assert document["maturity"]["level"] == 0


def test_faults_are_told_with_line_and_key(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnose", str(wrong), "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.splitlines()
    assert lines[0] == f"parvis diagnose: {wrong} gives no diagnosis, for 2 reasons:"
    assert lines[1].startswith("line 1, brnad: the key “brnad” is not known (did you mean brand?)")
    assert lines[2].startswith("line 2, promise_hours: “soon” is no length of time")


def test_faults_in_french(wrong: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnose", str(wrong), "--lang", "fr"]) == 2
    assert (
        "ligne 2, promise_hours\u00a0: «\u00a0soon\u00a0» n’est pas une durée"
        in capsys.readouterr().err
    )


def test_of_many_faults_fifty_are_told_and_the_rest_is_counted(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form.write_text("".join(f"key{n}: 1\n" for n in range(60)), encoding="utf-8")
    assert main(["diagnose", str(form)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert (len(lines), lines[-1]) == (52, "and 10 more.")


def test_a_file_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnose", str(tmp_path / "away.yaml")]) == 2
    assert capsys.readouterr().err.endswith(
        "away.yaml cannot be read: No such file or directory.\n"
    )


def test_an_export_that_is_not_there_is_told_with_all_other_faults(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form.write_text(
        "channels: [{key: mail, counted_from: away.jsonl}]\npromise_hours: soon", encoding="utf-8"
    )
    assert main(["diagnose", str(form)]) == 2
    _head, first, second = capsys.readouterr().err.splitlines()
    assert first == (
        "line 1, channels[0].counted_from: away.jsonl cannot be opened: No such file or directory."
    )
    assert second.startswith("line 2, promise_hours: “soon” is no length of time")


def test_what_is_no_file_is_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pipe, form = tmp_path / "pipe", tmp_path / "form.yaml"
    os.mkfifo(pipe)
    form.write_text("channels: [{key: mail, counted_from: pipe}]", encoding="utf-8")

    assert [main(["diagnose", str(path)]) for path in (pipe, form)] == [2, 2]

    said = capsys.readouterr().err
    assert f"{pipe} is not a file: name one, or - for standard input.\n" in said
    assert "line 1, channels[0].counted_from: pipe is not a file.\n" in said


def test_a_report_is_written_and_nothing_is_printed(
    form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf, html = tmp_path / "bruine.pdf", tmp_path / "bruine.html"
    assert main(["diagnose", str(form), "--pdf", str(pdf), "--html", str(html)]) == 0
    assert capsys.readouterr().out == ""
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert "Bruine" in html.read_text(encoding="utf-8")
    assert sorted(file.name for file in tmp_path.iterdir()) == [
        "bruine.html",
        "bruine.pdf",
        "bruine.yaml",
    ]


def test_nothing_is_written_of_a_file_with_faults(
    wrong: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = tmp_path / "old.pdf"
    pdf.write_bytes(b"of last year")
    assert main(["diagnose", str(wrong), "--pdf", str(pdf)]) == 2
    assert "gives no diagnosis" in capsys.readouterr().err
    assert pdf.read_bytes() == b"of last year"


def test_of_two_reports_both_are_written_or_none(
    form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = tmp_path / ("x" * 300 + ".html")
    assert main(["diagnose", str(form), "--pdf", str(tmp_path / "a.pdf"), "--html", str(long)]) == 2
    assert capsys.readouterr().err.endswith("cannot be written: File name too long.\n")
    assert [file.name for file in tmp_path.iterdir()] == ["bruine.yaml"]


@pytest.mark.parametrize(
    ("out", "says"),
    [
        ("away/bruine.pdf", "away/bruine.pdf cannot be written: there is no folder "),
        (".", " is no file that can be written: name another one."),
        ("bruine.yaml", "bruine.yaml is the file that is read: name another one."),
    ],
)
def test_where_a_report_cannot_be_written(
    form: Path, out: str, says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diagnose", str(form), "--pdf", str(form.parent / out)]) == 2
    assert says in capsys.readouterr().err
    assert form.read_text(encoding="utf-8") == FORM


def test_a_report_is_no_stream(form: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagnose", str(form), "--pdf", "-"]) == 2
    assert capsys.readouterr().err == (
        "parvis diagnose: a report is written to a file: name it instead of -.\n"
    )


def test_standard_input_that_is_closed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert main(["diagnose", "-"]) == 2
    assert "standard input is closed" in capsys.readouterr().err


def test_neither_django_nor_a_database_is_loaded(form: Path) -> None:
    program = (
        "import sys; from parvis.config.cli import main; main(['diagnose', sys.argv[1]]); "
        "sys.exit(len({'django', 'psycopg', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program, form], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
