"""What a look at a page found besides its last sign of life, until somebody decides on it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from parvis.strategy.models.bounds import one_of, said
from parvis.strategy.models.exists import Place


class Shown(StrEnum):
    TITLE = "title"
    DESCRIPTION = "description"
    ENTRIES = "entries"
    HOURS = "hours"


SHOWN = [
    (Shown.TITLE.value, _("Title")),
    (Shown.DESCRIPTION.value, _("Description")),
    (Shown.ENTRIES.value, _("Entries in its feed")),
    (Shown.HOURS.value, _("Opening hours")),
]


class Proposal(models.Model):
    """`said` as it stood at `address` on the day `on`."""

    id = models.BigAutoField(primary_key=True)
    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="proposals")
    what = models.CharField(max_length=12, choices=SHOWN)
    said = models.TextField()
    address = models.TextField()
    on = models.DateField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["place", "what"], name="proposed_once_of_a_place"),
            one_of("what", Shown, name="proposal_is_of_what_is_known"),
            said("said", name="a_proposal_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.place_id}"
