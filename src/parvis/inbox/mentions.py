"""Whom a note calls: `@Ines`, or `@"Ines Marchal"`. Pure."""

from __future__ import annotations

from collections.abc import Collection

QUOTES = {'"': '"', "“": "”", "«": "»"}


def mentioned(text: str, *, team: Collection[str]) -> list[str]:
    """The names of the team that are called in the text, in order, each once.

    Without quotes the longest name that fits counts, so `@Ines Marchal` is not Ines. A name ends
    where its word ends, capitals do not matter, and an address such as `a@ines.example` calls
    nobody.
    """
    names = sorted(team, key=len, reverse=True)
    found: list[str] = []
    for at, sign in enumerate(text):
        if sign != "@" or (at and _is_word(text[at - 1])):
            continue
        name = _called_by(text[at + 1 :], names)
        if name and name not in found:
            found.append(name)
    return found


def _called_by(rest: str, names: Collection[str]) -> str | None:
    closing = QUOTES.get(rest[:1])
    if closing:
        quoted, found, _ = rest[1:].partition(closing)
        wanted = " ".join(quoted.split()).casefold()
        return next((name for name in names if found and name.casefold() == wanted), None)
    return next((name for name in names if _begins_with(rest, name)), None)


def _begins_with(rest: str, name: str) -> bool:
    after = rest[len(name) : len(name) + 1]
    return rest[: len(name)].casefold() == name.casefold() and not _is_word(after)


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
