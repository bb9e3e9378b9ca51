"""Opening hours that a page says plainly: those of schema.org, in its JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from parvis.strategy.places.plain import words_of

HOURS_SHOWN = 14
LENGTH = 100


def opening_hours(scripts: Iterable[str]) -> tuple[str, ...]:
    """As in `Mo-Fr 09:00-18:00`, or `Monday, Tuesday 09:00-18:00`; each once, a few at most."""
    found = dict.fromkeys(
        words
        for script in scripts
        for said in _said_in(script)
        if (words := words_of(said, longest=LENGTH))
    )
    return tuple(found)[:HOURS_SHOWN]


def _said_in(script: str) -> Iterator[str]:
    try:
        waiting: list[object] = [json.loads(script)]
    except (ValueError, RecursionError):  # a script that is none, or made to choke on
        return
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(reversed(node))
        elif isinstance(node, dict):
            yield from _words(node.get("openingHours"))
            for one in _listed(node.get("openingHoursSpecification")):
                yield _of_days(one)
            waiting.extend(one for one in node.values() if isinstance(one, dict | list))


def _of_days(one: object) -> str:
    """Empty where the page does not say all of it, and for a day without hours: schema.org has a
    closed one open and close at the same time."""
    if not isinstance(one, dict):
        return ""
    days = ", ".join(day.rpartition("/")[2] for day in _words(one.get("dayOfWeek")))
    opens, closes = one.get("opens"), one.get("closes")
    if not (days and isinstance(opens, str) and isinstance(closes, str)) or opens == closes:
        return ""
    return f"{days} {opens}-{closes}"


def _words(value: object) -> Iterator[str]:
    return (one for one in _listed(value) if isinstance(one, str))


def _listed(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
