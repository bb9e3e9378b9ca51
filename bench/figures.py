"""What a measure found, and the table in which it is shown."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import quantiles


@dataclass(frozen=True)
class Figure:
    """One line of the table. `ratio` is ours to the yardstick, or as `bar` words it.

    `ok` is None where there is no bar, only something worth knowing.
    """

    name: str
    unit: str
    ours: float
    yardstick: float | None = None
    ratio: float | None = None
    bar: str = ""
    ok: bool | None = None
    note: str = ""


def percentile(seconds: Sequence[float], percent: int) -> float:
    """The value under which `percent` of a hundred lie."""
    return quantiles(seconds, n=100, method="inclusive")[percent - 1]


def as_table(figures: Sequence[Figure]) -> str:
    rows = [("name", "unit", "ours", "yardstick", "ratio", "bar", "ok", ""), *map(_cells, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(8)]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if column in {2, 3, 4} else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )


def as_json(figures: Sequence[Figure]) -> str:
    return json.dumps([asdict(figure) for figure in figures], indent=1)


def _cells(figure: Figure) -> tuple[str, ...]:
    verdict = {None: "", True: "yes", False: "NO"}[figure.ok]
    numbers = (figure.ours, figure.yardstick, figure.ratio)
    return (
        figure.name,
        figure.unit,
        *("" if number is None else _short(number) for number in numbers),
        figure.bar,
        verdict,
        figure.note,
    )


def _short(number: float) -> str:
    if number >= 100:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 10 else f"{number:.2f}"
