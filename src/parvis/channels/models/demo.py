"""The imaginary town of the demo: its square, where people post, and its post office.

These rows are the *network's* side, as another company's servers would hold them; the demo
connector reads and writes them only through the town's doors (channels.town).
"""

from __future__ import annotations

from django.db import models

from parvis.brands.models import Brand


class SquarePost(models.Model):
    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="square_posts")
    parent = models.ForeignKey(
        "self", on_delete=models.CASCADE, related_name="answers", null=True, blank=True
    )
    author_handle = models.CharField(max_length=60)
    author_name = models.CharField(max_length=120)
    by_brand = models.BooleanField(default=False)
    text = models.TextField()
    idempotency_key = models.CharField(max_length=120, blank=True)
    posted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "idempotency_key"],
                condition=~models.Q(idempotency_key=""),
                name="one_post_a_key",
            ),
        ]
        indexes = [models.Index(fields=["brand", "posted_at"], name="square_by_time")]

    def __str__(self) -> str:
        return f"{self.author_handle}: {self.text[:40]}"


class Letter(models.Model):
    """A mail that the demo brand sent. Nothing leaves the machine in the demo."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="letters")
    to = models.CharField(max_length=320)
    body = models.BinaryField()
    posted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"to {self.to}"
