"""What triage said of a message, kept beside it, and what somebody of the team said instead."""

from __future__ import annotations

from functools import reduce

from django.db import models
from django.db.models import F, Q

from parvis.brands.models import User
from parvis.channels.models import Account, Message
from parvis.inbox.models.case import Resolution
from parvis.inbox.models.matter import Matter

QUIET_SIGNS = ("after_answer", "automatic", "no_words", "not_addressed")
"""Of what triage gives as reasons, those that let a message call for no answer by themselves."""


def because(sign: str) -> Q:
    return Q(reasons__contains=[{"about": "needs_answer", "text": sign}])


SAID_FROM = 0.5
"""What triage finds likelier than not is said of a message."""

ADVERTISES_FROM = 0.5
NEGATIVE = Q(p_negative__gte=SAID_FROM)
QUIET = Q(calls_for_answer=False)
ADVERTISES = Q(promotional__gte=ADVERTISES_FROM)
BY_ITS_WORDS = ~reduce(Q.__or__, map(because, QUIET_SIGNS)) & ~ADVERTISES
QUIET_BECAUSE = {
    **{sign: QUIET & because(sign) for sign in QUIET_SIGNS},
    "promotional": QUIET & ADVERTISES,
    "words": QUIET & BY_ITS_WORDS,
}
"""Each has an index of its own: where hardly any message is quiet for that reason, one would
else read them all."""


class Judgement(models.Model):
    """`calls_for_answer` is what holds: triage's word, or the team's where there is a correction.
    The probabilities stay as triage gave them.

    `p_simple`, `p_middle` and `p_difficult` say what an answer would take, all 0 where nobody
    judged that; `subject` is what it is about in general, empty where that is not clear; `matter`
    which of the brand's own it is about, with the chance that it is.
    `edited_at` names the wording that was judged (none: the first); `asks_since` is when the words
    began to call for an answer, where that was not when they were said. `account` and `said_at`
    repeat the message's, so that its quiet ones are found in their order without reading it.
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
    abuse = models.FloatField(db_default=0)
    churn = models.FloatField(db_default=0)
    urgency = models.FloatField()
    p_negative = models.FloatField()
    p_neutral = models.FloatField()
    p_positive = models.FloatField()
    p_simple = models.FloatField(db_default=0)
    p_middle = models.FloatField(db_default=0)
    p_difficult = models.FloatField(db_default=0)
    subject = models.CharField(max_length=40, db_default="", blank=True)
    matter = models.ForeignKey(
        Matter, on_delete=models.SET_NULL, related_name="+", null=True, db_index=False
    )
    matter_chance = models.FloatField(db_default=0)
    reasons = models.JSONField(default=list)
    judged_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    asks_since = models.DateTimeField(null=True, blank=True)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+", db_index=False)
    said_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(needs_answer__gte=0, needs_answer__lte=1),
                name="needs_answer_is_a_probability",
            ),
        ]
        indexes = [
            *(
                models.Index(
                    "account", F("said_at").desc(), F("message").desc(), condition=which, name=name
                )
                for name, which in {
                    "quiet": QUIET,
                    **{f"quiet_{reason}": which for reason, which in QUIET_BECAUSE.items()},
                }.items()
            ),
            models.Index(
                fields=["account", "said_at"],
                condition=NEGATIVE,
                include=["matter"],
                name="negative_by_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.needs_answer:.2f}"


class Correction(models.Model):
    """Somebody of the team knows better whether a message calls for an answer.

    `took_back` is the resolution of its case that ended by that, if one did.
    """

    id = models.BigAutoField(primary_key=True)
    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="corrections")
    calls_for_answer = models.BooleanField()
    by = models.ForeignKey(User, on_delete=models.SET_NULL, related_name="+", null=True)
    by_name = models.CharField(max_length=200)
    corrected_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    took_back = models.ForeignKey(
        Resolution, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["judgement"], condition=Q(undone_at=None), name="one_living_correction"
            ),
            models.CheckConstraint(
                condition=Q(took_back=None) | Q(calls_for_answer=True),
                name="only_a_call_for_an_answer_reopens",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.judgement_id}: {self.calls_for_answer}, says {self.by_name}"
