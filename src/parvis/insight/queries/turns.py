"""What people said to a brand, which of it counts as a turn, and when it was answered.

One statement for a whole period: everything said in the threads and cases that the period touches
is read once and sorted, so the cost grows with their messages and not with the length of threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import connection

from parvis.brands.models import Brand

QUIET_HOURS = 24
"""After this long without a word from the person or the brand, a message opens a new turn."""


@dataclass(frozen=True, slots=True)
class Heard:
    """One message of a person to the brand; `answered_at` is the first reply by a human to them.

    `promised_for` is when the answer was due by the promise that this message started, if any.
    """

    message_id: int
    person_id: int
    account_id: int
    thread_id: int
    case_id: int | None
    asked_at: datetime
    opens_turn: bool
    needs_answer: bool
    answered_at: datetime | None = None
    promised_for: datetime | None = None

    @property
    def is_turn(self) -> bool:
        """Whether it is a counting message: it opens a turn and needs an answer."""
        return self.opens_turn and self.needs_answer

    @property
    def response(self) -> timedelta | None:
        return self.answered_at - self.asked_at if self.answered_at else None

    def waited(self, *, at: datetime) -> timedelta:
        """Until it was answered; until `at` when it was not."""
        return (self.answered_at or at) - self.asked_at

    def as_of(self, moment: datetime) -> Heard:
        """What was known at `moment`: an answer that came later had not come yet."""
        if self.answered_at is None or self.answered_at <= moment:
            return self
        return replace(self, answered_at=None)


def turns(brand: Brand, *, since: datetime, at: datetime) -> Sequence[Heard]:
    """The counting messages after `since`, up to and including `at`; oldest first."""
    return [message for message in heard(brand, since=since, at=at) if message.is_turn]


def heard(brand: Brand, *, since: datetime, at: datetime) -> Sequence[Heard]:
    """All that persons said to the brand after `since`, up to and including `at`; oldest first.

    Answers after `at` are left out. Messages by machines, by nobody known and observed ones are
    nobody's and never heard; deleted ones were said all the same.
    """
    values: dict[str, int | datetime] = {
        "brand": brand.pk,
        "since": since,
        "at": at,
        "quiet_hours": QUIET_HOURS,
    }
    with connection.cursor() as cursor:
        cursor.execute(HEARD, values)
        return [Heard(*row) for row in cursor.fetchall()]


# `posts` counts what the brand had said in the thread by then: when it differs between a person's
# message and their one before, the brand has posted in between. When it does not, the last word of
# either was the person's own, so that only their own previous message says how long it was quiet.
#
# The first reply at or after a message is found by running through a thread backwards in time,
# keeping the earliest reply seen. RANGE (the default frame) takes replies of the same second in.
HEARD = """
WITH heard AS (
    SELECT message.id, message.account_id, message.thread_id, message.created_at,
        author.person_id, place.case_id
    FROM channels_message message
    JOIN channels_account account ON account.id = message.account_id
    JOIN people_identity author ON author.id = message.author_id
    LEFT JOIN inbox_casemessage place ON place.message_id = message.id
    WHERE account.brand_id = %(brand)s
      AND message.created_at > %(since)s AND message.created_at <= %(at)s
      AND message.direction = 'in' AND NOT message.automatic
),
said_in_threads AS (
    SELECT message.id, message.thread_id, message.created_at,
        message.direction <> 'in' AS ours,
        message.direction <> 'in' AND NOT message.automatic AS is_reply,
        recipient_id IS NULL AS to_all,
        CASE message.direction WHEN 'in' THEN author.person_id ELSE recipient.person_id END
            AS person_id
    FROM channels_message message
    LEFT JOIN people_identity author ON author.id = message.author_id
    LEFT JOIN people_identity recipient ON recipient.id = message.recipient_id
    WHERE message.thread_id IN (SELECT thread_id FROM heard)
      AND message.direction IN ('in', 'out', 'echo') AND message.created_at <= %(at)s
),
threads AS (
    SELECT id, ours, thread_id, person_id, created_at,
        count(*) FILTER (WHERE ours) OVER (PARTITION BY thread_id ORDER BY created_at, id)
            AS posts,
        min(created_at) FILTER (WHERE is_reply AND to_all)
            OVER (PARTITION BY thread_id ORDER BY created_at DESC) AS all_answered_at,
        min(created_at) FILTER (WHERE is_reply)
            OVER (PARTITION BY thread_id, person_id ORDER BY created_at DESC) AS answered_at
    FROM said_in_threads
),
in_threads AS (
    SELECT id, least(answered_at, all_answered_at) AS answered_at,
        lag(id) OVER so_far IS NULL
            OR posts > lag(posts) OVER so_far
            OR created_at - lag(created_at) OVER so_far
                >= make_interval(hours => %(quiet_hours)s) AS opens_turn
    FROM threads
    WHERE NOT ours
    WINDOW so_far AS (PARTITION BY thread_id, person_id ORDER BY created_at, id)
),
said_in_cases AS (
    SELECT message.id, place.case_id, message.created_at,
        message.direction <> 'in' AND NOT message.automatic AS is_reply,
        recipient_id IS NULL AS to_all,
        CASE message.direction WHEN 'in' THEN author.person_id ELSE recipient.person_id END
            AS person_id
    FROM inbox_casemessage place
    JOIN channels_message message ON message.id = place.message_id
    LEFT JOIN people_identity author ON author.id = message.author_id
    LEFT JOIN people_identity recipient ON recipient.id = message.recipient_id
    WHERE place.case_id IN (SELECT case_id FROM heard)
      AND message.direction IN ('in', 'out', 'echo') AND message.created_at <= %(at)s
),
in_cases AS (
    SELECT id,
        least(
            min(created_at) FILTER (WHERE is_reply AND to_all)
                OVER (PARTITION BY case_id ORDER BY created_at DESC),
            min(created_at) FILTER (WHERE is_reply)
                OVER (PARTITION BY case_id, person_id ORDER BY created_at DESC)
        ) AS answered_at
    FROM said_in_cases
)
SELECT heard.id, heard.person_id, heard.account_id, heard.thread_id, heard.case_id,
    heard.created_at, in_threads.opens_turn, coalesce(judgement.calls_for_answer, false),
    least(in_threads.answered_at, in_cases.answered_at), promise.due_at
FROM heard
JOIN in_threads ON in_threads.id = heard.id
LEFT JOIN in_cases ON in_cases.id = heard.id
LEFT JOIN inbox_judgement judgement ON judgement.message_id = heard.id
LEFT JOIN inbox_promise promise ON promise.asked_id = heard.id
ORDER BY heard.created_at, heard.id
"""
