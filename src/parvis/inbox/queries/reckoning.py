"""Promises computed anew from what was said and done, to be held against those that are stored."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from parvis.brands.models import Brand
from parvis.inbox.clocks import Expected, Said, promises_of
from parvis.inbox.models import Case, Promise, Terms
from parvis.inbox.queries.history import histories, promises_asked_in
from parvis.inbox.queries.terms import terms_now

BATCH = 500


@dataclass(frozen=True)
class Reckoned:
    """The promises of a case: as they must be, and the rows that there are."""

    expected: Sequence[Expected]
    stored: Sequence[Promise]


def reckon(
    case_ids: Collection[int],
    *,
    current: Callable[[], Terms],
    fresh: Collection[int] = (),
) -> Mapping[int, Reckoned]:
    """By case, in a fixed number of queries. `current` gives the terms for what was promised
    nothing yet; `fresh` are messages to which nothing can have been promised before."""
    stored = promises_asked_in(case_ids)
    asked = {promise.asked_id for rows in stored.values() for promise in rows}
    said = histories(case_ids, promised=asked)
    return {
        case_id: Reckoned(
            _expected(said[case_id], stored.get(case_id, ()), current, fresh),
            stored.get(case_id, ()),
        )
        for case_id in case_ids
    }


def _expected(
    said: Sequence[Said],
    stored: Sequence[Promise],
    current: Callable[[], Terms],
    fresh: Collection[int],
) -> Sequence[Expected]:
    answers = [row for row in stored if row.kind != Promise.Kind.RESOLUTION]
    own = {row.asked_id: row.terms for row in answers}

    def terms(question: Said) -> Terms:
        """Its own; else, unless it has only just arrived, those of the promise before it."""
        if question.message_id in own:
            return own[question.message_id]
        before = [row for row in answers if row.started_at <= question.at]
        return current() if question.message_id in fresh or not before else before[-1].terms

    return promises_of(
        said,
        answer_terms=terms,
        resolution_terms={
            row.asked_id: row.terms for row in stored if row.kind == Promise.Kind.RESOLUTION
        },
    )


def recompute_promises(case: Case) -> Sequence[Expected]:
    """The promises of a case as they follow from its messages, its resolutions and its moves."""
    return reckon([case.pk], current=lambda: terms_now(case.brand))[case.pk].expected


def cases_whose_promises_differ(brand: Brand, *, among_newest: int | None = None) -> list[int]:
    """The ids of cases of which a stored promise is not what it must be, to the second.

    Looks at `among_newest` of the newest cases, or at all, five hundred at a time.
    """
    ids = Case.objects.filter(brand=brand).order_by("-pk").values_list("pk", flat=True)
    wanted = list(ids[:among_newest] if among_newest else ids)
    different: list[int] = []
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        cases = Case.objects.in_bulk(batch)
        for case_id, reckoned in reckon(batch, current=cache(lambda: terms_now(brand))).items():
            case = cases[case_id]
            owed = due_of(reckoned.expected) if case.is_open else None
            if case.due_at != owed or not _is_as_expected(case, reckoned):
                different.append(case_id)
    return different


def due_of(expected: Sequence[Expected]) -> datetime | None:
    """When the next of these promises breaks: the earliest that runs and does not rest."""
    return min(
        (promise.due_at for promise in expected if promise.is_running and not promise.is_paused),
        default=None,
    )


def _is_as_expected(case: Case, reckoned: Reckoned) -> bool:
    lie_here = all(row.case_id == case.pk for row in reckoned.stored)
    standing = {as_expected(row) for row in reckoned.stored if not row.is_moot}
    return lie_here and standing == set(reckoned.expected)


def as_expected(row: Promise) -> Expected:
    """A stored promise in the words of a computed one, so that they can be compared."""
    return Expected(
        kind=Promise.Kind(row.kind),
        asked_id=row.asked_id,
        terms=row.terms,
        started_at=row.started_at,
        due_at=row.due_at,
        answered_at=row.answered_at,
        released_at=row.released_at,
        wall_seconds=row.wall_seconds,
        open_seconds=row.open_seconds,
        pauses=tuple(
            (pause.started_at, pause.ended_at)
            for pause in sorted(row.pauses.all(), key=lambda pause: pause.started_at)
        ),
    )
