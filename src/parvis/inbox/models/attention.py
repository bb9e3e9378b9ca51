"""Who of the team looks after a case besides its assignee: followers, the mentioned, those who
look at it now and what they are writing; and cases put aside until later."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from parvis.brands.models import User
from parvis.channels.models import Message
from parvis.inbox.models.case import Case, Note


class Snooze(models.Model):
    """A case sleeps until then, or until its customer writes. Its promise runs on."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="snoozes")
    until = models.DateTimeField()
    by_name = models.CharField(max_length=200)
    snoozed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="one_living_snooze"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("snoozed_at")), name="snoozed_into_the_future"
            ),
        ]
        indexes = [
            models.Index(fields=["until"], condition=Q(ended_at=None), name="snoozes_to_end"),
        ]

    def __str__(self) -> str:
        return f"case {self.case_id} until {self.until}"


class Follow(models.Model):
    """Somebody wants to know what becomes of a case."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="follows")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="follows")
    followed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"], condition=Q(ended_at=None), name="followed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.case_id} followed by {self.user_id}"


class Mention(models.Model):
    """A note calls a colleague; `seen_at` is when they opened the case."""

    id = models.BigAutoField(primary_key=True)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mentions")
    mentioned_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["note", "user"], name="mentioned_once_in_a_note"),
        ]
        indexes = [
            models.Index(fields=["user"], condition=Q(seen_at=None), name="mentions_to_see"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in note {self.note_id}"


class Presence(models.Model):
    """Somebody has the case open. Seen again every few seconds; old rows are pruned."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="presences")
    is_writing = models.BooleanField(default=False)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="present_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} at case {self.case_id}"


class Draft(models.Model):
    """An answer being written, kept as it is typed. Colleagues see it and may take it over."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="drafts")
    author = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    question = models.ForeignKey(
        Message, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    text = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "author"], name="one_draft_an_author"),
            models.CheckConstraint(condition=~Q(text=""), name="a_draft_has_words"),
        ]

    def __str__(self) -> str:
        return f"draft of {self.author_id} for case {self.case_id}"
