"""Messages become cases: judged, given a place, and promised an answer.

A batch is worked through in memory, in the order in which things were said, and written at the
end in a fixed number of statements. Taking in the same messages again changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from itertools import groupby

from django.db import OperationalError, transaction

from parvis.brands.models import Brand
from parvis.inbox.actions.arrived import Arrived, arrived
from parvis.inbox.actions.desk import Desk
from parvis.inbox.actions.holding import wait_for_turn
from parvis.inbox.actions.judging import judge_again, judge_messages
from parvis.inbox.models import CaseMessage, Judgement

log = logging.getLogger(__name__)

BATCH = 2000


def take_in(message_ids: Sequence[int]) -> None:
    """Give each of these messages its place. Unknown ids and known messages are passed over."""
    for start in range(0, len(message_ids), BATCH):
        batch = arrived(set(message_ids[start : start + BATCH]))
        for _, messages in groupby(batch, key=lambda message: message.brand_id):
            _take_in_all_but_bad(list(messages))


def _take_in_all_but_bad(messages: list[Arrived]) -> None:
    """One that cannot be taken in spoils its batch: then the halves are tried, down to that one."""
    try:
        _take_in_for_brand(messages)
    except OperationalError:  # the database is away: no message's fault
        raise
    except Exception:
        if len(messages) == 1:
            log.exception(
                "message %s was not taken in: it is tried again by the sweep", messages[0].id
            )
            return
        log.warning("%s messages are taken in by halves", len(messages), exc_info=True)
        middle = len(messages) // 2
        _take_in_all_but_bad(messages[:middle])
        _take_in_all_but_bad(messages[middle:])


@transaction.atomic
def _take_in_for_brand(messages: list[Arrived]) -> None:
    brand = Brand.objects.get(pk=messages[0].brand_id)
    wait_for_turn(brand)
    fresh, edited = _not_taken_in(messages)
    if not fresh and not edited:
        return
    desk = Desk(brand, [*fresh, *edited])
    verdicts = judge_messages(brand, fresh, desk.threads)
    for message in fresh:
        if verdict := verdicts.get(message.id):
            desk.hear(message, calls_for_answer=verdict.calls_for_answer)
        elif message.is_ours:
            desk.answer(message)
    for message in judge_again(brand, edited, desk.threads):
        desk.hear_edited(message)
    for answer in _without_place(arrived(desk.answers_to_place())):
        desk.answer(answer)
    desk.write()


def _not_taken_in(messages: Sequence[Arrived]) -> tuple[list[Arrived], list[Arrived]]:
    """Those that nobody has judged or placed, and those whose words are others since."""
    ids = {message.id for message in messages}
    judged = dict(
        Judgement.objects.filter(message__one_of=ids).values_list("message_id", "edited_at")
    )
    fresh = _without_place([message for message in messages if message.id not in judged])
    edited = [
        message
        for message in messages
        if message.edited_at
        and not message.is_deleted
        and judged.get(message.id, message.edited_at) != message.edited_at
    ]
    return fresh, edited


def _without_place(messages: Sequence[Arrived]) -> list[Arrived]:
    if not messages:
        return []
    placed = set(
        CaseMessage.objects.filter(
            message__one_of={message.id for message in messages}
        ).values_list("message_id", flat=True)
    )
    return [message for message in messages if message.id not in placed]
