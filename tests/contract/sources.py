"""Networks to be read from, on paper: somebody writes, something vanishes, all is renumbered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from parvis.brands.models import Brand
from parvis.channels.actions import connect_account
from parvis.channels.models import Account, SquarePost
from parvis.channels.protocol import Io
from parvis.channels.town import post_on_square, square_door
from parvis.kit.actors import PARVIS
from tests.contract.mails import mail
from tests.contract.paper_mailbox import PaperMailbox

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Source(Protocol):
    """One network's side, and our account there."""

    account: Account
    io: Io

    def write(self, words: str) -> None: ...
    def vanish(self, words: str) -> None: ...
    def renumber(self) -> None: ...
    def held(self) -> set[str]:
        """The words that stand there now."""
        ...


class SquareSource:
    def __init__(self, brand: Brand) -> None:
        self._brand = brand
        self.account = connect_account(brand, connector_id="demo", name="Place", by=PARVIS, at=NOON)
        doors = {"network": square_door(brand)}
        self.io = Io(settings={}, secrets={}, now=lambda: NOON, doors=doors)

    def write(self, words: str) -> None:
        post_on_square(self._brand, handle="zoe", name="Zoé", text=words, at=NOON)

    def vanish(self, words: str) -> None:
        SquarePost.objects.filter(text=words).delete()

    def renumber(self) -> None:
        """The square never does."""

    def held(self) -> set[str]:
        return set(SquarePost.objects.values_list("text", flat=True))


class MailSource:
    def __init__(self, brand: Brand) -> None:
        self.box = PaperMailbox()
        self._uid = 0
        address = "aide@tilleul.example"
        self.account = connect_account(
            brand, connector_id="email", name="aide", address=address, by=PARVIS, at=NOON
        )
        self.io = Io(
            settings={"address": address},
            secrets={},
            now=lambda: NOON,
            doors={"imap": lambda: self.box},
        )

    def write(self, words: str) -> None:
        self._uid += 1
        self.box.mails[self._uid] = mail(words, Message_ID=f"<{words}@example.test>")

    def vanish(self, words: str) -> None:
        self.box.mails = {
            uid: body for uid, body in self.box.mails.items() if not _says(body, words)
        }

    def renumber(self) -> None:
        self.box.uidvalidity += 1
        self.box.mails = dict(enumerate(self.box.mails.values(), start=1))
        self._uid = len(self.box.mails)

    def held(self) -> set[str]:
        return {_words(body) for body in self.box.mails.values()}


def _words(body: bytes) -> str:
    return body.partition(b"\r\n\r\n")[2].decode()


def _says(body: bytes, words: str) -> bool:
    return _words(body) == words


SOURCES: dict[str, Callable[[Brand], Source]] = {"demo": SquareSource, "email": MailSource}
