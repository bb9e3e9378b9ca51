"""The review of a quarter, with its minutes."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from parvis.brands.models import Brand
from parvis.strategy.models.bounds import said


class Review(models.Model):
    """What was said when the quarter was looked at. What was to be seen is `queries.reviews`."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="reviews")
    year = models.PositiveSmallIntegerField()
    quarter = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    present = ArrayField(models.CharField(max_length=200), default=list)
    minutes = models.TextField()
    decisions = ArrayField(models.CharField(max_length=300), default=list, blank=True)
    seen = models.JSONField()
    """What aims and maturity were when the minutes were first written."""
    written_at = models.DateTimeField()
    written_by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["-year", "-quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "year", "quarter"], name="one_review_a_quarter"
            ),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="a_year_has_four_quarters"
            ),
            said("minutes", name="a_review_has_minutes"),
            models.CheckConstraint(
                condition=Q(present__len__gte=1), name="somebody_was_there_to_review"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brand_id}, quarter {self.quarter} of {self.year}"
