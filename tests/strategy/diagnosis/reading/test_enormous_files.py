"""However large a file is, it is dealt with in little time and memory."""

import random
import time

import pytest

from parvis.strategy.diagnosis.reading import read_form
from tests.strategy.forms import TODAY, faults_in

MEGABYTE = 1024 * 1024
SECONDS = 15
"""Of work, and many times what it takes: machines differ."""


def _repeated(piece: bytes, size: int = 5 * MEGABYTE) -> bytes:
    return (piece * (size // len(piece) + 1))[:size]


PLACES = b"places:\n" + b"".join(b"- {name: p%d, kind: blog}\n" % n for n in range(100_000))
GARBAGE = {
    "random bytes": random.Random(1).randbytes(5 * MEGABYTE),
    "random letters": bytes(random.Random(1).choices(b"ab: -\n[]{}&*!|>'\"%@,#", k=5 * MEGABYTE)),
    "one word": _repeated(b"x"),
    "one text in quotes": b'brand: "' + _repeated(b"x ", 4 * MEGABYTE) + b'"',
    "words on lines": _repeated(b"x\n", MEGABYTE),
    "lists in lists": _repeated(b"["),
    "keys in keys": _repeated(b"{"),
    "dashes": _repeated(b"- "),
    "questions": _repeated(b"? "),
    "colons": _repeated(b": "),
    "quotes": _repeated(b"'"),
    "comments": _repeated(b"#\n", 2 * MEGABYTE) + b"x: 1",
    "anchors": _repeated(b"- &a x\n", MEGABYTE // 4),
    "aliases": b"- &a x\n" + _repeated(b"- *a\n", MEGABYTE // 4),
    "unknown keys": b"".join(b"placez%d: x\n" % n for n in range(10_000)),
    "unknown aims": b"aims:\n" + b"".join(b"- loyalti%d\n" % n for n in range(20_000)),
    "the same key": _repeated(b"brand: x\n", MEGABYTE // 4),
    "10,000 channels": b"channels:\n" + b"".join(b"- c%d\n" % n for n in range(10_000)),
    "too large": b"#" * (20 * MEGABYTE),
    "indentation": b"".join(b" " * n + b"a:\n" for n in range(3000)),
}


@pytest.mark.parametrize("document", GARBAGE.values(), ids=GARBAGE)
def test_garbage_is_refused_in_bounded_time(document: bytes) -> None:
    began = time.process_time()
    faults = faults_in(document)
    assert time.process_time() - began < SECONDS
    assert 1 <= len(faults) <= 50


def test_a_hundred_thousand_places_are_more_than_a_form_takes() -> None:
    [fault] = faults_in(PLACES)
    assert (fault.line, fault.path) == (40_001, ())
    assert "more than 200,000 values" in fault.says.en


def test_ten_thousand_places_are_read() -> None:
    began = time.process_time()
    lines = PLACES.splitlines(keepends=True)[:10_001]
    assert len(read_form(b"".join(lines), today=TODAY).form.places) == 10_000
    assert time.process_time() - began < SECONDS
