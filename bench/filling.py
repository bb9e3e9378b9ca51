"""Filling a brand with cases of the past, by SQL alone: a million in minutes.

Of ten cases three are open, six resolved and one is history of before the brand began. The
promises of the open ones break from now on, one each second.
"""

from __future__ import annotations

import psycopg

from parvis.brands.models import Brand, User
from parvis.channels.models import Account

STATEMENTS = (
    # superuser's way of leaving out what foreign keys would ask of each of so many rows
    "SET LOCAL session_replication_role = replica",
    "SET LOCAL synchronous_commit = off",
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
                               due_at, opened_at, last_activity_at)
       SELECT n, %(brand)s, n, %(account)s,
              'Où est ma ' || split_part(%(things)s, ' ', 1 + n %% 16)
                          || ' de commande ' || n || ' ?',
              CASE WHEN n %% 10 < 3 THEN 'open' WHEN n %% 10 < 9 THEN 'resolved' ELSE 'history' END,
              CASE WHEN n %% 50 = 0 THEN %(user)s::bigint END,
              CASE WHEN n %% 10 < 3 THEN %(now)s::timestamptz + make_interval(secs => n) END,
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
              || ', attendue depuis mardi dernier. Merci de votre réponse.',
              '', '', '', 'fr', false,
              %(now)s::timestamptz - make_interval(secs => 2 * n - m),
              %(now)s::timestamptz - make_interval(secs => 2 * n - m)
       FROM generate_series(1, %(cases)s) n, generate_series(1, %(each)s) m""",
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
)
NAMES = (
    "amina bruno chloé david elena farid gaëlle hugo inès jules karim léa malik nora omar paula "
    "quentin rosa samir thérèse"
)
THINGS = (
    "lampe chaise table théière commode étagère assiette tasse horloge lanterne nappe couette "
    "armoire bougie corbeille vitrine"
)


def fill_with_cases(
    connection: psycopg.Connection,
    account: Account,
    *,
    user: User,
    cases: int,
    messages_a_case: int,
    now: object,
) -> None:
    """Rows 1 to `cases` of persons, threads and cases, in an empty brand; then statistics."""
    brand: Brand = account.brand
    given = {
        "brand": brand.pk,
        "account": account.pk,
        "user": user.pk,
        "cases": cases,
        "each": messages_a_case,
        "now": now,
        "names": NAMES,
        "things": THINGS,
    }
    for statement in STATEMENTS:
        if "%(" in statement:
            connection.execute(statement, given)
        else:
            connection.execute(statement)
    connection.commit()
    connection.autocommit = True
    connection.execute("VACUUM (ANALYZE)")
