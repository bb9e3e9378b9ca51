"""Alerts: which there are and were, the messages behind one, and that somebody looks after it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.inbox.actions import call_again, see_alert
from parvis.inbox.models import Alert
from parvis.inbox.queries.matters import known_matters
from parvis.inbox.queries.negatives import alerts_of, messages_behind, weeks_compared
from parvis.inbox.views.after import elsewhere
from parvis.inbox.views.finding import number_asked
from parvis.kit.clock import now

LISTED = 40
SHOWN = 100


@require_GET
@team(Role.VIEWER)
def alerts(request: TeamRequest) -> HttpResponse:
    before = number_asked(request, "before")
    found = alerts_of(request.access.brand_ids(), before=before, most=LISTED + 1)
    shown = found[:LISTED]
    context = {
        "section": "inbox",
        "alerts": shown,
        "newer": "?" if before else "",
        "older": f"?before={shown[-1].pk}" if len(found) > LISTED else "",
        "now": now(),
    }
    return render(request, "inbox/alerts.html", context)


@require_GET
@team(Role.VIEWER)
def alert_page(request: TeamRequest, pk: int) -> HttpResponse:
    alert = _find(request, pk)
    known = known_matters(alert.brand_id)
    behind = messages_behind(alert, known=known, most=SHOWN + 1)
    context = {
        "section": "inbox",
        "alert": alert,
        "weeks": weeks_compared(alert),
        "behind": behind[:SHOWN],
        "are_all": len(behind) <= SHOWN,
        "matter_now": known.now(alert.matter_id) if alert.matter_id else None,
        "may_act": request.access.may(alert.brand_id, Role.AGENT),
        "now": now(),
    }
    return render(request, "inbox/alert.html", context)


@require_POST
@team(Role.AGENT)
def seen(request: TeamRequest, pk: int) -> HttpResponse:
    """POST `undo` takes it back."""
    alert = _find(request, pk)
    request.access.require(alert.brand_id, Role.AGENT)
    page = reverse("inbox:alert", args=[pk])
    if "undo" in request.POST:
        call_again(alert, by=request.access.user, at=now())
        return elsewhere(request, page, _("Taken back: it calls the team again."))
    see_alert(alert, by=request.access.user, at=now())
    said = _("You look after it. The others are not called any more.")
    return elsewhere(request, page, said, undo=reverse("inbox:alert_seen", args=[pk]))


def _find(request: TeamRequest, pk: int) -> Alert:
    rows = Alert.objects.filter(brand__in=request.access.brand_ids())
    return get_object_or_404(
        rows.select_related("brand", "matter", "grown_from", "grew_into"), pk=pk
    )
