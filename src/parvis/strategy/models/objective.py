"""What for: the aims that the brand chose among the fourteen."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from parvis.brands.models import Brand
from parvis.strategy.models.bounds import numbers, said


class Objective(models.Model):
    """A chosen aim, `aim` as in `aims.toml`: see `diagnosis.form.Aim`."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="objectives")
    aim = models.CharField(max_length=60)
    measure = models.TextField(blank=True)
    target = models.FloatField(null=True, blank=True)
    today = models.FloatField(null=True, blank=True)
    due = models.DateField(null=True, blank=True)
    policy = models.TextField(blank=True)
    owner = models.CharField(max_length=200, blank=True)
    channels = ArrayField(models.CharField(max_length=200), default=list, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "aim"], name="an_aim_is_chosen_once"),
            said("aim", name="an_objective_has_an_aim"),
            *numbers(["target", "today"], of="objective"),
        ]

    def __str__(self) -> str:
        return self.aim
