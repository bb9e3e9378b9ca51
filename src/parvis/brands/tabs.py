"""The pages under "Settings", as far as somebody may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from parvis.brands.access import Access
from parvis.brands.models import Role

PLACES: dict[str, tuple[Promise, str, Role]] = {
    "brand": (_("Brand"), "brands:settings", Role.LEAD),
    "channels": (_("Channels"), "channels:accounts", Role.AGENT),
    "members": (_("Team"), "brands:members", Role.OWNER),
    "browsers": (_("Warnings"), "inbox:browsers", Role.AGENT),
    "me": (_("My account"), "brands:me", Role.VIEWER),
}


@dataclass(frozen=True)
class Tab:
    label: Promise
    href: str
    current: bool
    count: None = None


def settings_tabs(access: Access, *, current: str) -> Sequence[Tab]:
    """`current` is a key of `PLACES`."""
    return [
        Tab(label, reverse(address), name == current)
        for name, (label, address, role) in PLACES.items()
        if access.may_anywhere(role)
    ]
