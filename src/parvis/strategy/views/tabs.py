"""The pages of what the diagnosis gives."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from parvis.brands.models import Brand
from parvis.brands.tabs import Tab

PLACES = {
    "page": _("On one page"),
    "channels": _("Channel by channel"),
    "maturity": _("Maturity"),
    "course": _("Course"),
    "experiments": _("Experiments"),
    "reviews": _("Reviews"),
    "rules": _("Rules"),
    "wishes": _("You said, we did"),
}


def strategy_tabs(brand: Brand, *, current: str) -> Sequence[Tab]:
    """`current` is a key of `PLACES`."""
    return [
        Tab(label, f"{reverse(f'strategy:{name}')}?brand={brand.slug}", name == current)
        for name, label in PLACES.items()
    ]
