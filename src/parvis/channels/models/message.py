"""Messages in the common language of all networks.

A foreign key with which another index begins has none of its own: each costs every insert, and
one on the account alone, which nearly all rows share, only tempts the planner.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from parvis.channels.models.account import Account
from parvis.channels.models.delivery import Delivery
from parvis.people.models import Identity


class Thread(models.Model):
    """What is read together on its network: a mail thread, a post with its comments, a web case."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="threads", db_index=False
    )
    ext_id = models.CharField(max_length=1000)
    title = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "ext_id"], name="one_thread_a_name"),
        ]

    def __str__(self) -> str:
        return self.title or self.ext_id


class Message(models.Model):
    """One thing said, inbound or outbound. `created_at` is the network's clock."""

    class Direction(models.TextChoices):
        IN = "in"
        OUT = "out"
        ECHO = "echo"
        OBSERVED = "observed"

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="messages", db_index=False
    )
    thread = models.ForeignKey(
        Thread, on_delete=models.CASCADE, related_name="messages", db_index=False
    )
    network = models.CharField(max_length=40)
    ext_id = models.CharField(max_length=1000)
    revision = models.CharField(max_length=200, blank=True)
    parent_ext = models.CharField(max_length=1000, blank=True)
    root_ext = models.CharField(max_length=1000, blank=True)
    subject_ext = models.CharField(max_length=1000, blank=True)
    surface = models.CharField(max_length=20)
    visibility = models.CharField(max_length=12)
    direction = models.CharField(max_length=10, choices=Direction)
    author = models.ForeignKey(
        Identity,
        on_delete=models.PROTECT,
        related_name="messages",
        null=True,
        blank=True,
        db_index=False,
    )
    author_name = models.CharField(max_length=200, blank=True)
    recipient = models.ForeignKey(
        Identity, on_delete=models.PROTECT, related_name="received", null=True, blank=True
    )
    text = models.TextField(blank=True)
    quoted = models.TextField(blank=True)
    html = models.TextField(blank=True)
    title = models.CharField(max_length=300, blank=True)
    lang = models.CharField(max_length=12, blank=True)
    automatic = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField()
    delivery = models.ForeignKey(
        Delivery, on_delete=models.SET_NULL, related_name="messages", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "network", "ext_id"], name="one_message_an_ext_id"
            ),
            models.CheckConstraint(
                condition=Q(direction__in=["in", "out", "echo", "observed"]),
                name="direction_is_known",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=["public", "unlisted", "followers", "private"]),
                name="visibility_is_known",
            ),
            models.CheckConstraint(
                condition=Q(deleted_at=None) | Q(text="", html="", quoted=""),
                name="deleted_words_are_gone",
            ),
        ]
        indexes = [
            models.Index(fields=["thread", "created_at", "id"], name="message_in_thread"),
            models.Index(fields=["author", "created_at"], name="message_of_author"),
            models.Index(fields=["account", "created_at"], name="message_of_account"),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.ext_id}"


class Media(models.Model):
    """An attachment, kept with the message."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="media")
    filename = models.CharField(max_length=255)
    mime = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField()
    content = models.BinaryField(null=True)

    def __str__(self) -> str:
        return self.filename


class AppliedEvent(models.Model):
    """An event that has been applied; the same event in the same revision is applied once."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="events", db_index=False
    )
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=1000)
    revision = models.CharField(max_length=200, blank=True)
    occurred_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind", "key", "revision"], name="an_event_happens_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Tombstone(models.Model):
    """A message that was deleted, perhaps before it arrived. Keeps a keyed hash, no content."""

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="tombstones", db_index=False
    )
    digest = models.CharField(max_length=64)
    deleted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "digest"], name="one_tombstone"),
        ]

    def __str__(self) -> str:
        return self.digest
