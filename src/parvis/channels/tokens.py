"""The signed token in the address to which an answer comes back: `p.<thread>.<signature>`.

It survives mail programs that forget what they answer, and nobody can make one for another
person's thread: 80 bits of HMAC over account and thread.
"""

from __future__ import annotations

from django.conf import settings

from parvis.channels.models import Account, Thread
from parvis.kit.secrets import same, short_signature

PURPOSE = "reply-token"


def reply_address(account: Account, thread: Thread) -> str:
    """The account's address with the thread's token: `help+p.12.ab...@brand.com`."""
    local, _, domain = account.address.partition("@")
    return f"{local}+p.{thread.pk}.{_signature(account, thread.pk)}@{domain}"


def thread_from_token(account: Account, token: str) -> Thread | None:
    """The thread that a token names; None when there is none or the signature is not ours."""
    mark, _, rest = token.partition(".")
    number, _, signature = rest.partition(".")
    if mark != "p" or not number.isascii() or not number.isdigit() or len(number) > 18:
        return None
    if not same(signature, _signature(account, int(number))):
        return None
    return Thread.objects.filter(account=account, pk=int(number)).first()


def _signature(account: Account, thread_id: int) -> str:
    key: str = settings.SECRET_KEY
    return short_signature(key.encode(), f"{account.pk}|{thread_id}", purpose=PURPOSE)
