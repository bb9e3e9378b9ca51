"""Where the rows behind a number are."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse


def rows_at(number: str, address: str, accounts: Iterable[int] = ()) -> str:
    """`address` names brand and period (`insight.forms.address_of`); no accounts: all of them."""
    named = ",".join(str(pk) for pk in sorted(accounts))
    part = f"&account={named}" if named else ""
    return f"{reverse('insight:rows')}?number={number}&{address}{part}"
