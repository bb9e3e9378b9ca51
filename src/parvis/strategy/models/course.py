"""The course: when it was set, how it was changed and why, and what was decided of channels."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand
from parvis.strategy.diagnosis.result import Verdict
from parvis.strategy.models.bounds import one_of, said

VERDICTS = [
    (Verdict.ANSWER.value, _("answer here")),
    (Verdict.LISTEN.value, _("listen only")),
    (Verdict.REDIRECT.value, _("redirect to your own ground")),
    (Verdict.LEAVE.value, _("leave, or do not go")),
]


class Course(models.Model):
    """One for each brand that has decided. `kept` is what it was when somebody last said why it
    is so (`queries.course.course_of`): what differs from it was changed without a word."""

    brand = models.OneToOneField(
        Brand, on_delete=models.CASCADE, related_name="course", primary_key=True
    )
    kept = models.JSONField()
    set_at = models.DateTimeField()
    set_by_name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return f"course of {self.brand_id}"


class CourseChange(models.Model):
    """Something of the course is otherwise from now on, and why.

    `subject` is the aim or the channel; the promise has none. `was` and `now` are values as
    `Course.kept` has them: empty where there was nothing, or is no more.
    """

    class What(models.TextChoices):
        AIM = "aim", _("Aim")
        TARGET = "target", _("Target")
        CHANNEL = "channel", _("Channel")
        PROMISE = "promise", _("Promise")

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="course_changes")
    what = models.CharField(max_length=8, choices=What)
    subject = models.CharField(max_length=200, blank=True)
    was = models.CharField(max_length=60, blank=True)
    now = models.CharField(max_length=60, blank=True)
    why = models.TextField()
    changed_at = models.DateTimeField()
    by_name = models.CharField(max_length=200)

    class Meta:
        ordering: ClassVar = ["-changed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=["aim", "target", "channel", "promise"]),
                name="course_change_is_of_something",
            ),
            models.CheckConstraint(
                condition=Q(what="promise", subject="") | (~Q(what="promise") & ~Q(subject="")),
                name="course_change_has_its_subject",
            ),
            models.CheckConstraint(condition=~Q(was=F("now")), name="a_change_changes_something"),
            said("why", name="a_course_change_says_why"),
        ]
        indexes = [
            models.Index("brand", F("changed_at").desc(), name="course_changes_latest_first"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.subject}: {self.was} to {self.now}"


class ChannelDecision(models.Model):
    """What the team does on a channel. The one without an end holds.

    `advised` is the diagnosis' verdict of that day; who decides otherwise says why.
    """

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="channel_decisions")
    channel = models.CharField(max_length=200)
    verdict = models.CharField(max_length=20, choices=VERDICTS)
    advised = models.CharField(max_length=20, choices=VERDICTS)
    why = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["channel", "-decided_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "channel"],
                condition=Q(ended_at=None),
                name="one_decision_a_channel_holds",
            ),
            said("channel", name="a_channel_decision_has_its_channel"),
            one_of("verdict", Verdict, name="decided_verdict_is_known"),
            one_of("advised", Verdict, name="advised_verdict_is_known"),
            models.CheckConstraint(
                condition=Q(verdict=F("advised")) | ~Q(why=""),
                name="who_decides_otherwise_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel}: {self.verdict}"
