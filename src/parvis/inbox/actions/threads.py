"""What a thread says about a message: who spoke before it, and whether an answer came after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from parvis.channels.models import Message
from parvis.inbox.actions.arrived import Arrived

OURS = {Message.Direction.OUT, Message.Direction.ECHO}
HEARD = [*OURS, Message.Direction.IN]


@dataclass(frozen=True)
class _Answer:
    """What the brand said, to somebody or, without a recipient, to whoever reads the thread."""

    id: int
    at: datetime
    by_human: bool
    recipient_id: int | None


class ThreadsSoFar:
    """The threads of a batch: loaded is what concerns its messages, never a whole long thread."""

    def __init__(self, messages: Sequence[Arrived]) -> None:
        self._answers = _answers(messages)
        self._with_one_person = self._threads_with_one_person()
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

    def has_one_person(self, message: Arrived) -> bool:
        """Nobody but one person has spoken in this thread, in which the brand spoke to nobody."""
        return message.thread_id in self._with_one_person

    def answer_after(self, message: Arrived) -> datetime | None:
        """The first answer by a human of the brand that is already there, to this author."""
        alone = self.has_one_person(message)
        return next(
            (
                answer.at
                for answer in self._answers[message.thread_id]
                if answer.by_human
                and answer.at >= message.created_at
                and (
                    answer.recipient_id == message.author_id
                    or (answer.recipient_id is None and alone)
                )
            ),
            None,
        )

    def _threads_with_one_person(self) -> set[int]:
        """Asked only of threads in which the brand said something to nobody in particular."""
        unaddressed = {
            thread_id
            for thread_id, answers in self._answers.items()
            if any(answer.recipient_id is None for answer in answers)
        }
        if not unaddressed:
            return set()
        heard = Message.objects.filter(thread__one_of=unaddressed, direction=Message.Direction.IN)
        persons = heard.values("thread_id").annotate(
            persons=Count(Coalesce("author_id", 0), distinct=True)
        )
        return {row["thread_id"] for row in persons if row["persons"] == 1}

    def _messages_just_answered(self, messages: Sequence[Arrived]) -> set[int]:
        spoken_to = {
            message.id: message
            for message in messages
            if message.is_heard and self.spoke_to_author_before(message)
        }
        if not spoken_to:
            return set()
        before = Message.objects.filter(
            thread=OuterRef("thread"), created_at__lt=OuterRef("created_at"), direction__in=HEARD
        ).order_by("-created_at", "-id")
        rows = Message.objects.filter(pk__one_of=spoken_to).annotate(
            before=Subquery(before.values("pk")[:1])
        )
        return {
            message_id
            for message_id, before_id in rows.values_list("pk", "before")
            if self._was_said_to(spoken_to[message_id], before_id)
        }

    def _was_said_to(self, message: Arrived, answer_id: int | None) -> bool:
        return any(
            answer.id == answer_id and answer.recipient_id in {None, message.author_id}
            for answer in self._answers[message.thread_id]
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
        .order_by("created_at", "id")
        .values_list("thread_id", "id", "created_at", "automatic", "recipient_id")
    )
    answers: dict[int, list[_Answer]] = defaultdict(list)
    for thread_id, message_id, at, automatic, recipient_id in rows:
        answers[thread_id].append(_Answer(message_id, at, not automatic, recipient_id))
    return answers
