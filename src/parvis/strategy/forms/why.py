"""A form that changes the course asks why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from parvis.brands.models import Brand
from parvis.kit.clock import now
from parvis.strategy.queries.course import STEADY_FOR, last_turn
from parvis.strategy.told.course import kept_for

WHY_MAX = 2000
SAY_WHY = gettext_lazy("This changes the course: write why, for those who ask later.")


class WhyField(forms.CharField):
    def __init__(self, *, required: bool = True, kept: timedelta | None = None) -> None:
        super().__init__(
            label=_("Why the course changes"),
            help_text=advice(kept),
            required=required,
            max_length=WHY_MAX,
            widget=forms.Textarea({"rows": 2}),
        )


def ask_why(form: forms.BaseForm, brand: Brand) -> None:
    """A field `why`, once the brand has set its course; it may stay empty when what the form
    changes is no part of it (`require_why`)."""
    if (turned_at := last_turn(brand)) is not None:
        form.fields["why"] = WhyField(required=False, kept=now() - turned_at)


def require_why(form: forms.BaseModelForm[Any], *, parts: Iterable[str]) -> None:
    """Called by the form's `clean`: `parts` are the fields that are parts of the course."""
    if "why" not in form.fields or form.cleaned_data.get("why"):
        return
    if any(form.cleaned_data.get(part) != getattr(form.instance, part) for part in parts):
        form.add_error("why", SAY_WHY)


def said_why(form: forms.BaseForm) -> str:
    return str(form.cleaned_data.get("why", ""))


def advice(kept: timedelta | None) -> str:
    """Beside the question: a course that was kept for a short time asks for patience."""
    if kept is None or kept >= STEADY_FOR:
        return _("It is kept with the change, and shown on every chart.")
    return _(
        "The course has been kept for %(time)s. Changing often is counter-productive"
        " (source 004): can it wait for the review of the quarter, or be an experiment?"
    ) % {"time": kept_for(kept)}
