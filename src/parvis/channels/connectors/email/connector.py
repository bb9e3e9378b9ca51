"""The connector for mailboxes; what each part does is in the modules beside this one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import ClassVar

from parvis.channels.connectors.email import receive
from parvis.channels.connectors.email.compose import TEXT_MAX, compose
from parvis.channels.connectors.email.imap import mailbox
from parvis.channels.connectors.email.parse import NETWORK, parse_mail
from parvis.channels.connectors.email.sent import (
    BY_PARVIS,
    BY_PROVIDER,
    came_back,
    keep_copy,
    look_up,
)
from parvis.channels.connectors.email.servers import server
from parvis.channels.connectors.email.smtp import hand_over, logged_in
from parvis.channels.protocol import (
    Done,
    Event,
    Field,
    Found,
    Health,
    Intent,
    Io,
    JsonObject,
    Limits,
    Outcome,
    Page,
    Raw,
    Refusal,
    Spec,
    Visibility,
)

_SECURITY = (
    ("tls", "TLS"),
    ("starttls", "STARTTLS"),
    ("none", "None (only for a server on this machine)"),
)
_COPIES = (
    (BY_PARVIS, "Parvis puts a copy there"),
    (BY_PROVIDER, "The provider does it by itself (as Gmail does)"),
)


class EmailConnector:
    """Reads a mailbox by IMAP, answers by SMTP."""

    spec: ClassVar[Spec] = Spec(
        id="email",
        label="E-mail",
        network=NETWORK,
        icon="mail",
        version=1,
        capabilities=frozenset({"listen", "reply", "reply_private"}),
        sources=receive.SOURCES,
        fields=(
            Field(name="address", label="Address", kind="email"),
            Field(name="name", label="Name", help="Shown to the people you write to."),
            Field(name="imap_host", label="IMAP server"),
            Field(name="imap_port", label="IMAP port", kind="number", default="993"),
            Field(
                name="imap_security",
                label="IMAP encryption",
                kind="choice",
                default="tls",
                choices=_SECURITY,
            ),
            Field(name="imap_user", label="IMAP user name"),
            Field(name="imap_password", label="IMAP password", secret=True),
            Field(name="imap_folder", label="Folder to read", default="INBOX"),
            Field(
                name="kept_days",
                label="Days the server keeps mail",
                kind="number",
                required=False,
                help="Only when it deletes old mail by itself.",
            ),
            Field(name="smtp_host", label="SMTP server"),
            Field(name="smtp_port", label="SMTP port", kind="number", default="587"),
            Field(
                name="smtp_security",
                label="SMTP encryption",
                kind="choice",
                default="starttls",
                choices=_SECURITY,
            ),
            Field(name="smtp_user", label="SMTP user name", required=False),
            Field(name="smtp_password", label="SMTP password", secret=True, required=False),
            Field(
                name="sent_folder",
                label="Folder for sent mail",
                required=False,
                help=(
                    "For example Sent. Answers from a mail program are seen there; "
                    "ours are copied to it."
                ),
            ),
            Field(
                name="sent_copy",
                label="Who files sent mail",
                kind="choice",
                default=BY_PARVIS,
                choices=_COPIES,
            ),
        ),
        limits=Limits(text_max=TEXT_MAX),
        visibility_of_reply=Visibility.PRIVATE,
        idempotency="find_only",
        names_are_claims=True,
        poll_every=timedelta(seconds=30),
    )

    def parse(self, raw: Raw) -> Sequence[Event]:
        """The mail as one event. Raises `Poison` for an empty delivery, nothing else."""
        return (parse_mail(raw),)

    def check(self, io: Io) -> Health:
        """Log in to both servers. Raises the four reading errors."""
        notes: list[str] = []
        with mailbox(io) as box:
            box.select_folder(io.settings.get("imap_folder") or "INBOX", readonly=True)
            if not box.has_capability("IDLE"):
                notes.append("The server cannot announce new mail: it is looked for regularly.")
            if sent := io.settings.get("sent_folder"):
                box.select_folder(sent, readonly=True)
        if "smtp" not in io.doors:
            with logged_in(server(io, "smtp")):
                pass
        return Health(identity=io.settings["address"], notes=tuple(notes))

    def pull(self, io: Io, *, source: str, cursor: JsonObject, budget: int) -> Page:
        """New mails by UID; nothing is marked as read. Raises the four reading errors."""
        return receive.pull(io, source=source, cursor=cursor, budget=budget)

    def held(self, io: Io, *, source: str) -> Sequence[str]:
        """The keys of all mails that the folder holds. Raises the four reading errors."""
        return receive.held(io, source=source)

    def fetch(self, io: Io, *, source: str, keys: Sequence[str]) -> Sequence[Raw]:
        """Bring these mails. Raises the four reading errors."""
        return receive.fetch(io, source=source, keys=keys)

    def wait(self, io: Io, *, source: str, cursor: JsonObject, seconds: float) -> None:
        """Sleep until there is mail (IMAP IDLE); the door `stop`, an Event, ends it at once."""
        receive.wait(io, source=source, cursor=cursor, seconds=seconds)

    def act(self, io: Io, intent: Intent, *, attempt_key: str) -> Outcome:
        """Send the mail under the Message-ID `attempt_key`, a full `<...@domain>`."""
        mail = compose(io, intent, message_id=attempt_key)
        if isinstance(mail, Refusal):
            return mail
        outcome = hand_over(io, mail, message_id=attempt_key)
        if isinstance(outcome, Done):
            keep_copy(io, mail.data)
        return outcome

    def find(self, io: Io, intent: Intent, *, attempt_key: str) -> Found:  # noqa: ARG002
        """Look for the Message-ID in the Sent folder, and for answers to it in the inbox."""
        return look_up(io, message_id=attempt_key)

    def came_back(self, io: Io, *, attempt_key: str, seconds: float) -> bool:
        """Look for the Message-ID in the inbox. Raises the four reading errors."""
        return came_back(io, message_id=attempt_key, seconds=seconds)
