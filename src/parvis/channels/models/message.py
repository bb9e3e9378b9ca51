"""Messages in the common language of all networks.

A foreign key with which another index begins has none of its own: each costs every insert, and
one on the account alone, which nearly all rows share, only tempts the planner.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from parvis.channels.models.account import Account
from parvis.channels.models.delivery import Delivery
from parvis.channels.protocol import Direction, Visibility
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


class Ancestor(models.Model):
    """A message that a thread's messages refer to and that never came here: what refers to it as
    well belongs to the same thread. Most mails refer to messages that did come, and need none."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="ancestors", db_index=False
    )
    ext_id = models.CharField(max_length=1000)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="ancestors")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "ext_id"], name="one_ancestor_a_name"),
        ]

    def __str__(self) -> str:
        return self.ext_id


class Message(models.Model):
    """One thing said, inbound or outbound. `created_at`, `edited_at` and `deleted_at` are the
    network's clock; `edited_at` and `revision` name the version whose words are here, and
    `delivery` brought it."""

    Direction = Direction

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
    direction = models.CharField(max_length=10, choices=[(d.value, d.value) for d in Direction])
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
                condition=Q(direction__in=[direction.value for direction in Direction]),
                name="direction_is_known",
            ),
            models.CheckConstraint(
                condition=Q(visibility__in=[visibility.value for visibility in Visibility]),
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
            models.Index(fields=["id"], condition=~Q(deleted_at=None), name="message_deleted"),
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


class Sighting(models.Model):
    """A further delivery that carried a message which is known: an earlier or later version, the
    same mail in another folder. When the message is deleted, its bytes go too."""

    id = models.BigAutoField(primary_key=True)
    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="sightings", db_index=False
    )
    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="sightings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "delivery"], name="a_sighting_is_one"),
        ]

    def __str__(self) -> str:
        return f"message {self.message_id} in delivery {self.delivery_id}"


class Tombstone(models.Model):
    """A message that was deleted, perhaps before it arrived; or restored, perhaps before one hears
    that it was deleted. The newer of the two holds, and the deletion of two that are equal.

    Keeps a keyed hash of the name, no content. Both times are the network's.
    """

    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="tombstones", db_index=False
    )
    digest = models.CharField(max_length=64)
    deleted_at = models.DateTimeField(null=True, blank=True)
    restored_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "digest"], name="one_tombstone"),
            models.CheckConstraint(
                condition=~Q(deleted_at=None, restored_at=None), name="a_tombstone_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.digest
