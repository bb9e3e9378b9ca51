"""Which channels can be connected, and what their connectors say, in the language of the page.

Connectors know no Django: their English words are listed here for the translators.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from parvis.brands.models import Brand
from parvis.channels.models import Account
from parvis.channels.protocol import Spec
from parvis.channels.registry import CONNECTORS, connector

ABOUT = {
    "demo": gettext_noop(
        "An imaginary town to try Parvis on: people post, you answer, nothing leaves this machine."
    ),
    "email": gettext_noop("A mailbox: read by IMAP, answered by SMTP, each mail in its thread."),
    "web": gettext_noop("A page of your own on which customers ask and find your answers."),
}
WORDS = (
    gettext_noop("The square"),
    gettext_noop("E-mail"),
    gettext_noop("Ask us page"),
    gettext_noop("Address"),
    gettext_noop("Name"),
    gettext_noop("Shown to the people you write to."),
    gettext_noop("IMAP server"),
    gettext_noop("IMAP port"),
    gettext_noop("IMAP encryption"),
    gettext_noop("IMAP user name"),
    gettext_noop("IMAP password"),
    gettext_noop("Folder to read"),
    gettext_noop("Days the server keeps mail"),
    gettext_noop("Only when it deletes old mail by itself."),
    gettext_noop("SMTP server"),
    gettext_noop("SMTP port"),
    gettext_noop("SMTP encryption"),
    gettext_noop("SMTP user name"),
    gettext_noop("SMTP password"),
    gettext_noop("Folder for sent mail"),
    gettext_noop(
        "For example Sent. Answers from a mail program are seen there; ours are copied to it."
    ),
    gettext_noop("Who files sent mail"),
    gettext_noop("TLS"),
    gettext_noop("STARTTLS"),
    gettext_noop("None (only for a server on this machine)"),
    gettext_noop("Parvis puts a copy there"),
    gettext_noop("The provider does it by itself (as Gmail does)"),
    gettext_noop("The server cannot announce new mail: it is looked for regularly."),
)
"""A test holds this list against the connectors."""


@dataclass(frozen=True)
class Offer:
    """A channel that a brand can connect."""

    id: str
    network: str
    label: str
    about: str


def offers(brand: Brand) -> Sequence[Offer]:
    """What can be connected to this brand, in the order of the registry's names."""
    taken = set(Account.objects.filter(brand=brand).values_list("connector", flat=True))
    specs = (connector(name).spec for name in sorted(CONNECTORS))
    return [offer_of(spec) for spec in specs if _is_channel(spec) and _has_room(spec, taken)]


def offer_of(spec: Spec) -> Offer:
    about = ABOUT.get(spec.id, "")
    return Offer(spec.id, spec.network, gettext(spec.label), gettext(about) if about else "")


def can_be_connected(spec: Spec, brand: Brand) -> bool:
    taken = set(Account.objects.filter(brand=brand).values_list("connector", flat=True))
    return _is_channel(spec) and _has_room(spec, taken)


def _is_channel(spec: Spec) -> bool:
    """Formats of files are connectors too; but nothing listens there, and nobody can answer."""
    return bool(spec.sources) or "reply" in spec.capabilities


def _has_room(spec: Spec, taken: set[str]) -> bool:
    """Without settings there is one account a brand: a second one would be the same."""
    return bool(spec.fields) or spec.id not in taken
