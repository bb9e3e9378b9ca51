"""Exports of messages that somebody brought to be counted, and what a usual month of each holds."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand
from parvis.strategy.counted import Counted
from parvis.strategy.diagnosis.form import Export, ExportFormat
from parvis.strategy.models.bounds import amounts, one_of, said, share_within

FORMATS = [
    (ExportFormat.JSONL, _("Lines of JSON (.jsonl)")),
    (ExportFormat.MBOX, _("A mailbox (.mbox)")),
    (ExportFormat.EML, _("One mail (.eml)")),
    (ExportFormat.TWCS, _("A table of tweets (.csv)")),
]


class ExportCount(models.Model):
    """An export of a channel, from when it was brought until its figures are taken or set aside.

    `counted_at` is when a worker came to its end, well or with a `fault` ({"en": …, "fr": …});
    the figures are those of a usual month (`strategy.counting.Counted`).
    """

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="export_counts")
    channel = models.CharField(max_length=200)
    file = models.CharField(max_length=200)
    format = models.CharField(max_length=8, choices=FORMATS, default=ExportFormat.JSONL)
    account = models.CharField(max_length=200, blank=True)
    brought_at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    counted_at = models.DateTimeField(null=True)
    fault = models.JSONField(null=True)
    messages = models.PositiveIntegerField(null=True)
    first = models.DateField(null=True)
    last = models.DateField(null=True)
    asked = models.FloatField(null=True)
    answered = models.FloatField(null=True)
    hours_to_answer = models.FloatField(null=True)
    promotions = models.FloatField(null=True)
    replies = models.FloatField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints = [
            said("channel", name="a_count_is_of_a_channel"),
            said("file", name="a_count_has_its_file"),
            one_of("format", ExportFormat, name="count_format_is_known"),
            models.CheckConstraint(
                condition=Q(counted_at=None, fault=None, messages=None)
                | Q(counted_at__isnull=False, fault__isnull=False, messages=None)
                | Q(
                    counted_at__isnull=False,
                    fault=None,
                    messages__gt=0,
                    first__isnull=False,
                    last__isnull=False,
                ),
                name="a_count_waits_or_failed_or_has_messages",
            ),
            share_within("answered", name="count_answered_is_a_share"),
            *amounts(["asked", "hours_to_answer", "promotions", "replies"], of="count"),
        ]

    def __str__(self) -> str:
        return self.file

    @property
    def export(self) -> Export:
        return Export(file=self.file, format=ExportFormat(self.format), account=self.account)

    @property
    def counted(self) -> Counted | None:
        """None while it waits, and where it could not be counted."""
        if self.messages is None or self.first is None or self.last is None:
            return None
        return Counted(
            asked=self.asked or 0,
            answered=self.answered,
            hours_to_answer=self.hours_to_answer,
            promotions=self.promotions or 0,
            replies=self.replies or 0,
            messages=self.messages,
            first=self.first,
            last=self.last,
        )


class ExportPart(models.Model):
    """Some bytes of an export, in their order; gone as soon as they are counted."""

    id = models.BigAutoField(primary_key=True)
    of = models.ForeignKey(ExportCount, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    body = models.BinaryField()

    class Meta:
        ordering: ClassVar = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="a_part_of_an_export_once"),
        ]

    def __str__(self) -> str:
        return f"part {self.number} of export {self.of_id}"
