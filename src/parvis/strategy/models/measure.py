"""How far an aim has come on a day, and how mature the brand was in a week."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand
from parvis.strategy.models.bounds import amount_within, said


class ObjectiveMeasure(models.Model):
    """The value of an aim on a day: measured over the four weeks before, or given by somebody.

    It hangs on the brand and the aim, not on the objective: an aim that is dropped and chosen
    again has its past. `measure` is the objective's own measure in its words, empty for the usual
    one; only values of one measure and of one version of the `definitions` are compared. What was
    measured says of what: `part` of `whole`, `counted_until` when, on which accounts (none: all).
    """

    class Basis(models.TextChoices):
        MEASURED = "measured", _("measured")
        GIVEN = "given", _("given")

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="aim_measures")
    aim = models.CharField(max_length=60)
    measure = models.CharField(max_length=300, blank=True)
    day = models.DateField()
    value = models.FloatField()
    basis = models.CharField(max_length=8, choices=Basis)
    source = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField()
    part = models.PositiveIntegerField(null=True, blank=True)
    whole = models.PositiveIntegerField(null=True, blank=True)
    accounts = ArrayField(models.BigIntegerField(), default=list, blank=True)
    counted_until = models.DateTimeField(null=True, blank=True)
    definitions = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "aim", "measure", "day"], name="one_value_of_an_aim_a_day"
            ),
            said("aim", name="a_measure_is_of_an_aim"),
            amount_within("value", name="measured_value_is_an_amount"),
            models.CheckConstraint(
                condition=Q(
                    basis="measured",
                    counted_until__isnull=False,
                    definitions__isnull=False,
                    part__isnull=False,
                    measure="",
                )
                | Q(basis="given", counted_until=None, part=None) & ~Q(source=""),
                name="a_value_says_where_it_is_from",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.aim} on {self.day}: {self.value}"


class Assessment(models.Model):
    """How mature the brand was in a week of the calendar.

    `levels` are those of the dimensions; `facts` what they rest on. `definition` names the version
    of the criteria: levels of different ones are not compared.
    """

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="assessments")
    year = models.PositiveSmallIntegerField()
    week = models.PositiveSmallIntegerField()
    level = models.PositiveSmallIntegerField()
    levels = models.JSONField()
    facts = models.JSONField()
    definition = models.CharField(max_length=16)
    assessed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["year", "week"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "year", "week"], name="one_assessment_a_week"),
            models.CheckConstraint(condition=Q(level__lte=5), name="maturity_ends_at_five"),
            models.CheckConstraint(
                condition=Q(week__gte=1, week__lte=53), name="weeks_are_of_the_calendar"
            ),
            said("definition", name="an_assessment_names_its_criteria"),
        ]

    def __str__(self) -> str:
        return f"{self.brand_id} in {self.year}-W{self.week:02}: {self.level}"
