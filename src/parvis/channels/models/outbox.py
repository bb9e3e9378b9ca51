"""What shall leave: committed before any socket opens, sent once or shown as uncertain."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from parvis.channels.models.account import Account
from parvis.channels.models.message import Message, Thread
from parvis.people.models import Identity


class Outgoing(models.Model):
    """One intent to send. `client_key` makes a double click, or a retried call, one intent."""

    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        REFUSED = "refused"
        UNCERTAIN = "uncertain"

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="outgoing", db_index=False
    )
    client_key = models.CharField(max_length=120)
    attempt_key = models.CharField(max_length=320)
    verb = models.CharField(max_length=20)
    thread = models.ForeignKey(
        Thread, on_delete=models.CASCADE, related_name="outgoing", null=True, blank=True
    )
    answers = models.ForeignKey(
        Message, on_delete=models.SET_NULL, related_name="answered_by", null=True, blank=True
    )
    recipient = models.ForeignKey(
        Identity, on_delete=models.PROTECT, related_name="outgoing", null=True, blank=True
    )
    to = models.CharField(max_length=320)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    lang = models.CharField(max_length=12, blank=True)
    author_kind = models.CharField(max_length=20)
    author_id = models.BigIntegerField(null=True)
    author_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    why = models.TextField(blank=True)
    created_at = models.DateTimeField()
    not_before = models.DateTimeField()
    message = models.OneToOneField(
        Message, on_delete=models.SET_NULL, related_name="outgoing", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "client_key"], name="one_intent_a_key"),
            models.CheckConstraint(
                condition=Q(state__in=["queued", "sending", "sent", "refused", "uncertain"]),
                name="outgoing_state_is_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["account", "id"],
                condition=~Q(state="sent"),
                name="outgoing_to_do",
            ),
            models.Index(fields=["thread", "id"], name="outgoing_of_thread"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.client_key} ({self.state})"


class Attempt(models.Model):
    """One try to send, written before the socket opens. Without an end it may have gone out."""

    outgoing = models.ForeignKey(Outgoing, on_delete=models.CASCADE, related_name="attempts")
    n = models.PositiveSmallIntegerField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=12, blank=True)
    detail = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["outgoing", "n"], name="attempts_are_numbered"),
            models.CheckConstraint(
                condition=Q(ended_at=None, outcome="") | Q(ended_at__isnull=False) & ~Q(outcome=""),
                name="an_attempt_ends_with_an_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"attempt {self.n} of {self.outgoing_id}"
