"""The brand's own "ask us" page: what was typed arrives as it was, answers appear on the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from parvis.channels.connectors.json_fields import fields_in
from parvis.channels.protocol import (
    Author,
    Done,
    Event,
    EventKind,
    Found,
    IncomingMessage,
    Intent,
    Io,
    Limits,
    Outcome,
    Raw,
    Spec,
    Surface,
    Visibility,
)

NETWORK = "web"
TEXT_MAX = 20_000


class WebConnector:
    spec: ClassVar[Spec] = Spec(
        id="web",
        label="Ask us page",
        network=NETWORK,
        icon="message-circle",
        version=1,
        capabilities=frozenset({"listen", "reply", "reply_private"}),
        limits=Limits(text_max=TEXT_MAX),
        visibility_of_reply=Visibility.PRIVATE,
        idempotency="chosen_id",
    )

    def parse(self, raw: Raw) -> Sequence[Event]:
        asked = fields_in(raw.body, of="question of the page")
        message = IncomingMessage(
            network=NETWORK,
            ext_id=asked.required_identifier("id"),
            thread_ext=asked.required_identifier("thread"),
            surface=Surface.CHAT,
            visibility=Visibility.PRIVATE,
            author=Author(
                network=NETWORK,
                ext_id=asked.required_identifier("visitor"),
                display=asked.text("name"),
                handle=asked.text("handle"),
            ),
            text=asked.required_text("text"),
            title=asked.text("title"),
            lang=asked.text("lang"),
            created_at=asked.required_time("at"),
        )
        created = message.created_at
        return [
            Event(kind=EventKind.CREATED, key=message.ext_id, occurred_at=created, message=message)
        ]

    def act(self, io: Io, intent: Intent, *, attempt_key: str) -> Outcome:  # noqa: ARG002
        """The page reads the ledger itself: what is in the ledger has arrived."""
        return Done(ext_id=attempt_key)

    def find(self, io: Io, intent: Intent, *, attempt_key: str) -> Found:  # noqa: ARG002
        return Done(ext_id=attempt_key)
