"""What the command palette finds on the server: cases."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.inbox.models import Case
from parvis.inbox.queries.queue import View, queue
from parvis.kit.clock import now

MOST = 6


@require_GET
@team(Role.VIEWER)
def commands(request: TeamRequest) -> HttpResponse:
    """Cases by words, or one by its number, as options of the palette's list."""
    words = request.GET.get("q", "").strip()
    return render(request, "inbox/commands.html", {"found": _found(request, words)})


def _found(request: TeamRequest, words: str) -> list[tuple[int, str, str]]:
    """Number, name and first words of each."""
    number = words.removeprefix("#")
    if number.isdecimal() and len(number) < 19:
        cases = Case.objects.filter(brand__in=request.access.brand_ids(), pk=int(number))
        return [(case.pk, str(case.person), case.title) for case in cases.select_related("person")]
    if len(words) < 2:
        return []
    found = queue(
        request.access.brand_ids(),
        view=View.OPEN,
        user=request.access.user,
        at=now(),
        words=words,
    )
    rows = [row for group in found.groups for row in group.rows]
    return [(row.case_id, row.name, row.words) for row in rows[:MOST]]
