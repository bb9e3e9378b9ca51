"""What a thread says about a message: who spoke before it, and whether an answer came after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Q, Subquery

from parvis.channels.models import Message, Outgoing
from parvis.inbox.actions.arrived import Arrived
from parvis.inbox.queries.history import OURS, returned_among, said_to_one_person
from parvis.triage.asking_back import ASKS_BACK

HEARD = [*OURS, Message.Direction.IN]


@dataclass(frozen=True)
class _Answer:
    """What the brand said, to somebody or, without a recipient, to whoever reads the thread."""

    id: int
    at: datetime
    by_human: bool
    recipient_id: int | None
    asks: bool


class ThreadsSoFar:
    """The threads of a batch: loaded is what concerns its messages, never a whole long thread."""

    def __init__(self, messages: Sequence[Arrived]) -> None:
        self._answers = _answers(messages)
        self._returned = returned_among({message.id for message in messages if message.is_ours})
        self._to_one_person = said_to_one_person(
            [
                answer.id
                for answers in self._answers.values()
                for answer in answers
                if answer.recipient_id is None
            ]
        )
        self._just_answered = self._messages_just_answered(messages)

    def spoke_to_author_before(self, message: Arrived) -> bool:
        return any(
            answer.at < message.created_at
            and answer.recipient_id is not None
            and answer.recipient_id == message.author_id
            for answer in self._answers[message.thread_id]
        )

    def answered_just_before(self, message: Arrived) -> bool:
        """The last word before this one was the brand's, and it was said to this person."""
        return message.id in self._just_answered

    def was_asked_just_before(self, message: Arrived) -> bool:
        """And it asked something."""
        return self._just_answered.get(message.id, False)

    def is_answer(self, message: Arrived) -> bool:
        """Words of a human of the brand to this person, or to the only one who had spoken; not what
        came back."""
        addressed = message.recipient_id is not None or message.id in self._to_one_person
        arrived = message.is_ours and message.id not in self._returned
        return arrived and not message.automatic and addressed

    def answer_after(self, message: Arrived) -> int | None:
        """The id of the first answer by a human that is already there, to this author."""
        return next(
            (
                answer.id
                for answer in self._answers[message.thread_id]
                if answer.by_human
                and answer.at >= message.created_at
                and (answer.recipient_id == message.author_id or answer.id in self._to_one_person)
            ),
            None,
        )

    def _messages_just_answered(self, messages: Sequence[Arrived]) -> dict[int, bool]:
        """Those that the brand answered just before, and whether it asked something then."""
        spoken_to = {
            message.id: message
            for message in messages
            if message.is_heard and self.spoke_to_author_before(message)
        }
        if not spoken_to:
            return {}
        before = Message.objects.filter(
            thread=OuterRef("thread"), created_at__lt=OuterRef("created_at"), direction__in=HEARD
        ).order_by("-created_at", "-id")
        rows = Message.objects.filter(pk__one_of=spoken_to).annotate(
            before=Subquery(before.values("pk")[:1])
        )
        found = {
            message_id: self._said_to(spoken_to[message_id], before_id)
            for message_id, before_id in rows.values_list("pk", "before")
        }
        return {message_id: answer.asks for message_id, answer in found.items() if answer}

    def _said_to(self, message: Arrived, answer_id: int | None) -> _Answer | None:
        return next(
            (
                answer
                for answer in self._answers[message.thread_id]
                if answer.id == answer_id
                and answer.by_human
                and answer.recipient_id in {None, message.author_id}
            ),
            None,
        )


def _answers(messages: Sequence[Arrived]) -> dict[int, list[_Answer]]:
    """By thread, in order: what the brand said to the persons of the batch, or to nobody."""
    persons = {message.author_id for message in messages if message.author_id}
    rows = (
        Message.objects.filter(
            Q(recipient__one_of=persons) | Q(recipient=None),
            thread__one_of={message.thread_id for message in messages},
            direction__in=OURS,
        )
        .exclude(outgoing__state=Outgoing.State.REFUSED)
        .order_by("created_at", "id")
        .annotate(asks=Q(text__regex=ASKS_BACK))
        .values_list("thread_id", "id", "created_at", "automatic", "recipient_id", "asks")
    )
    answers: dict[int, list[_Answer]] = defaultdict(list)
    for thread_id, message_id, at, automatic, recipient_id, asks in rows:
        answers[thread_id].append(_Answer(message_id, at, not automatic, recipient_id, asks))
    return answers
