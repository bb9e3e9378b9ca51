"""A case on the desk: what a batch of messages makes of it, before that is written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from parvis.inbox.actions.arrived import Arrived
from parvis.inbox.models import Case, Promise

REOPEN_WITHIN = timedelta(days=14)
A_MOMENT = timedelta(microseconds=1)


@dataclass(eq=False, slots=True)
class OpenCase:
    """`running` is the answer that is owed. What arrives in order is added to the clocks here; with
    `to_settle` they are computed from the whole history, once all of the batch is written."""

    case: Case
    running: Promise | None = None
    was_promised: bool = False
    resolved_at: datetime | None = None
    clocks_at: datetime | None = None
    is_new: bool = False
    to_settle: bool = False
    is_touched: bool = False
    reopened_by: Arrived | None = None
    woken_by: Arrived | None = None
    ended: list[Promise] = field(default_factory=list)
    promised: list[Promise] = field(default_factory=list)

    def know(self, promise: Promise) -> None:
        """A promise that was given before this batch."""
        self.clocks_at = max(filter(None, (self.clocks_at, promise.started_at)))
        if promise.kind == Promise.Kind.RESOLUTION:
            self.to_settle = self.to_settle or promise.is_running
            return
        self.was_promised = True
        if promise.is_running:
            self.running = promise

    def know_resolved(self, at: datetime) -> None:
        self.clocks_at = max(filter(None, (self.clocks_at, at)))
        self.resolved_at = max(filter(None, (self.resolved_at, at)))

    def take(self, message: Arrived) -> None:
        """The message lies in this case. Said before something that is known, it is late."""
        at, case = message.created_at, self.case
        if at < case.last_activity_at or (self.clocks_at and at < self.clocks_at):
            self.to_settle = True
        case.last_activity_at = max(case.last_activity_at, at)
        self.is_touched = True

    def known_at(self, message: Arrived) -> datetime | None:
        """Who resolved the case after the message was received, but before now, knew it not."""
        if self.resolved_at is None or self.resolved_at < message.received_at:
            return None
        return self.after_what_was_decided(message.received_at)

    def after_what_was_decided(self, at: datetime) -> datetime:
        """Then, or a moment after the case was resolved."""
        if self.resolved_at and self.resolved_at >= at:
            return self.resolved_at + A_MOMENT
        return at

    def is_over(self, at: datetime) -> bool:
        """What is said then is a new episode."""
        if self.case.state == Case.State.RESOLVED:
            return at - (self.resolved_at or self.case.last_activity_at) > REOPEN_WITHIN
        return self.case.state == Case.State.HISTORY

    def reopen(self, message: Arrived) -> None:
        self.case.state = Case.State.OPEN
        self.case.due_at = self.running.due_at if self.running else None
        self.reopened_by = message
        self.is_touched = True

    def promise(self, promise: Promise) -> None:
        self.running, self.was_promised = promise, True
        self.promised.append(promise)
        self.case.due_at = promise.due_at

    def keep(self) -> Promise | None:
        """The answer that was owed is given; returns its promise, if one ran."""
        kept, self.running = self.running, None
        if kept:
            self.case.due_at = None
            if kept.pk:
                self.ended.append(kept)
        return kept
