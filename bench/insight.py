"""The page of numbers with many messages: what it costs to work them out, and to open the page."""

from __future__ import annotations

import time
from datetime import timedelta

from bench.cast import found_brand, hire_agent
from bench.figures import Figure, percentile
from bench.filling import fill_with_cases
from bench.installation import Installation
from bench.pages import allowed_to_be_asked
from bench.sizes import Sizes

MOST_MILLISECONDS = 1500
OPENED = 20
DAYS = (7, 30, 90)
SPREAD = timedelta(days=90)


def measure(installation: Installation, sizes: Sizes) -> list[Figure]:
    """All messages lie in the last 90 days, which is the most that the page ever looks at."""
    with installation.database("bench_insight"):
        return _measured(installation, cases=sizes.cases[1], each=sizes.messages_a_case)


def _measured(installation: Installation, *, cases: int, each: int) -> list[Figure]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from parvis.channels.actions.account import account_for_import
    from parvis.insight.actions import read_everything
    from parvis.kit.clock import now

    brand = found_brand()
    agent = hire_agent(brand)
    account = account_for_import(brand, name="Letters", connector_id="jsonl")
    with installation.connect("bench_insight") as filling:
        fill_with_cases(filling, account, user=agent, cases=cases, messages_a_case=each, now=now())
        filling.execute(SPREAD_OUT, {"days": SPREAD.days, "cases": cases})
        filling.execute("VACUUM (ANALYZE)")

    start = time.perf_counter()
    for _ in read_everything():
        pass
    seconds = time.perf_counter() - start
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) insight_heard")
    figures = [
        Figure("messages worked out", "messages/s", cases * each / seconds, note=f"{seconds:.0f} s")
    ]
    client = Client()
    client.force_login(agent)
    with allowed_to_be_asked():
        for days in DAYS:
            address = f"/insight/?brand={brand.slug}&days={days}"
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            figures.append(_page(client, address, cases * each, len(queries)))
    return figures


def _page(client: object, address: str, messages: int, queries: int) -> Figure:
    from django.test import Client

    assert isinstance(client, Client)
    seconds = []
    for _ in range(OPENED):
        start = time.perf_counter()
        answer = client.get(address)
        seconds.append(time.perf_counter() - start)
        if answer.status_code != 200 or b"numbers-asked" not in answer.content:
            raise RuntimeError(f"{address} answered {answer.status_code} without numbers")
    took = percentile(seconds, 95) * 1000
    return Figure(
        name=f"insight, {address.rpartition('=')[2]} days",
        unit="ms, p95",
        ours=took,
        bar=f"under {MOST_MILLISECONDS:,} ms",
        ok=took < MOST_MILLISECONDS,
        note=f"{messages:,} messages in {SPREAD.days} days; {queries} queries",
    )


# what the filling wrote within seconds of each other lies over the whole time, a quarter of the
# people still waiting
SPREAD_OUT = """
WITH moved AS (
    UPDATE channels_message SET
        created_at = created_at + make_interval(secs => 2 * thread_id)
            - make_interval(secs => thread_id * %(days)s * 86400.0 / %(cases)s)
            + CASE WHEN direction = 'out' THEN make_interval(mins => (thread_id %% 1000)::int)
                   ELSE interval '0' END
)
, opened AS (
    UPDATE inbox_case SET
        opened_at = opened_at + make_interval(secs => 2 * id)
            - make_interval(secs => id * %(days)s * 86400.0 / %(cases)s),
        last_activity_at = last_activity_at + make_interval(secs => 2 * id)
)
INSERT INTO inbox_judgement (message_id, version, language, needs_answer, calls_for_answer,
    promotional, complaint, question, urgency, p_negative, p_neutral, p_positive, reasons,
    judged_at, account_id, said_at)
SELECT id, 'bench', 'fr', 0.9, true, 0, 0, 1, 0, 0, 1, 0, '[]', created_at, account_id, created_at
FROM channels_message WHERE direction = 'in'
"""
