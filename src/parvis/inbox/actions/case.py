"""What the team does with a case: take it, give it, resolve it, open it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Greatest

from parvis.brands.models import User
from parvis.brands.queries import who_may_answer
from parvis.channels.models import Outgoing
from parvis.inbox.actions.attention import end_snooze
from parvis.inbox.actions.holding import change, hold, log_step
from parvis.inbox.actions.settling import settle_case
from parvis.inbox.models import Assignment, Case, Resolution
from parvis.kit.actors import Actor


@transaction.atomic
def assign_case(case: Case, *, to: User, by: Actor, at: datetime) -> None:
    """From now on it is theirs. Assigning it to who has it already changes nothing."""
    held = hold(case)
    if held.assignee_id == to.pk:
        return
    _end_assignment(held, at=at)
    Assignment.objects.create(case=held, to=to, by_name=by.name, assigned_at=at)
    change(case, held, assignee=to)
    log_step("case.assigned", held, by=by, at=at, to=to.name)


@transaction.atomic
def unassign_case(case: Case, *, by: Actor, at: datetime) -> None:
    held = hold(case)
    if held.assignee_id is None:
        return
    _end_assignment(held, at=at)
    change(case, held, assignee=None)
    log_step("case.unassigned", held, by=by, at=at)


@transaction.atomic
def undo_assignment(case: Case, *, given_at: datetime, by: Actor, at: datetime) -> None:
    """Whose it was before it was given at that moment, it is again; nobody's, when that colleague
    answers for the brand no more. Taken or given on since, it stays where it is."""
    held = hold(case)
    rows = Assignment.objects.filter(case=held)
    if not rows.filter(assigned_at=given_at, ended_at=None).exists():
        return
    before = who_may_answer(held.brand).filter(assignments__in=rows.filter(ended_at=given_at))
    if whose := before.first():
        assign_case(case, to=whose, by=by, at=at)
    else:
        unassign_case(case, by=by, at=at)


def _end_assignment(case: Case, *, at: datetime) -> None:
    Assignment.objects.filter(case=case, ended_at=None).update(ended_at=at)


@transaction.atomic
def resolve_case(case: Case, *, by: Actor, at: datetime) -> None:
    """Nothing more is to be done. A promise that still runs is released, not kept; but while an
    answer is on its way it runs on, and that answer keeps it."""
    held = hold(case)
    if not held.is_open:
        return
    Resolution.objects.create(
        case=held, by_name=by.name, resolved_at=at, answer_leaving=_is_being_answered(held)
    )
    end_snooze(held, by=by, at=at)
    change(case, held, state=Case.State.RESOLVED, due_at=None, snoozed_until=None)
    settle_case(case, held, at=at)
    log_step("case.resolved", held, by=by, at=at)


@transaction.atomic
def reopen_case(case: Case, *, by: Actor, at: datetime) -> None:
    """It is not over: who waited for an answer goes on waiting, as if it had not been resolved."""
    held = hold(case)
    if held.state != Case.State.RESOLVED:
        return
    Resolution.objects.filter(case=held, reopened_at=None).update(
        reopened_at=Greatest("resolved_at", Value(at)), reopened_by_name=by.name, was_undone=True
    )
    change(case, held, state=Case.State.OPEN)
    settle_case(case, held, at=at)
    log_step("case.reopened", held, by=by, at=at)


def open_for_customer(case: Case, held: Case, *, by: Actor, at: datetime) -> None:
    """Something of the customer's came into the case, which the caller holds: it is open again.

    What was resolved stays so for what was in it. An open case is left alone.
    """
    if held.state != Case.State.RESOLVED:
        return
    Resolution.objects.filter(case=held, reopened_at=None).update(
        reopened_at=Greatest("resolved_at", Value(at)), reopened_by_name=by.name
    )
    change(case, held, state=Case.State.OPEN)
    log_step("case.reopened", held, by=by, at=at)


def _is_being_answered(case: Case) -> bool:
    on_its_way = [Outgoing.State.QUEUED, Outgoing.State.SENDING]
    return Outgoing.objects.filter(answers__place__case=case, state__in=on_its_way).exists()
