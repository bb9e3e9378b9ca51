"""Accounts: connecting them, their secrets, and what follows when a network says no."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from parvis.brands.models import Brand
from parvis.channels.models import Account, Credential
from parvis.channels.protocol import CredentialsRejected, ReadingError
from parvis.channels.registry import connector
from parvis.kit.activity import record
from parvis.kit.actors import PARVIS, Actor
from parvis.kit.clock import now

TABLE = "channels_account"


@transaction.atomic
def connect_account(
    brand: Brand,
    *,
    connector_id: str,
    name: str,
    by: Actor,
    at: datetime,
    address: str = "",
    settings_: Mapping[str, str] | None = None,
    secrets_: Mapping[str, str] | None = None,
    state: Account.State = Account.State.ACTIVE,
) -> Account:
    """A new account of a brand. Raises `UnknownConnector`; the keys are not tried here."""
    connector(connector_id)
    account = Account.objects.create(
        brand=brand,
        connector=connector_id,
        name=name,
        address=address.strip().lower(),
        settings=dict(settings_ or {}),
        state=state,
        created_at=at,
    )
    store_secrets(account, secrets_ or {}, at=at)
    record("account.connected", target=("account", account.pk), by=by, at=at, brand_id=brand.pk)
    return account


def store_secrets(account: Account, values: Mapping[str, str], *, at: datetime) -> None:
    """Seal these secrets, each bound to this account and field; empty ones are left as they are."""
    key = settings.MASTER_KEY
    for field, value in values.items():
        if value:
            Credential.objects.update_or_create(
                account=account,
                field=field,
                defaults={
                    "sealed": key.seal(value, table=TABLE, row=account.pk, field=field),
                    "key_id": key.key_id,
                    "stored_at": at,
                },
            )


def secrets_of(account: Account) -> dict[str, str]:
    """The account's secrets, opened. Raises `SecretUnreadable`."""
    return {
        row.field: settings.MASTER_KEY.open(
            bytes(row.sealed), table=TABLE, row=account.pk, field=row.field
        )
        for row in account.credentials.all()
    }


def account_for_import(brand: Brand, *, name: str, connector_id: str) -> Account:
    """The brand's account of this name, or a new one that is only filled by imports."""
    found = Account.objects.filter(brand=brand, connector=connector_id, name=name).first()
    if found is None and connector_id == "email":
        found = Account.objects.filter(
            brand=brand, connector=connector_id, address=name.lower()
        ).first()
    return found or connect_account(
        brand,
        connector_id=connector_id,
        name=name,
        by=PARVIS,
        at=now(),
        address=name if "@" in name else "",
        state=Account.State.PASSIVE,
    )


@transaction.atomic
def pause_account(account: Account, *, by: Actor, at: datetime) -> None:
    """Nothing is read or sent until it is resumed; what waits keeps waiting."""
    Account.objects.filter(pk=account.pk).update(state=Account.State.PAUSED)
    record(
        "account.paused", target=("account", account.pk), by=by, at=at, brand_id=account.brand_id
    )


@transaction.atomic
def resume_account(account: Account, *, by: Actor, at: datetime) -> None:
    Account.objects.filter(pk=account.pk).update(state=Account.State.ACTIVE, error="")
    record(
        "account.resumed", target=("account", account.pk), by=by, at=at, brand_id=account.brand_id
    )


@transaction.atomic
def note_reading(account: Account, *, error: ReadingError | None, at: datetime) -> None:
    """The one place that decides what a reading error means for an account.

    Rejected keys stop it until somebody mends them; everything else is tried again, and said on
    the account's page as long as it lasts.
    """
    if error is None:
        Account.objects.filter(pk=account.pk).update(last_ok_at=at, error="", error_at=None)
        if account.error:
            record(
                "account.recovered",
                target=("account", account.pk),
                by=PARVIS,
                at=at,
                brand_id=account.brand_id,
            )
        return
    stopped = isinstance(error, CredentialsRejected)
    state = Account.State.BROKEN if stopped else account.state
    Account.objects.filter(pk=account.pk).update(
        state=state, error=str(error), error_at=account.error_at or at
    )
    if account.error != str(error):
        record(
            "account.stopped" if stopped else "account.failing",
            target=("account", account.pk),
            by=PARVIS,
            at=at,
            brand_id=account.brand_id,
            facts={"why": str(error)},
        )
