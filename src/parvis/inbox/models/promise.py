"""What a customer was promised, and whether it was kept."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parvis.channels.models import Message
from parvis.inbox.models.case import Case


class Promise(models.Model):
    """An answer, or the end of the matter, is promised by `due_at`, counted in opening hours from
    `started_at`.

    Kept and broken are read off the timestamps, never off when some job ran. Both clocks of the
    waiting are stored once it ends: seconds on the wall, and seconds that the brand was open. Of a
    resolution `answered_at` is when it was reached; its clocks leave out the pauses.
    """

    class Kind(models.TextChoices):
        FIRST_ANSWER = "first_answer", _("First answer")
        NEXT_ANSWER = "next_answer", _("Next answer")
        RESOLUTION = "resolution", _("Resolution")

    ANSWERS: ClassVar = [Kind.FIRST_ANSWER, Kind.NEXT_ANSWER]

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="promises")
    kind = models.CharField(max_length=16, choices=Kind)
    asked = models.ForeignKey(
        Message, on_delete=models.CASCADE, related_name="promises", db_index=False
    )
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    wall_seconds = models.PositiveBigIntegerField(null=True, blank=True)
    open_seconds = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(answered_at=None, released_at=None) & ~Q(kind="resolution"),
                name="one_running_promise",
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(answered_at=None, released_at=None, kind="resolution"),
                name="one_running_resolution",
            ),
            models.UniqueConstraint(
                F("asked"),
                models.ExpressionWrapper(Q(kind="resolution"), output_field=models.BooleanField()),
                name="one_answer_and_one_resolution_a_question",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["first_answer", "next_answer", "resolution"]),
                name="promise_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(kind="first_answer"), name="one_first_answer"
            ),
            models.CheckConstraint(
                condition=Q(due_at__gte=F("started_at")), name="due_after_its_start"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(released_at=None), name="answered_or_released"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("started_at")),
                name="answered_after_its_start",
            ),
            models.CheckConstraint(
                condition=Q(
                    answered_at=None, released_at=None, wall_seconds=None, open_seconds=None
                )
                | Q(wall_seconds__isnull=False, open_seconds__isnull=False)
                & (Q(answered_at__isnull=False) | Q(released_at__isnull=False)),
                name="clocks_stop_with_the_promise",
            ),
        ]
        indexes = [models.Index(fields=["due_at"], name="promises_by_due")]

    def __str__(self) -> str:
        return f"{self.kind} of case {self.case_id} by {self.due_at}"

    @property
    def is_running(self) -> bool:
        return self.answered_at is None and self.released_at is None

    @property
    def is_kept(self) -> bool:
        return self.answered_at is not None and self.answered_at <= self.due_at


class Pause(models.Model):
    """The matter rests with the customer: the promise of a resolution does not run meanwhile."""

    id = models.BigAutoField(primary_key=True)
    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="pauses")
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["promise"], condition=Q(ended_at=None), name="one_pause_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="a_pause_ends_after_its_start",
            ),
        ]

    def __str__(self) -> str:
        return f"pause of promise {self.promise_id} from {self.started_at}"
