"""4. What for: the fourteen aims (source 004), and which of the chosen pull apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from parvis.strategy.diagnosis.facts import Known
from parvis.strategy.diagnosis.form import Aim, Form
from parvis.strategy.diagnosis.result import AimSeen, Basis, Conflict
from parvis.strategy.diagnosis.tables import both, both_if_any, table
from parvis.strategy.diagnosis.words import Both


@dataclass(frozen=True, slots=True, kw_only=True)
class AimKind:
    """One of the fourteen, as `aims.toml` has it.

    `measure` is what is counted and `counted` how, in `unit` (share or number), up to `target`
    where one is usual. `fact` is the fact that is its figure today; `study` says what to ask whom
    where no log can tell.
    """

    id: str
    axis: str
    name: Both
    explains: Both
    example: Both
    measure: Both
    counted: Both
    unit: str
    target: float | None
    fact: str
    study: Both | None


@cache
def aim_kinds() -> Mapping[str, AimKind]:
    """All fourteen by their ids, in the order of the axes."""
    return {id_: _kind(id_, entry) for id_, entry in table("aims")["aim"].items()}


def aims_of(form: Form, known: Known) -> tuple[AimSeen, ...]:
    """All fourteen; those that were not chosen with what is usual."""
    chosen = chosen_aims(form)
    return tuple(_seen(kind, chosen.get(id_), known) for id_, kind in aim_kinds().items())


def conflicts_of(form: Form) -> tuple[Conflict, ...]:
    chosen = chosen_aims(form)
    return tuple(
        Conflict(one=entry["one"], other=entry["other"], why=both(entry["why"]))
        for entry in table("aims")["conflict"]
        if _meet(chosen.get(entry["one"]), chosen.get(entry["other"]))
    )


def chosen_aims(form: Form) -> dict[str, Aim]:
    return {aim.id: aim for aim in form.aims if aim.id in aim_kinds()}


def axis_of(aim: Aim) -> str:
    """Empty for an aim that is none of the fourteen."""
    kind = aim_kinds().get(aim.id)
    return kind.axis if kind else ""


def name_of_aim(aim: Aim) -> Both:
    """Its id for one that is none of the fourteen."""
    kind = aim_kinds().get(aim.id)
    return kind.name if kind else Both(aim.id, aim.id)


def _meet(one: Aim | None, other: Aim | None) -> bool:
    """Both are chosen, and pursued at the same place; one without a place is pursued everywhere."""
    if one is None or other is None:
        return False
    if not one.channels or not other.channels:
        return True
    return not set(one.channels).isdisjoint(other.channels)


def _seen(kind: AimKind, aim: Aim | None, known: Known) -> AimSeen:
    if aim is None:
        return _as_usual(kind, Aim(id=kind.id), known, chosen=False)
    if not aim.measure:
        return _as_usual(kind, aim, known, chosen=True)
    seen = _as_usual(kind, aim, known, chosen=True)
    return replace(
        seen,
        measure=Both(aim.measure, aim.measure),
        counted=None,
        study=None,
        unit="",
        target=aim.target,
        default_target=False,
        today=aim.today,
    )


def _as_usual(kind: AimKind, aim: Aim, known: Known, *, chosen: bool) -> AimSeen:
    return AimSeen(
        id=kind.id,
        axis=kind.axis,
        name=kind.name,
        chosen=chosen,
        measure=kind.measure,
        counted=kind.counted,
        unit=kind.unit,
        target=kind.target if aim.target is None else aim.target,
        default_target=aim.target is None and kind.target is not None,
        today=_today(kind, aim, known),
        due=aim.due,
        policy=aim.policy,
        orphan=chosen and not aim.policy,
        owner=aim.owner,
        channels=aim.channels,
        study=kind.study,
    )


def _today(kind: AimKind, aim: Aim, known: Known) -> float | None:
    """As measured, else as said of the aim, else as told in answer to a question."""
    if not kind.fact:
        return aim.today
    fact = known.fact(kind.fact)
    if aim.today is not None and fact.basis is not Basis.MEASURED:
        return aim.today
    return known.number(kind.fact)


def _kind(id_: str, entry: Mapping[str, Any]) -> AimKind:
    return AimKind(
        id=id_,
        axis=entry["axis"],
        name=both(entry["name"]),
        explains=both(entry["explains"]),
        example=both(entry["example"]),
        measure=both(entry["measure"]),
        counted=both(entry["counted"]),
        unit=entry["unit"],
        target=entry.get("target"),
        fact=entry.get("fact", ""),
        study=both_if_any(entry.get("study")),
    )
