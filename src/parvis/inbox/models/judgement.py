"""What triage said of a message, kept beside it, and what somebody of the team said instead."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from parvis.brands.models import User
from parvis.channels.models import Message


class Judgement(models.Model):
    """`calls_for_answer` is what holds: triage's word, or the team's where there is a correction.
    The probabilities stay as triage gave them.

    `edited_at` names the wording that was judged (none: the first); `asks_since` is when the words
    began to call for an answer, where that was not when they were said.
    """

    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, related_name="judgement", primary_key=True
    )
    version = models.CharField(max_length=40)
    language = models.CharField(max_length=12)
    needs_answer = models.FloatField()
    calls_for_answer = models.BooleanField()
    promotional = models.FloatField()
    complaint = models.FloatField()
    question = models.FloatField()
    urgency = models.FloatField()
    p_negative = models.FloatField()
    p_neutral = models.FloatField()
    p_positive = models.FloatField()
    reasons = models.JSONField(default=list)
    judged_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    asks_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(needs_answer__gte=0, needs_answer__lte=1),
                name="needs_answer_is_a_probability",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.needs_answer:.2f}"


class Correction(models.Model):
    """Somebody of the team knows better whether a message calls for an answer."""

    id = models.BigAutoField(primary_key=True)
    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="corrections")
    calls_for_answer = models.BooleanField()
    by = models.ForeignKey(User, on_delete=models.SET_NULL, related_name="+", null=True)
    by_name = models.CharField(max_length=200)
    corrected_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["judgement"], condition=Q(undone_at=None), name="one_living_correction"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.judgement_id}: {self.calls_for_answer}, says {self.by_name}"
