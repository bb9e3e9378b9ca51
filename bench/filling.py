"""Filling a brand with cases of the past, by SQL alone: a million in minutes.

Of ten cases three are open, six resolved and one is history of before the brand began. The
promises of the open ones break from now on, one each second. Each message holds two of 27,000
invented words, of which few are said often and most seldom, as in any language. What opens a case
calls for an answer, what a person says later is quiet; every twentieth case is a complaint.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from parvis.brands.models import User
from parvis.channels.models import Account

INVENTED = 27_000
DRAWN = f"(power((hashint8(n + m * 1000003::bigint) & 1048575) / 1048576.0, 4) * {INVENTED})::int"
"""The rank of a word, the same at every run: seldom a high one."""
LOT = "(hashint8(c.id) & 1048575) / 1048576.0"
"""Between 0 and 1, of each case, the same at every run."""
COMPLAINS = f"{LOT} < 0.05"
SYLLABLES = "bacodufegihojukalemipaqurotusevizobedicafogulanemoripetavezu"
NEXT_IDS = (
    "SELECT setval(pg_get_serial_sequence('people_person', 'id'), %(cases)s)",
    "SELECT setval(pg_get_serial_sequence('people_identity', 'id'), %(cases)s)",
    "SELECT setval(pg_get_serial_sequence('channels_thread', 'id'), %(cases)s)",
    "SELECT setval(pg_get_serial_sequence('inbox_case', 'id'), %(cases)s)",
    "SELECT setval(pg_get_serial_sequence('channels_message', 'id'), %(cases)s * %(each)s::bigint)",
    "SELECT setval(pg_get_serial_sequence('inbox_terms', 'id'), 1)",
    "SELECT setval(pg_get_serial_sequence('inbox_tag', 'id'), 1)",
)
NAMES = (
    "amina bruno chloé david elena farid gaëlle hugo inès jules karim léa malik nora omar paula "
    "quentin rosa samir thérèse"
)
THINGS = (
    "lampe chaise table théière commode étagère assiette tasse horloge lanterne nappe couette "
    "armoire bougie corbeille vitrine"
)
STATEMENTS = (
    # superuser's way of leaving out what foreign keys would ask of each of so many rows
    "SET LOCAL session_replication_role = replica",
    "SET LOCAL synchronous_commit = off",
    f"""CREATE TEMP TABLE invented AS
        SELECT rank, substr('{SYLLABLES}', 1 + rank %% 30 * 2, 2)
                     || substr('{SYLLABLES}', 1 + rank / 30 %% 30 * 2, 2)
                     || substr('{SYLLABLES}', 1 + rank / 900 %% 30 * 2, 2) AS word
        FROM generate_series(0, {INVENTED}) rank""",
    f"""CREATE TEMP TABLE drawn AS
        SELECT n, m, one.word || ' ' || other.word AS words
        FROM (SELECT n, m, {DRAWN} AS first, {DRAWN.replace("1000003", "1000033")} AS second
              FROM generate_series(1, %(cases)s) n, generate_series(1, %(each)s) m) AS pair
        JOIN invented one ON one.rank = first JOIN invented other ON other.rank = second""",
    "ANALYZE drawn",
    """INSERT INTO people_person (id, brand_id, name, created_at)
       SELECT n, %(brand)s, initcap(split_part(%(names)s, ' ', 1 + n %% 20)) || ' '
                            || initcap(split_part(%(names)s, ' ', 1 + n / 20 %% 20)) || ' ' || n,
              %(now)s::timestamptz - make_interval(secs => n)
       FROM generate_series(1, %(cases)s) n""",
    """INSERT INTO people_identity (id, brand_id, person_id, network, ext_id, display, handle,
                                    created_at)
       SELECT id, brand_id, id, 'letters', 'person-' || id, name, '', created_at
       FROM people_person""",
    """INSERT INTO channels_thread (id, account_id, ext_id, title, created_at)
       SELECT n, %(account)s, 't-' || n, '', %(now)s FROM generate_series(1, %(cases)s) n""",
    """INSERT INTO inbox_case (id, brand_id, person_id, account_id, title, state, assignee_id,
                               due_at, snoozed_until, opened_at, last_activity_at)
       SELECT n, %(brand)s, n, %(account)s,
              'Où est ma ' || split_part(%(things)s, ' ', 1 + n %% 16)
                          || ' de commande ' || n || ' ?',
              CASE WHEN n %% 10 < 3 THEN 'open' WHEN n %% 10 < 9 THEN 'resolved' ELSE 'history' END,
              CASE WHEN n %% 50 = 0 THEN %(user)s::bigint END,
              CASE WHEN n %% 10 < 3 THEN %(now)s::timestamptz + make_interval(secs => n) END,
              CASE WHEN n %% 40 = 1 THEN %(now)s::timestamptz + make_interval(secs => 9 * n) END,
              %(now)s::timestamptz - make_interval(secs => 2 * n),
              %(now)s::timestamptz - make_interval(secs => n)
       FROM generate_series(1, %(cases)s) n""",
    """INSERT INTO channels_message (id, account_id, thread_id, network, ext_id, revision,
               parent_ext, root_ext, subject_ext, surface, visibility, direction, author_id,
               recipient_id, author_name, text, quoted, html, title, lang, automatic, created_at,
               received_at)
       SELECT (n - 1) * %(each)s + m, %(account)s, n, 'letters', 'm-' || n || '-' || m, '',
              '', '', '', 'dm', 'private', CASE WHEN m %% 2 = 1 THEN 'in' ELSE 'out' END,
              CASE WHEN m %% 2 = 1 THEN n END, CASE WHEN m %% 2 = 0 THEN n END, 'Somebody',
              'Bonjour, je demande pour la fois ' || m || ' où est la commande ' || n
              || ', attendue depuis mardi dernier : '
              || words || '. Merci de votre réponse.',
              '', '', '', 'fr', false,
              %(now)s::timestamptz - make_interval(secs => 2 * n - m),
              %(now)s::timestamptz - make_interval(secs => 2 * n - m)
       FROM drawn ORDER BY n, m""",
    """INSERT INTO inbox_casemessage (message_id, case_id)
       SELECT id, thread_id FROM channels_message""",
    """INSERT INTO inbox_terms (id, brand_id, digest, zone, week, closed_on, holiday_country,
                                first_minutes, next_minutes)
       VALUES (1, %(brand)s, 'bench', 'Europe/Paris', '{}', '[]', '', 240, 240)""",
    """INSERT INTO inbox_promise (case_id, terms_id, is_moot, kind, asked_id, started_at, due_at,
                                  answered_at, wall_seconds, open_seconds)
       SELECT id, 1, false, 'first_answer', (id - 1) * %(each)s + 1, opened_at,
              coalesce(due_at, opened_at + interval '4 hours'),
              opened_at + make_interval(secs => seconds), seconds, seconds
       FROM inbox_case, LATERAL (SELECT CASE WHEN state <> 'open' THEN 3600 END) taken (seconds)""",
    """INSERT INTO kit_activity (at, logged_at, brand_id, actor_kind, actor_name, verb, target_kind,
                                 target_id, facts)
       SELECT opened_at, opened_at, brand_id, 'system', 'Parvis', 'case.' || verb, 'case', id, '{}'
       FROM inbox_case, unnest(ARRAY['opened', 'message', 'assigned']) verb""",
    """INSERT INTO inbox_follow (case_id, user_id, followed_at)
       SELECT id, %(user)s, %(now)s FROM inbox_case WHERE id %% (1 + %(cases)s / 200) = 0""",
    """INSERT INTO inbox_tag (id, brand_id, name) VALUES (1, %(brand)s, 'retour')""",
    """INSERT INTO inbox_tagging (case_id, tag_id, by_name, tagged_at, removed_by_name)
       SELECT id, 1, 'Ines', %(now)s, '' FROM inbox_case WHERE id %% 100 = 7""",
)
# As triage and the team leave them.
JUDGED = (
    f"""INSERT INTO inbox_judgement (message_id, version, language, needs_answer, calls_for_answer,
               promotional, complaint, question, urgency, p_negative, p_neutral, p_positive,
               reasons, judged_at, account_id, said_at)
        SELECT m.id, 'bench', 'fr', CASE WHEN opens THEN 0.2 + 0.8 * {LOT} ELSE 0.1 END, opens,
               0, (opens AND {COMPLAINS})::int, opens::int, 0,
               (opens AND {COMPLAINS})::int, (NOT opens OR NOT {COMPLAINS})::int, 0,
               CASE WHEN opens THEN '[{{"about": "needs_answer", "kind": "words", "text": "où",
                                        "raises": true}}]'::jsonb
               ELSE '[{{"about": "needs_answer", "kind": "sign", "text": "after_answer",
                        "raises": false}}]' END,
               m.created_at, m.account_id, m.created_at
        FROM channels_message m JOIN inbox_case c ON c.id = m.thread_id,
             LATERAL (SELECT m.id %% %(each)s = 1 %% %(each)s) AS first (opens)
        WHERE m.direction = 'in'""",
    """INSERT INTO inbox_correction (judgement_id, calls_for_answer, by_name, corrected_at)
       SELECT (id - 1) * %(each)s + 1, false, 'Ines', opened_at + interval '1 hour'
       FROM inbox_case WHERE id %% 1000 = 7""",
    """UPDATE inbox_judgement SET calls_for_answer = false
       WHERE message_id IN (SELECT judgement_id FROM inbox_correction)""",
    """INSERT INTO inbox_spotcheck (judgement_id, calls_for_answer, by_name, checked_at)
       SELECT message_id, message_id %% 2 = 0, 'Ines', %(now)s FROM inbox_judgement
       WHERE NOT calls_for_answer ORDER BY said_at DESC LIMIT 200""",
)

# What is said in every message has the same stems: they are made once, and put beside those of the
# words in which messages differ.
WORDS = f"""
INSERT INTO inbox_casewords (case_id, brand_id, said_at, search)
SELECT c.id, c.brand_id, c.last_activity_at,
       setweight(parvis_stems(c.title), 'A') || setweight(parvis_stems(person.name), 'B')
       || setweight(same.stems || parvis_stems(own.words), 'D')
       || array_to_tsvector(CASE WHEN {COMPLAINS} THEN '{{=lang-fr,=complaint,=negative}}'::text[]
                            ELSE '{{=lang-fr}}' END)
