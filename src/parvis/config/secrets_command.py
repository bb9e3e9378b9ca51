"""`parvis secrets`: what is sealed with which master key, and sealing it with another one.

Exit code 1 when there are secrets that none of the keys opens.
"""

from __future__ import annotations

import argparse

from django.conf import settings

from parvis.channels.actions.account import TABLE as ACCOUNTS
from parvis.channels.models import Credential
from parvis.inbox.actions import warnings
from parvis.inbox.models import PushKey
from parvis.kit.sealing import Place, SealedTable, keys_in_use, rewrap
from parvis.kit.secrets import KeyRing, new_key

SEALED = [
    SealedTable(Credential, lambda row: Place(table=ACCOUNTS, row=row.account_id, field=row.field)),
    SealedTable(
        PushKey,
        lambda _: Place(table=warnings.TABLE, row=warnings.ROW, field=warnings.FIELD),
    ),
]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "what",
        choices=["status", "new", "rotate"],
        help="count them, print a fresh key, or seal everything with the first key",
    )


def run(options: argparse.Namespace) -> int:
    """Do it, and say in a line or two what came of it."""
    ring: KeyRing = settings.MASTER_KEY
    if options.what == "new":
        print(new_key())
        return 0
    return _status(ring) if options.what == "status" else _rotate(ring)


def _status(ring: KeyRing) -> int:
    used, closed = keys_in_use(SEALED, ring)
    for number, key_id in enumerate(ring.key_ids):
        role = "seals and opens" if number == 0 else "opens"
        print(f"key {key_id}: {role}, {used.get(key_id, 0)} secrets")
    if closed:
        print(f"{closed} secrets do not open: restore their key, or enter them again.")
    elif used.keys() <= {ring.key_id}:
        print("Nothing needs another key than the first.")
    return 1 if closed else 0


def _rotate(ring: KeyRing) -> int:
    done = rewrap(SEALED, ring)
    print(f"sealed anew {done.anew}, before {done.before}, unreadable {done.unreadable}")
    return 1 if done.unreadable else 0
