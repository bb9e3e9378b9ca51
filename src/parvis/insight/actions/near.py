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

The brand's words ask for something when they have a question mark that ends a word, outside of
the question that ends most letters ("is there anything else?").

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
    SELECT message.id FROM channels_message message JOIN near_threads USING (thread_id)
    UNION
    SELECT message_id FROM inbox_casemessage JOIN near_cases USING (case_id)
    UNION
    SELECT message_id FROM insight_heard JOIN near_cases USING (case_id)
),
placed AS MATERIALIZED (
    SELECT message.id, message.thread_id, message.account_id, message.created_at,
        message.direction = 'in' AND NOT message.automatic AND author.person_id IS NOT NULL
            AS is_heard,
        author.person_id, place.case_id, coalesce(judgement.calls_for_answer, false) AS needs_answer
    FROM near
    JOIN channels_message message ON message.id = near.id
    LEFT JOIN people_identity author ON author.id = message.author_id
    LEFT JOIN inbox_casemessage place ON place.message_id = message.id
    LEFT JOIN inbox_judgement judgement ON judgement.message_id = message.id
),
case_messages AS MATERIALIZED (
    SELECT place.message_id, place.case_id FROM inbox_casemessage place
    JOIN (SELECT DISTINCT case_id FROM placed WHERE is_heard AND case_id IS NOT NULL) cases
        USING (case_id)
),
threads AS MATERIALIZED (
    SELECT thread_id FROM placed WHERE is_heard
    UNION
    SELECT message.thread_id FROM case_messages
    JOIN channels_message message ON message.id = case_messages.message_id
),
said AS MATERIALIZED (
    SELECT message.id, message.thread_id, message.created_at, message.automatic,
        direction <> 'in' AS ours,
        CASE WHEN direction = 'in' THEN author.person_id
             WHEN recipient_id IS NOT NULL THEN recipient.person_id
             WHEN direction = 'echo' AND surface = 'mail' THEN NULL
             WHEN min(CASE WHEN direction = 'in' THEN coalesce(author.person_id, 0) END) OVER so_far
                = max(CASE WHEN direction = 'in' THEN coalesce(author.person_id, 0) END) OVER so_far
             THEN max(CASE WHEN direction = 'in' THEN author.person_id END) OVER so_far
        END AS person_id,
        ARRAY[(extract(epoch FROM message.created_at) * 1000000)::bigint, message.id] AS place
    FROM threads
    JOIN channels_message message USING (thread_id)
    LEFT JOIN people_identity author ON author.id = message.author_id
    LEFT JOIN people_identity recipient ON recipient.id = message.recipient_id
    WHERE direction IN ('in', 'out', 'echo')
    WINDOW so_far AS (PARTITION BY thread_id ORDER BY message.created_at)
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
said_in_cases AS (
    SELECT said.id, case_messages.case_id, said.person_id, said.created_at, said.ours,
        min(place) FILTER (WHERE ours AND NOT automatic) OVER later AS answer,
        min(said.created_at) FILTER (WHERE ours AND automatic) OVER later AS machine_answered_at
    FROM case_messages
    JOIN said ON said.id = case_messages.message_id
    WINDOW later AS (PARTITION BY case_id, said.person_id ORDER BY said.created_at DESC)
),
talk AS (
    SELECT said.id, case_messages.case_id, said.created_at, NOT said.ours
            AND coalesce(judgement.calls_for_answer, false)
            AND NOT coalesce(
                lag(said.ours AND regexp_replace(
                    message.text,
                    '[^.!?\n]*(anything else|further (help|question)|autre (chose|question|besoin))'
                        '[^.!?\n]*\?',
                    '', 'gi'
                ) ~ '\?(\s|$|[)»”])') OVER between_them, false
            ) AS is_contact
    FROM case_messages
    JOIN said ON said.id = case_messages.message_id
    JOIN channels_message message ON message.id = said.id
    LEFT JOIN inbox_judgement judgement ON judgement.message_id = said.id
    WHERE NOT said.automatic AND said.person_id IS NOT NULL
    WINDOW between_them AS (
        PARTITION BY case_id, said.person_id ORDER BY said.created_at, said.id
    )
),
contacts AS (
    SELECT id, row_number() OVER (PARTITION BY case_id ORDER BY created_at, id) AS number
    FROM talk WHERE is_contact
),
known AS (
    SELECT placed.*, in_threads.opens_turn, contacts.number,
        least(in_threads.answer, in_cases.answer) AS answer,
        least(in_threads.machine_answered_at, in_cases.machine_answered_at) AS machine_answered_at
    FROM placed
    LEFT JOIN in_threads ON in_threads.id = placed.id
    LEFT JOIN said_in_cases in_cases ON in_cases.id = placed.id AND NOT in_cases.ours
    LEFT JOIN contacts ON contacts.id = placed.id
)
SELECT known.id, account.brand_id, known.person_id, known.account_id, known.thread_id,
    known.case_id, known.created_at, known.opens_turn, known.needs_answer, reply.created_at,
    reply.id, known.machine_answered_at, known.number, promise.due_at, known.is_heard
FROM known
JOIN channels_account account ON account.id = known.account_id
LEFT JOIN channels_message reply ON reply.id = known.answer[2]
LEFT JOIN inbox_promise promise
    ON promise.asked_id = known.id AND promise.kind IN ('first_answer', 'next_answer')
    AND NOT promise.is_moot
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
