"""What colleagues are called where two of them may have one name. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping

from parvis.brands.models import User


def names_apart(team: Collection[User]) -> Mapping[int, str]:
    """By id: their name; with their address where a colleague has the same one."""
    borne = Counter(_as_read(user.name) for user in team)
    return {
        user.pk: user.name if borne[_as_read(user.name)] == 1 else f"{user.name} ({user.email})"
        for user in team
    }


def _as_read(name: str) -> str:
    return " ".join(name.split()).casefold()
