"""Raw deliveries as they came, and how far each source has been read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from parvis.channels.models.account import Account


class Delivery(models.Model):
    """What a source handed over, byte for byte. Nothing is parsed before it is stored here."""

    class State(models.TextChoices):
        WAITING = "waiting"
        PARSED = "parsed"
        QUARANTINED = "quarantined"

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="deliveries", db_index=False
    )
    key = models.CharField(max_length=200)
    source = models.CharField(max_length=40)
    media_type = models.CharField(max_length=80)
    body = models.BinaryField()
    received_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    reason = models.TextField(blank=True)
    parser_version = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="one_delivery_a_key"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "parsed", "quarantined"]),
                name="delivery_state_is_known",
            ),
            models.CheckConstraint(condition=~Q(key=""), name="delivery_has_a_key"),
            models.CheckConstraint(
                condition=~Q(state="quarantined") | ~Q(reason=""), name="quarantine_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["account", "id"], condition=Q(state="waiting"), name="waiting"),
            models.Index(
                fields=["account", "id"], condition=Q(state="quarantined"), name="quarantined"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.state})"


class Cursor(models.Model):
    """How far a source has been read; moved in the transaction that stores the page.

    `seq` rises with every move: a reader that lost its turn cannot put an old mark back.
    """

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="cursors", db_index=False
    )
    source = models.CharField(max_length=40)
    mark = models.JSONField(default=dict)
    seq = models.PositiveBigIntegerField(default=0)
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "source"], name="one_cursor_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.source} of {self.account_id} at {self.mark}"
