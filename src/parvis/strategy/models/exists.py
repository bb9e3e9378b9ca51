"""What exists: where the brand is, knowingly or not, and what happens there in a usual month."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand
from parvis.strategy.diagnosis.form import Kind, State
from parvis.strategy.models.bounds import (
    amounts,
    one_of,
    one_of_or_unsaid,
    said,
    share_within,
)
from parvis.strategy.places.seen import Failure

KINDS = [
    (Kind.ACCOUNT, _("Account on a network")),
    (Kind.BLOG, _("Blog")),
    (Kind.DEDICATED_NETWORK, _("Network of our own")),
    (Kind.WIKI, _("Wiki")),
    (Kind.FEED, _("Feed")),
    (Kind.FORUM, _("Forum")),
    (Kind.FAQ, _("Questions and answers")),
    (Kind.CUSTOMER_AREA, _("Customer area")),
    (Kind.REVIEW_PAGE, _("Review page")),
    (Kind.SITE, _("Web site")),
    (Kind.MAIL, _("E-mail")),
    (Kind.CHAT, _("Chat")),
    (Kind.TELEPHONE, _("Telephone")),
    (Kind.SHOP, _("Shop")),
]
STATES = [
    (State.ALIVE, _("alive")),
    (State.SILENT, _("silent")),
    (State.ABANDONED, _("abandoned")),
    (State.CLOSED, _("closed")),
]

FAILURES = [
    (Failure.UNREACHABLE, _("its page could not be reached")),
    (Failure.REFUSED, _("its page is not shown to everybody")),
    (Failure.TOO_LARGE, _("its page is too large to read")),
    (Failure.FORBIDDEN, _("its address leads to no public page")),
    (Failure.NO_DATE, _("its page names no day")),
]


class Place(models.Model):
    """`channel` is the key of the channel that it stands on, empty for own ground.

    `look_failed` says why the last look at its page brought nothing.
    """

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="places")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=KINDS)
    channel = models.CharField(max_length=200, blank=True)
    address = models.TextField(blank=True)
    owner = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=STATES, blank=True)
    last_sign = models.DateField(null=True, blank=True)
    shows = models.TextField(blank=True)
    looked_at = models.DateTimeField(null=True, blank=True, editable=False)
    look_failed = models.CharField(max_length=12, choices=FAILURES, blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints = [
            models.UniqueConstraint(
                F("brand"),
                F("kind"),
                F("channel"),
                Lower("name"),
                name="a_place_is_listed_once",
            ),
            said("name", name="a_place_has_a_name"),
            one_of("kind", Kind, name="place_kind_is_known"),
            one_of_or_unsaid("state", State, name="place_state_is_known"),
            one_of_or_unsaid("look_failed", Failure, name="look_failure_is_known"),
            models.CheckConstraint(
                condition=Q(look_failed="") | Q(looked_at__isnull=False),
                name="only_a_look_can_fail",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Channel(models.Model):
    """A channel in a usual month: see `diagnosis.form.Channel`."""

    id = models.BigAutoField(primary_key=True)
    brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="usual_months")
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)
    asked = models.FloatField(null=True, blank=True)
    answered = models.FloatField(null=True, blank=True)
    hours_to_answer = models.FloatField(null=True, blank=True)
    promotions = models.FloatField(null=True, blank=True)
    replies = models.FloatField(null=True, blank=True)
    handling_minutes = models.FloatField(null=True, blank=True)
    source = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["brand", "key"], name="a_channel_once"),
            said("key", name="a_channel_has_a_key"),
            share_within("answered", name="channel_answered_is_a_share"),
            *amounts(
                ["asked", "hours_to_answer", "promotions", "replies", "handling_minutes"],
                of="channel",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.key
