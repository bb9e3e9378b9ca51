"""What a thread says about a message: who spoke before it, and whether an answer came after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from parvis.channels.models import Message

OURS = {Message.Direction.OUT, Message.Direction.ECHO}


@dataclass(frozen=True)
class _Said:
    at: datetime
    by_brand: bool
    by_human: bool
    recipient_id: int | None


class ThreadsSoFar:
    """The threads of a batch, loaded once: everything said in them, in order."""

    def __init__(self, messages: Sequence[Message]) -> None:
        self._said: dict[int, list[_Said]] = defaultdict(list)
        self._persons: dict[int, set[int | None]] = defaultdict(set)
        rows = (
            Message.objects.filter(
                thread__in={message.thread_id for message in messages},
                direction__in=[*OURS, Message.Direction.IN],
            )
            .order_by("created_at", "id")
            .values_list(
                "thread_id", "created_at", "direction", "automatic", "author_id", "recipient_id"
            )
        )
        for thread_id, at, direction, automatic, author_id, recipient_id in rows:
            ours = direction in OURS
            said = _Said(at, ours, not automatic, recipient_id)
            self._said[thread_id].append(said)
            if not ours:
                self._persons[thread_id].add(author_id)

    def spoke_to_author_before(self, message: Message) -> bool:
        return any(
            said.by_brand
            and said.at < message.created_at
            and said.recipient_id is not None
            and said.recipient_id == message.author_id
            for said in self._said[message.thread_id]
        )

    def answered_just_before(self, message: Message) -> bool:
        """The last word before this one was the brand's, and it was said to this person."""
        before = [said for said in self._said[message.thread_id] if said.at < message.created_at]
        return (
            bool(before)
            and before[-1].by_brand
            and before[-1].recipient_id in {None, message.author_id}
            and self.spoke_to_author_before(message)
        )

    def has_one_person(self, message: Message) -> bool:
        """Nobody but one person has spoken to the brand in its thread."""
        return len(self._persons[message.thread_id]) == 1

    def answer_after(self, message: Message) -> datetime | None:
        """The first answer by a human of the brand that is already there, to this author."""
        alone = self.has_one_person(message)
        return next(
            (
                said.at
                for said in self._said[message.thread_id]
                if said.by_brand
                and said.by_human
                and said.at >= message.created_at
                and (
                    said.recipient_id == message.author_id or (said.recipient_id is None and alone)
                )
            ),
            None,
        )
