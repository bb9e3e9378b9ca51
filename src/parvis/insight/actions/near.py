"""The definitions as one statement (docs/explanation/numbers.md), for the messages near some.

All that was said in the threads and cases concerned is read once and sorted, so that the cost
grows with their messages. The last column says whether a message is one that a person said to the
brand; of the others only the number is of use.

Whom the brand speaks to: the recipient that the network names; where it names none, the one
person of the thread, as long as nobody else has spoken in it. The same rule keeps promises. A
mail that bears the brand's own address and names none may be forged, and speaks to nobody.

`posts` counts what the brand had said in the thread by then: when it differs between a person's
message and their one before, the brand has posted in between. When it does not, the last word of
either was the person's own, so that only their own previous message says how long it was quiet.

What the brand said and its network returned has reached nobody: it was not said.

The brand's words ask for something when they have a question mark that ends a word, outside of
the question that ends most letters ("is there anything else?").

Each row is looked up by its number or its thread, whatever the planner thinks of how many there
will be: hence the lookups within the lists of columns, and OFFSET 0, which keeps one from being
made a join of whole tables.

The first reply at or after a message is found by running backwards in time, keeping the earliest
reply seen, with its number behind its time. RANGE (the default frame) takes replies of the same
moment in.
"""

from __future__ import annotations

