"""What is counted, worked out once from the ledger and the cases, and how far that has come.

Everything here can be worked out again at any time: nothing in it is known from nowhere else. It
names rows of other rooms by their numbers, so that a million of them are written quickly.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from parvis.channels.models import Message


class Heard(models.Model):
    """One message of a person to a brand.

    `answered_at` is the first reply by a human to that person, and `answer_id` that reply;
    `machine_answered_at` the first automatic one. `promised_for` is when the answer of a turn was
    due, None for history. `contact_number` counts the person's contacts in their case (None: it
    is none). `open_before` is how long the brand had been open since it was made when the message
    came, and `open_wait` for how long until its answer; both are worked out for turns only.
    """

    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    brand_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    thread_id = models.BigIntegerField()
    case_id = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()
    opens_turn = models.BooleanField()
    needs_answer = models.BooleanField()
    answered_at = models.DateTimeField(null=True)
    answer_id = models.BigIntegerField(null=True)
    machine_answered_at = models.DateTimeField(null=True)
    contact_number = models.PositiveIntegerField(null=True)
    promised_for = models.DateTimeField(null=True)
    open_before = models.DurationField(null=True)
    open_wait = models.DurationField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer_id=None)
                | Q(answered_at__isnull=False, answer_id__isnull=False),
                name="an_answer_has_its_time",
            ),
            models.CheckConstraint(
                condition=Q(contact_number=None) | Q(needs_answer=True, case_id__isnull=False),
                name="a_contact_is_of_a_case",
            ),
        ]
        indexes = [
            models.Index(fields=["brand_id", "asked_at"], name="heard_by_time"),
            models.Index(fields=["case_id"], name="heard_of_case"),
            models.Index(fields=["person_id", "asked_at"], name="heard_of_person"),
        ]

    def __str__(self) -> str:
        return f"message {self.message_id} of person {self.person_id}"


class Post(models.Model):
    """Something that the brand said in public without answering anybody."""

    class Kind(models.TextChoices):
        ADVERTISEMENT = "advertisement"
        OFFER = "offer"
        OTHER = "other"

    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, related_name="+", primary_key=True
    )
    brand_id = models.BigIntegerField()
    account_id = models.BigIntegerField()
    posted_at = models.DateTimeField()
    kind = models.CharField(max_length=14, choices=Kind)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["advertisement", "offer", "other"]),
                name="post_kind_is_known",
            ),
        ]
        indexes = [models.Index(fields=["brand_id", "posted_at"], name="posts_by_time")]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"


class Reading(models.Model):
    """One row: how far the ledger and the log have been read.

    Messages up to `settled_id` are read for good. Those up to `seen_id` have been read too, but
    transactions older than `seen_tx` may still bring some with lower numbers, so that they are
    read again until none of these runs. `log_mark` is the mark in the activity log
    (`kit.activity.since`). `again_from` is where reading everything again has come to.
    """

    id = models.SmallIntegerField(primary_key=True, default=1)
    settled_id = models.BigIntegerField(default=0)
    seen_id = models.BigIntegerField(default=0)
    seen_tx = models.BigIntegerField(default=0)
    log_mark = models.BigIntegerField(default=0)
    again_from = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="one_reading"),
            models.CheckConstraint(
                condition=Q(seen_id__gte=models.F("settled_id")), name="settled_was_seen"
            ),
        ]

    def __str__(self) -> str:
        return f"read up to message {self.settled_id}"
