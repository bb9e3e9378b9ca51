"""Warnings that a promise is about to break, pushed to browsers that asked for them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from parvis.brands.models import User
from parvis.inbox.models.promise import Promise


class PushKey(models.Model):
    """The one key by which push services know this installation."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=16)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_push_key")]

    def __str__(self) -> str:
        return f"push key of {self.made_at}"


class Browser(models.Model):
    """A browser in which somebody of the team wants to be warned."""

    id = models.BigAutoField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="browsers")
    endpoint = models.CharField(max_length=1000, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(endpoint=""), name="reached_somewhere")]

    def __str__(self) -> str:
        return f"{self.name} of {self.user_id}"


class PromiseWarning(models.Model):
    """To one browser about one promise, once for each moment at which it was due: a pause moves
    that. Written before it is pushed; `pushed_at` follows."""

    id = models.BigAutoField(primary_key=True)
    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="warnings")
    browser = models.ForeignKey(Browser, on_delete=models.CASCADE, related_name="warnings")
    due_at = models.DateTimeField()
    made_at = models.DateTimeField()
    pushed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["promise", "browser", "due_at"], name="warned_once_of_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(pushed_at=None) | Q(pushed_at__gte=F("made_at")),
                name="pushed_after_it_was_made",
            ),
        ]
        indexes = [
            models.Index(fields=["made_at"], condition=Q(pushed_at=None), name="warnings_to_push"),
        ]

    def __str__(self) -> str:
        return f"promise {self.promise_id} to browser {self.browser_id}"
