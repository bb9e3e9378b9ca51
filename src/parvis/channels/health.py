"""How an account is, in words: what it does, and what to do when it does not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from parvis.channels.io import can_be_pulled
from parvis.channels.models import Account
from parvis.channels.queries import AccountHealth
from parvis.kit import spoken

PATIENCE = timedelta(minutes=10)
"""No listener needs longer than this from one look to the next."""


@dataclass(frozen=True)
class Condition:
    """`tone`: well, care, alarm or still. `advice` is empty when there is nothing to do."""

    tone: str
    words: str
    advice: str = ""


def condition_of(health: AccountHealth, *, now: datetime) -> Condition:
    account = health.account
    if account.state == Account.State.PASSIVE:
        return Condition("still", _("Filled by imports"))
    if account.state == Account.State.PAUSED:
        return Condition(
            "still", _("Paused"), _("Nothing is read or sent. What waits keeps waiting.")
        )
    if account.state == Account.State.BROKEN and health.has_unreadable_mark:
        return Condition(
            "alarm",
            _("Stopped"),
            _("It is not known how far it was read. Read it from the start: nothing comes twice."),
        )
    if account.state == Account.State.BROKEN:
        return Condition(
            "alarm",
            _("Stopped"),
            _("Enter the keys again under Change: they are tried before they are kept."),
        )
    if account.error:
        return Condition(
            "care",
            _("Cannot be reached"),
            _("It is tried again by itself, and nothing is lost. If it lasts, look at Change."),
        )
    if health.gaps:
        return Condition(
            "care", _("Something may be missing"), _("Look what it is, and close it when you know.")
        )
    return _while_active(account, now=now)


def _while_active(account: Account, *, now: datetime) -> Condition:
    if not can_be_pulled(account):
        return Condition("well", _("Open"))
    silent_for = now - (account.last_ok_at or account.created_at)
    if silent_for <= PATIENCE:
        heard = account.last_ok_at is not None
        return Condition("well", _("Listening") if heard else _("About to listen"))
    return Condition(
        "care",
        _("Not looked at for %(duration)s") % {"duration": spoken.duration(silent_for)},
        _("The listener does not run: start parvis serve, or ask parvis doctor."),
    )
