"""Writing down what is promised in a case, after something was said or done that changes it.

The promises follow from the case's messages, resolutions and moves (inbox.clocks). What stands in
the rows is compared with that, and only what differs is written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache

from django.db.models import F, Value
from django.db.models.functions import Coalesce

from parvis.brands.models import Brand
from parvis.inbox.actions.holding import change
from parvis.inbox.actions.terms import terms_of
from parvis.inbox.clocks import Expected
from parvis.inbox.models import Case, Pause, Promise
from parvis.inbox.queries.reckoning import Reckoned, as_expected, due_of, reckon
from parvis.kit.activity import Step, record_all
from parvis.kit.actors import PARVIS
from parvis.kit.copying import copy_rows
from parvis.kit.rewriting import rewrite_rows

REWRITTEN = (
    *("case", "kind", "started_at", "due_at", "answered_at", "released_at"),
    *("wall_seconds", "open_seconds", "is_moot"),
)


def settle_case(case: Case, held: Case, *, at: datetime) -> None:
    """Settle what one case promises, and when the next of it falls due."""
    due = settle_promises([held.pk], brand=held.brand, at=at)[held.pk]
    change(case, held, due_at=due if held.is_open else None)


def settle_promises(
    case_ids: Collection[int], *, brand: Brand, at: datetime, fresh: Collection[int] = ()
) -> Mapping[int, datetime | None]:
    """Write the promises of these cases, which the caller holds, as they must be.

    Returns by case when the next one falls due, for those that are open. `fresh` are messages that
    have only just arrived: what they are promised goes by the brand's terms of now.
    """
    reckoned = reckon(case_ids, current=cache(lambda: terms_of(brand)), fresh=fresh)
    changes = _Changes()
    for case_id, of_case in reckoned.items():
        _compare(case_id, of_case, changes, at=at)
    changes.write(brand)
    return {case_id: due_of(of_case.expected) for case_id, of_case in reckoned.items()}


@dataclass
class _Changes:
    new: list[Promise] = field(default_factory=list)
    other: list[Promise] = field(default_factory=list)
    new_pauses: list[Pause] = field(default_factory=list)
    other_pauses: list[Pause] = field(default_factory=list)
    idle_pauses: list[Pause] = field(default_factory=list)
    answered: list[Step] = field(default_factory=list)

    def write(self, brand: Brand) -> None:
        if len(self.other) > 1:
            _set_aside(self.other)
        rewrite_rows(self.other, REWRITTEN)
        copy_rows(self.new)
        Pause.objects.filter(pk__in=[pause.pk for pause in self.idle_pauses]).delete()
        rewrite_rows(self.other_pauses, ["ended_at"])
        for pause in self.new_pauses:
            pause.promise_id = pause.promise.pk
        copy_rows(self.new_pauses)
        record_all(self.answered, by=PARVIS, brand_id=brand.pk)


def _compare(case_id: int, reckoned: Reckoned, changes: _Changes, *, at: datetime) -> None:
    rows = {(row.asked_id, row.kind == Promise.Kind.RESOLUTION): row for row in reckoned.stored}
    for one in reckoned.expected:
        row = rows.pop((one.asked_id, one.kind == Promise.Kind.RESOLUTION), None)
        if row is None:
            row = _written(Promise(asked_id=one.asked_id, terms=one.terms), case_id, one)
            changes.new.append(row)
            _note_answer(case_id, one, changes)
        elif row.case_id != case_id or row.is_moot or as_expected(row) != one:
            if row.answered_at is None:
                _note_answer(case_id, one, changes)
            changes.other.append(_written(row, case_id, one))
        _compare_pauses(row, one, changes)
    for row in rows.values():
        if row.case_id != case_id or not row.is_moot:
            changes.other.append(_moot(row, case_id, at=at))


def _written(row: Promise, case_id: int, one: Expected) -> Promise:
    row.case_id, row.kind, row.is_moot = case_id, one.kind, False
    row.started_at, row.due_at = one.started_at, one.due_at
    row.answered_at, row.released_at = one.answered_at, one.released_at
    row.wall_seconds, row.open_seconds = one.wall_seconds, one.open_seconds
    return row


def _moot(row: Promise, case_id: int, *, at: datetime) -> Promise:
    """It counts for nothing any more; one that ran ends now."""
    row.case_id, row.is_moot = case_id, True
    if row.is_running:
        end = max(at, row.started_at)
        hours = row.terms.hours(range(row.started_at.year, end.year + 1))
        row.released_at = end
        row.wall_seconds = int((end - row.started_at) / timedelta(seconds=1))
        row.open_seconds = int(hours.open_between(row.started_at, end) / timedelta(seconds=1))
    return row


def _note_answer(case_id: int, one: Expected, changes: _Changes) -> None:
    if one.answered_at and one.kind != Promise.Kind.RESOLUTION:
        changes.answered.append(Step("case.answered", ("case", case_id), one.answered_at))


def _compare_pauses(row: Promise, one: Expected, changes: _Changes) -> None:
    there = {pause.started_at: pause for pause in _pauses(row)}
    for started_at, ended_at in one.pauses:
        pause = there.pop(started_at, None)
        if pause is None:
            changes.new_pauses.append(Pause(promise=row, started_at=started_at, ended_at=ended_at))
        elif pause.ended_at != ended_at:
            pause.ended_at = ended_at
            changes.other_pauses.append(pause)
    changes.idle_pauses += there.values()


def _pauses(row: Promise) -> Sequence[Pause]:
    return list(row.pauses.all()) if row.pk else []


def _set_aside(rows: Iterable[Promise]) -> None:
    """Rows that change their part with each other must not both play it for a moment."""
    Promise.objects.filter(pk__in=[row.pk for row in rows]).update(
        is_moot=True,
        released_at=Coalesce("released_at", "answered_at", F("started_at")),
        answered_at=None,
        wall_seconds=Coalesce("wall_seconds", Value(0)),
        open_seconds=Coalesce("open_seconds", Value(0)),
    )