FROM inbox_case c
JOIN people_person person ON person.id = c.person_id
JOIN (SELECT n, n || ' ' || string_agg(words, ' ') AS words FROM drawn GROUP BY n) own ON n = c.id,
(SELECT parvis_stems(
     'Bonjour, je demande pour la fois 1 2 3 où est la commande, attendue depuis mardi dernier.'
     ' Merci de votre réponse.') AS stems) AS same
"""
KNOWN = """
INSERT INTO inbox_knownword (brand_id, word)
SELECT DISTINCT %(brand)s::bigint, word
FROM (SELECT search FROM inbox_casewords LIMIT 200000) AS many,
     unnest(tsvector_to_array(search)) AS word
WHERE word ~ '^[a-z]{4,40}$'
"""
LARGE = (
    *("people_person", "people_identity", "channels_thread", "channels_message"),
    *("inbox_case", "inbox_casemessage", "inbox_casewords", "inbox_knownword"),
    "inbox_judgement",
)


def fill_with_cases(
    connection: psycopg.Connection,
    account: Account,
    *,
    user: User,
    cases: int,
    messages_a_case: int,
    now: object,
    findable: bool = False,
) -> None:
    """Rows 1 to `cases` of persons, threads and cases, in an empty brand; then statistics.

    `findable`: by their words, and by what triage says of them. Indexes are made at the end, which
    takes a fraction of the time.
    """
    given = {
        "brand": account.brand_id,
        "account": account.pk,
        "user": user.pk,
        "cases": cases,
        "each": messages_a_case,
        "now": now,
        "names": NAMES,
        "things": THINGS,
    }
    with _without_indexes(connection):
        for statement in (*STATEMENTS, *([*JUDGED, WORDS, KNOWN] if findable else []), *NEXT_IDS):
            if "%" in statement:
                connection.execute(statement, given)
            else:
                connection.execute(statement)
    connection.commit()
    connection.autocommit = True
    connection.execute("VACUUM (ANALYZE)")


@contextmanager
def _without_indexes(connection: psycopg.Connection) -> Iterator[None]:
    """Within the block the large tables have none but those of their primary keys."""
    unique = connection.execute(
        """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
           FROM pg_constraint WHERE contype = 'u' AND conrelid = ANY(%s::regclass[])""",
        [list(LARGE)],
    ).fetchall()
    plain = connection.execute(
        """SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s)
           AND NOT EXISTS (SELECT FROM pg_constraint WHERE conname = indexname)""",
        [list(LARGE)],
    ).fetchall()
    for table, name, _ in unique:
        connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
    for name, _ in plain:
        connection.execute(f"DROP INDEX {name}")
    yield
    connection.execute("SET LOCAL maintenance_work_mem = '512MB'")
    for table, name, definition in unique:
        connection.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
    for _, definition in plain:
        connection.execute(definition)


def invented_word(rank: int) -> str:
    """The invented word of this rank, 0 being the one that is said most."""
    parts = (rank % 30, rank // 30 % 30, rank // 900 % 30)
    return "".join(SYLLABLES[2 * part : 2 * part + 2] for part in parts)
