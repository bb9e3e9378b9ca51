"""The link that is mailed to an address which was typed beside a question.

The address is only a claim (people.actions.claim_address): the link shows whose it is. The request
of the visitor keeps the wish; whoever reads their question makes the claim and lets the mail go, in
the transaction that reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from parvis.brands.models import Brand
from parvis.channels.actions.outbox import queue_notice
from parvis.channels.models import Account, LinkWanted, Outgoing
from parvis.channels.protocol import Verb
from parvis.people.actions import claim_address
from parvis.people.models import Identity

A_DAY = timedelta(days=1)
MOST_LINKS = 3
"""To one address in a day: anybody can type anybody's."""


def want_link(
    account: Account, visitor: str, *, address: str, language: str, page: str, at: datetime
) -> None:
    """In the transaction that keeps the question: `page` is the secret of the visitor's page."""
    LinkWanted.objects.create(
        account=account,
        visitor=visitor,
        address=address.strip().lower(),
        language=language,
        page=page,
        asked_at=at,
    )


def mail_links(account: Account, visitors: Mapping[str, int]) -> None:
    """Claims of the addresses that these visitors typed, and a link to each; the visitors are
    named with the ids of their identities. The caller holds the account's turn."""
    rows = LinkWanted.objects.filter(account=account, visitor__one_of=visitors.keys())
    for wanted in rows.order_by("id"):
        identity = Identity.objects.get(pk=visitors[wanted.visitor])
        claim, token = claim_address(identity, address=wanted.address, at=wanted.asked_at)
        if mailbox := mailbox_for(account.brand, wanted):
            _mail(mailbox, wanted, token=token, client_key=link_key(claim.pk))
        wanted.delete()


def mailbox_for(brand: Brand, wanted: LinkWanted) -> Account | None:
    """Which mailbox sends this link; None when the brand has none, or when the address has been
    mailed enough links in a day."""
    mailbox = Account.objects.filter(
        brand=brand, connector="email", state=Account.State.ACTIVE
    ).first()
    links = Outgoing.objects.filter(
        account=mailbox,
        to=wanted.address,
        verb=Verb.NOTIFY,
        created_at__gt=wanted.asked_at - A_DAY,
    )
    return None if mailbox is None or links.count() >= MOST_LINKS else mailbox


def _mail(mailbox: Account, wanted: LinkWanted, *, token: str, client_key: str) -> None:
    brand = mailbox.brand
    path = reverse("inbox:confirm", kwargs={"slug": brand.slug, "token": token})
    with override(wanted.language):
        queue_notice(
            mailbox,
            to=wanted.address,
            title=_("%(brand)s: follow your question") % {"brand": brand.name},
            text=_(
                "You wrote to %(brand)s. Open this link to see our answer and to receive it by"
                " mail:\n\n%(link)s\n\nIf it was not you, delete this mail: nothing else happens."
            )
            % {"brand": brand.name, "link": f"{settings.PUBLIC_URL}{path}?page={wanted.page}"},
            client_key=client_key,
            at=wanted.asked_at,
        )


def link_key(claim_id: int) -> str:
    """Under which name the mail with a claim's link stands in the outbox."""
    return f"claim-{claim_id}"
