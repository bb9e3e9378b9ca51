"""How people say something in the demo: through the same doors as real messages, many at once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr

from django.utils.crypto import salted_hmac

from parvis.channels.actions import pull_account, read_deliveries, store_deliveries
from parvis.channels.models import Account, Delivery, Message, SquarePost
from parvis.channels.protocol import Raw
from parvis.channels.town import Spoken, post_on_square, speak_on_square
from parvis.config.demo.conversation import Conversation
from parvis.config.demo.founding import Town
from parvis.config.demo.scripts import Post
from parvis.inbox.actions import take_in
from parvis.kit import secrets
from parvis.kit.rewriting import rewrite_rows


@dataclass(frozen=True, slots=True)
class Words:
    """The `n`-th turn of a conversation, said by its person."""

    conversation: Conversation
    n: int
    at: datetime

    @property
    def key(self) -> str:
        return f"{self.conversation.key}-{self.n}"

    @property
    def text(self) -> str:
        return self.conversation.turns[self.n].text


def say(town: Town, words: Sequence[Words], *, posts: Sequence[tuple[Post, datetime]] = ()) -> None:
    """The brand posts, people write; all of it is read and has its case when this returns."""
    _on_square(town, [said for said in words if said.conversation.channel == "square"], posts)
    mails = [said for said in words if said.conversation.channel == "mail"]
    asked = [said for said in words if said.conversation.channel == "web"]
    _bring(town.mail, {_mail(town, said): said.at for said in mails}, source="inbox")
    _bring(town.web, {_question(said): said.at for said in asked}, source="page")
    take_in(list(messages_of(town, [(said.conversation, said.n) for said in words]).values()))


def _later(message_ids: Sequence[int]) -> None:
    """What is read is taken in at once, in the same transaction: the story goes on with it."""


def _on_square(town: Town, words: Sequence[Words], posts: Sequence[tuple[Post, datetime]]) -> None:
    for post, at in posts:
        brand = town.brand
        post_on_square(
            brand,
            handle=brand.slug,
            name=brand.name,
            text=post.text,
            at=at,
            by_brand=True,
            key=post.key,
        )
    parents = _parents(town, words)
    speak_on_square(
        town.brand,
        [
            Spoken(
                handle=said.conversation.person.handle,
                name=said.conversation.person.name,
                text=said.text,
                at=said.at,
                parent_id=parents.get(_spoken_under(said)),
                key=said.key,
            )
            for said in words
        ],
    )
    if words or posts:
        last = max([*(said.at for said in words), *(at for _, at in posts)])
        pull_account(town.square, clock=lambda: last)
        _heard_when_said(town.square)
        read_deliveries(town.square, at=last, tell=_later)


def _heard_when_said(square: Account) -> None:
    """A day of posts is brought at once, but each was heard when it was said: what the team
    decided in between, it decided knowing it."""
    brought = list(Delivery.objects.filter(account=square, state=Delivery.State.WAITING))
    for delivery in brought:
        post = json.loads(bytes(delivery.body))
        delivery.received_at = datetime.fromisoformat(post["posted_at"])
    rewrite_rows(brought, ["received_at"])


def _spoken_under(said: Words) -> str:
    """The key of the post that these words answer, or empty."""
    first = said.n == 0
    return said.conversation.under if first else f"{said.conversation.key}-0"


def _parents(town: Town, words: Sequence[Words]) -> Mapping[str, int]:
    keys = {_spoken_under(said) for said in words} - {""}
    posts = SquarePost.objects.filter(brand=town.brand, idempotency_key__in=keys)
    return dict(posts.values_list("idempotency_key", "pk"))


def _bring(account: Account, raws: Mapping[Raw, datetime], *, source: str) -> None:
    if raws:
        last = max(raws.values())
        store_deliveries(account, list(raws), source=source, at=last)
        read_deliveries(account, at=last, tell=_later)


def mail_name(conversation: Conversation, n: int) -> str:
    """The Message-ID of a turn."""
    return f"<{conversation.key}-{n}@{conversation.person.email.partition('@')[2]}>"


def key_of_question(ext_id: str) -> str:
    """The `key-n` of a turn, from the name of its mail or of its question on the page."""
    return ext_id.removeprefix("<").partition("@")[0].rpartition(":")[2]


def _mail(town: Town, said: Words) -> Raw:
    """A mail as the person's program writes it."""
    person = said.conversation.person
    mail = MIMEText(said.text, "plain", "utf-8")
    mail["From"] = formataddr((person.name, person.email))
    mail["To"] = town.mail.address
    subject = said.conversation.subject
    mail["Subject"] = Header(f"Re: {subject}" if said.n else subject, "utf-8").encode()
    mail["Date"] = format_datetime(said.at)
    mail["Message-ID"] = mail_name(said.conversation, said.n)
    if said.n:
        first = mail_name(said.conversation, 0)
        mail["In-Reply-To"] = mail["References"] = first
    return Raw(
        key=f"demo:{said.key}",
        body=mail.as_bytes(),
        media_type="message/rfc822",
        received_at=said.at,
    )


def page_token(conversation: Conversation) -> str:
    """What opens the customer's page of this conversation: known to this installation alone."""
    return salted_hmac("parvis demo page", conversation.key).hexdigest()[:24]


def _visitor(conversation: Conversation) -> str:
    return secrets.digest(page_token(conversation))


def _question(said: Words) -> Raw:
    """What the brand's "ask us" page stores."""
    visitor = _visitor(said.conversation)
    asked = {
        "id": f"{visitor[:32]}:{said.key}",
        "thread": visitor,
        "visitor": visitor,
        "name": said.conversation.person.name,
        "text": said.text,
        "title": said.conversation.subject if said.n == 0 else "",
        "lang": said.conversation.language,
        "at": said.at.isoformat(),
    }
    return Raw(
        key=f"{visitor}:{said.key}",
        body=json.dumps(asked, ensure_ascii=False).encode(),
        media_type="application/x-parvis-ask+json",
        received_at=said.at,
    )


def messages_of(town: Town, words: Sequence[tuple[Conversation, int]]) -> dict[str, int]:
    """The ledger's messages of these turns, by `key-n`; those that it does not hold are absent."""
    on_square = {
        f"{conversation.key}-{n}": (conversation, n)
        for conversation, n in words
        if conversation.channel == "square"
    }
    posts = SquarePost.objects.filter(brand=town.brand, idempotency_key__in=on_square)
    names = {
        (town.square.pk, str(pk)): key for key, pk in posts.values_list("idempotency_key", "pk")
    }
    for conversation, n in words:
        key = f"{conversation.key}-{n}"
        if conversation.channel == "mail":
            names[town.mail.pk, mail_name(conversation, n)] = key
        elif conversation.channel == "web":
            names[town.web.pk, f"{_visitor(conversation)[:32]}:{key}"] = key
    found = Message.objects.filter(
        account__brand=town.brand, ext_id__one_of={ext_id for _, ext_id in names}
    )
    return {
        names[account_id, ext_id]: pk
        for account_id, ext_id, pk in found.values_list("account_id", "ext_id", "pk")
        if (account_id, ext_id) in names
    }
