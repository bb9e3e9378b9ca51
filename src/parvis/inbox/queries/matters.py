"""The matters of a brand, as they stand after all that was decided of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parvis.inbox.models import Matter


@dataclass(frozen=True)
class KnownMatters:
    """`accepted` are those that messages may belong to, by id; `moved` says of a merged one where
    it went, and `subjects` of what triage calls a general matter which of these it is."""

    accepted: Mapping[int, Matter]
    moved: Mapping[int, int]
    subjects: Mapping[str, int]

    def now(self, matter_id: int) -> int | None:
        """The accepted matter that this one is by now; None when it is none any more."""
        return _now(matter_id, self.accepted, self.moved)

    def before(self, matter_id: int) -> Sequence[int]:
        """This one, and all those that were merged into it."""
        return [matter_id, *(old for old in self.moved if self.now(old) == matter_id)]


def known_matters(*brand_ids: int) -> KnownMatters:
    """In one query, which is short: a brand has some dozens of matters."""
    rows = Matter.objects.filter(
        brand__in=brand_ids, state__in=[Matter.State.ACCEPTED, Matter.State.MERGED]
    ).order_by("name")
    accepted = {row.pk: row for row in rows if row.state == Matter.State.ACCEPTED}
    moved = {row.pk: row.merged_into_id for row in rows if row.merged_into_id}
    subjects = {
        row.subject: now
        for row in rows
        if row.subject and (now := _now(row.pk, accepted, moved))
    }
    return KnownMatters(accepted, moved, subjects)


def _now(
    matter_id: int, accepted: Mapping[int, Matter], moved: Mapping[int, int]
) -> int | None:
    while matter_id in moved:
        matter_id = moved[matter_id]
    return matter_id if matter_id in accepted else None
