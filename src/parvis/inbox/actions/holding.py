"""Holding a case while something is done with it, so that two at once do it one after the other."""

from __future__ import annotations

from datetime import datetime

from parvis.inbox.models import Case
from parvis.kit.activity import record
from parvis.kit.actors import Actor


def hold(case: Case) -> Case:
    """The case as it is now, locked until the end of the transaction."""
    rows = Case.objects.select_for_update(of=["self"], no_key=True).select_related("brand")
    return rows.get(pk=case.pk)


def change(case: Case, held: Case, **fields: object) -> None:
    """Write these fields, and show them on the caller's object as well."""
    for name, value in fields.items():
        setattr(held, name, value)
        setattr(case, name, value)
    held.save(update_fields=list(fields))


def log_step(verb: str, case: Case, *, by: Actor, at: datetime, **facts: object) -> None:
    record(verb, target=("case", case.pk), by=by, at=at, brand_id=case.brand_id, facts=facts)
