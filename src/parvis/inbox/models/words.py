"""Words that the team has at hand: tags for cases, and answers written once for many."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from parvis.brands.models import Brand, Language, User
from parvis.inbox.models.case import Case


class Tag(models.Model):
    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(F("brand"), Lower("name"), name="a_tag_is_made_once"),
            models.CheckConstraint(condition=~Q(name=""), name="a_tag_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    """A case bears a tag, from when to when, and who said so."""

    id = models.BigAutoField(primary_key=True)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="taggings")
    by_name = models.CharField(max_length=200)
    tagged_at = models.DateTimeField()
    removed_by_name = models.CharField(max_length=200, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "tag"], condition=Q(removed_at=None), name="tagged_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tag_id} on case {self.case_id}"


class SavedAnswer(models.Model):
    """Words for a question that comes again. `{name}` becomes the customer's name, `{brand}` the
    brand's, `{agent}` the writer's."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="saved_answers")
    title = models.CharField(max_length=80)
    text = models.TextField()
    language = models.CharField(max_length=2, choices=Language)
    author = models.ForeignKey(User, on_delete=models.SET_NULL, related_name="+", null=True)
    saved_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("brand"),
                Lower("title"),
                F("language"),
                condition=Q(archived_at=None),
                name="a_saved_answer_has_its_own_title",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_saved_answer_has_words"),
        ]

    def __str__(self) -> str:
        return self.title
