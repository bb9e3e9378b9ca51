"""Persons, and the identities under which networks know them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from parvis.brands.models import Brand


class Person(models.Model):
    """One human being who speaks to one brand, whatever the channels."""

    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="persons")
    name = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name or f"person {self.pk}"


class Identity(models.Model):
    """A name on a network. `ext_id` is the network's own stable identifier, never the handle."""

    brand = models.ForeignKey(
        Brand, on_delete=models.CASCADE, related_name="identities", db_index=False
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="identities")
    network = models.CharField(max_length=40)
    ext_id = models.CharField(max_length=320)
    display = models.CharField(max_length=200, blank=True)
    handle = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brand", "network", "ext_id"], name="one_identity_a_network_name"
            ),
            models.CheckConstraint(condition=~Q(ext_id=""), name="identity_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.network}:{self.ext_id}"


class Link(models.Model):
    """That an identity belongs to a person, on what basis, by whom; it can be undone."""

    class Basis(models.TextChoices):
        FIRST_SEEN = "first_seen"
        GIVEN_DIRECTLY = "given_directly"
        OPT_IN = "opt_in"
        AGENT_ASSERTION = "agent_assertion"

    identity = models.ForeignKey(Identity, on_delete=models.CASCADE, related_name="links")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    basis = models.CharField(max_length=20, choices=Basis)
    linked_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["identity"], condition=Q(undone_at=None), name="one_living_link"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.identity_id} is {self.person_id} ({self.basis})"


class Claim(models.Model):
    """An address typed into a form: a claim until the link that was mailed to it is opened.

    Only the digest of the link's token is kept.
    """

    identity = models.OneToOneField(Identity, on_delete=models.CASCADE, related_name="claim")
    address = models.EmailField(max_length=320)
    token_digest = models.CharField(max_length=64, unique=True)
    claimed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.address} ({'confirmed' if self.confirmed_at else 'unconfirmed'})"
