"""What is tried out beside the course: labelled, and over after ninety days at the latest."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand
from parvis.strategy.models.bounds import said

LONGEST = timedelta(days=90)


class Experiment(models.Model):
    """`ends` is its last day. `judged_by` says beforehand what will tell whether it worked."""

    class Outcome(models.TextChoices):
        WORKED = "worked", _("It worked")
        FAILED = "failed", _("It did not work")
        UNCLEAR = "unclear", _("One cannot tell")

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="experiments")
    label = models.CharField(max_length=120)
    aim = models.CharField(max_length=60, blank=True)
    channel = models.CharField(max_length=200, blank=True)
    tried = models.TextField()
    judged_by = models.TextField()
    begins = models.DateField()
    ends = models.DateField()
    begun_by_name = models.CharField(max_length=200)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    learned = models.TextField(blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)
    concluded_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["-begins", "-id"]
        constraints = [
            models.UniqueConstraint(F("brand"), Lower("label"), name="an_experiment_has_its_label"),
            said("label", name="an_experiment_has_a_label"),
            said("tried", name="an_experiment_tries_something"),
            said("judged_by", name="an_experiment_is_judged_by_something"),
            models.CheckConstraint(
                condition=Q(ends__gte=F("begins")), name="an_experiment_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(ends__lte=F("begins") + LONGEST),
                name="an_experiment_ends_within_ninety_days",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", learned="", concluded_at=None)
                | Q(outcome__in=["worked", "failed", "unclear"], concluded_at__isnull=False)
                & ~Q(learned=""),
                name="an_outcome_says_what_was_learned",
            ),
        ]

    def __str__(self) -> str:
        return self.label
