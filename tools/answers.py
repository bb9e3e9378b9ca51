"""The lists in docs/reference/diagnosis.md of what an answer may be: aims, practices, questions.

They stand in the data of the diagnosis, and on the page between two marks. `python -m
tools.answers` complains where the page says something else; with `--write` it writes them anew.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Mapping

from parvis.strategy.diagnosis.aims import aim_kinds
from parvis.strategy.diagnosis.facts import Bounds, Unit, fact_kinds
from parvis.strategy.diagnosis.rivals import practice_names
from tools.tree import ROOT, said

PAGE = ROOT / "docs/reference/diagnosis.md"
BEGINS = "<!-- list: {}, by python -m tools.answers --write -->\n"
ENDS = "<!-- end -->\n"
LIST = re.compile(BEGINS.format(r"(\w+)") + "(.*?)" + ENDS, re.DOTALL)
WRITTEN_AS = {
    Unit.YES_NO: "yes or no",
    Unit.SHARE: "share",
    Unit.NUMBER: "number",
    Unit.HOURS: "time",
}
"""Each unit as the page calls the value."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the lists anew")
    options = parser.parse_args()
    page = PAGE.read_text(encoding="utf-8")
    if options.write:
        page = written_anew(page)
        PAGE.write_text(page, encoding="utf-8")
    found = list(complaints(page))
    print(*(f"{said(PAGE)}: {each}" for each in found), sep="\n", end="\n" if found else "")
    print(f"{len(LISTS)} lists")
    return 1 if found else 0


def written_anew(page: str) -> str:
    """With each list as the data have it; one that nobody knows stays as it is."""

    def written(place: re.Match[str]) -> str:
        name = place[1]
        return f"{BEGINS.format(name)}{LISTS[name]()}{ENDS}" if name in LISTS else place[0]

    return LIST.sub(written, page)


def complaints(page: str) -> Iterator[str]:
    """A sentence for each list that is not on the page, is not known or says something else."""
    there = {place[1]: place[2] for place in LIST.finditer(page)}
    for name in sorted(there.keys() - LISTS.keys()):
        yield f"there is no list of {name}; there are {', '.join(LISTS)}."
    for name, as_it_is in LISTS.items():
        if name not in there:
            yield f"the list of {name} is missing, or has lost one of its two marks."
        elif there[name] != as_it_is():
            yield f"the list of {name} is stale: python -m tools.answers --write"


def aims() -> str:
    rows = (
        (f"`{id_}`", kind.name.en, f"{kind.measure.en} ({WRITTEN_AS[Unit(kind.unit)]})")
        for id_, kind in aim_kinds().items()
    )
    return _table("`id`", "Is", "Measured by, unless told", rows=rows)


def practices() -> str:
    rows = ((f"`{id_}`", name.en) for id_, name in practice_names().items())
    return _table("Practice", "Is", rows=rows)


def questions() -> str:
    rows = (
        (f"`{kind.key}`", _answer(kind.unit, kind.bounds), asked.asks.en, asked.example.en)
        for kind in fact_kinds().values()
        if (asked := kind.question)
    )
    return _table("`id`", "Value", "Question", "For example", rows=rows)


LISTS: Mapping[str, Callable[[], str]] = {
    "aims": aims,
    "practices": practices,
    "questions": questions,
}


def _answer(unit: Unit, bounds: Bounds | None) -> str:
    word = WRITTEN_AS[unit]
    return f"{word}, {bounds.least} to {bounds.most}" if bounds else word


def _table(*heads: str, rows: Iterator[tuple[str, ...]]) -> str:
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


if __name__ == "__main__":
    sys.exit(main())
