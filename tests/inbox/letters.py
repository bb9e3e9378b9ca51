"""Letters: messages of an imported account, said when the test says, in the threads it names."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TypedDict, Unpack

from parvis.brands.models import Brand
from parvis.channels.actions.account import account_for_import
from parvis.channels.actions.imports import import_deliveries
from parvis.channels.models import Account, Message
from parvis.channels.protocol import Raw
from parvis.inbox.actions import take_in
from parvis.inbox.models import Case

MONDAY = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def hour(number: float) -> datetime:
    """So many hours after a Monday in March, 8:00 UTC."""
    return MONDAY + number * HOUR


class How(TypedDict, total=False):
    """When it is said and read, by whom and where; `parent` is the message that it answers."""

    at: float
    read_at: float
    by: str
    thread: str
    parent: str


class Letters:
    """What is said is read and taken in at once, `read_at` that hour or when it was said."""

    def __init__(self, brand: Brand) -> None:
        self.account: Account = account_for_import(brand, name="Letters", connector_id="jsonl")
        self._number = 0

    def ask(self, text: str = "Where is my order?", **how: Unpack[How]) -> Message:
        return self._say(text, **how)

    def ask_each(self, texts: Sequence[str], *, at: float = 0) -> list[Message]:
        """One an hour from then on, each by somebody else in a thread of their own; all are read
        at once after the last."""
        lines = [
            self._line(text, at=at + number, by=f"one-{text}", thread=f"t-{text}")
            for number, text in enumerate(texts)
        ]
        self._bring(*lines, read_at=at + len(texts))
        found = {row.ext_id: row for row in Message.objects.filter(account=self.account)}
        return [found[str(line["ext_id"])] for line in lines]

    def thank(self, **how: Unpack[How]) -> Message:
        return self._say("ok thanks", **how)

    def answer(self, to: Message, *, at: float, read_at: float | None = None) -> Message:
        return self._say(
            "It leaves today.",
            at=at,
            read_at=read_at,
            by="tilleul",
            thread=to.thread.ext_id,
            parent=to.ext_id,
            direction="out",
        )

    def tell_all(self, thread: str, *, at: float, read_at: float | None = None) -> Message:
        """Said by the brand, to nobody in particular."""
        return self._say(
            "We are late.", at=at, read_at=read_at, by="tilleul", thread=thread, direction="out"
        )

    def edit(self, message: Message, text: str, *, at: float) -> Message:
        self._number += 1
        self._bring(
            {
                "kind": "edited",
                "ext_id": message.ext_id,
                "thread_ext": message.thread.ext_id,
                "created_at": message.created_at.isoformat(),
                "edited_at": hour(at).isoformat(),
                "revision": str(self._number),
                "text": text,
                "author": {"ext_id": message.author.ext_id if message.author else ""},
            },
            read_at=at,
        )
        message.refresh_from_db()
        return message

    def _say(
        self,
        text: str,
        *,
        at: float = 0,
        read_at: float | None = None,
        by: str = "mina",
        thread: str = "t-1",
        parent: str | None = None,
        direction: str = "in",
    ) -> Message:
        line = self._line(text, at=at, by=by, thread=thread, parent=parent, direction=direction)
        self._bring(line, read_at=at if read_at is None else read_at)
        return Message.objects.get(account=self.account, ext_id=line["ext_id"])

    def _line(
        self,
        text: str,
        *,
        at: float,
        by: str,
        thread: str,
        parent: str | None = None,
        direction: str = "in",
    ) -> dict[str, object]:
        self._number += 1
        return {
            "ext_id": f"m-{self._number}",
            "thread_ext": thread,
            "parent_ext": parent,
            "created_at": hour(at).isoformat(),
            "text": text,
            "direction": direction,
            "author": {"ext_id": by},
        }

    def _bring(self, *lines: dict[str, object], read_at: float) -> None:
        raws = [
            Raw(
                key=f"{self._number}-{place}",
                body=json.dumps(line).encode(),
                media_type="application/json",
            )
            for place, line in enumerate(lines)
        ]
        import_deliveries(self.account, raws, at=hour(read_at))
        take_in(list(Message.objects.order_by("id").values_list("pk", flat=True)))


def case_of(message: Message) -> Case:
    return Case.objects.get(places__message=message)


def thanks(letters: Letters, number: int) -> Message:
    """Quiet, by somebody else each time."""
    return letters.ask("ok thanks", at=number / 10, by=f"p-{number}", thread=f"q-{number}")
