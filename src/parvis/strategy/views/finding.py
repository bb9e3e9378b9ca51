"""Finding a step, a list or a line of the form for somebody who may change it."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from parvis.brands.access import Access
from parvis.brands.models import Brand, Role
from parvis.strategy.actions.rows import Above, Row, brand_of
from parvis.strategy.asked.lists import KINDS, Kind
from parvis.strategy.asked.steps import Step, step_called
from parvis.strategy.models import Rival, Segment


def find_step(slug: str) -> Step:
    step = step_called(slug)
    if step is None:
        raise Http404
    return step


def find_kind(slug: str) -> Kind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def find_row(kind: Kind, pk: int, *, access: Access) -> Row:
    """Raises `Http404` for a stranger, `PermissionDenied` when their role is too low."""
    path = f"{kind.of}__brand" if kind.of else "brand"
    rows = kind.model._default_manager.filter(**{f"{path}__in": access.brand_ids()})
    row: Row = get_object_or_404(rows.select_related(path), pk=pk)
    access.require(brand_of(row).pk, Role.LEAD)
    return row


def find_above(kind: Kind, pk: str, *, access: Access) -> Segment | Rival:
    """The row on which a line of this kind hangs."""
    if not pk.isdecimal():
        raise Http404
    row = find_row(KINDS[kind.of], int(pk), access=access)
    assert isinstance(row, Segment | Rival)  # nothing hangs on other kinds
    return row


def list_of(kind: Kind, above: Above) -> str:
    """The address of the page on which the list stands."""
    if isinstance(above, Brand):
        return f"{of_brand('strategy:step', above, kind.step)}#{kind.slug}"
    return of_brand("strategy:line", above.brand, kind.of, above.pk)


def of_brand(name: str, brand: Brand, *args: object) -> str:
    return f"{reverse(name, args=args)}?brand={brand.slug}"
