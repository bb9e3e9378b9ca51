"""What a customer may see of their case.

With the page's token: what was written on that page, and the answers given there. Only a browser
in which the mailed link was opened sees the rest of the case, mails included: whoever typed an
address into the form has not shown yet that it is theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from textwrap import shorten

from django.db.models import Q

from parvis.brands.models import Brand
from parvis.channels.actions.ask import thread_of_page, visitor_of
from parvis.channels.actions.links import link_key, mailbox_for
from parvis.channels.models import Delivery, LinkWanted, Message, Outgoing, Thread
from parvis.channels.protocol import Poison, Raw
from parvis.channels.registry import connector
from parvis.inbox.models import Case, Promise
from parvis.kit import secrets
from parvis.people.models import Claim

TITLE_MAX = 120
QUOTED, QUOTED_MAX = 3, 400
OURS = {Message.Direction.OUT, Message.Direction.ECHO}


@dataclass(frozen=True)
class CustomerEntry:
    """`name` is empty for the customer: it is their own page."""

    by_brand: bool
    name: str
    text: str
    at: datetime
    by_mail: bool = False


@dataclass(frozen=True)
class CustomerPage:
    """`due`: when an answer is promised; None when none is waited for. `link_to`: the address to
    which a link was mailed, or is in a moment; empty when none was or once it has been opened."""

    title: str
    entries: Sequence[CustomerEntry]
    resolved: bool
    due: datetime | None
    since: datetime | None
    is_confirmed: bool
    link_to: str

    @property
    def answered(self) -> bool:
        """The last word is the brand's."""
        return bool(self.entries) and self.entries[-1].by_brand


def customer_page(brand: Brand, token: str, *, opened_claims: Iterable[int]) -> CustomerPage | None:
    """The page behind a token; None when there is none. `opened_claims` are the ids of the
    claims whose link was opened in this browser."""
    digest = secrets.digest(token)
    waiting = list(_not_read_yet(brand, digest))
    thread = thread_of_page(brand, token)
    if thread is None and not waiting:
        return None
    visitor = visitor_of(brand, token)
    claim = Claim.objects.filter(identity=visitor).first() if visitor else None
    case = _latest_case(thread) if thread else None
    seen = Q(thread=thread)
    if case and claim and claim.confirmed_at and claim.pk in set(opened_claims):
        seen |= Q(place__case=case)
    messages = Message.objects.filter(seen, deleted_at=None).order_by("created_at", "id")
    entries = [*(_entry(row) for row in messages), *waiting]
    promise = _running(case) if case else None
    return CustomerPage(
        title=_first_words(entries),
        entries=entries,
        resolved=bool(case and not case.is_open),
        due=promise.due_at if promise else None,
        since=promise.started_at if promise else None,
        is_confirmed=bool(claim and claim.confirmed_at),
        link_to=_link_mailed_to(brand, claim) if claim else _link_on_its_way_to(brand, digest),
    )


def words_written_by(claim: Claim) -> Sequence[str]:
    """What the visitor wrote who gave this address: its owner knows whether they did."""
    own = Message.objects.filter(author=claim.identity, deleted_at=None).exclude(text="")
    said = own.order_by("created_at", "id").values_list("text", flat=True)
    return [shorten(text, QUOTED_MAX, placeholder="…") for text in said[:QUOTED]]


def _latest_case(thread: Thread) -> Case | None:
    cases = Case.objects.filter(places__message__thread=thread)
    return cases.order_by("-opened_at", "-pk").first()


def _first_words(entries: Sequence[CustomerEntry]) -> str:
    """The case's own title may be the subject of a mail: it is not for this page to show."""
    said = next((entry.text for entry in entries if not entry.by_brand), "")
    return shorten(said, TITLE_MAX, placeholder="…")


def _link_mailed_to(brand: Brand, claim: Claim) -> str:
    mails = Outgoing.objects.filter(account__brand=brand, client_key=link_key(claim.pk))
    return claim.address if not claim.confirmed_at and mails.exists() else ""


def _link_on_its_way_to(brand: Brand, visitor: str) -> str:
    """Of a question that no worker has read yet."""
    wanted = LinkWanted.objects.filter(account__brand=brand, visitor=visitor).first()
    return wanted.address if wanted and mailbox_for(brand, wanted) else ""


def _entry(message: Message) -> CustomerEntry:
    by_brand = message.direction in OURS
    return CustomerEntry(
        by_brand=by_brand,
        name=message.author_name if by_brand else "",
        text=message.text,
        at=message.created_at,
        by_mail=message.network == "email",
    )


def _not_read_yet(brand: Brand, visitor: str) -> Iterable[CustomerEntry]:
    """What was stored a moment ago and no worker has read yet is on the page all the same."""
    rows = Delivery.objects.filter(
        account__brand=brand,
        account__connector="web",
        key__startswith=f"{visitor}:",
        state=Delivery.State.WAITING,
    ).order_by("id")
    for row in rows:
        raw = Raw(key=row.key, body=bytes(row.body), media_type=row.media_type)
        try:
            events = connector("web").parse(raw)
        except Poison:
            continue
        for event in events:
            if event.message:
                yield CustomerEntry(
                    by_brand=False,
                    name="",
                    text=event.message.text,
                    at=event.message.created_at,
                )


def _running(case: Case) -> Promise | None:
    """The answer that is owed: when the matter shall be over is the team's own affair."""
    owed = case.promises.filter(kind__in=Promise.ANSWERS, answered_at=None, released_at=None)
    return owed.first()
