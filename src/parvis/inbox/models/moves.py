"""Messages carried from one case to another, by a split or a merge, and perhaps back."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from parvis.channels.models import Message
from parvis.inbox.models.case import Case


class Move(models.Model):
    """Promises need no line here: they follow from where the messages lie (inbox.clocks)."""

    class Kind(models.TextChoices):
        MERGE = "merge", _("Merge")
        SPLIT = "split", _("Split")

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=8, choices=Kind)
    source = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="moves_out")
    target = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="moves_in")
    by_name = models.CharField(max_length=200)
    moved_at = models.DateTimeField()
    undone_by_name = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(kind="merge", undone_at=None),
                name="merged_into_one_case",
            ),
            models.UniqueConstraint(
                fields=["target"],
                condition=Q(kind="split"),
                name="split_from_one_case",
            ),
            models.CheckConstraint(condition=Q(kind__in=["merge", "split"]), name="move_is_known"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="moved_elsewhere"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of case {self.source_id} into {self.target_id}"


class MovedMessage(models.Model):
    """Also what came to the target since and went back with the rest, when the move was undone."""

    id = models.BigAutoField(primary_key=True)
    move = models.ForeignKey(Move, on_delete=models.CASCADE, related_name="messages")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="moves")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["move", "message"], name="moved_once_by_a_move"),
        ]

    def __str__(self) -> str:
        return f"message {self.message_id} by move {self.move_id}"
