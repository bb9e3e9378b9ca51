"""Others: what competitors do, as it was seen."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F
from django.db.models.functions import Lower

from parvis.brands.models import Brand
from parvis.strategy.models.bounds import said


class Rival(models.Model):
    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="rivals")
    name = models.CharField(max_length=200)
    channels = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    hours = models.TextField(blank=True)
    tone = models.TextField(blank=True)
    who_answers = models.TextField(blank=True)
    faq = models.TextField(blank=True)
    offers = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints = [
            models.UniqueConstraint(F("brand"), Lower("name"), name="a_rival_once"),
            said("name", name="a_rival_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Practice(models.Model):
    """A rival does it, or does not; without a row it is not known. `practice` is an id of
    `practices.toml`."""

    id = models.BigAutoField(primary_key=True)
    rival = models.ForeignKey(Rival, on_delete=models.CASCADE, related_name="practices")
    practice = models.CharField(max_length=60)
    does = models.BooleanField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["rival", "practice"], name="a_practice_once"),
            said("practice", name="a_practice_is_named"),
        ]

    def __str__(self) -> str:
        return f"{self.practice}: {self.does}"


class Capture(models.Model):
    """What was seen of a rival, on which day."""

    id = models.BigAutoField(primary_key=True)
    rival = models.ForeignKey(Rival, on_delete=models.CASCADE, related_name="captures")
    on = models.DateField()
    note = models.TextField(blank=True)
    address = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.rival_id} on {self.on}"
