"""A sudden rise of negative messages, and who was told of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.db.models import F, Q
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from parvis.brands.models import Brand, User
from parvis.inbox.models.matter import Matter
from parvis.inbox.models.warning import Browser


@dataclass(frozen=True)
class SeenFigures:
    """What an alert said when somebody saw it: `count` in `hours`, where `expected` are usual."""

    hours: int
    count: int
    expected: float

    @property
    def usual(self) -> str:
        return usual_of(self.expected)


class Alert(models.Model):
    """More negative messages than this brand's past lets expect, on a matter or (none) as a whole.

    `count` and `expected` are of the `hours` before it was noticed, from `since` on; `chance` is
    how likely so many were by chance, in usual times. They are those of the worst moment so far;
    `seen_hours`, `seen_count` and `seen_expected` are what they were when somebody saw them.
    `grown_from` is the alert that somebody saw, where far more came than that; it ended by this.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("alert", "Open")
        SEEN = "seen", _("Seen")
        OVER = "over", _("Over")

    LIVING = ("open", "seen")

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="alerts")
    matter = models.ForeignKey(
        Matter, on_delete=models.CASCADE, related_name="alerts", null=True, blank=True
    )
    since = models.DateTimeField()
    noticed_at = models.DateTimeField()
    hours = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField()
    expected = models.FloatField()
    chance = models.FloatField()
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)
    seen_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    seen_by_name = models.CharField(max_length=200, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    seen_count = models.PositiveIntegerField(null=True, blank=True)
    seen_expected = models.FloatField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True)
    grown_from = models.OneToOneField(
        "self", on_delete=models.SET_NULL, related_name="grew_into", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "matter"],
                condition=Q(state__in=["open", "seen"]),
                nulls_distinct=False,
                name="one_living_alert_a_matter",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "seen", "over"]), name="alert_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="over", over_at__isnull=False)
                | (~Q(state="over") & Q(over_at=None)),
                name="what_is_over_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state="seen") | Q(seen_at__isnull=False),
                name="what_was_seen_was_seen_at_some_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="seen")
                | Q(seen_hours__gt=0, seen_count__isnull=False, seen_expected__isnull=False),
                name="what_was_seen_had_figures",
            ),
            models.CheckConstraint(
                condition=Q(since__lt=F("noticed_at")), name="it_rose_before_it_was_noticed"
            ),
            models.CheckConstraint(
                condition=Q(grown_from=None) | Q(grown_from__lt=F("id")),
                name="it_grew_from_an_alert_before",
            ),
        ]
        indexes = [
            models.Index("brand", F("noticed_at").desc(), name="alerts_latest_first"),
        ]

    def __str__(self) -> str:
        return f"alert of {self.noticed_at} for {self.brand_id}"

    @property
    def usual(self) -> str:
        """How many are usual, as a reader is told."""
        return usual_of(self.expected)

    @property
    def seen(self) -> SeenFigures | None:
        if self.seen_hours is None or self.seen_count is None or self.seen_expected is None:
            return None
        return SeenFigures(self.seen_hours, self.seen_count, self.seen_expected)

    @property
    def has_grown(self) -> bool:
        """Far more came than somebody saw: another alert calls in its place."""
        return hasattr(self, "grew_into")


def usual_of(expected: float) -> str:
    return number_format(expected, 1) if expected >= 0.05 else str(_("hardly any"))


class AlertWarning(models.Model):
    """To one browser about one alert, once. Written before it is pushed; `pushed_at` follows."""

    id = models.BigAutoField(primary_key=True)
    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="warnings")
    browser = models.ForeignKey(Browser, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    pushed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["alert", "browser"], name="told_once_of_an_alert"),
        ]
        indexes = [
            models.Index(
                fields=["made_at"], condition=Q(pushed_at=None), name="alert_warnings_to_push"
            ),
        ]

    def __str__(self) -> str:
        return f"alert {self.alert_id} to browser {self.browser_id}"
