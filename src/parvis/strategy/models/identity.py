"""What the brand is: its subjects, how they go with social media, and who speaks of them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand
from parvis.strategy.diagnosis.form import Degree, Fundamental
from parvis.strategy.models.bounds import one_of, one_of_or_unsaid, said

DEGREES = [
    (Degree.YES, _("yes")),
    (Degree.PARTLY, _("partly")),
    (Degree.NO, _("no")),
]
FUNDAMENTALS = [
    (Fundamental.SHARING, _("Sharing")),
    (Fundamental.EXCHANGE, _("Exchange")),
    (Fundamental.SPEED, _("Speed")),
    (Fundamental.OPENNESS, _("Openness")),
]


class Subject(models.Model):
    """What the brand may speak of; `evidence` is what gives it the right."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="subjects")
    name = models.CharField(max_length=200)
    legitimate = models.CharField(max_length=6, choices=DEGREES, blank=True)
    evidence = models.TextField(blank=True)
    spoken_by = ArrayField(models.CharField(max_length=200), default=list, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints = [
            models.UniqueConstraint(F("brand"), Lower("name"), name="a_subject_has_its_own_name"),
            said("name", name="a_subject_has_a_name"),
            one_of_or_unsaid("legitimate", Degree, name="legitimacy_is_a_degree"),
        ]

    def __str__(self) -> str:
        return self.name


class Fit(models.Model):
    """How far a subject goes with one fundamental of social media."""

    id = models.BigAutoField(primary_key=True)
    subject = models.ForeignKey(Subject, on_delete=models.CASCADE, related_name="fits")
    fundamental = models.CharField(max_length=10, choices=FUNDAMENTALS)
    degree = models.CharField(max_length=6, choices=DEGREES)
    evidence = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "fundamental"], name="one_fit_a_fundamental"
            ),
            one_of("fundamental", Fundamental, name="fit_is_of_a_fundamental"),
            one_of("degree", Degree, name="fit_is_a_degree"),
        ]

    def __str__(self) -> str:
        return f"{self.fundamental}: {self.degree}"


class Voice(models.Model):
    """Somebody of the house who can embody the brand; a name, so that the person may see it."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="voices")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    willing = models.BooleanField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints = [
            models.UniqueConstraint(F("brand"), Lower("name"), name="a_voice_once"),
            said("name", name="a_voice_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
