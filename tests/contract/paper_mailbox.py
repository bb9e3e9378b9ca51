"""A mailbox on paper: what `imapclient` would say, from memory, with the failures one asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from imapclient.exceptions import IMAPClientError

ARRIVED = datetime(2026, 3, 2, 11, 59, tzinfo=UTC)


@dataclass
class PaperMailbox:
    """`mails` by UID in the inbox, `sent` in the folder Sent. `sizes` overrides what the server
    says about a mail's size."""

    mails: dict[int, bytes] = field(default_factory=dict)
    sent: dict[int, bytes] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)
    uidvalidity: int = 7
    capabilities: set[str] = field(default_factory=lambda: {"IDLE"})
    headers: dict[tuple[str, str], str] = field(default_factory=dict)  # (folder, header) -> value
    vanish_after_search: set[int] = field(default_factory=set)
    error: Exception | None = None  # raised by each search
    on_idle: Callable[[], Sequence[object]] = tuple
    folder: str = ""
    asked: list[str] = field(default_factory=list)
    kept: list[tuple[str, bytes]] = field(default_factory=list)

    def has_capability(self, capability: str) -> bool:
        return capability in self.capabilities

    def select_folder(self, folder: str, readonly: bool = False) -> Mapping[bytes, Any]:
        assert readonly, "reading must not change the mailbox"
        if folder not in {"INBOX", "Sent"}:
            raise IMAPClientError(f"select failed: Mailbox doesn't exist: {folder}")
        self.folder = folder
        return {b"UIDVALIDITY": self.uidvalidity}

    def search(self, criteria: Sequence[str]) -> Sequence[int]:
        if self.error:
            raise self.error
        if criteria[0] == "HEADER":
            value = self.headers.get((self.folder, criteria[1]), "")
            return [1] if value == criteria[2] else []
        first = int(criteria[1].partition(":")[0])
        newest = max(self._here, default=0)
        return [uid for uid in self._here if uid >= first or uid == newest]

    def fetch(
        self, messages: Sequence[int], data: Sequence[str]
    ) -> Mapping[int, Mapping[bytes, Any]]:
        self.asked.append(f"{list(messages)} {' '.join(data)}")
        there = [
            uid for uid in messages if uid in self._here and uid not in self.vanish_after_search
        ]
        return {uid: self._answer(uid, data) for uid in there}

    def append(self, folder: str, msg: bytes, flags: Sequence[bytes] = ()) -> object:
        assert b"\\Seen" in flags
        self.kept.append((folder, msg))
        return b"OK"

    def idle(self) -> None:
        self.asked.append("IDLE")

    def idle_check(self, timeout: float | None = None) -> Sequence[object]:
        return self.on_idle() if timeout else ()

    def idle_done(self) -> object:
        self.asked.append("DONE")
        return b"OK"

    def logout(self) -> object:
        return b"BYE"

    def shutdown(self) -> None:
        self.asked.append("SHUTDOWN")

    @property
    def _here(self) -> dict[int, bytes]:
        return self.sent if self.folder == "Sent" else self.mails

    def _answer(self, uid: int, data: Sequence[str]) -> dict[bytes, Any]:
        body = self._here[uid]
        known = {
            "RFC822.SIZE": (b"RFC822.SIZE", self.sizes.get(uid, len(body))),
            "INTERNALDATE": (b"INTERNALDATE", ARRIVED),
            "BODY.PEEK[]": (b"BODY[]", body),
            "BODY.PEEK[HEADER]": (b"BODY[HEADER]", body.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"),
        }
        return dict(known[item] for item in data)
