"""Messages become cases: judged, given a place, and promised an answer.

A batch is worked through in memory, in the order in which things were said, and written at the
end in a fixed number of statements. Taking in the same messages again changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from itertools import groupby

from django.db import OperationalError, connection, transaction

from parvis.brands.models import Brand
from parvis.inbox.actions.arrived import Arrived, arrived
from parvis.inbox.actions.desk import Desk
from parvis.inbox.actions.judging import judge_messages
from parvis.inbox.models import CaseMessage, Judgement

log = logging.getLogger(__name__)

LOCK_SPACE = 0x696E626F  # "inbo"
BATCH = 1000


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
        middle = len(messages) // 2
        _take_in_all_but_bad(messages[:middle])
        _take_in_all_but_bad(messages[middle:])


@transaction.atomic
def _take_in_for_brand(messages: list[Arrived]) -> None:
    brand = Brand.objects.get(pk=messages[0].brand_id)
    _wait_for_turn(brand)
    fresh = _not_taken_in(messages)
    if not fresh:
        return
    desk = Desk(brand, fresh)
    verdicts = judge_messages(brand, fresh, desk.threads)
    for message in fresh:
        if verdict := verdicts.get(message.id):
            desk.hear(message, verdict)
        elif message.is_ours:
            desk.answer(message)
    desk.write()


def _wait_for_turn(brand: Brand) -> None:
    """One batch at a time for a brand: two channels must not open two cases for one person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_SPACE, brand.pk])


def _not_taken_in(messages: Sequence[Arrived]) -> list[Arrived]:
    ids = {message.id for message in messages}
    judged = set(Judgement.objects.filter(message__one_of=ids).values_list("message_id", flat=True))
    placed = set(
        CaseMessage.objects.filter(message__one_of=ids).values_list("message_id", flat=True)
    )
    return [message for message in messages if message.id not in judged | placed]
