"""The listeners: one thread per account that can be pulled, for as long as the account is active.

A thread pulls, waits until something new may be there, and pulls again. What goes wrong is noted
on the account and tried again with growing pauses; rejected keys end the thread, and a new one
starts when the account is active again.
"""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, close_old_connections, connections

from parvis.channels.actions.pull import pull_account
from parvis.channels.io import can_be_pulled, io_of
from parvis.channels.models import Account, Cursor
from parvis.channels.protocol import (
    CredentialsRejected,
    MarkUnreadable,
    RateLimited,
    ReadingError,
    Refused,
    Waits,
)
from parvis.channels.registry import connector

log = logging.getLogger(__name__)

LOOK_EVERY = 5.0
FIRST_PAUSE, LONGEST_PAUSE = 2.0, 300.0
AWAY = (DatabaseError, InterfaceError)
WAIT_AT_MOST = timedelta(minutes=5).total_seconds()


def run(stop: threading.Event) -> None:
    """Listen to every active account until `stop` is set; returns when all threads have ended."""
    threads: dict[int, threading.Thread] = {}
    try:
        while not stop.is_set():
            try:
                _start_missing(threads, stop)
            except AWAY as error:
                log.warning("the listeners wait for the database: %s", error)
            finally:
                connections.close_all()
            stop.wait(LOOK_EVERY)
    finally:
        stop.set()  # whatever ended this: a process that still listens is not started again
        for thread in threads.values():
            thread.join()


def _start_missing(threads: dict[int, threading.Thread], stop: threading.Event) -> None:
    for account in Account.objects.filter(state=Account.State.ACTIVE).select_related("brand"):
        running = threads.get(account.pk)
        if can_be_pulled(account) and not (running and running.is_alive()):
            thread = threading.Thread(
                target=_listen_to, args=(account.pk, stop), name=f"listen-{account.pk}"
            )
            threads[account.pk] = thread
            thread.start()


def _listen_to(account_id: int, stop: threading.Event) -> None:
    pause = FIRST_PAUSE
    try:
        while not stop.is_set():
            close_old_connections()
            try:
                account = _if_active(account_id)
                if account is None:
                    return
                pull_account(account, stopping=stop.is_set)
                _wait(account, stop)
                pause = FIRST_PAUSE
            except (CredentialsRejected, MarkUnreadable) as error:
                log.warning("account %s stopped: %s", account_id, error)
                return
            except AWAY as error:
                log.warning("account %s waits for the database: %s", account_id, error)
                connections.close_all()
                stop.wait(FIRST_PAUSE)
            except ReadingError as error:
                log.warning("account %s is tried again in %.0f s: %s", account_id, pause, error)
                connections.close_all()
                asked = error.after.total_seconds() if isinstance(error, RateLimited) else 0.0
                stop.wait(max(pause, asked))
                pause = min(2 * pause, LONGEST_PAUSE)
    finally:
        connections.close_all()


def _if_active(account_id: int) -> Account | None:
    return (
        Account.objects.filter(pk=account_id, state=Account.State.ACTIVE)
        .select_related("brand")
        .first()
    )


def _wait(account: Account, stop: threading.Event) -> None:
    """Until something new may be there. The database connection is not held meanwhile."""
    network = connector(account.connector)
    if not isinstance(network, Waits):
        stop.wait(network.spec.poll_every.total_seconds())
        return
    source = network.spec.sources[-1]
    cursor = Cursor.objects.filter(account=account, source=source).first()
    io = io_of(account, stop=stop)
    connections.close_all()
    try:
        network.wait(io, source=source, cursor=cursor.mark if cursor else {}, seconds=WAIT_AT_MOST)
    except ReadingError:
        raise
    except Exception as bug:  # a connector's own mistake: waiting ends, and it is tried again
        raise Refused(f"waiting failed: {type(bug).__name__}: {bug}") from bug
