"""Our accounts on networks, and their sealed secrets."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand


class Account(models.Model):
    """One mailbox, page or profile of a brand, reached through one connector."""

    class State(models.TextChoices):
        ACTIVE = "active", _("Listening")
        PASSIVE = "passive", _("Filled by imports")
        PAUSED = "paused", _("Paused")
        BROKEN = "broken", _("Needs you")

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="accounts")
    connector = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=320, blank=True)
    settings = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    error = models.TextField(blank=True)
    error_at = models.DateTimeField(null=True, blank=True)
    last_ok_at = models.DateTimeField(null=True, blank=True)
    keep_raw_days = models.PositiveSmallIntegerField(default=90)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "connector", "name"], name="one_account_a_name"
            ),
            models.UniqueConstraint(
                fields=["brand", "connector"],
                condition=models.Q(connector__in=["web", "demo"]),
                name="one_page_and_one_square",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["active", "passive", "paused", "broken"]),
                name="account_state_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Credential(models.Model):
    """A sealed secret of an account: AES-GCM, bound to this row and field (kit.secrets)."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="credentials")
    field = models.CharField(max_length=60)
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=16)
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "field"], name="one_secret_a_field"),
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.account_id}"
