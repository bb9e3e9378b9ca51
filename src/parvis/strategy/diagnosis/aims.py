"""4. What for: the fourteen aims (source 004), and which of the chosen pull apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from parvis.strategy.diagnosis.form import Aim, Form
from parvis.strategy.diagnosis.result import AimSeen, Conflict
from parvis.strategy.diagnosis.tables import both, both_if_any, table
from parvis.strategy.diagnosis.words import Both


def aims_of(form: Form) -> tuple[AimSeen, ...]:
    """All fourteen, in the order of the axes; those that were not chosen with what is usual."""
    chosen = chosen_aims(form)
    return tuple(_seen(id_, entry, chosen.get(id_)) for id_, entry in known_aims().items())


def conflicts_of(form: Form) -> tuple[Conflict, ...]:
    chosen = chosen_aims(form)
    return tuple(
        Conflict(one=entry["one"], other=entry["other"], why=both(entry["why"]))
        for entry in table("aims")["conflict"]
        if _meet(chosen.get(entry["one"]), chosen.get(entry["other"]))
    )


def chosen_aims(form: Form) -> dict[str, Aim]:
    known = known_aims()
    return {aim.id: aim for aim in form.aims if aim.id in known}


def known_aims() -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = table("aims")["aim"]
    return found


def axis_of(aim: Aim) -> str:
    """Empty for an aim that is none of the fourteen."""
    return str(known_aims().get(aim.id, {}).get("axis", ""))


def _meet(one: Aim | None, other: Aim | None) -> bool:
    """Both are chosen and pursued at the same place, or one of them wherever it may be."""
    if one is None or other is None:
        return False
    if not one.channels or not other.channels:
        return True
    return not set(one.channels).isdisjoint(other.channels)


def _seen(id_: str, entry: Mapping[str, Any], aim: Aim | None) -> AimSeen:
    own_measure = aim.measure if aim else ""
    own_target = aim.target if aim else None
    usual_target = None if own_measure else entry.get("target")
    return AimSeen(
        id=id_,
        axis=entry["axis"],
        name=both(entry["name"]),
        chosen=aim is not None,
        measure=Both(own_measure, own_measure) if own_measure else both(entry["measure"]),
        unit="" if own_measure else entry["unit"],
        target=usual_target if own_target is None else own_target,
        default_target=own_target is None and usual_target is not None,
        today=aim.today if aim else None,
        due=aim.due if aim else None,
        policy=aim.policy if aim else "",
        orphan=aim is not None and not aim.policy,
        owner=aim.owner if aim else "",
        channels=aim.channels if aim else (),
        study=both_if_any(entry.get("study")),
    )
