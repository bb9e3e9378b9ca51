"""What could not be read, and what did not go out: looked at, and tried again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.brands.tabs import settings_tabs
from parvis.channels import actions
from parvis.channels.models import Account
from parvis.channels.queries import quarantined, unsent
from parvis.channels.views.finding import account_of, delivery_of, outgoing_of
from parvis.kit.clock import now

PAGE = 25


@team(Role.AGENT)
@require_GET
def quarantine(request: TeamRequest, account_id: int) -> HttpResponse:
    account = account_of(request.access, account_id, role=Role.LEAD)
    rows = quarantined(account, before=_before(request), limit=PAGE + 1)
    return _page(request, "channels/quarantine.html", account, rows)


@team(Role.AGENT)
@require_POST
def replay(request: TeamRequest, delivery_id: int) -> HttpResponse:
    delivery = delivery_of(request.access, delivery_id, role=Role.LEAD)
    actions.replay(delivery, by=request.access.actor, at=now())
    messages.success(request, _("It is read again."))
    return _done(request, "channels:quarantine", delivery.account)


@team(Role.AGENT)
@require_POST
def replay_all(request: TeamRequest, account_id: int) -> HttpResponse:
    account = account_of(request.access, account_id, role=Role.LEAD)
    actions.replay_all(account, by=request.access.actor, at=now())
    messages.success(request, _("Everything is read again."))
    return redirect("channels:quarantine", account.pk)


@team(Role.AGENT)
@require_GET
def outgoing(request: TeamRequest, account_id: int) -> HttpResponse:
    account = account_of(request.access, account_id, role=Role.LEAD)
    rows = unsent(account, before=_before(request), limit=PAGE + 1)
    return _page(request, "channels/outgoing.html", account, rows)


@team(Role.AGENT)
@require_POST
def resend(request: TeamRequest, outgoing_id: int) -> HttpResponse:
    """Once: what waits to be sent, or has been sent, is not sent again."""
    intent = outgoing_of(request.access, outgoing_id, role=Role.LEAD)
    if actions.resend(intent, by=request.access.actor, at=now()):
        messages.success(request, _("It is on its way again."))
    else:
        messages.info(request, _("It is on its way already, or has arrived."))
    return _done(request, "channels:outgoing", intent.account)


def _before(request: TeamRequest) -> int | None:
    asked = request.GET.get("before", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None


def _page(
    request: TeamRequest, template: str, account: Account, rows: Sequence[Any]
) -> HttpResponse:
    """A page of rows, the newest first; `older` continues it."""
    context = {
        "section": "settings",
        "tabs": settings_tabs(request.access, current="channels"),
        "account": account,
        "rows": rows[:PAGE],
        "older": f"?before={rows[PAGE - 1].id}" if len(rows) > PAGE else "",
        "newer": "?" if _before(request) else "",
        "now": now(),
    }
    return render(request, template, context)


def _done(request: TeamRequest, page: str, account: Account) -> HttpResponse:
    """For htmx the line goes away, and the notice says why; otherwise back to the page."""
    if request.htmx:
        return render(request, "brands/said.html")
    return redirect(page, account.pk)
