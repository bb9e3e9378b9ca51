"""The definitions once more, in the plainest words: loops over lists, no SQL, no sorting tricks.

Slow and independent of the product, so that both can be held against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.insight.ledger import Said


@dataclass(frozen=True)
class Turn:
    position: int
    person: str
    asked_at: datetime
    answered_at: datetime | None


def person(name: str) -> str:
    return name.partition("@")[0]


def turns(said: Sequence[Said], *, since: datetime, at: datetime) -> list[Turn]:
    return [
        Turn(position, person(row.who), row.at, first_answer(said, position, at=at))
        for position, row in sorted(enumerate(said), key=lambda pair: (pair[1].at, pair[0]))
        if since < row.at <= at
        and is_heard(row)
        and row.needs_answer
        and opens_turn(said, position)
    ]


def is_heard(row: Said) -> bool:
    return row.way == "in" and bool(row.who) and not row.automatic


def is_brands(row: Said) -> bool:
    return row.way in {"out", "echo"} and not row.returned


def opens_turn(said: Sequence[Said], position: int) -> bool:
    message = said[position]
    earlier = sorted(
        (row.at, place)
        for place, row in enumerate(said)
        if row.thread == message.thread and (row.at, place) < (message.at, position)
    )
    own = [
        found
        for found in earlier
        if said[found[1]].way == "in" and person(said[found[1]].who) == person(message.who)
    ]
    if not own:
        return True
    brand = [found for found in earlier if is_brands(said[found[1]])]
    if any(found > own[-1] for found in brand):
        return True
    return message.at - max(at for at, _ in own + brand) >= timedelta(hours=24)


def first_answer(said: Sequence[Said], position: int, *, at: datetime) -> datetime | None:
    message = said[position]
    answers = [
        row.at
        for row in said
        if is_brands(row)
        and not row.automatic
        and message.at <= row.at <= at
        and spoken_to(said, row) == person(message.who)
        and (row.thread == message.thread or (row.case and row.case == message.case))
    ]
    return min(answers, default=None)


def spoken_to(said: Sequence[Said], row: Said) -> str:
    """Whom words of the brand are for; without an address, the only one who has spoken so far."""
    if row.to:
        return person(row.to)
    speakers = {
        person(other.who)
        for other in said
        if other.thread == row.thread and other.way == "in" and other.at <= row.at
    }
    return speakers.pop() if len(speakers) == 1 else ""


def persons(said: Sequence[Said], *, since: datetime, at: datetime) -> dict[str, bool]:
    """Who addressed the brand, and whether they got any answer."""
    answered: dict[str, bool] = {}
    for position, row in enumerate(said):
        if is_heard(row) and since < row.at <= at:
            name = person(row.who)
            got_one = first_answer(said, position, at=at) is not None
            answered[name] = answered.get(name, False) or got_one
    return answered


def contacts(said: Sequence[Said], *, since: datetime, at: datetime) -> dict[str, int]:
    """How many contacts each case took until `at`, of the cases that began after `since`."""
    taken: dict[str, list[datetime]] = {}
    ordered = sorted(enumerate(said), key=lambda pair: (pair[1].at, pair[0]))
    for position, row in ordered:
        if (
            row.case
            and is_heard(row)
            and row.needs_answer
            and not answers_a_question(said, position)
        ):
            taken.setdefault(row.case, []).append(row.at)
    return {
        case: sum(moment <= at for moment in moments)
        for case, moments in taken.items()
        if since < moments[0] <= at
    }


def answers_a_question(said: Sequence[Said], position: int) -> bool:
    """Whether the last word between the two in this case was the brand's question."""
    message = said[position]
    before = [
        (row.at, place, row)
        for place, row in enumerate(said)
        if row.case == message.case
        and not row.automatic
        and (row.at, place) < (message.at, position)
        and (
            (row.way == "in" and person(row.who) == person(message.who))
            or (is_brands(row) and spoken_to(said, row) == person(message.who))
        )
    ]
    if not before:
        return False
    last = max(before, key=lambda found: found[:2])[2]
    return last.way != "in" and not last.deleted and last.words.endswith("?")


def within(found: Sequence[Turn], hours: int) -> int:
    return sum(
        turn.answered_at is not None and turn.answered_at - turn.asked_at <= timedelta(hours=hours)
        for turn in found
    )


def elapsed(found: Sequence[Turn], hours: int, *, at: datetime) -> list[Turn]:
    return [turn for turn in found if turn.asked_at + timedelta(hours=hours) <= at]
