"""Negative messages, as many as an alert takes, written at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connection

from parvis.channels.models import Account
from parvis.inbox.models import Matter

SAID = """
WITH thread AS (
    INSERT INTO channels_thread (account_id, ext_id, title, created_at)
    VALUES (%(account)s, %(name)s, '', %(first)s) RETURNING id
), said AS (
    INSERT INTO channels_message (account_id, thread_id, network, ext_id, revision, parent_ext,
        root_ext, subject_ext, surface, visibility, direction, author_name, text, quoted, html,
        title, lang, automatic, created_at, received_at)
    SELECT %(account)s, (SELECT id FROM thread), 'demo', %(name)s || n, '', '', '', '',
        'post', 'public', 'in', 'Mina', 'toujours rien', '', '', '', 'fr', false,
        %(first)s + n * %(apart)s * interval '1 second', now()
    FROM generate_series(0, %(count)s - 1) n RETURNING id, created_at
)
INSERT INTO inbox_judgement (message_id, version, language, needs_answer, calls_for_answer,
    promotional, complaint, question, urgency, p_negative, p_neutral, p_positive, reasons,
    judged_at, account_id, said_at, matter_id)
SELECT id, '1', 'fr', 0.9, true, 0, 1, 0, 0, 0.9, 0.1, 0, '[]', now(), %(account)s, created_at,
    %(matter)s
FROM said
"""


def complain(
    square: Account, count: int, *, first: datetime, apart: timedelta, matter: Matter | None = None
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            SAID,
            {
                "account": square.pk,
                "name": f"{first:%d%H%M}-{matter}-",
                "first": first,
                "apart": apart.total_seconds(),
                "count": count,
                "matter": matter.pk if matter else None,
            },
        )


def complain_as_usual(square: Account, *, until: datetime) -> None:
    """Three an hour, for eight weeks and a day."""
    first = until - timedelta(weeks=8, days=1)
    complain(square, 3 * 24 * 57, first=first, apart=timedelta(minutes=20))
