"""A line of the form as somebody types it: begun, then written down."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from parvis.brands.access import TeamRequest
from parvis.kit.clock import now
from parvis.strategy.actions import AlreadyThere, write_down
from parvis.strategy.actions.rows import Above, Row
from parvis.strategy.asked.lists import Kind
from parvis.strategy.forms import RowForm
from parvis.strategy.forms.why import said_why


def new_form(kind: Kind, row: Row, data: Mapping[str, str] | None = None) -> RowForm[Any]:
    """For a line that is not written down yet."""
    return kind.form(data, instance=row, prefix=f"new-{kind.slug}")


def typed_form(kind: Kind, *, above: Above, words: Mapping[str, str]) -> RowForm[Any]:
    """As if somebody had typed these `words`, by the names of the form's fields."""
    row = kind.model(**{kind.of or "brand": above})
    prefix = new_form(kind, row).prefix
    return new_form(kind, row, {f"{prefix}-{name}": word for name, word in words.items()})


def begun_form(kind: Kind, *, above: Above, data: QueryDict) -> RowForm[Any] | None:
    """The line that somebody began and did not write down; None where nothing was typed. It comes
    along with what it stands beside (`frontend/islands/carried.ts`)."""
    form = new_form(kind, kind.model(**{kind.of or "brand": above}), data)
    is_sent = any(name.startswith(f"{form.prefix}-") for name in data)
    return form if is_sent and form.has_changed() else None


def write_typed(form: RowForm[Any], request: TeamRequest) -> bool:
    """Whether the line is written down; else the form says why not."""
    if not form.is_valid():
        return False
    try:
        write_down(
            form.instance,
            parts=form.parts(),
            by=request.access.actor,
            at=now(),
            why=said_why(form),
        )
    except AlreadyThere:
        form.add_error(form.quick[0], _("Another line is called that: change that one."))
        return False
    return True
