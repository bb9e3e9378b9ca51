"""What a customer was promised, and whether it was kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property, lru_cache
from typing import ClassVar
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parvis.brands.calendar import public_holidays
from parvis.brands.hours import OpeningHours, Period
from parvis.brands.models import Brand
from parvis.channels.models import Message
from parvis.inbox.models.case import Case


class Terms(models.Model):
    """The hours and the minutes by which a brand promises. Never changed: a brand that changes its
    hours promises by other terms from then on, and what was promised before keeps its own."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="terms")
    digest = models.CharField(max_length=64)
    zone = models.CharField(max_length=60)
    week = models.JSONField()
    closed_on = models.JSONField()
    holiday_country = models.CharField(max_length=2, blank=True)
    first_minutes = models.PositiveIntegerField()
    next_minutes = models.PositiveIntegerField()
    resolution_minutes = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "digest"], name="terms_are_kept_once"),
        ]

    def __str__(self) -> str:
        return f"terms {self.pk} of brand {self.brand_id}"

    def hours(self, years: Iterable[int]) -> OpeningHours:
        """The opening hours, with the public holidays of these years and the years beside each."""
        wanted = frozenset(years)
        if wanted not in self._hours:
            self._hours[wanted] = _hours(
                self.zone,
                tuple((int(day), tuple(map(tuple, rows))) for day, rows in self.week.items()),
                tuple(self.closed_on),
                self.holiday_country,
                wanted,
            )
        return self._hours[wanted]

    @cached_property
    def _hours(self) -> dict[frozenset[int], OpeningHours]:
        return {}


@lru_cache(maxsize=256)
def _hours(
    zone: str,
    week: tuple[tuple[int, tuple[tuple[int, int], ...]], ...],
    closed_on: tuple[str, ...],
    country: str,
    years: frozenset[int],
) -> OpeningHours:
    closed = {date.fromisoformat(day) for day in closed_on}
    return OpeningHours(
        zone=ZoneInfo(zone),
        week={day: tuple(Period(*period) for period in periods) for day, periods in week},
        closed_on=frozenset(closed | public_holidays(country, years)),
    )


class Promise(models.Model):
    """An answer, or the end of the matter, is promised by `due_at`, counted in opening hours from
    `started_at`.

    Kept and broken are read off the timestamps, never off when some job ran. Both clocks of the
    waiting are stored once it ends: seconds on the wall, and seconds that the brand was open. Of a
    resolution `answered_at` is when it was reached; its clocks leave out the pauses.

    All of it follows from what was said and done (inbox.clocks) and from its `terms`. A moot one
    counts for nothing: its question came into a case that owed an answer already, or was none.
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
    terms = models.ForeignKey(
        Terms, on_delete=models.PROTECT, related_name="promises", db_index=False
    )
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    wall_seconds = models.PositiveBigIntegerField(null=True, blank=True)
    open_seconds = models.PositiveBigIntegerField(null=True, blank=True)
    is_moot = models.BooleanField(default=False)

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
                fields=["case"],
                condition=Q(kind="first_answer", is_moot=False),
                name="one_first_answer",
            ),
            models.CheckConstraint(
                condition=Q(is_moot=False)
                | Q(answered_at__isnull=False)
                | Q(released_at__isnull=False),
                name="moot_promises_do_not_run",
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
        indexes = [
            models.Index(fields=["due_at"], name="promises_by_due"),
            models.Index(
                fields=["answered_at"],
                condition=Q(answered_at__isnull=False),
                name="promises_by_answer",
            ),
            models.Index(
                fields=["released_at"],
                condition=Q(released_at__isnull=False),
                name="promises_by_release",
            ),
        ]

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
