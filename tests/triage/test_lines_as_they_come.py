"""Lines are answered as they come: alone at once, many together, until nobody reads or writes."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parvis.triage.commands.arriving import UnreadableInput, arriving
from parvis.triage.commands.lines import LINE_MAX

PATIENCE_SECONDS = 60
Process = subprocess.Popen[bytes]


def come_from(*pieces: bytes) -> list[bytes]:
    """All lines of a pipe into which these pieces were written."""
    reading, writing = os.pipe()
    for piece in pieces:
        os.write(writing, piece)
    os.close(writing)
    try:
        return [line for lines in arriving(reading) for line in lines]
    finally:
        os.close(reading)


@pytest.mark.parametrize(
    ("written", "lines"),
    [
        (b"", []),
        (b"\n \n\r\n", []),
        (b"a", [b"a"]),
        (b"a\r\nb\n", [b"a", b"b"]),
        (b"\na\n\n \nb\n\n\n", [b"", b"a", b"", b"", b"b"]),
    ],
)
def test_lines_are_counted_but_for_blank_ones_at_the_end(
    written: bytes, lines: list[bytes]
) -> None:
    assert come_from(written) == lines


@settings(max_examples=50, deadline=None)
@given(st.lists(st.binary(max_size=20).map(lambda piece: piece.replace(b"x", b"\n")), max_size=6))
def test_it_does_not_matter_where_pieces_are_cut(pieces: list[bytes]) -> None:
    whole = [piece.strip(b" \t\r\v\f") for piece in b"".join(pieces).split(b"\n")]
    while whole and not whole[-1]:
        whole.pop()
    assert come_from(*pieces) == whole


def test_of_a_line_too_long_only_as_much_is_kept_as_shows_it(tmp_path: Path) -> None:
    path = tmp_path / "long.jsonl"
    path.write_bytes(b"a\n" + b"x" * (LINE_MAX + 3_000_000) + b"\nb\n")
    with path.open("rb") as file:
        first, long, last = (line for lines in arriving(file.fileno()) for line in lines)
    assert (first, last, LINE_MAX < len(long) <= LINE_MAX + 2) == (b"a", b"b", True)


def test_a_file_comes_in_batches(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_bytes(b"line\n" * 2_500)
    with path.open("rb") as file:
        assert [len(lines) for lines in arriving(file.fileno())] == [1_000, 1_000, 500]


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    folder = os.open(tmp_path, os.O_RDONLY)
    with pytest.raises(UnreadableInput, match="standard input cannot be read: Is a directory"):
        list(arriving(folder))
    os.close(folder)


@pytest.fixture
def triage() -> Iterator[Process]:
    """The command, whose pipes stay open."""
    with subprocess.Popen(
        [sys.executable, "-m", "parvis", "triage"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        yield process
        process.kill()


def asks(process: Process, lines: bytes) -> None:
    assert process.stdin
    process.stdin.write(lines)
    process.stdin.flush()


def is_told(process: Process) -> object:
    """The id of the next answer."""
    assert process.stdout
    assert select.select([process.stdout], [], [], PATIENCE_SECONDS)[0], "nothing was answered"
    return json.loads(process.stdout.readline()).get("id")


def test_a_line_that_comes_alone_is_answered_at_once(triage: Process) -> None:
    for number in range(3):
        asks(triage, b'{"id": %d, "text": "Merci"}\n' % number)
        assert is_told(triage) == number

    assert triage.stdin
    triage.stdin.close()
    assert (triage.wait(PATIENCE_SECONDS), triage.stderr and triage.stderr.read()) == (0, b"")


def test_it_ends_quietly_when_nobody_reads(triage: Process) -> None:
    asks(triage, b'{"id": 1, "text": "Merci"}\n')
    assert is_told(triage) == 1
    assert triage.stdout
    triage.stdout.close()

    asks(triage, b'{"id": 2, "text": "Merci"}\n')

    assert (triage.wait(PATIENCE_SECONDS), triage.stderr and triage.stderr.read()) == (141, b"")


def test_it_ends_quietly_on_ctrl_c(triage: Process) -> None:
    asks(triage, b'{"id": 1, "text": "Merci"}\n')
    assert is_told(triage) == 1

    triage.send_signal(signal.SIGINT)

    assert (triage.wait(PATIENCE_SECONDS), triage.stderr and triage.stderr.read()) == (130, b"")
