"""The "ask us" page: a customer's words are stored like every delivery, before anything else.

The address that is typed is only a claim (channels.actions.links). Until the link that is mailed
to it has been opened, the page shows what was written there, and nothing from elsewhere.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.brands.models import Brand
from parvis.channels.actions.account import connect_account
from parvis.channels.actions.ledger import known_keys, store_deliveries
from parvis.channels.actions.links import want_link
from parvis.channels.connectors.web import NETWORK
from parvis.channels.models import Account, Delivery, Thread
from parvis.channels.protocol import Raw
from parvis.kit import secrets
from parvis.kit.actors import PARVIS
from parvis.people.models import Identity

TOO_OFTEN = timedelta(minutes=10)
MOST = 5
TOKEN_BYTES = 18


class TooMany(Exception):
    """This visitor has written too often; the message is for them."""


def ask(
    brand: Brand,
    *,
    text: str,
    name: str,
    address: str,
    language: str,
    at: datetime,
    title: str = "",
    token: str = "",
    click: str = "",
) -> str:
    """Store what a visitor asks. With the `token` of their page it goes on there.

    Returns the token, which is the secret of the page: the thread and the visitor are named by its
    digest, so that nobody who reads the tables can open a page. `click` is a secret, too: the same
    again is the same question, whose page it opens. Raises `TooMany`.
    """
    account = web_account(brand, at=at)
    first = not token
    token = token or click or secrets.new_token(TOKEN_BYTES)
    visitor = secrets.digest(token)
    own = secrets.digest(click)[:12] if click else secrets.new_token(9)
    if not first:  # of a page that begins with these words nothing is known yet
        if known_keys(account, [_key(visitor, own)]):
            return token
        _refuse_flood(account, visitor, at=at)
    called = name or _known_name(brand, "" if first else visitor)
    said = {"name": name, "handle": called, "text": text, "title": title, "lang": language}
    raw = _raw(visitor, own, at=at.isoformat(), **said)
    # what may be refused was, so that nobody who calls this has anything to go back to
    with transaction.atomic(savepoint=False):
        stored = store_deliveries(account, [raw], source="page", at=at)
        if stored.new and first and address:
            want_link(account, visitor, address=address, language=language, page=token, at=at)
    return token


def _key(visitor: str, own: str) -> str:
    return f"{visitor}:{own}"


def _raw(visitor: str, own: str, **said: str) -> Raw:
    """What was typed, as a delivery of its own. Not numbered: two tabs that write at once would
    count to the same number."""
    asked = {"id": f"{visitor[:32]}:{own}", "thread": visitor, "visitor": visitor, **said}
    return Raw(
        key=_key(visitor, own),
        body=json.dumps(asked, ensure_ascii=False).encode(),
        media_type="application/x-parvis-ask+json",
    )


def _known_name(brand: Brand, visitor: str) -> str:
    """What who wrote before is called; a newcomer without a name is a visitor."""
    known = (
        visitor and Identity.objects.filter(brand=brand, network=NETWORK, ext_id=visitor).first()
    )
    with override(brand.language):
        return (known and (known.display or known.handle)) or _("Visitor")


def web_account(brand: Brand, *, at: datetime) -> Account:
    """The brand's own page: there from the first question on, named in the brand's language."""
    found = Account.objects.filter(brand=brand, connector="web").first()
    if found is not None:
        return found
    try:
        with override(brand.language), transaction.atomic():
            name = _("Ask us page")
            return connect_account(brand, connector_id="web", name=name, by=PARVIS, at=at)
    except IntegrityError:  # somebody else asked the first question at the same moment
        return Account.objects.get(brand=brand, connector="web")


def visitor_of(brand: Brand, token: str) -> Identity | None:
    """Who opened the page with this token; None when there is no such page."""
    return (
        Identity.objects.filter(brand=brand, network="web", ext_id=secrets.digest(token))
        .select_related("person", "claim")
        .first()
    )


def thread_of_page(brand: Brand, token: str) -> Thread | None:
    return Thread.objects.filter(
        account__brand=brand, account__connector="web", ext_id=secrets.digest(token)
    ).first()


def _refuse_flood(account: Account, visitor: str, *, at: datetime) -> None:
    lately = Delivery.objects.filter(
        account=account, key__startswith=f"{visitor}:", received_at__gt=at - TOO_OFTEN
    ).count()
    if lately >= MOST:
        raise TooMany(_("You have written several times just now. Wait a few minutes."))
