"""Whether everything is here: what the sources hold, what may be missing, and reading anew."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from parvis.brands.access import TeamRequest, team
from parvis.brands.models import Role
from parvis.brands.tabs import settings_tabs
from parvis.channels import actions
from parvis.channels.actions.keeping import MOST_DAYS, keep_raw_for
from parvis.channels.io import can_be_pulled
from parvis.channels.models import Account
from parvis.channels.protocol import Compares
from parvis.channels.queries import gaps_of
from parvis.channels.registry import connector
from parvis.channels.views.finding import account_of, gap_of
from parvis.kit.clock import now

CLOSED_SHOWN = 10


class KeepForm(forms.Form):
    days = forms.IntegerField(
        label=gettext_lazy("Days"),
        min_value=0,
        max_value=MOST_DAYS,
        help_text=gettext_lazy("After that the bytes go; the messages stay."),
    )


@team(Role.AGENT)
@require_GET
def completeness(request: TeamRequest, account_id: int) -> HttpResponse:
    account = account_of(request.access, account_id, role=Role.LEAD)
    return _page(request, account, KeepForm(initial={"days": account.keep_raw_days}))


@team(Role.AGENT)
@require_POST
def from_start(request: TeamRequest, account_id: int) -> HttpResponse:
    account = account_of(request.access, account_id, role=Role.LEAD)
    if actions.read_from_start(account, by=request.access.actor, at=now()):
        messages.success(request, _("It is read from the start. What is known is not doubled."))
    else:
        messages.info(request, _("Nothing was read yet: it starts from the beginning anyway."))
    return redirect("channels:completeness", account.pk)


@team(Role.AGENT)
@require_POST
def again(request: TeamRequest, account_id: int) -> HttpResponse:
    account = account_of(request.access, account_id, role=Role.LEAD)
    asked = actions.read_again(account, by=request.access.actor, at=now())
    said = ngettext("%(number)s is understood anew.", "%(number)s are understood anew.", asked)
    if asked:
        messages.success(request, said % {"number": asked})
    else:
        messages.info(request, _("Everything was understood by the present version."))
    return redirect("channels:completeness", account.pk)


@team(Role.AGENT)
@require_POST
def keep(request: TeamRequest, account_id: int) -> HttpResponse:
    account = account_of(request.access, account_id, role=Role.LEAD)
    form = KeepForm(request.POST)
    if not form.is_valid():
        return _page(request, account, form, status=422)
    days = form.cleaned_data["days"]
    keep_raw_for(account, days=days, by=request.access.actor, at=now())
    messages.success(request, _("Saved."))
    return redirect("channels:completeness", account.pk)


@team(Role.AGENT)
@require_POST
def close(request: TeamRequest, gap_id: int) -> HttpResponse:
    gap = gap_of(request.access, gap_id, role=Role.LEAD)
    if actions.close_gap(gap, by=request.access.actor, at=now()):
        messages.success(request, _("Closed."))
    return redirect("channels:completeness", gap.account_id)


def _page(
    request: TeamRequest, account: Account, form: KeepForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "section": "settings",
        "tabs": settings_tabs(request.access, current="channels"),
        "account": account,
        "cursors": account.cursors.order_by("source"),
        "compares": isinstance(connector(account.connector), Compares),
        "is_pulled": can_be_pulled(account),
        "gaps": gaps_of(account, closed=CLOSED_SHOWN),
        "form": form,
        "now": now(),
    }
    return render(request, "channels/completeness.html", context, status=status)
