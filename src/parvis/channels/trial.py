"""Trying an account's keys before they are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from parvis.channels.actions.outbox import attempt_key
from parvis.channels.io import io_of
from parvis.channels.models import Account
from parvis.channels.protocol import (
    Acts,
    Checks,
    CredentialsRejected,
    Done,
    HearsItself,
    Intent,
    RateLimited,
    ReadingError,
    Refusal,
    Retry,
    Uncertain,
    Unreachable,
    Verb,
)
from parvis.channels.registry import connector
from parvis.kit.secrets import SecretUnreadable

BACK_WITHIN = 15.0  # seconds; somebody is waiting for the page


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


def try_with_a_mail(
    draft: Account,
    *,
    entered: Mapping[str, str],
    token: str,
    at: datetime,
    seconds: float = BACK_WITHIN,
) -> Trial:
    """Send a mail from the account to itself and wait for it, at most so long.

    `token` is random, so that no earlier test mail is taken for this one.
    """
    network = connector(draft.connector)
    trial = try_account(draft, entered=entered)
    if not trial.passed or not (isinstance(network, HearsItself) and isinstance(network, Acts)):
        return trial
    io = io_of(draft, entered=entered)
    key = attempt_key(draft, f"test-{token}")
    outcome = network.act(io, _test_mail(draft, at=at), attempt_key=key)
    if not isinstance(outcome, Done):
        return Trial(False, _not_left(outcome), (outcome.why,))
    try:
        back = network.came_back(io, attempt_key=key, seconds=seconds)
    except ReadingError as error:
        return Trial(False, _words_for(error), (str(error),))
    if back:
        words = _("It works: a test mail left, and came back to %(address)s.")
        return Trial(True, words % {"address": draft.address}, trial.details)
    lost = _("The test mail left, but did not come back within %(seconds)d s.")
    where = _("Look among the spam, and whether mail to %(address)s arrives in this mailbox.")
    return Trial(False, lost % {"seconds": seconds}, (where % {"address": draft.address},))


def _test_mail(draft: Account, *, at: datetime) -> Intent:
    return Intent(
        verb=Verb.NOTIFY,
        to=draft.address,
        title=_("Test mail"),
        text=_("Parvis sent this mail to itself, to see whether it comes back. You can delete it."),
        created_at=at,
    )


def _not_left(outcome: Refusal | Retry | Uncertain) -> str:
    if isinstance(outcome, Refusal):
        return _("The test mail was refused.")
    if isinstance(outcome, Retry):
        return _("The test mail could not be sent now.")
    return _("Nobody knows whether the test mail left.")


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
