"""What the team does with a case: take it, give it, note on it, resolve it, open it again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parvis.brands.calendar import opening_hours
from parvis.brands.models import User
from parvis.channels.models import Outgoing
from parvis.inbox.actions.promises import released
from parvis.inbox.models import Assignment, Case, Note, Promise, Resolution
from parvis.kit.activity import record
from parvis.kit.actors import Actor
from parvis.people.models import Identity


@transaction.atomic
def assign_case(case: Case, *, to: User, by: Actor, at: datetime) -> None:
    """From now on it is theirs. Assigning it to who has it already changes nothing."""
    locked = _lock(case)
    if locked.assignee_id == to.pk:
        return
    _end_assignment(locked, at=at)
    Assignment.objects.create(case=locked, to=to, by_name=by.name, assigned_at=at)
    _save(case, locked, assignee=to)
    _record("case.assigned", locked, by=by, at=at, to=to.name)


@transaction.atomic
def unassign_case(case: Case, *, by: Actor, at: datetime) -> None:
    locked = _lock(case)
    if locked.assignee_id is None:
        return
    _end_assignment(locked, at=at)
    _save(case, locked, assignee=None)
    _record("case.unassigned", locked, by=by, at=at)


def _end_assignment(case: Case, *, at: datetime) -> None:
    Assignment.objects.filter(case=case, ended_at=None).update(ended_at=at)


@transaction.atomic
def add_note(case: Case, *, text: str, author: User, at: datetime) -> Note:
    """Words for colleagues; the customer never sees them."""
    note = Note.objects.create(case=case, author=author, text=text, created_at=at)
    _record("case.noted", case, by=author.actor, at=at)
    return note


@transaction.atomic
def resolve_case(case: Case, *, by: Actor, at: datetime) -> None:
    """Nothing more is to be done. A promise that still runs is released, not kept; but while an
    answer is on its way it runs on, and that answer keeps it."""
    locked = _lock(case)
    if not locked.is_open:
        return
    promise = _running_promise(locked)
    if promise and not _is_being_answered(locked):
        hours = opening_hours(locked.brand, years=[at.year])
        released(promise, at=at, hours=hours)
        promise.save(update_fields=["released_at", "wall_seconds", "open_seconds"])
    Resolution.objects.create(case=locked, by_name=by.name, resolved_at=at)
    _save(case, locked, state=Case.State.RESOLVED, due_at=None)
    _record("case.resolved", locked, by=by, at=at)


@transaction.atomic
def reopen_case(case: Case, *, by: Actor, at: datetime) -> None:
    """It is not over. A released promise stays released: the next message starts a new one."""
    locked = _lock(case)
    if locked.state != Case.State.RESOLVED:
        return
    Resolution.objects.filter(case=locked, reopened_at=None).update(reopened_at=at)
    promise = _running_promise(locked)
    _save(case, locked, state=Case.State.OPEN, due_at=promise.due_at if promise else None)
    _record("case.reopened", locked, by=by, at=at)


def _running_promise(case: Case) -> Promise | None:
    return Promise.objects.filter(case=case, answered_at=None, released_at=None).first()


def _is_being_answered(case: Case) -> bool:
    on_its_way = [Outgoing.State.QUEUED, Outgoing.State.SENDING]
    return Outgoing.objects.filter(answers__place__case=case, state__in=on_its_way).exists()


@transaction.atomic
def follow_person(identity_id: int, *, by: Actor, at: datetime) -> None:
    """An identity became another person's: cases of somebody who has no name left go with it."""
    identity = Identity.objects.select_related("person").get(pk=identity_id)
    own = Case.objects.filter(places__message__author=identity).exclude(person=identity.person)
    for case in own.distinct():
        if not Identity.objects.filter(person=case.person_id).exists():
            case.person = identity.person
            case.save(update_fields=["person"])
            _record("case.person_known", case, by=by, at=at)


def _lock(case: Case) -> Case:
    return Case.objects.select_for_update(of=["self"]).select_related("brand").get(pk=case.pk)


def _save(case: Case, locked: Case, **changes: object) -> None:
    """Write the changes, and show them on the caller's object as well."""
    for field, value in changes.items():
        setattr(locked, field, value)
        setattr(case, field, value)
    locked.save(update_fields=list(changes))


def _record(verb: str, case: Case, *, by: Actor, at: datetime, **facts: str) -> None:
    record(verb, target=("case", case.pk), by=by, at=at, brand_id=case.brand_id, facts=facts)
