"""Who does something: a person of the team, a customer, or Parvis itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """The `by=` of every action. `id` is the row's id within its kind; Parvis itself has none."""

    kind: str
    name: str
    id: int | None = None


PARVIS = Actor(kind="parvis", name="Parvis")
