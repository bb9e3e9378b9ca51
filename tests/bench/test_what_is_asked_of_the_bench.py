"""`python -m bench`: what its words mean, and what its table shows. Nothing is measured here."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

import pytest

from bench.__main__ import MEASURES, options_of, sizes_of
from bench.figures import Figure, as_json, as_table, percentile
from bench.filling import INVENTED, invented_word
from bench.sizes import FULL, SMALL


def test_sizes_are_small_unless_asked_for() -> None:
    assert sizes_of(options_of([])) == SMALL
    assert sizes_of(options_of(["--sizes", "full"])) == FULL


def test_each_size_can_be_named() -> None:
    words = "pages --sizes full --cases 500 70000 --pages 9 --keep kept --tickets 12"

    options = options_of(words.split())
    sizes = sizes_of(options)

    assert (options.names, options.keep) == (["pages"], Path("kept"))
    assert (sizes.cases, sizes.pages, sizes.tickets) == ((500, 70_000), 9, 12)
    assert sizes.messages == FULL.messages


def test_a_measure_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        options_of(["speed"])

    assert "no measure is called speed" in capsys.readouterr().err


@pytest.mark.parametrize("name", MEASURES)
def test_each_measure_can_be_taken(name: str) -> None:
    assert callable(importlib.import_module(f"bench.{name}").measure)


def test_the_table_says_what_was_missed() -> None:
    figures = [
        Figure("queue", "ms, p95", 41.26, 30.0, 1.375, "100 ms", ok=True, note="9 queries"),
        Figure("intake", "messages/s", 2134.0, 10_800.0, 0.1976, "1/4 of COPY", ok=False),
        Figure("rows", "", 3.0),
    ]

    assert as_table(figures).splitlines() == [
        "name    unit         ours  yardstick  ratio  bar          ok",
        "queue   ms, p95      41.3       30.0   1.38  100 ms       yes  9 queries",
        "intake  messages/s  2,134     10,800   0.20  1/4 of COPY  NO",
        "rows                 3.00",
    ]
    assert [row["ok"] for row in json.loads(as_json(figures))] == [True, False, None]


def test_the_95th_of_a_hundred() -> None:
    assert percentile([float(number) for number in range(1, 102)], 95) == 96.0


def test_invented_words_differ() -> None:
    assert len({invented_word(rank) for rank in range(INVENTED)}) == INVENTED