HEARD_NEAR = r"""
WITH near_threads AS MATERIALIZED (
    SELECT DISTINCT thread_id FROM channels_message WHERE id = ANY(%(ids)s)
),
near_cases AS MATERIALIZED (
    SELECT case_id FROM inbox_casemessage WHERE message_id = ANY(%(ids)s)
    UNION
    SELECT case_id FROM insight_heard WHERE message_id = ANY(%(ids)s) AND case_id IS NOT NULL
),
near AS MATERIALIZED (
    SELECT message.id FROM near_threads CROSS JOIN LATERAL (
        SELECT id FROM channels_message WHERE thread_id = near_threads.thread_id OFFSET 0
    ) message
    UNION
    SELECT message.id FROM near_cases CROSS JOIN LATERAL (
        SELECT message_id AS id FROM inbox_casemessage WHERE case_id = near_cases.case_id
        UNION ALL
        SELECT message_id FROM insight_heard WHERE case_id = near_cases.case_id
        OFFSET 0
    ) message
),
placed AS MATERIALIZED (
    SELECT *, direction = 'in' AND NOT automatic AND person_id IS NOT NULL AS is_heard
    FROM near CROSS JOIN LATERAL (
        SELECT thread_id, account_id, created_at, direction, automatic,
            (SELECT person_id FROM people_identity WHERE id = author_id) AS person_id,
            (SELECT case_id FROM inbox_casemessage WHERE message_id = near.id) AS case_id,
            coalesce(
                (SELECT calls_for_answer FROM inbox_judgement WHERE message_id = near.id), false
            ) AS needs_answer
        FROM channels_message WHERE id = near.id OFFSET 0
    ) message
),
cases AS MATERIALIZED (
    SELECT DISTINCT case_id FROM placed WHERE is_heard AND case_id IS NOT NULL
),
case_messages AS MATERIALIZED (
    SELECT cases.case_id, message.id, message.thread_id FROM cases CROSS JOIN LATERAL (
        SELECT message_id AS id,
            (SELECT thread_id FROM channels_message WHERE id = message_id) AS thread_id
        FROM inbox_casemessage WHERE case_id = cases.case_id OFFSET 0
    ) message
),
threads AS MATERIALIZED (
    SELECT thread_id FROM placed WHERE is_heard
    UNION
    SELECT thread_id FROM case_messages
),
spoken AS MATERIALIZED (
    SELECT threads.thread_id, message.* FROM threads CROSS JOIN LATERAL (
        SELECT id, created_at, automatic, direction, surface, recipient_id,
            CASE WHEN direction = 'in' THEN coalesce(
                (SELECT person_id FROM people_identity WHERE id = author_id), 0
            ) END AS speaker_id,
            (SELECT person_id FROM people_identity WHERE id = recipient_id) AS addressee_id
        FROM channels_message
        WHERE thread_id = threads.thread_id AND (
            direction = 'in'
            OR direction IN ('out', 'echo') AND NOT EXISTS (
                SELECT FROM channels_outgoing
                WHERE message_id = channels_message.id AND state = 'refused'
            )
        )
        OFFSET 0
    ) message
),
said AS MATERIALIZED (
    SELECT id, thread_id, created_at, automatic, direction <> 'in' AS ours,
        ARRAY[(extract(epoch FROM created_at) * 1000000)::bigint, id] AS place,
        CASE WHEN direction = 'in' THEN nullif(speaker_id, 0)
             WHEN recipient_id IS NOT NULL THEN addressee_id
             WHEN direction = 'echo' AND surface = 'mail' THEN NULL
             WHEN min(speaker_id) OVER so_far = max(speaker_id) OVER so_far
             THEN nullif(max(speaker_id) OVER so_far, 0)
        END AS person_id
    FROM spoken
    WINDOW so_far AS (PARTITION BY thread_id ORDER BY created_at)
),
said_in_threads AS (
    SELECT id, ours, thread_id, person_id, created_at,
        count(*) FILTER (WHERE ours) OVER (PARTITION BY thread_id ORDER BY created_at, id)
            AS posts,
        min(place) FILTER (WHERE ours AND NOT automatic) OVER later AS answer,
        min(created_at) FILTER (WHERE ours AND automatic) OVER later AS machine_answered_at
    FROM said
    WINDOW later AS (PARTITION BY thread_id, person_id ORDER BY created_at DESC)
),
in_threads AS (
    SELECT id, answer, machine_answered_at,
        lag(id) OVER so_far IS NULL
            OR posts > lag(posts) OVER so_far
            OR created_at - lag(created_at) OVER so_far
                >= make_interval(hours => %(quiet_hours)s) AS opens_turn
    FROM said_in_threads
    WHERE NOT ours
    WINDOW so_far AS (PARTITION BY thread_id, person_id ORDER BY created_at, id)
),
said_in_cases AS MATERIALIZED (
    SELECT said.*, case_messages.case_id FROM case_messages JOIN said USING (id)
),
in_cases AS (
    SELECT id, ours,
        min(place) FILTER (WHERE ours AND NOT automatic) OVER later AS answer,
        min(created_at) FILTER (WHERE ours AND automatic) OVER later AS machine_answered_at
    FROM said_in_cases
    WINDOW later AS (PARTITION BY case_id, person_id ORDER BY created_at DESC)
),
talk AS (
    SELECT id, case_id, person_id, created_at,
        NOT ours AND coalesce(
            (SELECT calls_for_answer FROM inbox_judgement WHERE message_id = id), false
        ) AS asks_us,
        ours AND coalesce((
            SELECT regexp_replace(
                text,
                '[^.!?\n]*(anything else|further (help|question)|autre (chose|question|besoin))'
                    '[^.!?\n]*\?',
                '', 'gi'
            ) ~ '\?(\s|$|[)»”])'
            FROM channels_message WHERE channels_message.id = said_in_cases.id
        ), false) AS we_ask
    FROM said_in_cases
    WHERE NOT automatic AND person_id IS NOT NULL
),
contacts AS (
    SELECT id, row_number() OVER (PARTITION BY case_id ORDER BY created_at, id) AS number
    FROM (
        SELECT *, coalesce(
            lag(we_ask) OVER (PARTITION BY case_id, person_id ORDER BY created_at, id), false
        ) AS was_asked
        FROM talk
    ) talk
    WHERE asks_us AND NOT was_asked
),
known AS (
    SELECT placed.*, in_threads.opens_turn, contacts.number,
        (least(in_threads.answer, in_cases.answer))[2] AS answer_id,
        least(in_threads.machine_answered_at, in_cases.machine_answered_at) AS machine_answered_at
    FROM placed
    LEFT JOIN in_threads ON in_threads.id = placed.id
    LEFT JOIN in_cases ON in_cases.id = placed.id AND NOT in_cases.ours
    LEFT JOIN contacts ON contacts.id = placed.id
)
SELECT id, (SELECT brand_id FROM channels_account WHERE channels_account.id = account_id),
    person_id, account_id, thread_id, case_id, created_at, opens_turn, needs_answer,
    (SELECT created_at FROM channels_message WHERE channels_message.id = answer_id),
    answer_id, machine_answered_at, number,
    (
        SELECT due_at FROM inbox_promise
        WHERE asked_id = known.id AND (kind = 'resolution') = false AND NOT is_moot
    ),
    is_heard
FROM known
"""

POSTS_AMONG = """
SELECT message.id, account.brand_id, message.account_id, message.created_at, message.title,
    message.text
FROM channels_message message
JOIN channels_account account ON account.id = message.account_id
WHERE message.id = ANY(%(ids)s) AND message.direction IN ('out', 'echo')
  AND message.visibility <> 'private' AND message.recipient_id IS NULL
  AND message.parent_ext = ''
"""
