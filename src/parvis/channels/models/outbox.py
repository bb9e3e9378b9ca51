"""What shall leave: committed before any socket opens, sent once or shown as uncertain."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from parvis.channels.models.account import Account
from parvis.channels.models.message import Message, Thread
from parvis.people.models import Identity


class Outgoing(models.Model):
    """One intent to send. `client_key` makes a double click, or a retried call, one intent.

    One that is uncertain is looked up on the network at `look_at`; without that, a human decides.
    `absences` counts the looks in a row that did not find it, `looks` all of them.
    """

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
    asked_again_at = models.DateTimeField(null=True, blank=True)
    look_at = models.DateTimeField(null=True, blank=True)
    looks = models.PositiveSmallIntegerField(default=0)
    absences = models.PositiveSmallIntegerField(default=0)
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
            models.CheckConstraint(
                condition=Q(look_at=None) | Q(state="uncertain"),
                name="only_the_uncertain_is_sought",
            ),
        ]
        indexes = [
            models.Index(
                fields=["account", "id"],
                condition=~Q(state="sent"),
                name="outgoing_to_do",
            ),
            models.Index(fields=["thread", "id"], name="outgoing_of_thread"),
            models.Index(
                fields=["account", "attempt_key"],
                condition=Q(state__in=["sending", "uncertain"]),
                name="outgoing_in_the_air",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.client_key} ({self.state})"

    @property
    def asked_at(self) -> datetime:
        """When somebody last wanted it to be sent."""
        return self.asked_again_at or self.created_at


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


class LinkWanted(models.Model):
    """A visitor typed an address beside their question. The row goes when the question is read and
    the mail with the link stands in the outbox.

    `visitor` names them, as in the ledger, by the digest of `page`, the secret of their page; which
    lies here in clear as it will in that mail, until it has left.
    """

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(
        Account, on_delete=models.CASCADE, related_name="links_wanted", db_index=False
    )
    visitor = models.CharField(max_length=64)
    address = models.EmailField(max_length=320)
    language = models.CharField(max_length=12)
    page = models.CharField(max_length=64)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "visitor"], name="one_link_a_visitor"),
            models.CheckConstraint(
                condition=~Q(address="") & ~Q(page=""), name="a_link_goes_from_a_page_to_an_address"
            ),
        ]

    def __str__(self) -> str:
        return f"link for {self.address}"
