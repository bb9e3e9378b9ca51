"""5. Others: what they do, what we do, what nobody does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from parvis.strategy.diagnosis.facts import Known
from parvis.strategy.diagnosis.form import Rival
from parvis.strategy.diagnosis.result import PracticeSeen
from parvis.strategy.diagnosis.tables import both, condition, table
from parvis.strategy.diagnosis.words import Both


def practice_names() -> dict[str, Both]:
    """What the card of a competitor may say yes or no to, by its id."""
    return {id_: both(entry["name"]) for id_, entry in table("practices").items()}


def practices_of(rivals: Sequence[Rival], known: Known) -> tuple[PracticeSeen, ...]:
    """`nobody` only where all were looked at, and none was seen to do it."""
    return tuple(_seen(id_, entry, rivals, known) for id_, entry in table("practices").items())


def _seen(
    id_: str, entry: Mapping[str, Mapping[str, str]], rivals: Sequence[Rival], known: Known
) -> PracticeSeen:
    we = known.holds(condition(entry["we"]))
    others = tuple(rival.name for rival in rivals if rival.practices.get(id_) is True)
    unknown = tuple(rival.name for rival in rivals if id_ not in rival.practices)
    return PracticeSeen(
        id=id_,
        name=both(entry["name"]),
        we=we,
        others=others,
        unknown_of=unknown,
        nobody=we is False and not others and not unknown and bool(rivals),
    )
