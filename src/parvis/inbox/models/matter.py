"""What a brand's messages are about: matters that are proposed, and accepted by the team."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand, User
from parvis.channels.models import Message
from parvis.inbox.models.case import Case


class Task(models.TextChoices):
    """What it takes to answer: the value of the task."""

    SIMPLE = "simple", _("simple")
    MIDDLE = "middle", _("middle")
    DIFFICULT = "difficult", _("difficult")


class Matter(models.Model):
    """Something that people write to a brand about.

    `subject` names the general matter that it stands for, where it is one of those that triage
    tells by itself; `words` are those of its messages that name it. `task` is what its own numbers
    propose (`figures`, reckoned at `reckoned_at`); a lead's word (`MatterTask`) goes before it.
    A merged matter's messages count for the one that took it in.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ACCEPTED = "accepted", _("Accepted")
        REFUSED = "refused", _("Refused")
        MERGED = "merged", _("Merged")

    LIVING = ("proposed", "accepted")
    OF_ITS_OWN = ("a_matter_has_its_own_name", "one_matter_a_subject")
    """What a second one like it would break."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="matters")
    name = models.CharField(max_length=60)
    subject = models.CharField(max_length=40, blank=True)
    words = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    merged_into = models.ForeignKey(
        "self", on_delete=models.CASCADE, related_name="taken_in", null=True, blank=True
    )
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by_name = models.CharField(max_length=200, blank=True)
    task = models.CharField(max_length=10, choices=Task, blank=True)
    figures = models.JSONField(default=dict)
    reckoned_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("brand"),
                Lower("name"),
                condition=Q(state__in=["proposed", "accepted"]),
                name="a_matter_has_its_own_name",
            ),
            models.UniqueConstraint(
                fields=["brand", "subject"],
                condition=~Q(subject=""),
                name="one_matter_a_subject",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_matter_has_a_name"),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "accepted", "refused", "merged"]),
                name="matter_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into=None)),
                name="what_is_merged_lies_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")), name="no_matter_lies_in_itself"
            ),
            models.CheckConstraint(
                condition=Q(state="proposed") | Q(decided_at__isnull=False),
                name="somebody_decided_at_some_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MatterExample(models.Model):
    """A message by which a matter was found."""

    id = models.BigAutoField(primary_key=True)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="examples")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["matter", "message"], name="an_example_once"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} of matter {self.matter_id}"


class MatterTask(models.Model):
    """A lead says what a matter takes, whatever its numbers say."""

    id = models.BigAutoField(primary_key=True)
    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="said_tasks")
    task = models.CharField(max_length=10, choices=Task)
    by = models.ForeignKey(User, on_delete=models.SET_NULL, related_name="+", null=True)
    by_name = models.CharField(max_length=200)
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["matter"], condition=Q(ended_at=None), name="one_said_task_a_matter"
            ),
            models.CheckConstraint(
                condition=Q(task__in=["simple", "middle", "difficult"]),
                name="said_task_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"matter {self.matter_id}: {self.task}, says {self.by_name}"


class CaseMatter(models.Model):
    """Somebody of the team says what a case is about; none: about no matter of ours."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="said_matters")
    matter = models.ForeignKey(
        Matter, on_delete=models.CASCADE, related_name="said_of", null=True, blank=True
    )
    by = models.ForeignKey(User, on_delete=models.SET_NULL, related_name="+", null=True)
    by_name = models.CharField(max_length=200)
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="one_said_matter_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.case_id}: {self.matter_id}, says {self.by_name}"


class MatterModel(models.Model):
    """What tells a brand's accepted matters apart: the numbers of a linear model, and its card."""

    brand = models.OneToOneField(
        Brand, on_delete=models.CASCADE, related_name="matter_model", primary_key=True
    )
    numbers = models.BinaryField()
    about = models.JSONField()
    learned_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"matters of {self.brand_id}, learned {self.learned_at}"
