"""Finding rows of the ledger among those of the user's brands."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from parvis.brands.access import Access
from parvis.brands.models import Role
from parvis.channels.models import Account, Delivery, Gap, Outgoing


def account_of(access: Access, account_id: int, *, role: Role) -> Account:
    """Raises `Http404` for a stranger, `PermissionDenied` when their role is too low."""
    mine = Account.objects.filter(brand__in=access.brand_ids()).select_related("brand")
    account = get_object_or_404(mine, pk=account_id)
    access.require(account.brand_id, role)
    return account


def delivery_of(access: Access, delivery_id: int, *, role: Role) -> Delivery:
    """As `account_of`. The body stays where it is: it may be large."""
    mine = Delivery.objects.filter(account__brand__in=access.brand_ids())
    found = get_object_or_404(mine.defer("body").select_related("account"), pk=delivery_id)
    access.require(found.account.brand_id, role)
    return found


def gap_of(access: Access, gap_id: int, *, role: Role) -> Gap:
    mine = Gap.objects.filter(account__brand__in=access.brand_ids())
    found = get_object_or_404(mine.select_related("account"), pk=gap_id)
    access.require(found.account.brand_id, role)
    return found


def outgoing_of(access: Access, outgoing_id: int, *, role: Role) -> Outgoing:
    mine = Outgoing.objects.filter(account__brand__in=access.brand_ids())
    found = get_object_or_404(mine.select_related("account"), pk=outgoing_id)
    access.require(found.account.brand_id, role)
    return found
