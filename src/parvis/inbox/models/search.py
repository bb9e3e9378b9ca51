"""What cases are found by: all their words, in one row a case, and the words there are at all."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F

from parvis.brands.models import Brand
from parvis.inbox.models.case import Case


class CaseWords(models.Model):
    """The words of a case, as stems: of its title (weight A), its person's names and addresses (B),
    its tags (C), and all that was said, noted or attached (D).

    Only inbox.actions.indexing writes it, a moment after the case has changed. `said_at` repeats
    the case's last activity, so that the newest are found without looking at the cases.
    """

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, related_name="words", primary_key=True
    )
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    said_at = models.DateTimeField()
    search = SearchVectorField()

    class Meta:
        indexes = [
            GinIndex(fields=["brand", "search"], name="cases_by_words"),
            models.Index("brand", F("said_at").desc(), F("case").desc(), name="words_latest_first"),
        ]

    def __str__(self) -> str:
        return f"words of case {self.case_id}"


class KnownWord(models.Model):
    """A stem that some case of the brand holds: what a mistyped word may have meant. It goes with
    the last case that held it."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["brand", "word"], name="a_word_is_known_once"),
        ]
        indexes = [
            GinIndex(
                fields=["brand", "word"],
                opclasses=["int8_ops", "gin_trgm_ops"],
                name="words_by_likeness",
            ),
        ]

    def __str__(self) -> str:
        return self.word


class LogRead(models.Model):
    """How far a reader of the activity log has come (kit.activity.since)."""

    reader = models.CharField(max_length=40, primary_key=True)
    mark = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.reader} at {self.mark}"


class OldWords(models.Model):
    """Cases with a number below this one were indexed by a version that knew less of them: workers
    index them anew, the latest first (inbox.actions.indexing). No row: all are up to date."""

    below = models.BigIntegerField()

    def __str__(self) -> str:
        return f"cases below {self.below}"
