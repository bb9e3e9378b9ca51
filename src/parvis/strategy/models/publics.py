"""For whom: segments of the public, and what each does on a channel."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand
from parvis.strategy.diagnosis.form import Profile, Public
from parvis.strategy.models.bounds import one_of, one_of_or_unsaid, said, shares

PUBLICS = [
    (Public.CUSTOMERS, _("Customers")),
    (Public.INFLUENCERS, _("Influencers")),
]


class Segment(models.Model):
    """`source` says where the size comes from."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="segments")
    name = models.CharField(max_length=200)
    public = models.CharField(max_length=12, choices=PUBLICS, default=Public.CUSTOMERS)
    size = models.PositiveBigIntegerField(null=True, blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints = [
            models.UniqueConstraint(F("brand"), Lower("name"), name="a_segment_has_its_own_name"),
            said("name", name="a_segment_has_a_name"),
            one_of("public", Public, name="segment_public_is_known"),
        ]

    def __str__(self) -> str:
        return self.name


class Habit(models.Model):
    """What a segment does on a channel: see `diagnosis.form.Habit`. One column for each of the
    seven profiles of source 004, which overlap. Without a `public` it is that of the segment."""

    id = models.BigAutoField(primary_key=True)
    segment = models.ForeignKey(Segment, on_delete=models.CASCADE, related_name="habits")
    channel = models.CharField(max_length=200)
    present = models.FloatField(null=True, blank=True)
    expects = models.FloatField(null=True, blank=True)
    inactive = models.FloatField(null=True, blank=True)
    spectator = models.FloatField(null=True, blank=True)
    participant = models.FloatField(null=True, blank=True)
    collector = models.FloatField(null=True, blank=True)
    critic = models.FloatField(null=True, blank=True)
    animator = models.FloatField(null=True, blank=True)
    creator = models.FloatField(null=True, blank=True)
    source = models.TextField(blank=True)
    on = models.DateField(null=True, blank=True)
    public = models.CharField(max_length=12, choices=PUBLICS, blank=True)
    why = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["segment", "channel"], name="one_habit_a_channel"),
            said("channel", name="a_habit_is_of_a_channel"),
            one_of_or_unsaid("public", Public, name="habit_public_is_known"),
            *shares(["present", "expects", *(profile.value for profile in Profile)], of="habit"),
        ]

    def __str__(self) -> str:
        return f"{self.segment_id} on {self.channel}"
