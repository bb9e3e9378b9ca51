"""Accounts: connecting them, their secrets, and what follows when a network says no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction

from parvis.brands.models import Brand
from parvis.channels.models import Account, Credential
from parvis.channels.protocol import CredentialsRejected, MarkUnreadable, ReadingError
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
def change_account(
    account: Account,
    *,
    name: str,
    address: str,
    settings_: Mapping[str, str],
    secrets_: Mapping[str, str],
    by: Actor,
    at: datetime,
) -> None:
    """Other settings, and those secrets that are not empty; a stopped account listens again."""
    account.name, account.address = name, address.strip().lower()
    account.settings = dict(settings_)
    if account.state == Account.State.BROKEN:
        account.state, account.error, account.error_at = Account.State.ACTIVE, "", None
    account.save(update_fields=["name", "address", "settings", "state", "error", "error_at"])
    store_secrets(account, secrets_, at=at)
    record(
        "account.changed", target=("account", account.pk), by=by, at=at, brand_id=account.brand_id
    )


def pause_account(account: Account, *, by: Actor, at: datetime) -> bool:
    """Nothing is read or sent until it is resumed; what waits keeps waiting.

    False when it did not listen anyway.
    """
    listening = [Account.State.ACTIVE, Account.State.BROKEN]
    return _turn(account, listening, Account.State.PAUSED, "account.paused", by=by, at=at)


def resume_account(account: Account, *, by: Actor, at: datetime) -> bool:
    """Listen again. False when it listens already, or is only filled by imports."""
    silent = [Account.State.PAUSED, Account.State.BROKEN]
    return _turn(account, silent, Account.State.ACTIVE, "account.resumed", by=by, at=at)


@transaction.atomic
def _turn(
    account: Account,
    states: Sequence[Account.State],
    new: Account.State,
    verb: str,
    *,
    by: Actor,
    at: datetime,
) -> bool:
    turned = Account.objects.filter(pk=account.pk, state__in=states).update(
        state=new, error="", error_at=None
    )
    if turned:
        target = ("account", account.pk)
        record(verb, target=target, by=by, at=at, brand_id=account.brand_id)
    return bool(turned)


@transaction.atomic
def note_reading(account: Account, *, error: ReadingError | None, at: datetime) -> None:
    """The one place that decides what a reading error means for an account.

    Rejected keys, and a reading mark that makes no sense, stop it until somebody mends that;
    everything else is tried again, and said on the account's page as long as it lasts.
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
    stopped = isinstance(error, CredentialsRejected | MarkUnreadable)
    row = Account.objects.filter(pk=account.pk)
    row.update(error=str(error), error_at=account.error_at or at)
    if stopped:
        # who paused it while it was being read must find it paused
        row.filter(state=Account.State.ACTIVE).update(state=Account.State.BROKEN)
    if account.error != str(error):
        record(
            "account.stopped" if stopped else "account.failing",
            target=("account", account.pk),
            by=PARVIS,
            at=at,
            brand_id=account.brand_id,
            facts={"why": str(error)},
        )
