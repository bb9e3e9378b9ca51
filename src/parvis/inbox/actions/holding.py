"""Holding a case while something is done with it, so that two at once do it one after the other.

Whoever needs both the brand's turn and a case takes the turn first.
"""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from parvis.brands.models import Brand
from parvis.inbox.models import Case
from parvis.inbox.queries.moves import taker_of
from parvis.kit.activity import record
from parvis.kit.actors import Actor

LOCK_SPACE = 0x696E626F  # "inbo"


def wait_for_turn(brand: Brand) -> None:
    """One at a time decides for a brand which message lies in which case, until the end of its
    transaction: two channels must not open two cases for one person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_SPACE, brand.pk])


def hold(case: Case) -> Case:
    """The case as it is now, locked until the end of the transaction."""
    rows = Case.objects.select_for_update(of=["self"], no_key=True).select_related("brand")
    return rows.get(pk=case.pk)


def hold_taker(case: Case) -> Case:
    """As `hold`, of the case in which the messages of this one lie by now, if it was merged."""
    while True:
        held = hold(taker_of(Case.objects.get(pk=case.pk)))
        if taker_of(held) == held:  # nobody has merged that one while it was waited for
            return held


def hold_both(one: Case, other: Case) -> tuple[Case, Case]:
    """As `hold`, for two; in the order of their ids, whoever asks for them."""
    rows = Case.objects.select_for_update(of=["self"], no_key=True)
    found = rows.select_related("brand").filter(pk__in=[one.pk, other.pk]).order_by("pk")
    held = {case.pk: case for case in found}
    return held[one.pk], held[other.pk]


def change(case: Case, held: Case, **fields: object) -> None:
    """Write these fields, and show them on the caller's object as well."""
    for name, value in fields.items():
        setattr(held, name, value)
        setattr(case, name, value)
    held.save(update_fields=list(fields))


def log_step(verb: str, case: Case, /, *, by: Actor, at: datetime, **facts: object) -> None:
    record(verb, target=("case", case.pk), by=by, at=at, brand_id=case.brand_id, facts=facts)
