"""Pages of the rooms above that a case leads to; they say so when they are loaded."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class CaseDoor:
    """`address` names a URL that takes the number of a case; `label` stands in the case's menu."""

    address: str
    label: Promise
    icon: str


CASE_DOORS: list[CaseDoor] = []


def open_from_cases(door: CaseDoor) -> None:
    """Once for each address, however often it is said."""
    if all(known.address != door.address for known in CASE_DOORS):
        CASE_DOORS.append(door)
