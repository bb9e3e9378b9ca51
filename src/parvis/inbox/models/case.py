"""A case: one person with one problem, whatever the channels."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand, User
from parvis.channels.models import Account, Message
from parvis.people.models import Person

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
DUE = Coalesce(F("due_at"), Value(NEVER), output_field=models.DateTimeField())
"""When a promise breaks: what waits for its customer comes after all that was promised."""


class Case(models.Model):
    """`state`, `assignee`, `due_at` and `snoozed_until` repeat what the rows below say, so that the
    queue reads one table; only actions write them, in the transaction that writes the row.

    A merged case is empty: its messages lie in the case that took them, until that is undone.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        RESOLVED = "resolved", _("Resolved")
        MERGED = "merged", _("Merged")
        HISTORY = "history", _("History")

    CLOSED: ClassVar = [State.RESOLVED, State.HISTORY]

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="cases", db_index=False)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="cases", db_index=False
    )
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="cases", db_index=False
    )
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    assignee = models.ForeignKey(
        User, on_delete=models.SET_NULL, related_name="cases", null=True, blank=True
    )
    due_at = models.DateTimeField(null=True, blank=True)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField()
    last_activity_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["open", "resolved", "merged", "history"]),
                name="case_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(due_at=None) | Q(state="open"), name="only_open_cases_fall_due"
            ),
            models.CheckConstraint(
                condition=Q(snoozed_until=None) | Q(state="open"), name="only_open_cases_sleep"
            ),
            models.CheckConstraint(
                condition=Q(last_activity_at__gte=F("opened_at")), name="active_since_it_opened"
            ),
        ]
        # one for each list of the queue, in its order (inbox.queries.queue)
        indexes = [
            models.Index("brand", DUE, "id", condition=Q(state="open"), name="open_by_promise"),
            models.Index(
                "brand",
                DUE,
                "id",
                condition=Q(state="open", assignee=None),
                name="unassigned_by_promise",
            ),
            models.Index(
                "assignee",
                DUE,
                "id",
                condition=Q(state="open", assignee__isnull=False),
                name="assigned_by_promise",
            ),
            models.Index("account", DUE, "id", condition=Q(state="open"), name="open_of_account"),
            models.Index(
                "brand",
                "snoozed_until",
                "id",
                condition=Q(snoozed_until__isnull=False),
                name="snoozed_by_waking",
            ),
            models.Index(
                "brand",
                F("last_activity_at").desc(),
                F("id").desc(),
                condition=Q(state__in=["resolved", "history"]),
                name="closed_latest_first",
            ),
            models.Index(
                "account",
                F("last_activity_at").desc(),
                F("id").desc(),
                condition=Q(state__in=["resolved", "history"]),
                name="closed_of_account",
            ),
            models.Index(fields=["person", "-last_activity_at"], name="cases_of_person"),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}: {self.title}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class CaseMessage(models.Model):
    """A message belongs to at most one case.

    `known_at` is since when the team could know what it says; none: since it was received. Who
    resolved the case before that did not know of it.
    """

    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, related_name="place", primary_key=True
    )
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="places")
    known_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"message {self.message_id} in case {self.case_id}"


class Assignment(models.Model):
    """Whose case it is, from when to when."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assignments")
    to = models.ForeignKey(User, on_delete=models.CASCADE, related_name="assignments")
    by_name = models.CharField(max_length=200)
    assigned_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="one_assignee_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.case_id} to {self.to_id}"


class Resolution(models.Model):
    """That a case was resolved, and perhaps reopened since.

    `answer_leaving`: an answer was on its way then, and that one ends the promise. `was_undone`:
    the team took it back, so that the clocks run as if it had not been; else the customer came
    back with something.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="resolutions")
    by_name = models.CharField(max_length=200)
    resolved_at = models.DateTimeField()
    answer_leaving = models.BooleanField(default=False)
    reopened_at = models.DateTimeField(null=True, blank=True)
    reopened_by_name = models.CharField(max_length=200, blank=True)
    was_undone = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(reopened_at=None), name="one_living_resolution"
            ),
            models.CheckConstraint(
                condition=Q(reopened_at=None) | Q(reopened_at__gte=F("resolved_at")),
                name="reopened_after_it_was_resolved",
            ),
            models.CheckConstraint(
                condition=Q(was_undone=False) | Q(reopened_at__isnull=False),
                name="what_was_undone_is_open",
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.case_id} resolved by {self.by_name}"


class Note(models.Model):
    """Words for colleagues only."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notes")
    text = models.TextField()
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["created_at"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_note_has_words")]

    def __str__(self) -> str:
        return self.text[:60]
