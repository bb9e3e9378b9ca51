"""What is said of the brand as a whole: facts, means, answers, and how far the form has come."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from parvis.brands.models import Brand
from parvis.strategy.asked import steps
from parvis.strategy.diagnosis.form import Told
from parvis.strategy.models.bounds import MOST, amounts, said

STEPS = len(steps.STEPS)


class Sheet(models.Model):
    """One for each brand that began its diagnosis.

    Without a promise of its own the brand's (`Brand.promise_minutes`) counts. `gesture` is in the
    brand's own currency: see `diagnosis.form.Means`.
    """

    brand = models.OneToOneField(
        Brand, on_delete=models.CASCADE, related_name="diagnosis_sheet", primary_key=True
    )
    pure_player = models.BooleanField(null=True, blank=True)
    promise_hours = models.FloatField(null=True, blank=True)
    values = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    expertise = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    people = models.FloatField(null=True, blank=True)
    hours_a_week = models.FloatField(null=True, blank=True)
    handling_minutes = models.FloatField(null=True, blank=True)
    gesture = models.FloatField(null=True, blank=True)
    tools = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    training = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(promise_hours=None) | Q(promise_hours__gt=0, promise_hours__lte=MOST),
                name="a_declared_promise_takes_time",
            ),
            *amounts(["people", "hours_a_week", "handling_minutes", "gesture"], of="sheet"),
        ]

    def __str__(self) -> str:
        return f"diagnosis of {self.brand_id}"


class Answer(models.Model):
    """The answer to one question of `criteria.toml`: yes or no, or a number in its own unit."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="told")
    question = models.CharField(max_length=60)
    yes = models.BooleanField(null=True, blank=True)
    number = models.FloatField(null=True, blank=True)
    evidence = models.TextField(blank=True)
    on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "question"], name="one_answer_a_question"),
            said("question", name="an_answer_has_its_question"),
            models.CheckConstraint(
                condition=Q(yes=None, number__isnull=False)
                | Q(yes__isnull=False, number__isnull=True),
                name="an_answer_is_yes_or_no_or_a_number",
            ),
            *amounts(["number"], of="answer"),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def told(self) -> Told:
        value = self.number if self.yes is None else self.yes
        assert value is not None  # an_answer_is_yes_or_no_or_a_number
        return Told(value=value, evidence=self.evidence, on=self.on)


class StepPassed(models.Model):
    """Somebody went through a step of the form; what it asks may still be open."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="steps_passed")
    step = models.PositiveSmallIntegerField()
    by_name = models.CharField(max_length=200)
    passed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "step"], name="a_step_is_passed_once"),
            models.CheckConstraint(
                condition=Q(step__gte=1, step__lte=STEPS), name="there_are_six_steps"
            ),
        ]

    def __str__(self) -> str:
        return f"step {self.step} of {self.brand_id}"
