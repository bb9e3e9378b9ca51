"""The channels of the brands, how each is, and turning one off and on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from parvis.brands.access import Access, TeamRequest, team
from parvis.brands.models import Brand, Role
from parvis.brands.tabs import settings_tabs
from parvis.channels.actions import pause_account, resume_account
from parvis.channels.health import Condition, condition_of
from parvis.channels.io import IN_TOWN
from parvis.channels.models import Account
from parvis.channels.offers import Offer, offer_of, offers
from parvis.channels.queries import AccountHealth, account_health
from parvis.channels.views.finding import account_of
from parvis.kit.clock import now


@dataclass(frozen=True)
class Row:
    """One account as the page shows it."""

    health: AccountHealth
    offer: Offer
    condition: Condition
    may_lead: bool

    @property
    def account(self) -> Account:
        return self.health.account

    @property
    def may_change(self) -> bool:
        """Accounts of the imaginary town and of imports have nothing to be entered."""
        declares = bool(self.health.spec.fields)
        return self.may_lead and declares and IN_TOWN not in self.account.settings

    @property
    def may_pause(self) -> bool:
        return self.may_lead and self.account.state in {"active", "broken"}

    @property
    def may_resume(self) -> bool:
        return self.may_lead and self.account.state == "paused"


@dataclass(frozen=True)
class House:
    """A brand, its accounts, and what else could be connected to it."""

    brand: Brand
    rows: Sequence[Row]
    offers: Sequence[Offer]


@team(Role.AGENT)
@require_GET
def accounts(request: TeamRequest) -> HttpResponse:
    at = now()
    context = {
        "section": "settings",
        "tabs": settings_tabs(request.access, current="channels"),
        "houses": _houses(request.access, at=at),
        "now": at,
    }
    return render(request, "channels/accounts.html", context)


@team(Role.AGENT)
@require_POST
def pause(request: TeamRequest, account_id: int) -> HttpResponse:
    account = account_of(request.access, account_id, role=Role.LEAD)
    if pause_account(account, by=request.access.actor, at=now()):
        messages.success(request, _("%(name)s is paused.") % {"name": account.name})
    return _row(request, account)


@team(Role.AGENT)
@require_POST
def resume(request: TeamRequest, account_id: int) -> HttpResponse:
    account = account_of(request.access, account_id, role=Role.LEAD)
    if resume_account(account, by=request.access.actor, at=now()):
        messages.success(request, _("%(name)s listens again.") % {"name": account.name})
    return _row(request, account)


def _houses(access: Access, *, at: datetime) -> Sequence[House]:
    brands = Brand.objects.filter(pk__in=access.brand_ids(Role.AGENT))
    rows = _rows(access, [brand.pk for brand in brands], at=at)
    return [
        House(
            brand=brand,
            rows=[row for row in rows if row.account.brand_id == brand.pk],
            offers=offers(brand) if access.may(brand.pk, Role.LEAD) else (),
        )
        for brand in brands
    ]


def _rows(access: Access, brand_ids: Sequence[int], *, at: datetime) -> Sequence[Row]:
    return [
        Row(
            health=health,
            offer=offer_of(health.spec),
            condition=condition_of(health, now=at),
            may_lead=access.may(health.account.brand_id, Role.LEAD),
        )
        for health in account_health(brand_ids)
    ]


def _row(request: TeamRequest, account: Account) -> HttpResponse:
    """The account's line alone for htmx; otherwise back to the page."""
    if not request.htmx:
        return redirect("channels:accounts")
    at = now()
    rows = _rows(request.access, [account.brand_id], at=at)
    row = next(row for row in rows if row.account.pk == account.pk)
    return render(request, "channels/accounts.html#account", {"row": row, "now": at})
