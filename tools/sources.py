"""What the sources ask for: `docs/sources.md` and its French twin name only what is there.

Prints what is wrong, then how much is here, half here and not yet, and which room has still to do
what. Links are the business of `tools.links`.
"""

from __future__ import annotations

import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import django

from tools.proofs import is_there
from tools.tree import ROOT, said

ENGLISH, FRENCH = ROOT / "docs" / "sources.md", ROOT / "docs" / "sources.fr.md"
ROOMS_TO_COME = {"community", "graph", "publish", "surveys", "team"}
ITEM = re.compile(r"- \*\*(\d{3}-\d+)\*\* (\S.*)")
PART = re.compile(r"  - ([^:]+?)\s?: (\S.*)")
IN_LIST = re.compile(r"\s*[-*+] ")
CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
FILLED_IN = re.compile(r"<\w+>")


class Part(StrEnum):
    """What is said of a thing: where it is done, by which tests it is proven, what is missing."""

    HERE = "here"
    PROOF = "proof"
    NOT_YET = "not yet"


LABELS = {
    "Here": Part.HERE,
    "Ici": Part.HERE,
    "Proof": Part.PROOF,
    "Preuve": Part.PROOF,
    "Not yet": Part.NOT_YET,
    "Pas encore": Part.NOT_YET,
}


@dataclass
class Asked:
    """One thing that the sources ask for. `place` is where a page lists it (docs/sources.md:12)."""

    id: str
    place: str
    parts: dict[Part, str] = field(default_factory=dict)

    def say(self, part: Part, words: str) -> None:
        self.parts[part] = f"{self.parts.get(part, '')} {words}".strip()

    def code(self, part: Part) -> list[str]:
        """What stands between backticks: addresses and commands, tests, rooms."""
        return CODE.findall(self.parts.get(part, ""))

    def names(self, part: Part) -> list[str]:
        """The same and what is linked to, sorted; a French page goes by its English name."""
        links = LINK.findall(self.parts.get(part, ""))
        return sorted([*self.code(part), *(link.replace(".fr.md", ".md") for link in links)])

    @property
    def state(self) -> str:
        if Part.HERE not in self.parts:
            return "not yet"
        return "half" if Part.NOT_YET in self.parts else "here"


def main() -> int:
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "parvis.config.settings", "PARVIS_DATA": data}
        django.setup()
        found = list(complaints(ENGLISH, FRENCH))
    print(*found, sep="\n", end="\n" if found else "")
    print(*summary(asked_on(ENGLISH)[0]), sep="\n")
    return 1 if found else 0


def complaints(english: Path, french: Path) -> Iterator[str]:
    """A sentence for each thing that one of the pages says and that is not so."""
    (in_english, misread), (in_french, misread_too) = asked_on(english), asked_on(french)
    yield from [*misread, *misread_too]
    for asked in [*in_english, *in_french]:
        yield from _about(asked)
    yield from _twice(in_english)
    yield from _twice(in_french)
    yield from _apart(in_english, in_french, other=french)
    yield from _apart(in_french, in_english, other=english)
    yield from _told_otherwise(in_english, in_french)


def asked_on(page: Path) -> tuple[list[Asked], list[str]]:
    """The things that a page lists, in its order, and a sentence for each line that is misread."""
    found: list[Asked] = []
    misread: list[str] = []
    last: Part | None = None
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        place = f"{said(page)}:{number}"
        if item := ITEM.fullmatch(line):
            found.append(Asked(item[1], place))
            last = None
        elif found and (part := PART.fullmatch(line)) and part[1] in LABELS:
            last = LABELS[part[1]]
            found[-1].say(last, part[2])
        elif IN_LIST.match(line):
            misread.append(f"{place}: neither a thing asked for nor what is said of one: {line}")
        elif last and line.startswith("    "):
            found[-1].say(last, line.strip())
    return found, misread


def summary(asked: Sequence[Asked]) -> Iterator[str]:
    """How much is here, and for each room what it has still to do."""
    states = Counter(one.state for one in asked)
    yield f"{len(asked)} things: " + ", ".join(
        f"{states[state]} {state}" for state in ("here", "half", "not yet")
    )
    waiting = {
        room: [one.id for one in asked if room in one.code(Part.NOT_YET)] for room in _rooms()
    }
    for room, ids in sorted(waiting.items()):
        if ids:
            yield f"{room} ({len(ids)}): {' '.join(ids)}"


def _about(asked: Asked) -> Iterator[str]:
    for trouble in [*_unsaid(asked), *_misnamed(asked)]:
        yield f"{asked.place}: {asked.id}: {trouble}"


def _unsaid(asked: Asked) -> Iterator[str]:
    """What is left open about it."""
    parts = asked.parts
    if not parts.keys() & {Part.PROOF, Part.NOT_YET}:
        yield "neither a proof nor a “not yet”."
    if (Part.HERE in parts) is not (Part.PROOF in parts):
        yield "where it is and what proves it belong together."
    if Part.HERE in parts and not asked.names(Part.HERE):
        yield "it is here, but on which page, or by which command?"
    if Part.PROOF in parts and not asked.code(Part.PROOF):
        yield "a proof is a test."
    if Part.NOT_YET in parts and not asked.code(Part.NOT_YET):
        yield "it is not there yet, but in which room will it be?"


def _misnamed(asked: Asked) -> Iterator[str]:
    """What is named and does not exist."""
    yield from filter(None, map(_not_here, asked.code(Part.HERE)))
    for proof in asked.code(Part.PROOF):
        if not is_there(proof):
            yield f"there is no test {proof}."
    for room in asked.code(Part.NOT_YET):
        if room not in _rooms():
            yield f"there is no room {room}, and none is planned."


def _not_here(code: str) -> str:
    """What is wrong with an address or a command; empty when it exists."""
    if code.startswith("/"):
        return "" if _leads_somewhere(code) else f"no page has the address {code}."
    if code.startswith("parvis "):
        known = code.split()[1] in _commands()
        return "" if known else f"there is no command {code}."
    return f"{code} is neither an address nor a command."


def _leads_somewhere(address: str) -> bool:
    """`<brand>` and the like may stand for anything."""
    from django.urls import Resolver404, resolve

    try:
        resolve(FILLED_IN.sub("1", address))
    except Resolver404:
        return False
    return True


def _commands() -> set[str]:
    from parvis.config.cli import COMMANDS

    return {command.name for command in COMMANDS}


def _rooms() -> set[str]:
    built = {path.parent.name for path in (ROOT / "src" / "parvis").glob("*/__init__.py")}
    return built | ROOMS_TO_COME


def _twice(asked: Sequence[Asked]) -> Iterator[str]:
    places: dict[str, str] = {}
    for one in asked:
        if one.id in places:
            yield f"{one.place}: {one.id} stands at {places[one.id]} already."
        places.setdefault(one.id, one.place)


def _apart(asked: Sequence[Asked], others: Sequence[Asked], *, other: Path) -> Iterator[str]:
    known = {one.id for one in others}
    for one in asked:
        if one.id not in known:
            yield f"{one.place}: {one.id} is missing in {said(other)}."


def _told_otherwise(asked: Sequence[Asked], others: Sequence[Asked]) -> Iterator[str]:
    """Both languages name the same pages, commands, links, tests and rooms."""
    by_id = {one.id: one for one in others}
    for one in asked:
        twin = by_id.get(one.id)
        for part in Part:
            if twin and one.names(part) != twin.names(part):
                yield f"{twin.place}: {one.id} names something else in “{part}” than {one.place}."


if __name__ == "__main__":
    sys.exit(main())
