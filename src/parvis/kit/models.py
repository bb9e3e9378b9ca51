"""The activity log, and counters of what may not be done too often.

Every step is a row of the log, and everything that reads what happened reads it.

Ids are not commit order. A reader that must miss nothing keeps a transaction mark instead
(`kit.activity.since`), see docs/decisions/003-reading-the-log.md.
"""

from __future__ import annotations

from django.db import models

from parvis.kit.fields import CurrentTransaction, TransactionIdField


class Activity(models.Model):
    """Somebody did something to something. The actor has no foreign key: kit knows no rooms."""

    id = models.BigAutoField(primary_key=True)
    tx = TransactionIdField(db_default=CurrentTransaction(), editable=False)
    at = models.DateTimeField()
    logged_at = models.DateTimeField()
    brand_id = models.BigIntegerField(null=True)
    actor_kind = models.CharField(max_length=20)
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=60)
    target_kind = models.CharField(max_length=40)
    target_id = models.BigIntegerField()
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["tx", "id"], name="activity_by_commit"),
            models.Index(fields=["target_kind", "target_id", "id"], name="activity_of_target"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.verb} {self.target_kind} {self.target_id}"


class Tally(models.Model):
    """How often something was done since the beginning of its window (kit.limits)."""

    key = models.CharField(max_length=200, primary_key=True)
    count = models.PositiveIntegerField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["ends_at"], name="tally_by_end")]

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
