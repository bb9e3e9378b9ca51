"""Where something stands in a form: `segments[2].channels.instagram.present`."""

from __future__ import annotations

from typing import TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys by name, entries of a list by number from 0."""


def spelled(path: KeyPath) -> str:
    """As it is written in a message; of the whole form, empty."""
    said = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return said.removeprefix(".")
