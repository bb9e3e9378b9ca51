"""Which case a page of the team is about, and what its address asks for."""

from __future__ import annotations

from datetime import datetime

from django.shortcuts import get_object_or_404

from parvis.brands.access import TeamRequest
from parvis.brands.models import Role
from parvis.inbox.models import Case
from parvis.inbox.queries.matters import told_of_case


def find_case(request: TeamRequest, pk: int, *, role: Role = Role.VIEWER) -> Case:
    """The case, for those who may see it: 404 for strangers, 403 when the role is too low."""
    case = get_object_or_404(
        Case.objects.filter(brand__in=request.access.brand_ids())
        .select_related("brand", "person", "account", "assignee")
        .annotate(told=told_of_case()),
        pk=pk,
    )
    request.access.require(case.brand_id, role)
    return case


def as_number(word: str) -> int | None:
    """The number of a row, as a form sends it; None for anything that no row can have."""
    return int(word) or None if word.isascii() and word.isdigit() and len(word) < 19 else None


def number_asked(request: TeamRequest, name: str) -> int | None:
    """A positive number of the address; None when it is missing or something else."""
    asked = request.GET.get(name, "")
    return int(asked) or None if asked.isascii() and asked.isdigit() and len(asked) < 10 else None


def as_moment(given: str) -> datetime | None:
    """The moment an address gives; None when it is none, or lacks its zone."""
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
