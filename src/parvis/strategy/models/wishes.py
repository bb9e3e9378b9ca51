"""You said, we did: what customers wish for, what was decided of it, and who was told."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand, User
from parvis.channels.models import Outgoing
from parvis.inbox.models import Case
from parvis.people.models import Person


class Wish(models.Model):
    """An idea of customers, or something that they complain of, in the brand's words."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="wishes")
    title = models.CharField(max_length=120)
    noted_at = models.DateTimeField()
    noted_by_name = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(F("brand"), Lower("title"), name="a_wish_is_noted_once"),
            models.CheckConstraint(condition=~Q(title=""), name="a_wish_has_words"),
        ]

    def __str__(self) -> str:
        return self.title


class Wished(models.Model):
    """A case in which somebody asks for it, from when to when, and who of the team said so."""

    id = models.BigAutoField(primary_key=True)
    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="wished")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="wishes")
    noted_at = models.DateTimeField()
    noted_by_name = models.CharField(max_length=200)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wish", "case"], condition=Q(removed_at=None), name="wished_once_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"wish {self.wish_id} in case {self.case_id}"


class Decision(models.Model):
    """What the brand does about a wish, and why. The one without an end holds."""

    class Kind(models.TextChoices):
        DONE = "done", _("Done")
        PLANNED = "planned", _("We will")
        DECLINED = "declined", _("We will not")

    id = models.BigAutoField(primary_key=True)
    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(max_length=8, choices=Kind)
    why = models.TextField()
    decided_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.SET_NULL, related_name="+", null=True)
    by_name = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wish"], condition=Q(ended_at=None), name="one_decision_holds"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["done", "planned", "declined"]), name="decision_is_known"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="a_decision_says_why"),
        ]

    def __str__(self) -> str:
        return f"wish {self.wish_id}: {self.kind}"


class PublicNote(models.Model):
    """What the brand says of its decision, on its own place, to everybody: in its language, and
    perhaps in the other one of its customers."""

    id = models.BigAutoField(primary_key=True)
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    other_text = models.TextField(blank=True, default="")
    published_at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.SET_NULL, related_name="+", null=True)
    by_name = models.CharField(max_length=200)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision"], condition=Q(withdrawn_at=None), name="one_note_a_decision"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_public_note_has_words"),
        ]

    def __str__(self) -> str:
        return f"note on decision {self.decision_id}"

    def said_in(self, language: str) -> str:
        """In this language where it has words in it, else in the brand's."""
        is_brands = language == self.decision.wish.brand.language
        return self.text if is_brands else self.other_text or self.text


class Telling(models.Model):
    """Somebody who asked is told what came of it, in the case in which they asked: once."""

    class State(models.TextChoices):
        WAITING = "waiting"
        QUEUED = "queued"
        IMPOSSIBLE = "impossible"

    id = models.BigAutoField(primary_key=True)
    wish = models.ForeignKey(Wish, on_delete=models.CASCADE, related_name="tellings")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    note = models.ForeignKey(PublicNote, on_delete=models.CASCADE, related_name="tellings")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, related_name="+", null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField()
    outgoing = models.ForeignKey(
        Outgoing, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["wish", "person"], name="told_once"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "queued", "impossible"]),
                name="telling_state_is_known",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state="waiting"), name="telling_waits"),
        ]

    def __str__(self) -> str:
        return f"person {self.person_id} of wish {self.wish_id}: {self.state}"
