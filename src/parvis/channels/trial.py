"""Trying an account's keys before they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from parvis.channels.io import io_of
from parvis.channels.models import Account
from parvis.channels.protocol import (
    Checks,
    CredentialsRejected,
    RateLimited,
    ReadingError,
    Unreachable,
)
from parvis.channels.registry import connector
from parvis.kit.secrets import SecretUnreadable


@dataclass(frozen=True)
class Trial:
    """What came of it: the outcome in words, and what the connector said about it."""

    passed: bool
    words: str
    details: tuple[str, ...] = ()


def try_account(draft: Account, *, entered: Mapping[str, str]) -> Trial:
    """Ask the network who we are there. A connector that cannot ask lets everything pass."""
    network = connector(draft.connector)
    if not isinstance(network, Checks):
        return Trial(True, _("There is nothing to try here."))
    try:
        health = network.check(io_of(draft, entered=entered))
    except (ReadingError, SecretUnreadable) as error:
        return Trial(False, _words_for(error), (str(error),))
    return Trial(
        True,
        _("It works: you are %(identity)s there.") % {"identity": health.identity},
        tuple(_(note) for note in health.notes),
    )


def incomplete(what: Sequence[str]) -> Trial:
    """It could not be tried: something is missing, or does not fit."""
    return Trial(False, _("Not yet: something is to be corrected."), tuple(what))


def _words_for(error: Exception) -> str:
    if isinstance(error, CredentialsRejected):
        return _("The keys are not accepted.")
    if isinstance(error, Unreachable):
        return _("Nobody answers there.")
    if isinstance(error, RateLimited):
        return _("The network asks to wait.")
    return _("That does not work as it is.")
