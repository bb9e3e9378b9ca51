"""What the team teaches triage, and the models that a brand has learned from it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand, User
from parvis.inbox.models.judgement import Judgement
from parvis.triage.examples import ANSWERS, TONES


class Remark(models.Model):
    """Somebody of the team says what a message is, besides whether it calls for an answer.

    Of each thing one remark holds. What triage said stays in the judgement.
    """

    class About(models.TextChoices):
        TONE = "tone", _("Tone")
        COMPLAINT = "complaint", _("Complaint")
        QUESTION = "question", _("Question")
        PROMOTIONAL = "promotional", _("Advertising")
        ABUSE = "abuse", _("Abuse")
        CHURN = "churn", _("Wants to leave")
        URGENCY = "urgency", _("Urgent")

    id = models.BigAutoField(primary_key=True)
    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="remarks")
    about = models.CharField(max_length=12, choices=About)
    said = models.CharField(max_length=8)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, related_name="+", null=True)
    by_name = models.CharField(max_length=200)
    said_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["judgement", "about"],
                condition=Q(undone_at=None),
                name="one_living_remark_of_each_thing",
            ),
            models.CheckConstraint(
                condition=Q(about="tone", said__in=["negative", "neutral", "positive"])
                | Q(
                    about__in=[
                        *("complaint", "question", "promotional", "abuse", "churn", "urgency")
                    ],
                    said__in=["yes", "no"],
                ),
                name="a_remark_says_what_can_be_said",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_at__gte=models.F("said_at")),
                name="a_remark_is_undone_after_it_was_said",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.judgement_id}: {self.about} is {self.said}, says {self.by_name}"

    @classmethod
    def sayings(cls, about: str) -> Sequence[str]:
        """What can be said of it."""
        return TONES if about == cls.About.TONE else ANSWERS


class SpotCheck(models.Model):
    """Somebody looked at a quiet message that was drawn by lot, and said whether it needed an
    answer. As lots choose them, these tell how many quiet messages do.

    Of each message one check holds. What was taken back is kept: it may be put back.
    """

    id = models.BigAutoField(primary_key=True)
    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="spot_checks")
    calls_for_answer = models.BooleanField()
    by = models.ForeignKey(User, on_delete=models.SET_NULL, related_name="+", null=True)
    by_name = models.CharField(max_length=200)
    checked_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["judgement"],
                condition=Q(undone_at=None),
                name="one_living_check_of_a_message",
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None) | Q(undone_at__gte=models.F("checked_at")),
                name="a_check_is_undone_after_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.judgement_id}: {self.calls_for_answer}, says {self.by_name}"


class BrandModel(models.Model):
    """A model that was learned for one brand, on top of the shipped one.

    It was examined on `examined` messages of its time that it had not learned from, beside the
    model that was in use then (`compared_with`; none: the shipped one): the share decided rightly,
    the mean of -ln(chance of what is so), and in which share of drawn samples it was the better
    one. `learned_until`: nothing that became known later is in it. The numbers of models that
    nobody can return to are not kept.
    """

    class State(models.TextChoices):
        IN_USE = "in_use", _("in use")
        REFUSED = "refused", _("no better")
        REPLACED = "replaced", _("replaced")
        RETURNED = "returned", _("sent back")

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="models")
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    learned_until = models.DateTimeField()
    examples = models.PositiveIntegerField()
    examined = models.PositiveIntegerField()
    compared_with = models.ForeignKey(
        "self", on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    right = models.FloatField()
    right_in_use = models.FloatField()
    loss = models.FloatField()
    loss_in_use = models.FloatField()
    sure = models.FloatField()
    state = models.CharField(max_length=8, choices=State)
    changed_at = models.DateTimeField()
    changed_by_name = models.CharField(max_length=200)
    numbers = models.BinaryField(null=True)
    about = models.JSONField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "number"], name="models_of_a_brand_by_number"),
            models.UniqueConstraint(
                fields=["brand"], condition=Q(state="in_use"), name="one_model_in_use"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["in_use", "refused", "replaced", "returned"]),
                name="model_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="in_use") | Q(numbers__isnull=False, about__isnull=False),
                name="what_is_in_use_is_kept",
            ),
            models.CheckConstraint(
                condition=Q(right__gte=0, right__lte=1, right_in_use__gte=0, right_in_use__lte=1)
                & Q(sure__gte=0, sure__lte=1),
                name="shares_of_a_model_are_shares",
            ),
        ]

    def __str__(self) -> str:
        return self.version

    @property
    def version(self) -> str:
        """What the judgements made by it are marked with."""
        return version_of(self.brand, self.number)


def version_of(brand: Brand, number: int) -> str:
    return f"{brand.slug[:29]}-{number}"
