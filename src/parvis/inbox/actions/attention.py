"""Putting a case aside until later, and wanting to know what becomes of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from parvis.brands.models import User
from parvis.inbox.actions.holding import change, hold, log_step
from parvis.inbox.models import Case, Follow, Snooze
from parvis.kit.actors import PARVIS, Actor


@transaction.atomic
def snooze_case(case: Case, *, until: datetime, by: Actor, at: datetime) -> None:
    """An open case sleeps until then, or until its customer asks again. Its promises run on.

    Asleep already, it sleeps until the new time. A resolved case, or a time that has passed,
    changes nothing.
    """
    held = hold(case)
    if not held.is_open or until <= at or held.snoozed_until == until:
        return
    end_snooze(held, by=by, at=at)
    Snooze.objects.create(case=held, until=until, by_name=by.name, snoozed_at=at)
    change(case, held, snoozed_until=until)
    log_step("case.snoozed", held, by=by, at=at, until=until.isoformat())


@transaction.atomic
def wake_case(case: Case, *, by: Actor, at: datetime) -> None:
    """It is back in the queue. A case that is awake is left alone."""
    held = hold(case)
    if held.snoozed_until is None:
        return
    end_snooze(held, by=by, at=at)
    change(case, held, snoozed_until=None)
    log_step("case.woken", held, by=by, at=at)


def wake_what_is_due(*, at: datetime) -> None:
    """Wake the cases whose time has come. Late, or never run, it changes no queue: a case sleeps
    while `snoozed_until` lies ahead, whatever its rows say."""
    due = Case.objects.filter(snoozes__ended_at=None, snoozes__until__lte=at)
    for case in due.order_by("pk"):
        wake_case(case, by=PARVIS, at=at)


def end_snooze(case: Case, *, by: Actor, at: datetime) -> None:
    Snooze.objects.filter(case=case, ended_at=None).update(ended_at=at, ended_by_name=by.name)


@transaction.atomic
def follow_case(case: Case, *, by: User, at: datetime) -> None:
    """From now on they hear of it. Following twice is following."""
    let_follow(hold(case), who=by, by=by.actor, at=at)


def let_follow(held: Case, *, who: User, by: Actor, at: datetime) -> None:
    """As `follow_case`, for a colleague who was called; the caller holds the case."""
    _, made = Follow.objects.get_or_create(
        case=held, user=who, ended_at=None, defaults={"followed_at": at}
    )
    if made:
        log_step("case.followed", held, by=by, at=at, who=who.name)


@transaction.atomic
def unfollow_case(case: Case, *, by: User, at: datetime) -> None:
    held = hold(case)
    if Follow.objects.filter(case=held, user=by, ended_at=None).update(ended_at=at):
        log_step("case.unfollowed", held, by=by.actor, at=at)
