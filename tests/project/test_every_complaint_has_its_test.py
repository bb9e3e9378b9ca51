"""What people complain about elsewhere is a promise here, and each promise has tests."""

from __future__ import annotations

import re

from tools.proofs import is_there
from tools.tree import ROOT

PAGE = ROOT / "docs" / "reference" / "complaints.md"
COMPLAINTS = 27


def test_each_complaint_has_a_promise_with_a_test() -> None:
    promises = re.split(r"^(\d+)\. ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    tested = [
        int(number)
        for number, said in zip(promises[::2], promises[1::2], strict=True)
        if "::test_" in said
    ]

    assert tested == list(range(1, COMPLAINTS + 1))


def test_each_test_that_the_page_names_exists() -> None:
    named = re.findall(r"`(\S+\.py::\w+)`", PAGE.read_text(encoding="utf-8"))

    assert [proof for proof in named if not is_there(proof)] == []
    assert len(named) > COMPLAINTS
