"""To which of its brand's accepted matters a message belongs; for workers, which have NumPy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from parvis.inbox.actions.matters import learn_soon
from parvis.inbox.models import MatterModel
from parvis.inbox.queries.matters import KnownMatters, known_matters

if TYPE_CHECKING:
    from parvis.triage.matters import Matcher

KEPT = 16
"""Models of so many brands are held in memory, about a megabyte each."""
BY_SUBJECT = 0.5
"""The chance that is given to a general matter, which triage told by itself."""


@dataclass(frozen=True)
class Words:
    """What a message says, and its general matter."""

    text: str
    subject: str


def match(brand_id: int, messages: Sequence[Words]) -> list[tuple[int | None, float]]:
    """For each the id of its matter and the chance that it is; None and 0 where that is not clear.

    What the brand's own model is sure of goes before the general matter.
    """
    if not messages:
        return []
    known = known_matters(brand_id)
    if not known.accepted:
        return [(None, 0.0)] * len(messages)
    own = _own(brand_id, messages)
    return [
        _first_known(known, label, chance, known.subjects.get(message.subject))
        for message, (label, chance) in zip(messages, own, strict=True)
    ]


def _first_known(
    known: KnownMatters, label: str, chance: float, general: int | None
) -> tuple[int | None, float]:
    if label and (matter := known.now(int(label))):
        return matter, chance
    return (general, BY_SUBJECT) if general else (None, 0.0)


def _own(brand_id: int, messages: Sequence[Words]) -> list[tuple[str, float]]:
    learned = MatterModel.objects.filter(brand=brand_id).values_list("learned_at", flat=True)
    if not (since := learned.first()):
        return [("", 0.0)] * len(messages)
    from parvis.triage.linear import WrongModel

    try:
        matcher = _matcher(brand_id, since)
    except (
        MatterModel.DoesNotExist
    ):  # a worker has just taken it away: nothing is accepted any more
        return [("", 0.0)] * len(messages)
    except WrongModel:  # of the version before: learned anew, the newest messages are matched again
        learn_soon(brand_id)
        return [("", 0.0)] * len(messages)
    found = matcher.belongs([message.text for message in messages])
    return [(one.matter, one.chance) for one in found]


@lru_cache(maxsize=KEPT)
def _matcher(brand_id: int, learned_at: datetime) -> Matcher:  # noqa: ARG001 - a newer one is another
    from parvis.triage.judge import shipped
    from parvis.triage.matters import Matcher

    row = MatterModel.objects.get(brand=brand_id)
    about: Mapping[str, object] = row.about
    return Matcher.of(bytes(row.numbers), about, general=shipped().linear)
