"""Raw deliveries as they came, how far each source has been read, and what may be missing."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from parvis.channels.models.account import Account


class Delivery(models.Model):
    """What a source handed over, byte for byte. Nothing is parsed before it is stored here.

    The row stays for ever: its key says that this was brought. The bytes go when they are old
    enough, or when what they carry was deleted (`emptied_at`).
    """

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
    read_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)

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
            models.CheckConstraint(
                condition=Q(emptied_at=None) | Q(body=b"", state="parsed"),
                name="only_what_was_read_is_emptied",
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

    `seq` rises with every move: a reader that lost its turn cannot put an old mark back. `version`
    is that of the connector's marks. A mark that makes no sense is `unreadable`, and nothing is
    read until somebody decides to read from the start.

    `held`, `stored` and `fetched` are the last comparison with all that the source holds: how much
    that was, how much of it is stored now, and how much had to be fetched for that.
    """

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="cursors", db_index=False
    )
    source = models.CharField(max_length=40)
    mark = models.JSONField(default=dict)
    version = models.PositiveSmallIntegerField(default=1)
    seq = models.PositiveBigIntegerField(default=0)
    moved_at = models.DateTimeField()
    unreadable_at = models.DateTimeField(null=True, blank=True)
    compared_at = models.DateTimeField(null=True, blank=True)
    held = models.PositiveIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    fetched = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "source"], name="one_cursor_a_source"),
            models.CheckConstraint(
                condition=Q(stored__lte=models.F("held")), name="no_more_stored_than_held"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} of {self.account_id} at {self.mark}"


class Gap(models.Model):
    """What a source may have had that was never brought. Open until the source has been compared
    whole, or somebody has looked and closes it."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="gaps", db_index=False
    )
    source = models.CharField(max_length=40)
    since = models.DateTimeField(null=True, blank=True)
    until = models.DateTimeField()
    reason = models.TextField()
    found_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "source", "reason"],
                condition=Q(closed_at=None),
                name="an_open_gap_is_said_once",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_gap_has_a_reason"),
            models.CheckConstraint(
                condition=Q(since=None) | Q(since__lte=models.F("until")),
                name="a_gap_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by="")
                | Q(closed_at__isnull=False) & ~Q(closed_by=""),
                name="a_gap_is_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} of {self.account_id}: {self.reason}"
